"""The words that an export shows for the marks, the facets and the versions of an answer."""

from __future__ import annotations

import datetime

from advisor.answer import Answer, Badge
from advisor.labels import CLOSENESS, DIRECTIONS, FACETS, FITS, GRADES, PARTS, within
from corpus.vocabulary import vocabulary

__all__ = ["FITS", "TABLED", "TITLE", "TOLD", "marks", "situation", "stamp"]

TITLE = "Knowledge mobilisation briefing"
NO_SITUATION = "Nothing is known of the situation."
PROMISE = "Each statement of fact carries the number of its source. Read the sources before you act on them."
TABLED = tuple((part, PARTS[part]) for part in ("needs", "struggled"))
"""The parts that the table of options holds."""
TOLD = tuple((part, PARTS[part]) for part in ("why", "evidence", "who", "voices"))
"""The parts that are told under each approach."""


def situation(answer: Answer) -> list[tuple[str, str]]:
    """What is known of the asker, as pairs of a name and the vocabulary's words."""
    found = []
    for field, value in answer.context.known().items():
        facet = "barrier" if field == "barriers" else field
        slugs = (value,) if isinstance(value, str) else value
        found.append((FACETS[field], "; ".join(vocabulary().label(facet, slug) for slug in slugs)))
    return found


def marks(badge: Badge) -> tuple[str, ...]:
    """The three marks of a badge, one a line, never merged."""
    found = within(DIRECTIONS[badge.direction]) + (" (sources disagree)" if badge.disagree else "")
    return (
        f"Certainty: {within(GRADES[badge.grade])} (grade {badge.grade})",
        f"Found: {found}",
        f"Closeness: {within(CLOSENESS[badge.closeness])}",
    )


def stamp(answer: Answer, prepared: datetime.date | None = None) -> str:
    """The date, the build and the hash of the settings, for the head of an export.

    Args:
        answer: its versions may hold a ``date``, which comes first.
        prepared: the date when the versions hold none; today when not given.
    """
    day = prepared or datetime.date.today()
    date = answer.versions.get("date") or f"{day.day} {day:%B %Y}"
    build, settings = (answer.versions.get(k) or "not recorded" for k in ("build", "settings"))
    return f"Prepared {date} · Evidence build {build} · Settings {settings}"
