"""What other programs may ask, without a server: names of approaches, and what is refused before any search."""

from __future__ import annotations

from typing import Any, cast

import pytest

from advisor.errors import BadContext, BadQuestion
from advisor.programs import MOST_FOUND, MOST_TURNS, Programs, slug_of


class Unasked:
    """Stands in for an advisor that must not be asked."""

    def __getattr__(self, name: str) -> Any:
        if name == "settings":
            return type("Settings", (), {"max_question": 2000})()
        raise AssertionError(f"{name} was used")


@pytest.fixture
def programs() -> Programs:
    return Programs(cast("Any", Unasked()), None)


@pytest.mark.parametrize("name", ["audit-feedback", "Audit and feedback", "audit and feedback"])
def test_an_approach_goes_by_any_of_its_names(name: str) -> None:
    assert slug_of(name) == "audit-feedback"


@pytest.mark.parametrize("name", ["magic", "", "audit and feedback or knowledge brokers"])
def test_a_name_of_no_approach_or_of_two_is_refused_with_the_list(name: str) -> None:
    with pytest.raises(BadQuestion, match="knowledge-brokers"):
        slug_of(name)


@pytest.mark.parametrize("context", [{"money": "gold"}, {"colour": "blue"}, {"barriers": "cost "}])
def test_a_wrong_facet_is_named(programs: Programs, context: dict[str, object]) -> None:
    with pytest.raises(BadContext, match=next(iter(context))):
        programs.ask("How?", context)


@pytest.mark.parametrize("history", [["x"] * (MOST_TURNS + 1), [1], [None]])
def test_a_wrong_history_is_refused(programs: Programs, history: list[Any]) -> None:
    with pytest.raises(BadContext, match="no list of at most"):
        programs.ask("How?", None, history)


@pytest.mark.parametrize("limit", [0, -1, MOST_FOUND + 1])
def test_a_limit_out_of_bounds_is_refused(programs: Programs, limit: int) -> None:
    with pytest.raises(BadQuestion, match="is not from 1 to"):
        programs.search("falls", limit)


@pytest.mark.parametrize("words", ["", "943 476 5919", "x" * 3000])
def test_words_that_may_not_be_read_are_not_searched_for(programs: Programs, words: str) -> None:
    with pytest.raises(BadQuestion) as caught:
        programs.search(words)
    assert "943 476" not in str(caught.value)
