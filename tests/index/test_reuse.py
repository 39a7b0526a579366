"""What a build takes over from the one before it: only what is the same, and only from a sound one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.collection import Corpus, load_corpus
from corpus.references import Reference, format_references
from index import reuse
from index.builds import build_index
from index.reuse import NOTES, print_references, read_former
from index.server import LOCAL
from tests.index.hashing import HashingEmbedder


@pytest.fixture
def corpus(mini_corpus: Path) -> Corpus:
    return load_corpus(mini_corpus)


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of references that citeproc is asked to print."""
    asked: list[str] = []

    def noted(references: Iterable[Reference]) -> list[str]:
        wanted = list(references)
        asked.extend(r.id for r in wanted)
        return format_references(wanted)

    monkeypatch.setattr(reuse, "format_references", noted)
    return asked


def forms(build: Path) -> dict[str, str]:
    entries = json.loads((build / "references.json").read_text(encoding="utf-8"))
    return {entry["id"]: entry["printed"] for entry in entries}


def test_only_changed_references_are_printed_again(
    corpus: Corpus, printed: list[str], tmp_path: Path
) -> None:
    before = build_index(corpus, HashingEmbedder(), tmp_path)
    assert sorted(printed) == ["test-audit", "test-broker"]
    printed.clear()
    again = build_index(corpus, HashingEmbedder("hashing@2"), tmp_path)
    assert (printed, forms(again)) == ([], forms(before))
    other = Reference.model_validate(
        {**corpus.references["test-broker"].model_dump(), "title": "Brokers, once more"}
    )
    now = Corpus(corpus.records, {**corpus.references, "test-broker": other}, "d" * 64)
    after = build_index(now, HashingEmbedder(), tmp_path)
    assert printed == ["test-broker"]
    assert "Brokers, once more" in forms(after)["test-broker"]
    assert forms(after)["test-audit"] == forms(before)["test-audit"]


def test_another_printer_prints_all_again(
    corpus: Corpus, printed: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_index(corpus, HashingEmbedder(), tmp_path)
    printed.clear()
    monkeypatch.setattr(reuse, "printed_by", lambda: "another style")
    build_index(corpus, HashingEmbedder(), tmp_path)
    assert len(printed) == 2


@pytest.mark.parametrize("name", ["references.json", NOTES, "passages.json"])
def test_nothing_is_taken_over_from_a_damaged_build(
    name: str, corpus: Corpus, printed: list[str], tmp_path: Path
) -> None:
    build = build_index(corpus, HashingEmbedder(), tmp_path)
    printed.clear()
    path = build / name
    path.write_bytes(path.read_bytes().replace(b"a", b"b", 1))
    assert read_former(build, "hashing@1", LOCAL) is None
    build_index(corpus, HashingEmbedder(), tmp_path)
    assert len(printed) == 2


def test_of_another_model_no_vector_is_taken_over(corpus: Corpus, tmp_path: Path) -> None:
    build = build_index(corpus, HashingEmbedder(), tmp_path)
    same, other = read_former(build, "hashing@1", LOCAL), read_former(build, "hashing@2", LOCAL)
    assert same is not None
    assert len(same.known) == len(corpus.statements)
    assert other is not None
    assert other.known == {}


def test_two_alike_references_are_printed_once(corpus: Corpus, printed: list[str]) -> None:
    one = corpus.references["test-audit"]
    made = print_references([one, one], None)
    assert made[0] == made[1]
    assert printed == ["test-audit"]


def test_of_two_that_say_the_same_each_keeps_its_own_vector(corpus: Corpus, tmp_path: Path) -> None:
    former = read_former(build_index(corpus, HashingEmbedder(), tmp_path), "hashing@1", LOCAL)
    assert former is not None
    one = former.passages[0]
    twin = one.model_copy(update={"id": "twin"})
    both = replace(former, passages=[one, twin, *former.passages[1:]])
    assert both.rows([one, twin]) == [0, 1]
    other = one.model_copy(update={"id": "another"})
    assert both.rows([other, one.model_copy(update={"text": "New words."})]) == [1, -1]
    assert both.changed([one, twin, other, twin.model_copy(update={"sector": "education"})]) == [2, 3]
