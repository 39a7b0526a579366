"""What the doctor says of a sound index and of a faulty one."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from index.builds import current_build
from index.doctor import Finding, examine, examine_build
from index.embedding import SentenceTransformerEmbedder
from index.errors import Mismatch
from index.options import IndexOptions
from tests.conftest import Built


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
