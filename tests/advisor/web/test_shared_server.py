"""Two app processes over one Chroma server and one file of receipts: one load, an outage, a recovery, a switch."""

from __future__ import annotations

import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError

from advisor.examples import load_examples
from advisor.pipeline import Advisor
from advisor.settings import load_settings
from corpus.collection import load_corpus
from index.builds import build_index, prune
from index.embedding import SentenceTransformerEmbedder
from index.errors import StoreAway
from index.manifest import read_manifest
from index.options import IndexOptions
from index.server import Server, ServerOptions
from tests.conftest import Built, finding, write_mini_corpus
from tests.index.hashing import HashingEmbedder

PATIENCE = 90
SERVED = Path(__file__).parent / "served.py"
QUESTIONS = (
    "How do we get ward teams to use charts of their falls?",
    "What went wrong with audit and feedback on wards?",
    "Do knowledge brokers work in public health departments?",
    "What do communities of practice need when their convenor leaves?",
    "Who has used audit and feedback?",
)


def until(true: Callable[[], bool], what: str) -> None:
    """Wait for something to come true."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, what
        time.sleep(0.1)


@dataclass
class ChromaServer:
    """A Chroma server process on loopback that can be ended and started again over the same data."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def options(self) -> ServerOptions:
        return ServerOptions(url=f"http://127.0.0.1:{self.port}", rest=0.5)

    def start(self) -> None:
        program = Path(sysconfig.get_path("scripts")) / ("chroma.exe" if os.name == "nt" else "chroma")
        command = [
            str(program),
            "run",
            "--path",
            str(self.folder),
            "--host",
            "127.0.0.1",
            "--port",
            str(self.port),
        ]
        with (self.folder / "log.txt").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder)
        until(Server(self.options).pulse, "the Chroma server does not answer")

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait(PATIENCE)
            self.process = None


@pytest.fixture(scope="module")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = ChromaServer(tmp_path_factory.mktemp("chroma"), port)
    server.start()
    yield server
    server.kill()


@dataclass
class App:
    """One process of the app."""

    process: subprocess.Popen[str]
    home: str
    _client: list[Client] = field(default_factory=list)

    def ready(self) -> tuple[int, str]:
        reply = httpx.get(f"{self.home}ready", timeout=PATIENCE)
        return reply.status_code, reply.text

    def ask(self, question: str) -> dict[str, Any]:
        if not self._client:
            patient = {"timeout": PATIENCE}
            self._client.append(
                Client(self.home, verbose=False, analytics_enabled=False, httpx_kwargs=patient)
            )
        answer = self._client[0].predict(question=question, context={}, history=[], api_name="/ask")
        assert isinstance(answer, dict)
        return answer


def start_app(environment: dict[str, str]) -> App:
    process = subprocess.Popen(
        [sys.executable, str(SERVED)],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    found = re.search(r"http://\S+/", process.stdout.readline())
    assert found, "the app did not start"
    return App(process, found.group())


@dataclass(frozen=True)
class Fleet:
    """Two apps, the corpus and builds that they share, and the folder of their receipts."""

    apps: tuple[App, App]
    corpus: Path
    builds: Path
    kept: Path

    def build(self, server: ServerOptions) -> Path:
        return build_index(load_corpus(self.corpus), HashingEmbedder(), self.builds, server=server)


@pytest.fixture(scope="module")
def fleet(chroma: ChromaServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    folder = tmp_path_factory.mktemp("fleet")
    corpus, builds, kept = write_mini_corpus(folder / "corpus"), folder / "builds", folder / "kept"
    build_index(load_corpus(corpus), HashingEmbedder(), builds, server=chroma.options)
    load_examples(HashingEmbedder(), builds)
    environment = {
        "KMA_CORPUS": str(corpus),
        "KMA_INDEX__FOLDER": str(builds),
        "KMA_INDEX__SERVER__URL": chroma.options.url,
        "KMA_INDEX__SERVER__REST": "0.5",
        "KMA_STORE__FOLDER": str(kept),
    }
    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(start_app, (environment, environment))
    for app in (one, other):
        until(lambda app=app: app.ready()[0] == 200, "an app is not ready")  # type: ignore[misc]
    yield Fleet((one, other), corpus, builds, kept)
    for app in (one, other):
        app.process.terminate()
        app.process.communicate(timeout=PATIENCE)


def told(answer: dict[str, Any]) -> tuple[Any, ...]:
    """What must not depend on where the vectors are."""
    top = [r["approach"] for r in answer["recommendations"]][:3]
    return (
        answer["status"],
        top,
        [(s["record"], s["text"]) for s in answer["sources"]],
        answer["short_answer"],
    )


def test_two_apps_share_a_server_and_their_receipts(
    fleet: Fleet, chroma: ChromaServer, tmp_path: Path
) -> None:
    embedded = build_index(load_corpus(fleet.corpus), HashingEmbedder(), tmp_path / "builds").parent
    shutil.copy(next(fleet.builds.glob("examples-*")), embedded)
    alone = Advisor.open(
        load_settings(corpus=fleet.corpus, index=IndexOptions(folder=embedded)), HashingEmbedder()
    )
    expected = {q: told(alone.advise(q).model_dump(mode="json")) for q in QUESTIONS}

    rounds = [(app, question) for _ in range(3) for question in QUESTIONS for app in fleet.apps]
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda turn: turn[0].ask(turn[1]), rounds))
    for (_, question), answer in zip(rounds, answers, strict=True):
        assert told(answer) == expected[question], question
    (database,) = fleet.kept.glob("*.sqlite")
    with closing(sqlite3.connect(database)) as base:
        assert base.execute("SELECT count(*) FROM receipts").fetchone() == (len(rounds),)


def test_while_the_server_is_away_the_page_says_so_and_goes_on_by_itself(
    fleet: Fleet, chroma: ChromaServer
) -> None:
    chroma.kill()
    for app in fleet.apps:
        with pytest.raises(AppError, match="is not answering"):
            app.ask("Which wards had charts while the store was away?")
        until(lambda app=app: app.ready()[0] == 503, "the outage is not noticed")  # type: ignore[misc]
        assert "is not answering" in app.ready()[1]
    with pytest.raises(StoreAway):
        fleet.build(chroma.options)
    chroma.start()
    for app in fleet.apps:
        until(lambda app=app: app.ready()[0] == 200, "the recovery is not noticed")  # type: ignore[misc]
        assert app.ask("Which wards had charts once the store was back?")["status"] != "error"


def test_both_apps_take_up_a_new_build(fleet: Fleet, chroma: ChromaServer) -> None:
    name = "finding-audit-feedback-new"
    text = "Charts probably help more when a respected colleague brings them to the team than when they come by post."
    (fleet.corpus / "findings" / f"{name}.md").write_text(
        finding(name, "Who brings the chart", "audit-feedback", text, "test-audit, abstract")
    )
    build = fleet.build(chroma.options)
    turn = iter(range(1000))
    for app in fleet.apps:
        until(
            lambda app=app: app.ask(f"Who brings chart {next(turn)}?")["versions"]["build"] == build.name,  # type: ignore[misc]
            "an app did not switch",
        )
    until(
        lambda: bool(prune(fleet.builds, chroma.options)) or len(list(fleet.builds.glob("2*"))) == 1,
        "not pruned",
    )
    left = Server(chroma.options).call(lambda client: [c.name for c in client.list_collections()])
    assert left == [read_manifest(build).collection]


@pytest.mark.model
def test_with_the_real_model_the_answers_are_those_of_embedded_chroma(
    built: Built,
    embedder: SentenceTransformerEmbedder,
    chroma: ChromaServer,
    tmp_path: Path,
    pytestconfig: pytest.Config,
) -> None:
    kept = pytestconfig.cache.mkdir("examples")
    load_examples(embedder, kept)
    corpus = load_corpus(built.corpus)
    found = []
    for server in (ServerOptions(), chroma.options):
        folder = tmp_path / (server.url[-5:] or "embedded")
        build_index(corpus, embedder, folder, server=server)
        for vectors in kept.glob("examples-*"):
            shutil.copy(vectors, folder)
        options = IndexOptions(folder=folder, server=server)
        advisor = Advisor.open(load_settings(corpus=built.corpus, index=options), embedder)
        assert (advisor.index.searcher.vectors is None) == bool(server.url)
        found.append([told(advisor.advise(q).model_dump(mode="json")) for q in QUESTIONS])
    assert found[0] == found[1]
    assert any(top for _, top, _, _ in found[0])
