from __future__ import annotations

from advisor.answer import FieldFit
from advisor.web.workshop.difference_view import NOTHING, difference_view, place
from advisor.workshop.differing import THINK_TWICE, differ
from tests.advisor.web.samples import answered, recommend, source

SIDES = ("Then", "Now")
NASTY = "<img src=x onerror=hack()>"
A, B = recommend("Audit and feedback"), recommend("Facilitation", "possible", approach="facilitation")


def test_nothing_that_changes_is_said_to_change() -> None:
    assert NOTHING in difference_view(differ(answered(), answered()), SIDES)


def test_each_change_is_told_in_words_and_not_by_colour_alone() -> None:
    before = answered(recommendations=(A,), advised_against=())
    after = answered(recommendations=(B,), advised_against=(A,), sources=(*answered().sources[1:], source(9)))
    shown = difference_view(differ(before, after), SIDES, {source(9).statement: "New since then."})
    for words in (
        "Comes in",
        "Moves",
        "Would not start with it",
        "New since then.",
        "5 sources stay the same.",
    ):
        assert words in shown, words


def test_a_turned_verdict_says_which_way_and_markup_is_text() -> None:
    was = FieldFit(field="rule", value="r", verdict="unmatched", words=f"rule {NASTY}")
    now = FieldFit(field="leadership", value="active", verdict="matched", words="Leaders are behind it.")
    before = answered(recommendations=(A.model_copy(update={"unmatched": (*A.unmatched, was)}),))
    after = answered(recommendations=(A.model_copy(update={"matched": (*A.matched, now)}),))
    sources = (*answered().sources[1:], source(9, text=NASTY, reference=NASTY))
    shown = difference_view(differ(before, after.model_copy(update={"sources": sources})), SIDES)
    assert "For it now: <strong>Leaders:</strong> Leaders are behind it." in shown
    assert "No longer against it: rule &lt;img" in shown
    assert "<img" not in shown


def test_a_changed_grade_is_told() -> None:
    better = A.model_copy(update={"badge": A.badge.model_copy(update={"grade": "A"})})
    found = differ(answered(recommendations=(A,)), answered(recommendations=(better, B)))
    assert "Certainty: moderate → high" in difference_view(found, SIDES)


def test_places_are_told_in_words() -> None:
    assert place(1, "strong") == "1, strong fit"
    assert place(THINK_TWICE, "poor") == "Would not start with it"
    assert place(None, "") == "–"
