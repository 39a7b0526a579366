"""Links: what they hold, what they never hold, and what is read from one."""

from __future__ import annotations

import pytest

from advisor.context import ManagerContext
from advisor.web.sharing import BEFORE, LONGEST, Shared, fragment, read_fragment
from tests.advisor.web.samples import CONTEXT, answered


def test_what_is_sent_on_is_what_is_opened() -> None:
    context = ManagerContext(money="none", barriers=("cost", "no-time"))
    made = fragment(answered("How & why? <b>", context=context))
    assert read_fragment(made) == Shared("How & why? <b>", (), context)
    assert read_fragment(f"#{made}") == read_fragment(made)


def test_a_follow_up_takes_the_last_earlier_questions_along() -> None:
    earlier = [f"Question {n}" for n in range(BEFORE + 2)]
    shared = read_fragment(fragment(answered("And then?"), earlier))
    assert shared is not None
    assert shared.before == tuple(f"Question {n}" for n in range(2, BEFORE + 2))
    assert shared.context == CONTEXT


@pytest.mark.parametrize(
    "words", ["Patient 943 476 5919 fell", "ann.tester@example.org asks", " ", "x" * (LONGEST + 1)]
)
def test_no_link_holds_what_a_person_should_not_send_on(words: str) -> None:
    assert fragment(answered(words)) == ""
    if words.strip():
        assert fragment(answered("And then?"), [words]) == ""


@pytest.mark.parametrize("text", ["", "#", "money=none", "question=", "question=%20", "kma-situation"])
def test_a_link_without_a_question_asks_nothing(text: str) -> None:
    assert read_fragment(text) is None


def test_facets_that_nobody_knows_are_passed_over() -> None:
    shared = read_fragment("question=How%3F&money=gold&colour=blue&barriers=cost&barriers=ghosts&role=")
    assert shared == Shared("How?", (), ManagerContext(barriers=("cost",)))


def test_a_link_of_any_length_is_cut() -> None:
    shared = read_fragment("question=" + "x" * 100_000)
    assert shared is not None
    assert len(shared.question) == LONGEST
