"""What the doctor says of a sound index and of a faulty one."""

from __future__ import annotations

import socket
import sqlite3
from pathlib import Path

import pytest

from corpus.collection import load_corpus
from index.builds import build_index, current_build
from index.contents import read_passages
from index.doctor import Finding, examine, examine_build, examine_port
from index.embedding import SentenceTransformerEmbedder
from index.errors import Damaged, Mismatch
from index.options import IndexOptions
from index.server import ServerOptions
from index.store import ChromaStore
from tests.conftest import Built
from tests.index.hashing import HashingEmbedder


def said(options: IndexOptions, corpus: Path) -> dict[str, Finding]:
    return {finding.name: finding for finding in examine(options, corpus)}


def test_all_is_well(built: Built) -> None:
    findings = said(built.options, built.corpus)
    assert all(finding.ok for finding in findings.values())
    assert list(findings) == [
        "python", "sqlite", "settings", "disk", "index folder", "corpus", "model", "index", "outside hosts",
    ]  # fmt: skip
    assert "6 records" in findings["corpus"].words
    assert built.build.name in findings["index"].words


def test_no_index_is_a_fault_with_its_mend(mini_corpus: Path, tmp_path: Path) -> None:
    fault = said(IndexOptions(folder=tmp_path / "not" / "yet"), mini_corpus)["NoBuild"]
    assert not fault.ok
    assert "python -m index build" in fault.words


def test_another_corpus_is_a_fault(built: Built, tmp_path: Path) -> None:
    findings = said(built.options, tmp_path)
    assert not findings["corpus"].ok
    assert "python" in findings


def test_a_missing_model_is_a_fault(built: Built) -> None:
    options = built.options.model_copy(update={"model": "/nowhere"})
    assert "no sentence-transformers model" in said(options, built.corpus)["ModelProblem"].words


def test_a_pointer_to_nothing_is_a_fault(mini_corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("gone")
    assert "not there" in said(IndexOptions(folder=tmp_path), mini_corpus)["Damaged"].words


def test_an_old_sqlite_is_a_fault(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version", "3.34.1")
    assert str(said(built.options, built.corpus)["sqlite"]).startswith("FAIL sqlite: 3.34.1")


def test_a_build_of_another_model_is_not_sound(built: Built) -> None:
    with pytest.raises(Mismatch):
        examine_build(built.options, "other@1", built.corpus)
    assert current_build(built.options.folder) == built.build


def test_a_finding_prints_on_one_line(built: Built, embedder: SentenceTransformerEmbedder) -> None:
    assert str(Finding("model", True, embedder.identity)) == f"ok   model: {embedder.identity}"


def test_a_port_in_use_and_a_data_folder_in_the_way_are_faults(built: Built, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        (tmp_path / "file").write_text("in the way")
        findings = {
            f.name: f for f in examine(built.options, built.corpus, tmp_path / "file" / "data", port=port)
        }
    assert not findings["port"].ok
    assert "--port" in findings["port"].words
    assert not findings["data folder"].ok
    assert examine_port("127.0.0.1", 0).ok


def test_a_server_that_is_away_is_a_fault_with_its_address(built: Built) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = ServerOptions(url=f"http://127.0.0.1:{port}", tries=1)
    findings = said(built.options.model_copy(update={"server": server}), built.corpus)
    assert not findings["Chroma server"].ok
    assert f"http://127.0.0.1:{port} does not answer. Start it" in findings["Chroma server"].words
    assert "settings name a Chroma server" in findings["Mismatch"].words


def test_settings_are_named_and_their_values_are_not(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KMA_INDEX__SERVER__TOKEN", "secret")
    words = said(built.options, built.corpus)["settings"].words
    assert "KMA_INDEX__SERVER__TOKEN" in words
    assert "secret" not in words


def test_an_entry_of_chroma_that_has_changed_is_a_fault(
    mini_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_index(load_corpus(mini_corpus), HashingEmbedder(), tmp_path)
    options = IndexOptions(folder=tmp_path)
    assert "15 passages" in examine_build(options, "hashing@1", mini_corpus)
    build = current_build(tmp_path)
    store = ChromaStore.embedded(build / "chroma")
    collection = store._client.get_collection("passages", embedding_function=None)
    passage = read_passages(build)[2].id
    collection.update(ids=[passage], embeddings=[[1.0] + [0.0] * 31])
    store.close()
    monkeypatch.setattr("index.doctor.verify_files", lambda *_: None)
    with pytest.raises(Damaged, match=f"{passage} has changed"):
        examine_build(options, "hashing@1", mini_corpus)
