"""Link phrases: they name what is there and state no fact of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor import wording
from advisor.answer import Recommendation
from advisor.context import ManagerContext
from advisor.intent import OUT, Kind
from corpus.collection import load_corpus
from corpus.vocabulary import vocabulary
from tests.advisor.test_answer import badge, recommendation

AUDIT, NIHR = "Audit and feedback", "NIHR networks"


def test_every_way_out_of_scope_has_words_and_a_pointer() -> None:
    assert set(wording.OUT_OF_SCOPE) == set(OUT)
    assert all(lead and pointer for lead, pointer in wording.OUT_OF_SCOPE.values())
    assert "999" in wording.OUT_OF_SCOPE["emergency"][0]


@pytest.mark.parametrize(
    ("facets", "words"),
    [
        ({}, ""),
        ({"organisation": "trust-community"}, "a community trust"),
        ({"organisation": "trust-ambulance"}, "an ambulance trust"),
        ({"organisation": "icb"}, "an integrated care board"),
        ({"organisation": "kls"}, "an NHS knowledge and library service"),
        ({"organisation": "trust-acute", "money": "none"}, "an acute hospital trust with no money"),
        ({"money": "none", "timescale": "weeks"}, "a team with no money and weeks to do it"),
        ({"barriers": ("no-time",)}, "a team with little staff time"),
    ],
)
def test_the_situation_in_a_phrase(facets: dict[str, object], words: str) -> None:
    assert wording.situation(ManagerContext.model_validate(facets)) == words


@pytest.mark.parametrize("facet", ["organisation", "money", "timescale"])
def test_every_value_has_a_phrase(facet: str) -> None:
    for value in vocabulary().facets[facet]:
        assert wording.situation(ManagerContext.model_validate({facet: value}))


def test_the_lead_names_what_is_recommended() -> None:
    context = ManagerContext(organisation="trust-acute", goal="stop-low-value-care")
    told = wording.lead(Kind.FIT, [recommendation(AUDIT), recommendation(NIHR)], context)
    assert told == (
        "For an acute hospital trust that wants to stop low-value care, "
        "the closest fits held here are audit and feedback and NIHR networks."
    )


def test_one_fit_is_told_in_the_singular() -> None:
    told = wording.lead(Kind.FIT, [recommendation(AUDIT)], ManagerContext())
    assert told == "From what you say, the closest fit held here is audit and feedback."


def test_a_poor_fit_is_not_called_close() -> None:
    told = wording.lead(Kind.FIT, [recommendation(AUDIT, fit="poor")], ManagerContext())
    assert told.startswith("Nothing held here fits this well; the nearest is audit and feedback")


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_question_has_a_lead(kind: Kind) -> None:
    assert "audit and feedback" in wording.lead(kind, [recommendation(AUDIT)], ManagerContext())
    assert wording.lead(kind, [], ManagerContext()) == ""


def claimed(negative: bool, **marks: object) -> str:
    made: Recommendation = recommendation(AUDIT, badge=badge(**marks))
    return wording.verdict_on_claim(made, negative)


@pytest.mark.parametrize(
    ("direction", "negative", "opening"),
    [
        ("helps", False, "Broadly yes"),
        ("helps", True, "No, not"),
        ("no-effect", False, "No, not"),
        ("no-effect", True, "Broadly yes"),
        ("harm", False, "No, not"),
        ("mixed", False, "Only in part"),
        ("mixed", True, "Only in part"),
        ("unknown", False, "The evidence held here does not show that"),
        ("unknown", True, "The evidence held here does not show that"),
    ],
)
def test_a_claim_is_judged_by_the_badge(direction: str, negative: bool, opening: str) -> None:
    assert claimed(negative, direction=direction, grade="B").startswith(opening)


def test_with_no_grade_nothing_is_shown_either_way() -> None:
    assert "does not show that" in claimed(False, direction="helps", grade="U")


def test_weak_evidence_that_disagrees_is_only_in_part() -> None:
    told = claimed(False, direction="helps", grade="C", disagree=True)
    assert told.startswith("Only in part")
    assert "mostly speaks for it, but not all" in told
    assert "mostly speaks against it" in claimed(False, direction="no-effect", grade="D", disagree=True)
    assert claimed(False, direction="helps", grade="A", disagree=True).startswith("Broadly yes")


def test_what_is_not_held_is_said(mini_corpus: Path) -> None:
    corpus = load_corpus(mini_corpus)
    assert wording.silences(ManagerContext(), corpus) == []
    (none,) = wording.silences(ManagerContext(organisation="school"), corpus)
    assert none == "No case held here is set in this kind of organisation: School or college."
    (one,) = wording.silences(ManagerContext(organisation="trust-acute"), corpus)
    assert one.startswith("Only 1 of the 2 cases held here is set in")
    (managers,) = wording.silences(ManagerContext(audience="board"), corpus)
    assert "1 of the 1 findings on effect" in managers


def test_follow_ups_ask_about_what_was_said() -> None:
    both = [recommendation(AUDIT), recommendation("Facilitation and coaching")]
    asked = wording.follow_ups(both, ManagerContext())
    assert "What goes wrong with audit and feedback?" in asked
    assert "Compare audit and feedback and facilitation and coaching" in asked
    assert "And if we had no money?" in asked
    assert len(asked) == len(set(asked)) <= 4
    assert "And if we had no money?" not in wording.follow_ups(both, ManagerContext(money="none"))
    assert wording.follow_ups((), ManagerContext())
