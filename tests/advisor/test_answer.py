"""The Answer: frozen, strict, and read in one order."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from advisor.answer import Answer, Badge, Completeness, Recommendation, Sentence, Source, Status
from advisor.context import ManagerContext

PARTS = ("why", "evidence", "needs", "struggled", "who", "voices")


def said(text: str) -> Sentence:
    return Sentence(text=text, sources=(1,), support=(text,))


def badge(**fields: Any) -> Badge:
    """A badge; what a test does not name is as little as can be."""
    least = {
        "grade": "C",
        "grade_rule": "a rule",
        "direction": "helps",
        "closeness": "near",
        "independent_sources": {},
        "disagree": False,
        "weakest": "a survey",
    }
    return Badge(**(least | fields))


def recommendation(name: str = "Audit and feedback", **fields: Any) -> Recommendation:
    """A recommendation of audit and feedback."""
    least = {
        "approach": "audit-feedback",
        "name": name,
        "definition": "Showing people their results.",
        "fit": "possible",
        "score": 1.0,
        "badge": badge(),
    }
    return Recommendation(**(least | fields))


def answer(**fields: Any) -> Answer:
    """An answer that says nothing."""
    least = {
        "question": "What helps?",
        "status": Status.ANSWERED,
        "completeness": Completeness.COMPLETE,
        "context": ManagerContext(),
    }
    return Answer(**(least | fields))


def test_sentences_come_in_reading_order() -> None:
    parts = {part: (said(part),) for part in PARTS}
    made = answer(
        short_answer=(said("short"),),
        recommendations=(recommendation(**parts),),
        advised_against=(recommendation(why=(said("against"),)),),
        gaps=(said("gap"),),
    )
    assert [s.text for s in made.sentences()] == ["short", *PARTS, "against", "gap"]


def test_every_part_of_a_recommendation_is_read() -> None:
    of_sentences = [n for n, f in Recommendation.model_fields.items() if f.annotation == tuple[Sentence, ...]]
    assert of_sentences == list(PARTS)


@pytest.mark.parametrize("missing", ["sources", "support"])
def test_a_sentence_without_source_or_support_is_refused(missing: str) -> None:
    fields: dict[str, Any] = {"text": "It helps.", "sources": (1,), "support": ("It helps.",)}
    with pytest.raises(ValidationError, match=missing):
        Sentence(**(fields | {missing: ()}))


def test_sources_are_numbered_from_1() -> None:
    fields = {
        "record": "r",
        "statement": "r/e/1",
        "kind": "case",
        "title": "t",
        "text": "x",
        "reference": "X.",
    }
    assert Source(number=1, reference_ids=("a",), **fields).link is None
    with pytest.raises(ValidationError, match="number"):
        Source(number=0, reference_ids=("a",), **fields)


def test_an_answer_does_not_change_and_takes_no_unknown_field() -> None:
    made = answer()
    with pytest.raises(ValidationError, match="frozen"):
        made.lead = "Something else"  # type: ignore[misc]
    with pytest.raises(ValidationError, match="certainty"):
        answer(certainty=0.9)


def test_an_answer_survives_its_json() -> None:
    made = answer(recommendations=(recommendation(why=(said("why"),)),), versions={"model": "m"})
    assert Answer.model_validate_json(made.model_dump_json()) == made


def test_a_fit_has_one_of_three_verdicts() -> None:
    with pytest.raises(ValidationError, match="fit"):
        recommendation(fit="perfect")
