from __future__ import annotations

import pytest

from advisor.answer import Answer
from advisor.workshop.cards import shipped_cards
from advisor.workshop.models import Kept
from advisor.workshop.rerunning import Since, causes, rerun, since
from tests.advisor.web.samples import answered, source

CARD = shipped_cards()[0]
NAME = source(1).statement


def kept(answer: Answer) -> Kept:
    return Kept(id=1, card=CARD.id, purpose="reveal", at="2026-01-01T10:00:00+00:00", answer=answer)


@pytest.mark.parametrize(
    ("held_then", "held_now", "reason"),
    [
        ({NAME: "a"}, {}, "gone"),
        ({NAME: "a"}, {NAME: "b"}, "reworded"),
        ({NAME: "a"}, {NAME: "a"}, "ranked"),
        (None, {NAME: "a"}, "ranked"),
        (None, {}, "gone"),
    ],
)
def test_why_a_source_left(held_then: dict[str, str] | None, held_now: dict[str, str], reason: str) -> None:
    now = answered(sources=answered().sources[1:])
    found = rerun(CARD, kept(answered()), kept(now), held_then, held_now)
    assert found.reasons == {NAME: reason}


@pytest.mark.parametrize(
    ("held_then", "reason"),
    [({}, "new"), ({NAME: "a"}, "ranked"), ({NAME: "z"}, "reworded"), (None, "unknown")],
)
def test_why_a_source_entered(held_then: dict[str, str] | None, reason: str) -> None:
    then = answered(sources=answered().sources[1:])
    found = rerun(CARD, kept(then), kept(answered()), held_then, {NAME: "a"})
    assert found.reasons == {NAME: reason}


def test_what_came_and_went_is_counted() -> None:
    assert since({"a": "1", "b": "1", "c": "1"}, {"b": "1", "c": "2", "d": "1"}) == Since(
        added=1, removed=1, reworded=1
    )
    assert since(None, {}) is None


def test_causes_are_the_versions_that_differ_the_corpus_first() -> None:
    then = answered(versions={"build": "1", "corpus": "1", "model": "m"})
    now = answered(versions={"build": "2", "corpus": "2", "model": "m"})
    assert causes(then, now) == ("corpus", "build")
    assert causes(then, then) == ()
    assert causes(then, answered(versions=then.versions, recommendations=())) == ("program",)
