"""The search measured on judged questions: by hand, and over a real index."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.__main__ import main
from evals.judged import JudgedQuestion
from evals.searching import FIGURES, as_suite, lead, means, measure, own_methods
from index.opening import OpenIndex, open_index
from tests.conftest import Built


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
