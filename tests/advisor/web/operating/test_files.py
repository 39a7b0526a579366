"""No file of the host is readable through a running app, and no route is open that is not needed."""

from __future__ import annotations

import os
import socket
import stat
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.advisor.web.operating.conftest import Serve, Served

ROOT = Path(__file__).parents[4]
SECRETS = [
    "/etc/passwd",
    str(ROOT / "app.py"),
    str(ROOT / "pyproject.toml"),
    "app.py",
    ".git/config",
    "/proc/self/environ",
]
WAYS = ["/gradio_api/file={}", "/file={}", "/gradio_api/file/{}", "/file/{}", "/static/{}", "/assets/{}", "/svelte/{}",
        "/gradio_api/file=/../{}", "/gradio_api/file=./../../../../../..{}", "/gradio_api/file={}%00.png",
        "/gradio_api/proxy=file://{}", "/assets/..{}", "/static/../../../../../../../..{}"]  # fmt: skip
CLOSED = ["/monitoring", "/monitoring/summary", "/gradio_api/dev/reload", "/gradio_api/vibe-code", "/gradio_api/runs",
          "/gradio_api/deep_link", "/gradio_deep_link", "/login", "/logout", "/gradio_api/token", "/docs", "/openapi.json",
          "/gradio_api/stream/a/b/1/playlist.m3u8", "/custom_component/a/b/c/d", "/gradio_api/profiling/traces",
          "/gradio_api/proxy=http://127.0.0.1:1/", "/gradio_api/file=http://127.0.0.1:1/"]  # fmt: skip


def raw(home: str, path: bytes, method: bytes = b"GET") -> bytes:
    """A request whose path no client tidies up."""
    host, port = home.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as line:
        line.sendall(method + b" " + path + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        parts = []
        while part := line.recv(65536):
            parts.append(part)
    return b"".join(parts)


@pytest.mark.parametrize("way", WAYS)
def test_no_file_of_the_host_is_given_out(plain: Served, way: str) -> None:
    for secret in SECRETS:
        for path in (
            secret,
            quote(secret, safe=""),
            quote(quote(secret, safe=""), safe=""),
            secret.replace("/", "\\"),
        ):
            answer = raw(plain.home, way.format(path).encode())
            status = int(answer.split(b" ", 2)[1])
            assert status in (400, 403, 404), (way, path, status)
            assert b"root:" not in answer
            assert b"build-backend" not in answer


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            ["..", ".", "/", "\\", "%2e%2e", "%2f", "%5c", "%00", "etc", "passwd", "app.py", "//", "~", "C:"]
        ),
        min_size=1,
        max_size=12,
    )
)
def test_no_way_of_writing_a_path_gives_out_a_file(plain: Served, parts: list[str]) -> None:
    for prefix in ("/gradio_api/file=", "/assets/", "/static/"):
        answer = raw(plain.home, (prefix + "".join(parts)).encode())
        assert int(answer.split(b" ", 2)[1]) in (400, 403, 404, 405), answer[:80]


@pytest.mark.parametrize("path", CLOSED)
def test_what_the_page_does_not_need_is_closed(plain: Served, path: str) -> None:
    for method in (b"GET", b"POST", b"PUT", b"DELETE"):
        assert int(raw(plain.home, path.encode(), method).split(b" ", 2)[1]) in (404, 405)


def test_only_its_own_files_are_given_out(serve: Serve, tmp_path: Path) -> None:
    one = serve()
    folder = one.operation.folder
    if os.name == "posix":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    (folder / "made").mkdir()
    export = folder / "made" / "briefing.txt"
    export.write_text("an export", encoding="utf-8")
    outside = tmp_path / "secret.txt"
    outside.write_text("a secret", encoding="utf-8")
    (folder / "made" / "link.txt").symlink_to(outside)
    got = one.client.get(f"/gradio_api/file={export}")
    assert (got.status_code, got.text) == (200, "an export")
    assert got.headers["x-content-type-options"] == "nosniff"
    for path in (outside, folder / "made" / "link.txt", folder / "made", folder, folder / ".." / "x"):
        assert one.client.get(f"/gradio_api/file={path}").status_code == 404


def test_an_event_cannot_name_a_file_of_the_host(plain: Served) -> None:
    plain.ask({"path": "/etc/passwd", "meta": {"_type": "gradio.FileData"}}, "filing-1")  # type: ignore[arg-type]
    assert "root:" not in plain.said("filing-1")


def test_another_site_cannot_send_for_a_visitor(plain: Served) -> None:
    sent = plain.client.post("/gradio_api/queue/join", json={}, headers={"sec-fetch-site": "cross-site"})
    assert sent.status_code == 403
    allowed = plain.client.get("/config", headers={"origin": "https://elsewhere.example"}).headers
    assert "access-control-allow-origin" not in allowed


@pytest.mark.parametrize("path", ["/", "/health", "/nowhere", "/gradio_api/info"])
def test_every_response_has_the_headers(plain: Served, path: str) -> None:
    headers = plain.client.get(path).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers
    assert headers["x-request-id"]
