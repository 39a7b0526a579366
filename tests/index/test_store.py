"""Chroma: embedded, in memory, and a real server."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import sysconfig
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
import pytest
from chromadb.config import Settings

from corpus.collection import load_corpus
from index.errors import Damaged
from index.passages import Passage, to_passages
from index.store import ChromaStore
from tests.index.hashing import HashingEmbedder

PATIENCE = 60


@pytest.fixture(scope="module")
def passages(mini_corpus: Path) -> list[Passage]:
    return to_passages(load_corpus(mini_corpus).records.values())


@pytest.fixture(scope="module")
def vectors(passages: list[Passage]) -> Any:
    return HashingEmbedder().encode([p.embedded for p in passages])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A client of a real Chroma server on a free port of loopback."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("chroma-server")
    program = Path(sysconfig.get_path("scripts")) / ("chroma.exe" if os.name == "nt" else "chroma")
    command = [str(program), "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    log = folder / "log.txt"
    with log.open("w") as file, subprocess.Popen(command, stdout=file, stderr=file, cwd=folder) as process:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                client = chromadb.HttpClient(
                    host="127.0.0.1", port=port, settings=Settings(anonymized_telemetry=False)
                )
                client.heartbeat()
                break
            except Exception:
                if process.poll() is not None or time.monotonic() > deadline:
                    pytest.fail(f"the Chroma server did not answer: {log.read_text()[-500:]}")
                time.sleep(0.2)
        yield client
        process.terminate()
        process.wait(PATIENCE)


@pytest.fixture(params=["embedded", "server"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ChromaStore]:
    """An empty store of either sort."""
    if request.param == "embedded":
        made = ChromaStore.embedded(tmp_path)
        yield made
        made.close()
    else:
        yield ChromaStore(request.getfixturevalue("server"), f"passages-{uuid.uuid4().hex[:8]}")


def test_what_is_written_is_read_back_by_id(
    store: ChromaStore, passages: list[Passage], vectors: Any
) -> None:
    store.write(passages, vectors)
    assert store.count() == len(passages)
    backwards = [p.id for p in reversed(passages)]
    np.testing.assert_allclose(store.read(backwards), vectors[::-1], atol=1e-6)


def test_nearness_is_the_cosine(store: ChromaStore, passages: list[Passage], vectors: Any) -> None:
    store.write(passages, vectors * np.linspace(0.5, 3, len(passages), dtype=np.float32)[:, None])
    found = store.query(vectors[3], len(passages))
    assert found[0][0] == passages[3].id
    exact = dict(zip([p.id for p in passages], vectors @ vectors[3], strict=True))
    for statement, similarity in found:
        assert similarity == pytest.approx(exact[statement], abs=1e-4)


def test_a_missing_vector_is_damage(store: ChromaStore, passages: list[Passage], vectors: Any) -> None:
    store.write(passages[:-1], vectors[:-1])
    with pytest.raises(Damaged, match=rf"1 of {len(passages)} vectors are missing"):
        store.read([p.id for p in passages])


def test_a_store_without_its_collection_is_damage(store: ChromaStore) -> None:
    with pytest.raises(Damaged, match="can't be read"):
        store.count()


def test_more_than_one_batch_is_written_whole(
    store: ChromaStore, passages: list[Passage], vectors: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store._client, "get_max_batch_size", lambda: 4)
    store.write(passages, vectors)
    assert store.count() == len(passages)


def test_metadata_can_be_asked_for(server: Any, passages: list[Passage], vectors: Any) -> None:
    name = f"passages-{uuid.uuid4().hex[:8]}"
    ChromaStore(server, name).write(passages, vectors)
    collection = server.get_collection(name, embedding_function=None)
    got = collection.get(where={"approaches": {"$contains": "audit-feedback"}})
    assert set(got["ids"]) == {p.id for p in passages if "audit-feedback" in p.approaches}
    assert got["documents"][0] == next(p.text for p in passages if p.id == got["ids"][0])


def test_a_folder_is_seen_afresh_after_closing(tmp_path: Path, passages: list[Passage], vectors: Any) -> None:
    first = ChromaStore.embedded(tmp_path)
    first.write(passages, vectors)
    first.close()
    second = ChromaStore.embedded(tmp_path)
    assert second.count() == len(passages)
    second.close()


def test_a_file_that_is_no_database_is_damage(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from index.store import ChromaStore\n"
        "from index.errors import Damaged\n"
        "try: ChromaStore.embedded(Path(sys.argv[1])).count()\n"
        "except Damaged as err: print(err)"
    )
    (tmp_path / "chroma.sqlite3").write_bytes(b"this is not a database" * 100)
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert "can't be opened" in done.stdout, done.stderr[-500:]
