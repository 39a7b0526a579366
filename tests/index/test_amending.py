"""Chroma of a build out of a copy of the last one's: the same entries as one that is written from nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.collection import Corpus, load_corpus
from index import amending
from index.amending import taken_out
from index.builds import build_index
from index.contents import read_passages, read_vectors
from index.errors import Damaged
from index.manifest import read_manifest, sums_of, verify_files
from index.passages import to_passages
from index.reuse import NOTES, Notes
from index.store import ChromaStore
from tests.index.hashing import HashingEmbedder

Change = Callable[[Corpus], Corpus]


@pytest.fixture
def corpus(mini_corpus: Path) -> Corpus:
    return load_corpus(mini_corpus)


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The little corpus has so few statements that one more is much."""
    monkeypatch.setattr(amending, "WORN", 0.7)


def restated(corpus: Corpus, words: str = "seen again") -> Corpus:
    """The same corpus whose first statement says something else."""
    first = next(iter(corpus.records.values()))
    said = first.statements[0].model_copy(update={"text": f"The ward audit was {words}."})
    own = first.model_copy(update={"statements": (said, *first.statements[1:])})
    return Corpus({**corpus.records, first.id: own}, corpus.references, "a" * 64)


def shorter(corpus: Corpus) -> Corpus:
    """The same corpus without its last record."""
    kept = list(corpus.records.values())[:-1]
    return Corpus({r.id: r for r in kept}, corpus.references, "b" * 64)


def elsewhere(corpus: Corpus) -> Corpus:
    """The same words, of which some are said of another setting: no vector changes."""
    first = next(iter(corpus.records.values()))
    moved = first.model_copy(update={"setting": ("icb",)})
    return Corpus({**corpus.records, first.id: moved}, corpus.references, "c" * 64)


def notes(build: Path) -> Notes:
    return Notes.model_validate_json((build / NOTES).read_bytes())


def held(build: Path) -> dict[str, tuple[str, Any]]:
    """Words and metadata of every entry of Chroma, after comparing each with its passage and vector."""
    passages = read_passages(build)
    store = ChromaStore.embedded(build / "chroma")
    store.check(passages, read_vectors(build, read_manifest(build), passages))
    nearest = store.query(HashingEmbedder().encode([passages[0].embedded])[0], 1)
    assert nearest[0][0] == passages[0].id
    got = store._handle.get(include=["documents", "metadatas"])
    store.close()
    verify_files(build, read_manifest(build))
    entries = zip(got["documents"], got["metadatas"], strict=True)
    return dict(zip(got["ids"], entries, strict=True))


@pytest.mark.parametrize("change", [restated, shorter, elsewhere, lambda corpus: shorter(restated(corpus))])
def test_an_amended_chroma_holds_what_one_from_nothing_holds(
    change: Change, corpus: Corpus, tmp_path: Path
) -> None:
    build_index(corpus, HashingEmbedder(), tmp_path / "one")
    amended = build_index(change(corpus), HashingEmbedder(), tmp_path / "one")
    anew = build_index(change(corpus), HashingEmbedder(), tmp_path / "other")
    assert notes(amended).amended > 0 == notes(anew).amended
    assert held(amended) == held(anew)


def test_what_came_back_is_there_again(corpus: Corpus, tmp_path: Path) -> None:
    counts: list[int] = []
    for made in (corpus, shorter(corpus), corpus, corpus):
        build = build_index(made, HashingEmbedder(), tmp_path)
        counts.append(notes(build).amended)
    assert counts[0] == 0 < counts[1] < counts[2] == counts[3]
    assert len(held(build)) == len(corpus.statements)


def test_the_build_that_is_copied_stays_as_it_was(corpus: Corpus, tmp_path: Path) -> None:
    build = build_index(corpus, HashingEmbedder(), tmp_path)
    living = build / "chroma" / "chroma.sqlite3"
    before = sums_of(build), living.read_bytes()
    build_index(restated(corpus), HashingEmbedder(), tmp_path)
    assert (sums_of(build), living.read_bytes()) == before


def test_nothing_waits_for_the_first_reader(corpus: Corpus, tmp_path: Path) -> None:
    build_index(corpus, HashingEmbedder(), tmp_path)
    build = build_index(restated(corpus), HashingEmbedder(), tmp_path)
    read = sqlite3.connect(build / "chroma" / "chroma.sqlite3")
    try:
        (waiting,) = read.execute("select count(*) from embeddings_queue").fetchone()
    finally:
        read.close()
    assert waiting <= 1


def test_a_worn_graph_is_made_anew(corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(amending, "WORN", 2.5 / len(corpus.statements))
    counts: list[int] = []
    for times in range(2, 7):
        build = build_index(restated(corpus, f"seen {times} times"), HashingEmbedder(), tmp_path)
        counts.append(notes(build).amended)
    assert counts == [0, 1, 2, 0, 1]
    assert len(held(build)) == len(corpus.statements)


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("harm", [_flip, Path.unlink, lambda path: path.write_bytes(b"")])
def test_a_harmed_living_file_is_not_copied(
    harm: Callable[[Path], object], corpus: Corpus, tmp_path: Path
) -> None:
    build = build_index(corpus, HashingEmbedder(), tmp_path)
    harm(build / "chroma" / "chroma.sqlite3")
    after = build_index(restated(corpus), HashingEmbedder(), tmp_path)
    assert notes(after).amended == 0
    assert len(held(after)) == len(corpus.statements)


def test_what_can_not_be_amended_is_written_anew(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise Damaged("Chroma holds 3 of 9 vectors.", "")

    build_index(corpus, HashingEmbedder(), tmp_path)
    monkeypatch.setattr(ChromaStore, "amend", refuse)
    after = build_index(restated(corpus), HashingEmbedder(), tmp_path)
    assert notes(after).amended == 0
    assert len(held(after)) == len(corpus.statements)


def test_what_another_program_wrote_is_not_amended(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_index(corpus, HashingEmbedder(), tmp_path)
    monkeypatch.setattr(amending, "stored_by", lambda: "chromadb 99")
    assert notes(build_index(restated(corpus), HashingEmbedder(), tmp_path)).amended == 0


def test_words_that_a_longer_text_still_holds_are_not_taken_out(corpus: Corpus) -> None:
    former = to_passages(corpus.records.values())
    longer = [p.model_copy(update={"text": f"{p.text} Seen again."}) for p in former]
    assert taken_out(former, former) == taken_out(former, longer) == []
    assert taken_out(longer, former) == [p.text for p in longer]
    moved = [former[0].model_copy(update={"id": "elsewhere", "text": f"It is said: {former[0].text}"})]
    assert taken_out(former, moved) == [p.text for p in former[1:]]


def test_a_longer_text_is_amended(corpus: Corpus, tmp_path: Path) -> None:
    build_index(corpus, HashingEmbedder(), tmp_path)
    first = next(iter(corpus.records.values()))
    said = first.statements[0].model_copy(update={"text": f"{first.statements[0].text} Seen again."})
    own = first.model_copy(update={"statements": (said, *first.statements[1:])})
    longer = Corpus({**corpus.records, first.id: own}, corpus.references, "e" * 64)
    build = build_index(longer, HashingEmbedder(), tmp_path)
    assert notes(build).amended == 1
    assert held(build)[said.id][0] == said.text
