"""Judged questions: what ships, how each fault is told, and the figures measured on them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.collection import load_corpus
from corpus.vocabulary import DATA
from evals.__main__ import OWN, main
from evals.errors import SuiteError
from evals.judged import JudgedQuestion, read_judged
from evals.searching import FIGURES, as_suite, lead, means, measure, own_methods
from index.opening import OpenIndex, open_index
from tests.conftest import Built

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


@pytest.fixture(scope="module")
def opened(built: Built) -> OpenIndex:
    return open_index(built.options, built.corpus)


def test_figures_by_hand() -> None:
    question = JudgedQuestion(id="q", question="q", split="dev", judged={"a": 3, "b": 1, "c": 0})
    found = measure([question], {"good": lambda q: ["a", "b"], "bad": lambda q: ["c", "x", "a"]})
    assert found["good"]["q"] == dict.fromkeys(FIGURES, 1.0)
    assert found["bad"]["q"]["judged@10"] == pytest.approx(2 / 3)
    assert found["bad"]["q"]["mrr@10"] == pytest.approx(1 / 3)
    assert 0 < found["bad"]["q"]["ndcg@10"] < 1
    assert measure([question], {"none": lambda q: []})["none"]["q"]["ndcg@10"] == 0.0
    assert means(found["bad"])["mrr@10"] == pytest.approx(1 / 3)


def test_a_lead_has_an_interval_and_a_verdict() -> None:
    ours = {f"q{n}": {"ndcg@10": 0.6 + 0.01 * (n % 3)} for n in range(30)}
    theirs = {name: {"ndcg@10": 0.5} for name in ours}
    found = lead(ours, theirs)
    assert found["low"] > 0.09
    assert found["verdict"] == "better"
    assert lead(ours, ours)["verdict"] == "too close to call"


def test_the_search_of_an_index_is_measured(opened: OpenIndex) -> None:
    wanted = next(p.id for p in opened.searcher.passages if p.record == "finding-knowledge-brokers-needs")
    question = JudgedQuestion(
        id="q", question="what do knowledge brokers need", split="dev", judged={wanted: 3}
    )
    suite = as_suite(measure([question], own_methods(opened)))
    assert set(suite.summary["methods"]) == {"dense", "bm25", "hybrid", "capped"}
    assert set(suite.summary["lead"]) == {"dense", "bm25"}
    assert suite.summary["ndcg@10"] == 1.0
    assert suite.summary["items"]["q"]["mrr@10"] == 1.0


def test_the_command_asks_for_one_of_the_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["retrieval"]) == 2
    assert "--own" in capsys.readouterr().err
    assert main(["retrieval", str(tmp_path), "--own"]) == 2
