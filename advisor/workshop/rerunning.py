"""A past scenario asked again of today's corpus: what changed, and what is known of why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from advisor.answer import Answer
from advisor.workshop.cards import Card
from advisor.workshop.differing import Difference, differ
from advisor.workshop.models import Kept
from corpus.records import Frozen

Reason = Literal["new", "gone", "reworded", "ranked", "unknown"]
"""Why a source entered or left: its statement is new, gone or reworded, it is held all the same but ranked
otherwise, or what was held is not known."""


class Since(Frozen):
    """How the corpus has changed: statements added, removed and reworded."""

    added: int
    removed: int
    reworded: int


class Rerun(Frozen):
    """One scenario then and now. ``reasons`` are by the id of a statement that entered or left."""

    card: Card
    then: Kept
    now: Kept
    difference: Difference
    since: Since | None
    reasons: dict[str, Reason]


def rerun(
    card: Card, then: Kept, now: Kept, held_then: Mapping[str, str] | None, held_now: Mapping[str, str]
) -> Rerun:
    """Compare an old answer with a new one.

    Args:
        card: the scenario.
        then: the answer that was revealed.
        now: today's answer.
        held_then: fingerprints of the statements that were held, by id; None when they were not kept.
        held_now: fingerprints of those held today.
    """
    found = differ(then.answer, now.answer)
    reasons: dict[str, Reason] = {}
    for source in found.entered:
        reasons[source.statement] = _reason(source.statement, held_then, held_now, "new")
    for source in found.left:
        reasons[source.statement] = _reason(source.statement, held_now, held_then, "gone")
    return Rerun(
        card=card,
        then=then,
        now=now,
        difference=found,
        since=since(held_then, held_now),
        reasons=reasons,
    )


def since(then: Mapping[str, str] | None, now: Mapping[str, str]) -> Since | None:
    """Count what came, went and was reworded; None when it is not known what was held."""
    if then is None:
        return None
    both = then.keys() & now.keys()
    return Since(
        added=len(now.keys() - then.keys()),
        removed=len(then.keys() - now.keys()),
        reworded=sum(then[name] != now[name] for name in both),
    )


def _reason(
    statement: str, other: Mapping[str, str] | None, this: Mapping[str, str] | None, absent: Reason
) -> Reason:
    """Why a statement is in one answer alone: ``absent`` when the other corpus does not hold it."""
    if other is None:
        return "unknown"
    if statement not in other:
        return absent
    if this is not None and this.get(statement) != other[statement]:
        return "reworded"
    return "ranked"


def causes(then: Answer, now: Answer) -> tuple[str, ...]:
    """Which of the things that answers are made by differ, the corpus first.

    Names of versions; ``program`` stands alone when all versions are the same and the advice is not.
    """
    order = ("corpus", "settings", "model", "writer", "build")
    found = differ(then, now)
    changed = tuple(n for n in order if n in found.versions) + tuple(
        n for n in found.versions if n not in order
    )
    return changed or (() if found.same else ("program",))
