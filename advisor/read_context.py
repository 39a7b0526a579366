"""Reads a ManagerContext from free text: phrases first, nearest examples where the words are not listed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from advisor.context import MANY, SINGLE, ManagerContext
from advisor.examples import Labelled
from advisor.lexicon import found
from index.embedding import Vectors

BARRIER = "barriers"
CORRECTED = re.compile(r"\b(?:no,? sorry|sorry,? (?:no|i mean\w*)|i meant?|correction|scratch that|or rather)\b[,:;. ]+(.+)$", re.I | re.S)
"""A slip of the pen put right in the same breath; what follows it counts before what stood ahead."""
CLEAR = 0.55
"""The share of nearest-example votes from which a goal that no phrase names is taken as read."""
OWN = re.compile(
    r"\b(?:we are|we're|i work (?:in|for|at)|i am (?:in|at|the)|i'm (?:in|at|a|the)|i run|i manage|our|my|as an?)\b",
    re.I,
)


@dataclass(frozen=True)
class Reading:
    """What was read: the context, and each goal's share of likelihood (they sum to 1)."""

    context: ManagerContext
    goals: Mapping[str, float] = field(default_factory=dict)


def read_context(
    text: str,
    vector: Vectors | None = None,
    examples: Mapping[str, Labelled] | None = None,
    base: ManagerContext | None = None,
) -> Reading:
    """Read a situation.

    Args:
        text: the question, spelling mended.
        vector: its embedding; None to go by phrases alone.
        examples: the labelled examples; None to go by phrases alone.
        base: an earlier situation, whose facets stand unless the text names others.
    """
    changes: dict[str, Any] = {}
    corrected = match[1] if (match := CORRECTED.search(text)) else ""
    for facet in SINGLE:
        reads = _organisations if facet == "organisation" else partial(found, facet=facet)
        hits = (reads(corrected) if corrected else []) or reads(text)
        if hits:
            changes[facet] = hits[0][0]
    for facet in MANY:
        if hits := found(text, facet):
            earlier = getattr(base, facet) if base else ()
            changes[facet] = tuple(dict.fromkeys((*earlier, *(h[0] for h in hits))))
    goals = _goals(text, vector, examples)
    if goals and "goal" not in changes:
        best, share = next(iter(goals.items()))
        if share >= CLEAR and not (base and base.goal):
            changes["goal"] = best
    context = (base or ManagerContext()).updated(**changes)
    if context.goal and (base is None or "goal" in changes or context.goal not in goals):
        goals = {context.goal: 0.7} | {g: 0.3 * s for g, s in goals.items() if g != context.goal}
    return Reading(context, goals)


def _organisations(text: str) -> list[tuple[str, int, str]]:
    """Kinds of organisation named; one that the asker calls their own comes first."""
    hits = found(text, "organisation")
    own = [m.start() for m in OWN.finditer(text)]

    def distance(hit: tuple[str, int, str]) -> int:
        return 0 if any(0 <= hit[1] - start <= 45 for start in own) else 1

    return sorted(hits, key=distance) if own else hits


def _goals(text: str, vector: Vectors | None, examples: Mapping[str, Labelled] | None) -> dict[str, float]:
    """Each goal's share, from phrases and from the nearest examples."""
    shares: dict[str, float] = {}
    if vector is not None and examples is not None:
        shares = dict(examples["goals"].shares(vector))
    for rank, (value, _, _) in enumerate(found(text, "goal")):
        shares[value] = shares.get(value, 0.0) + (1.5 if rank == 0 else 0.5)
    total = sum(shares.values())
    ordered = sorted(shares.items(), key=lambda s: -s[1])
    return {goal: share / total for goal, share in ordered} if total else {}
