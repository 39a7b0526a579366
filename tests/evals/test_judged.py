"""Judged questions: what ships, how each fault is told, and the figures measured on them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.collection import load_corpus
from corpus.vocabulary import DATA
from evals.__main__ import OWN
from evals.errors import SuiteError
from evals.judged import read_judged

ONE = {"id": "q1", "question": "what do charts do", "split": "dev", "judged": {"a/b/1": 2, "a/b/2": 0}}


def test_what_ships_is_enough_and_names_statements_that_exist() -> None:
    found = read_judged(OWN, load_corpus(DATA).statements)
    assert len(found) >= 150
    assert len({q.question.casefold() for q in found}) == len(found)
    by_split = [sum(q.split == split for q in found) for split in ("dev", "test")]
    assert min(by_split) >= 75
    assert {grade for q in found for grade in q.judged.values()} == {0, 1, 2, 3}
    assert sum(len(q.judged) for q in found) / len(found) >= 15


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"judged": {"a/b/1": 4}}, "1: judged.a/b/1: input should be less than or equal to 3"),
        ({"judged": {"a/b/1": 0}}, "1: no statement has a grade above 0"),
        ({"judged": {"x/y/1": 1}}, "1: the corpus has no statement x/y/1"),
        ({"split": "train"}, "1: split: input should be 'dev' or 'test'"),
        ({"grades": {}}, "1: grades: extra inputs are not permitted"),
    ],
)
def test_each_fault_is_told_with_its_line(tmp_path: Path, change: dict[str, object], words: str) -> None:
    path = tmp_path / "judged.jsonl"
    path.write_text(json.dumps({**ONE, **change}) + "\n", encoding="utf-8")
    with pytest.raises(SuiteError) as caught:
        read_judged(path, {"a/b/1", "a/b/2"})
    assert any(p.startswith(f"{path}:{words}") for p in caught.value.problems), caught.value.problems


def test_faults_of_several_lines_come_together(tmp_path: Path) -> None:
    path = tmp_path / "judged.jsonl"
    path.write_text(f"{json.dumps(ONE)}\nnot json\n{json.dumps(ONE)}\n", encoding="utf-8")
    with pytest.raises(SuiteError) as caught:
        read_judged(path)
    assert [p.split(":")[1] for p in caught.value.problems] == ["2", "3"]
    path.write_text("\n", encoding="utf-8")
    with pytest.raises(SuiteError, match="holds no question"):
        read_judged(path)
