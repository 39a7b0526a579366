"""One recommendation, filled from statements."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from advisor.answer import Recommendation
from advisor.context import ManagerContext
from advisor.evidence import Shelves
from advisor.ranking import Ranked, rank
from advisor.recommend import ASKED_FIELDS, recommend
from advisor.sourcing import Sourcing
from tests.advisor.test_sourcing import small_index

CONTEXT = ManagerContext(goal="change-clinical-practice", money="none")
PARTS = {
    "why": {"mechanism"},
    "evidence": {"effect"},
    "needs": {"needs", "cost"},
    "struggled": {"struggles", "effect"},
    "who": {"use"},
    "voices": {"voice"},
}


@pytest.fixture(scope="module")
def shelves(mini_corpus: Path) -> Shelves:
    return Shelves(small_index(mini_corpus))


def ranked(shelves: Shelves, slug: str) -> Ranked:
    return next(r for r in rank(shelves, CONTEXT, {}, {}, {}) if r.slug == slug)


def make(
    shelves: Shelves, slug: str, used: set[str] | None = None, sourcing: Sourcing | None = None
) -> Recommendation:
    """A recommendation in which every passage is equally relevant."""
    level = np.full(len(shelves.index.searcher.passages), 0.5, dtype=np.float32)
    sourcing = sourcing or Sourcing(shelves.index)
    return recommend(
        ranked(shelves, slug), shelves, level, CONTEXT, sourcing, set() if used is None else used
    )


@pytest.mark.parametrize("slug", ["audit-feedback", "knowledge-brokers", "communities-of-practice"])
def test_each_part_holds_statements_of_its_own_kind(shelves: Shelves, slug: str) -> None:
    made = make(shelves, slug)
    aspects = {p.text: p.aspect for p in shelves.index.searcher.passages}
    for part, allowed in PARTS.items():
        assert {aspects[s.text] for s in getattr(made, part)} <= allowed
    assert any(getattr(made, part) for part in PARTS)


def test_nothing_is_said_twice_even_across_recommendations(shelves: Shelves) -> None:
    used: set[str] = set()
    sourcing = Sourcing(shelves.index)
    both = [make(shelves, "audit-feedback", used, sourcing), make(shelves, "audit-feedback", used, sourcing)]
    texts = [s.text for made in both for part in PARTS for s in getattr(made, part)]
    assert texts
    assert len(texts) == len(set(texts)) == len(sourcing.sources())


def test_what_goes_against_is_shown_or_its_absence_is_said(shelves: Shelves) -> None:
    held = make(shelves, "communities-of-practice")
    assert held.struggled
    assert held.notes == ()
    bare = make(shelves, "opinion-leaders")
    assert bare.struggled == ()
    assert "not proof" in bare.notes[0]


def test_an_approach_of_which_nothing_is_held_claims_nothing(shelves: Shelves) -> None:
    made = make(shelves, "opinion-leaders")
    assert all(getattr(made, part) == () for part in PARTS)
    assert (made.badge.grade, made.badge.weakest) == ("U", "nothing cited")
    assert made.definition


def test_the_weakest_link_is_among_what_it_cites(shelves: Shelves) -> None:
    assert make(shelves, "audit-feedback").badge.weakest == "a randomised trial"


def test_fields_that_were_not_told_are_named(shelves: Shelves) -> None:
    untold = {f.field for f in make(shelves, "audit-feedback").unknown if f.value == "unknown"}
    assert untold == set(ASKED_FIELDS) - {"goal", "money"}


def test_the_fit_is_that_which_ranked_it(shelves: Shelves) -> None:
    source = ranked(shelves, "audit-feedback")
    made = make(shelves, "audit-feedback")
    assert made.fit == source.fit.verdict
    assert made.score == round(source.score, 3)
    assert (made.matched, made.unmatched) == (source.fit.of("matched"), source.fit.of("unmatched"))
