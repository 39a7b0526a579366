"""The way to a Chroma server: what is retried, when calls are left off, and how it comes back."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from chromadb.errors import InternalError, NotFoundError
from pydantic import ValidationError

from index.errors import StoreAway
from index.server import Server, ServerOptions, passing


class Speaker(BaseHTTPRequestHandler):
    """Answers a heartbeat with the status that its server holds."""

    def do_GET(self) -> None:
        self.send_response(self.server.status)  # type: ignore[attr-defined]
        self.end_headers()
        self.wfile.write(b'{"nanosecond heartbeat": 1}')

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def speaker() -> Iterator[ThreadingHTTPServer]:
    served = ThreadingHTTPServer(("127.0.0.1", 0), Speaker)
    served.status = 200  # type: ignore[attr-defined]
    threading.Thread(target=served.serve_forever, daemon=True).start()
    yield served
    served.shutdown()


def server_at(speaker: ThreadingHTTPServer, **options: Any) -> Server:
    """A server that is spoken to with a client that does nothing."""
    given = {"rest": 0.1, "timeout": 1, **options}
    made = Server(ServerOptions(url=f"http://127.0.0.1:{speaker.server_port}", **given))
    made._connect = object  # type: ignore[method-assign]
    return made


def test_a_call_is_tried_again(speaker: ThreadingHTTPServer) -> None:
    turns: list[int] = []

    def job(_: object) -> str:
        turns.append(1)
        if len(turns) < 3:
            raise httpx.ReadTimeout("slow")
        return "done"

    server = server_at(speaker)
    assert server.call(job) == "done"
    assert len(turns) == 3
    assert not server.away


def test_what_does_not_pass_is_not_tried_again(speaker: ThreadingHTTPServer) -> None:
    turns: list[int] = []

    def job(_: object) -> None:
        turns.append(1)
        raise NotFoundError("no such collection")

    with pytest.raises(NotFoundError):
        server_at(speaker).call(job)
    assert len(turns) == 1


def test_after_two_failures_calls_are_left_off_until_it_answers(
    speaker: ThreadingHTTPServer, caplog: pytest.LogCaptureFixture
) -> None:
    turns: list[int] = []

    def job(_: object) -> None:
        turns.append(1)
        raise httpx.ConnectError("refused")

    server = server_at(speaker, tries=1, rest=60)
    for _ in range(5):
        with pytest.raises(StoreAway, match="not answering") as caught:
            server.call(job)
    assert len(turns) == 2
    assert server.options.url in caught.value.told
    assert server.options.url not in str(caught.value)
    assert len([r for r in caplog.records if "does not answer" in r.message]) == 1
    with caplog.at_level(logging.INFO):
        assert server.pulse()
    assert "answers again" in caplog.text
    assert server.call(lambda _: 3) == 3


def test_after_its_rest_it_is_asked_again_by_itself(speaker: ThreadingHTTPServer) -> None:
    server = server_at(speaker, tries=1, rest=0.2)
    speaker.status = 503  # type: ignore[attr-defined]
    for _ in range(2):
        with pytest.raises(StoreAway):
            server.call(lambda _: 1)
    assert not server.pulse()
    speaker.status = 200  # type: ignore[attr-defined]
    end = threading.Event()
    for _ in range(100):
        end.wait(0.1)
        try:
            assert server.call(lambda _: 1) == 1
            break
        except StoreAway:
            continue
    else:
        pytest.fail("it was never asked again")


@pytest.mark.parametrize(
    ("fault", "passes"),
    [
        (httpx.ConnectError("refused"), True),
        (httpx.ReadTimeout("slow"), True),
        (InternalError("disk"), True),
        (Exception("502 Bad Gateway"), True),
        (NotFoundError("gone"), False),
        (ValueError("wrong"), False),
        (KeyError("wrong"), False),
    ],
)
def test_which_faults_pass(fault: Exception, passes: bool) -> None:
    assert passing(fault) is passes


@pytest.mark.parametrize(
    "url", ["chroma:8000", "ftp://chroma", "http://", "http://chroma/api", "http://chroma:x"]
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(ValidationError):
        ServerOptions(url=url)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://chroma:8000", ("chroma", 8000, False)),
        ("http://chroma/", ("chroma", 8000, False)),
        ("https://chroma.example.nhs.uk", ("chroma.example.nhs.uk", 443, True)),
        ("http://[::1]:9000", ("::1", 9000, False)),
    ],
)
def test_what_an_address_means(url: str, address: tuple[str, int, bool]) -> None:
    assert ServerOptions(url=url).address == address


def test_a_token_goes_in_its_header_and_into_no_text() -> None:
    bearer = ServerOptions.model_validate({"url": "http://chroma", "token": "secret"})
    assert bearer.headers == {"Authorization": "Bearer secret"}
    own = ServerOptions.model_validate({"token": "secret", "token_header": "X-Chroma-Token"})
    assert own.headers == {"X-Chroma-Token": "secret"}
    assert "secret" not in repr(bearer) + bearer.model_dump_json()


def test_the_settings_are_read_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from index.environment import read_options
    from index.errors import IndexProblem

    monkeypatch.setenv("KMA_INDEX__SERVER__URL", "http://chroma:8000")
    monkeypatch.setenv("KMA_INDEX__FOLDER", str(tmp_path))
    assert (read_options().server.url, read_options().folder) == ("http://chroma:8000", tmp_path)
    monkeypatch.setenv("KMA_INDEX__SERVER__URL", "chroma")
    with pytest.raises(IndexProblem, match="KMA_INDEX__SERVER__URL is wrong: write it as http://host:port"):
        read_options()
