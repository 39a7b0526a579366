"""Reading a situation from words."""

from __future__ import annotations

import numpy as np
import pytest

from advisor.context import ManagerContext
from advisor.examples import Labelled
from advisor.read_context import read_context

GOALS = {"goals": Labelled(("inform-a-decision", "spread-an-innovation"), np.eye(2, dtype=np.float32))}


def vector(first: float, second: float) -> np.ndarray:
    return np.array([first, second], dtype=np.float32)


def test_phrases_fill_the_facets() -> None:
    read = read_context(
        "We are an ambulance trust with no money and staff who are too busy; we have six weeks."
    ).context
    assert read.organisation == "trust-ambulance"
    assert read.money == "none"
    assert "no-time" in read.barriers


def test_with_no_phrase_nothing_is_read() -> None:
    read = read_context("Hello there")
    assert read.context == ManagerContext()
    assert read.goals == {}


def test_an_organisation_that_is_the_askers_own_comes_first() -> None:
    text = "Ambulance crews send us people, and we are a care home that wants to change."
    assert read_context(text).context.organisation == "care-home"
    assert read_context("Ambulance crews and a care home met.").context.organisation == "trust-ambulance"


def test_an_earlier_situation_stands_unless_the_words_say_otherwise() -> None:
    base = ManagerContext(organisation="icb", money="over-100k", barriers=("cost",))
    read = read_context("And if we had no money and no time?", base=base).context
    assert read.organisation == "icb"
    assert read.money == "none"
    assert read.barriers == ("cost", "no-time")
    assert read_context("Hello there", base=base).context == base


def test_a_goal_that_the_examples_are_sure_of_is_read() -> None:
    sure = read_context("Hello there", vector(1, 0), GOALS)
    assert sure.context.goal == "inform-a-decision"
    assert next(iter(sure.goals)) == "inform-a-decision"


def test_a_goal_that_the_examples_doubt_is_left_open() -> None:
    unsure = read_context("Hello there", vector(0.7, 0.7), GOALS)
    assert unsure.context.goal is None
    assert unsure.goals == {
        "inform-a-decision": pytest.approx(0.5),
        "spread-an-innovation": pytest.approx(0.5),
    }


def test_the_examples_do_not_overrule_an_earlier_goal() -> None:
    base = ManagerContext(goal="spread-an-innovation")
    assert read_context("Hello there", vector(1, 0), GOALS, base).context.goal == "spread-an-innovation"


def test_a_phrase_outweighs_the_examples() -> None:
    read = read_context("How do we stop low-value care?", vector(1, 0), GOALS)
    assert read.context.goal == "stop-low-value-care"
    assert max(read.goals, key=lambda g: read.goals[g]) == "stop-low-value-care"


@pytest.mark.parametrize(
    "text", ["Hello there", "How do we stop low-value care?", "spread it and decide on it"]
)
@pytest.mark.parametrize("base", [None, ManagerContext(goal="spread-an-innovation")])
def test_shares_of_goals_are_shares(text: str, base: ManagerContext | None) -> None:
    for near in (vector(1, 0), vector(0.7, 0.7)):
        shares = read_context(text, near, GOALS, base).goals
        assert all(0 <= s <= 1 for s in shares.values())
        assert 0.7 <= sum(shares.values()) <= 1 + 1e-6, "a goal that is stated has 0.7 of it"
