"""Retrieval on a collection that is small enough to know."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from evals.__main__ import main
from evals.beir import read_collection
from evals.errors import CollectionError
from evals.retrieval import METHODS, measured, rankings
from index.embedding import Vectors
from index.options import IndexOptions

WORDS = ("broker", "audit", "nurse", "policy")


class Counting:
    """Embeds a text as the words it holds."""

    identity = "counting@1"
    calls = 0

    def encode(self, texts: Sequence[str], on_progress: Callable[[int], None] | None = None) -> Vectors:
        self.calls += 1
        rows = np.asarray([[1e-3 + text.count(word) for word in WORDS] for text in texts], dtype=np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    documents = [f"the {word} helped" for word in WORDS]
    lines = [{"_id": str(n), "title": "", "text": text} for n, text in enumerate(documents)]
    (tmp_path / "corpus.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    asked = [
        {"_id": "q1", "text": "audit"},
        {"_id": "q2", "text": "nurse"},
        {"_id": "q3", "text": "unjudged"},
    ]
    (tmp_path / "queries.jsonl").write_text("\n".join(map(json.dumps, asked)), encoding="utf-8")
    (tmp_path / "qrels").mkdir()
    judged = "query-id\tcorpus-id\tscore\nq1\t1\t2\nq1\t0\t0\nq2\t2\t1\n"
    (tmp_path / "qrels" / "test.tsv").write_text(judged, encoding="utf-8")
    return tmp_path


def test_the_figures_are_those_of_the_contract(folder: Path) -> None:
    collection = read_collection(folder)
    assert list(collection.queries) == ["q1", "q2"]
    figures = measured(collection, rankings(collection, Counting(), IndexOptions()))
    assert tuple(figures) == METHODS
    for method in METHODS:
        assert figures[method] == {"ndcg@10": 1.0, "recall@10": 1.0, "recall@100": 1.0, "mrr@10": 1.0}


def test_vectors_are_kept_only_when_asked_for(folder: Path, tmp_path: Path) -> None:
    collection, embedder = read_collection(folder), Counting()
    first = rankings(collection, embedder, IndexOptions(), cache=tmp_path / "cache")
    assert rankings(collection, embedder, IndexOptions(), cache=tmp_path / "cache") == first
    assert embedder.calls == 1


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("corpus.jsonl", b"{", "corpus.jsonl:1: this line is not JSON"),
        ("corpus.jsonl", b"[1]", "not a JSON object"),
        ("corpus.jsonl", b"", "holds no documents"),
        ("corpus.jsonl", b'{"_id": "1"}', "text is missing"),
        ("corpus.jsonl", b'{"text": "a"}', "_id is missing"),
        ("corpus.jsonl", b'{"_id": 1, "text": "a"}\n{"_id": "1", "text": "b"}', "stands twice"),
        ("corpus.jsonl", b"\xff\xfe", "not UTF-8"),
        ("qrels/test.tsv", b"h\th\th\nq1 1 1\n", "test.tsv:2: this line is not"),
        ("qrels/test.tsv", b"h\th\th\nq1\t1\tnan\n", "test.tsv:2: this line is not"),
        ("qrels/test.tsv", b"h\th\th\nq1\t1\t0\n", "no query"),
    ],
)
def test_a_malformed_file_is_one_sentence_and_exit_2(
    folder: Path, name: str, content: bytes, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / name).write_bytes(content)
    with pytest.raises(CollectionError, match=words.replace(".", r"\.")):
        read_collection(folder)
    assert main(["retrieval", str(folder)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_missing_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["retrieval", str(tmp_path / "none")]) == 2
    assert "can't be read" in capsys.readouterr().err
