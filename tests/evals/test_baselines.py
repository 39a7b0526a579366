"""Baselines over a real index."""

from __future__ import annotations

import pytest

from advisor.answer import Status
from evals.baselines import BASELINES, bm25_only, dense_only, plain_langchain
from evals.errors import EvalsError
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


def test_the_plain_recipe_says_what_it_needs(opened: OpenIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evals.baselines.importlib.util.find_spec", lambda name: None)
    with pytest.raises(EvalsError, match="pip install"):
        plain_langchain(opened)
    assert list(BASELINES) == ["bm25", "dense", "langchain", "stuffed"]


def test_the_plain_recipe_finds_what_is_asked_for(opened: OpenIndex) -> None:
    pytest.importorskip("langchain_chroma")
    pytest.importorskip("langchain_huggingface")
    recipe = plain_langchain(opened)
    assert (
        recipe.ranked("charts of falls on wards")[0]
        .split("/")[0]
        .endswith(("ward-audit", "audit-feedback-size"))
    )
    assert recipe.ranked("  ") == []
    assert unsupported(recipe.advise("charts of falls on wards"), Verbatim()) == 0


def test_stuffing_needs_a_chat_model(opened: OpenIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KMA_WRITER__MODEL", raising=False)
    with pytest.raises(EvalsError, match="chat model"):
        BASELINES["stuffed"](opened)
