"""Baselines over a real index, and the search measured on what cases should cite."""

from __future__ import annotations

import importlib.util

import pytest

from advisor.answer import Status
from evals.baselines import BASELINES, bm25_only, dense_only, plain_langchain
from evals.cases import Case
from evals.errors import EvalsError
from evals.finding import finding
from evals.judge import Verbatim
from evals.marking import cites, top3, unsupported
from index.opening import OpenIndex, open_index
from tests.conftest import Built


@pytest.fixture(scope="module")
def opened(built: Built) -> OpenIndex:
    return open_index(built.options, built.corpus)


@pytest.mark.parametrize("make", [bm25_only, dense_only])
def test_a_baseline_shows_its_best_passages(make, opened: OpenIndex) -> None:  # type: ignore[no-untyped-def]
    answer = make(opened).advise("charts of falls on wards")
    assert answer.status is Status.ANSWERED
    assert top3(answer)[0] == "audit-feedback"
    assert "test-audit" in cites(answer)
    assert unsupported(answer, Verbatim()) == 0
    assert make(opened).advise("  ").status is Status.CANNOT_ANSWER


def test_the_plain_recipe_says_what_it_needs(opened: OpenIndex) -> None:
    if importlib.util.find_spec("langchain_chroma") and importlib.util.find_spec("langchain_huggingface"):
        pytest.skip("both packages are installed")
    with pytest.raises(EvalsError, match="pip install"):
        plain_langchain(opened)
    assert list(BASELINES) == ["bm25", "dense", "langchain"]


def test_the_search_is_measured_on_what_cases_should_cite(opened: OpenIndex) -> None:
    expect = {"status": "answered", "cites_any": ["test-broker"]}
    case = Case.model_validate({"id": "c", "question": "knowledge broker in councils", "expect": expect})
    found = finding(opened, [case])
    assert found is not None
    assert found.n == 1
    assert 0.5 < found.hybrid <= 1.0
    assert found.lead == pytest.approx(found.hybrid - max(found.dense, found.bm25))
    assert finding(opened, [case.model_copy(update={"history": ("before",)})]) is None
