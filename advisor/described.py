"""An approach that a question describes without naming it, and what that says of the goal."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.read_context import Reading
from corpus.vocabulary import vocabulary

PLAIN, LEAD = 0.38, 0.08
"""The likeness (cosine above the floor) from which an approach counts as described, and its lead over the next."""


def described(likeness: Mapping[str, float]) -> str:
    """The slug of the one approach that a question plainly describes, or "".

    >>> described({"priority-setting": 0.5, "networks": 0.2})
    'priority-setting'
    >>> described({"priority-setting": 0.5, "networks": 0.48})
    ''
    """
    ordered = sorted(likeness.items(), key=lambda item: -item[1])[:2]
    if not ordered or ordered[0][1] < PLAIN:
        return ""
    return ordered[0][0] if len(ordered) < 2 or ordered[0][1] - ordered[1][1] >= LEAD else ""


def with_goal_of(slug: str, reading: Reading) -> Reading:
    """A reading whose goal, where it was only read and the described approach does not serve it, is one it serves."""
    serves = vocabulary().approach(slug).fit.goals
    goal = reading.context.goal
    if not serves or (goal and serves.get(goal)):
        return reading
    own = max(serves, key=lambda g: (reading.goals.get(g, 0.0), serves[g]))
    rest = {g: 0.4 * share for g, share in reading.goals.items() if g != own}
    context = reading.context.updated(goal=own) if goal else reading.context
    return Reading(context, {own: 0.6 + 0.4 * reading.goals.get(own, 0.0), **rest})
