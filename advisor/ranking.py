"""Ranks the approaches for a situation: fit, what the question's words retrieve, and how sure the evidence is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from advisor.answer import Badge
from advisor.context import ManagerContext
from advisor.evidence import Shelves
from advisor.fit import Fit, judge
from corpus.vocabulary import vocabulary

RELEVANCE = 2.0
LIKENESS = 10.0
NAMED = 2.0
CERTAINTY = {"A": 0.5, "B": 0.35, "C": 0.2, "D": 0.0, "U": -0.2}
DIRECTION = {"helps": 0.2, "mixed": 0.0, "unknown": -0.1, "no-effect": -0.5, "harm": -1.5}


@dataclass(frozen=True)
class Ranked:
    """One approach with its fit, its badge and the score that ranks it."""

    fit: Fit
    badge: Badge
    score: float

    @property
    def slug(self) -> str:
        """The approach's slug."""
        return self.fit.approach.slug


def rank(
    shelves: Shelves,
    context: ManagerContext,
    goals: Mapping[str, float],
    mass: Mapping[str, float],
    likeness: Mapping[str, float],
    named: Collection[str] = (),
) -> list[Ranked]:
    """Every approach, the best first; ties go by slug.

    Args:
        shelves: what is held.
        context: the situation.
        goals: each goal's share of likelihood.
        mass: each approach's share of what the question's words retrieve, 0 to 1.
        likeness: how far the question is like what managers say of each approach, in cosine above a floor.
        named: approaches that the question names.
    """
    ranked: list[Ranked] = []
    for approach in vocabulary().approaches:
        fit = judge(approach, context, goals)
        badge = shelves.badge(approach.slug, context)
        score = fit.points + RELEVANCE * mass.get(approach.slug, 0.0)
        score += LIKENESS * likeness.get(approach.slug, 0.0) + (NAMED if approach.slug in named else 0.0)
        score += CERTAINTY[badge.grade] + DIRECTION[badge.direction]
        ranked.append(Ranked(fit, badge, score))
    return sorted(ranked, key=lambda r: (-r.score, r.slug))
