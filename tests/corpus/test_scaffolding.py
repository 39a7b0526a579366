from datetime import date
from pathlib import Path

import pytest

from corpus.checking import check_corpus
from corpus.errors import CorpusError
from corpus.records import Kind
from corpus.scaffolding import scaffold

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("kind", ["case", "finding", "interview"])
def test_passes_the_check_but_for_its_todos(corpus: Path, kind: Kind) -> None:
    for number in range(2):  # two scaffolds are no near duplicates of each other
        scaffold(kind, f"{kind}-new-{number}", corpus, TODAY)
    _, problems = check_corpus(corpus, quotas=False, today=TODAY)
    assert problems
    assert {p.what.removeprefix(f"{p.what.split(': ')[0]}: ") for p in problems} == {"a TODO is left."}


@pytest.mark.parametrize(
    ("kind", "name", "word"),
    [
        ("case", "lunch", "not like case-short-name"),
        ("case", "finding-x", "not like case-short-name"),
        ("case", "case-../x", "not like case-short-name"),
        ("case", "case-ward-audit", "is taken"),
    ],
)
def test_faults(corpus: Path, kind: Kind, name: str, word: str) -> None:
    before = sorted(corpus.rglob("*"))
    with pytest.raises(CorpusError, match=word):
        scaffold(kind, name, corpus, TODAY)
    assert sorted(corpus.rglob("*")) == before


def test_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no corpus folder"):
        scaffold("case", "case-x", tmp_path / "none", TODAY)
