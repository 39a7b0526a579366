"""Ranking the approaches."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.context import ManagerContext
from advisor.evidence import Shelves
from advisor.ranking import CERTAINTY, DIRECTION, NAMED, Ranked, rank
from corpus.records import Direction, Grade
from corpus.vocabulary import vocabulary
from tests.advisor.test_sourcing import small_index

CONTEXT = ManagerContext(goal="change-clinical-practice", audience="clinicians-nurses-ahp", money="none")
GOALS = {"change-clinical-practice": 1.0}


@pytest.fixture(scope="module")
def shelves(mini_corpus: Path) -> Shelves:
    return Shelves(small_index(mini_corpus))


def place(ranked: list[Ranked], slug: str) -> int:
    return [r.slug for r in ranked].index(slug)


def score(ranked: list[Ranked], slug: str) -> float:
    return ranked[place(ranked, slug)].score


def test_every_approach_has_one_place_and_the_best_is_first(shelves: Shelves) -> None:
    ranked = rank(shelves, CONTEXT, GOALS, {}, {})
    assert {r.slug for r in ranked} == vocabulary().slugs()
    assert len(ranked) == len(vocabulary().slugs())
    order = [(-r.score, r.slug) for r in ranked]
    assert order == sorted(order)


def test_the_score_is_the_sum_of_what_is_told(shelves: Shelves) -> None:
    for r in rank(shelves, CONTEXT, GOALS, {}, {}):
        assert r.score == pytest.approx(
            r.fit.points + CERTAINTY[r.badge.grade] + DIRECTION[r.badge.direction]
        )


@pytest.mark.parametrize("lift", ["mass", "likeness"])
def test_words_that_bring_up_an_approach_lift_it(shelves: Shelves, lift: str) -> None:
    plain = rank(shelves, CONTEXT, GOALS, {}, {})
    lifted = rank(shelves, CONTEXT, GOALS, **({"mass": {}, "likeness": {}} | {lift: {"networks": 0.5}}))
    assert score(lifted, "networks") > score(plain, "networks")
    assert score(lifted, "facilitation") == score(plain, "facilitation")
    assert place(lifted, "networks") <= place(plain, "networks")


def test_naming_an_approach_lifts_it_by_as_much_as_is_said(shelves: Shelves) -> None:
    plain, named = rank(shelves, CONTEXT, GOALS, {}, {}), rank(shelves, CONTEXT, GOALS, {}, {}, ("networks",))
    assert score(named, "networks") - score(plain, "networks") == pytest.approx(NAMED)


def test_surer_and_more_helpful_evidence_never_ranks_lower() -> None:
    assert list(CERTAINTY) == list(Grade.__args__)
    assert list(CERTAINTY.values()) == sorted(CERTAINTY.values(), reverse=True)
    assert set(DIRECTION) == set(Direction.__args__)
    assert DIRECTION["helps"] > DIRECTION["mixed"] > DIRECTION["no-effect"] > DIRECTION["harm"]


def test_of_two_that_score_the_same_the_slug_decides(shelves: Shelves) -> None:
    ranked = rank(shelves, ManagerContext(), {}, {}, {})
    bare = [r.slug for r in ranked if r.badge.grade == "U"]
    assert bare == sorted(bare)
