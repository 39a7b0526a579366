"""The words that an export shows for the marks, the facets and the versions of an answer."""

from __future__ import annotations

import datetime

from advisor.answer import Answer, Badge
from corpus.vocabulary import vocabulary

TITLE = "Knowledge mobilisation briefing"
NO_SITUATION = "Nothing is known of the situation."
PROMISE = "Each statement of fact carries the number of its source. Read the sources before you act on them."
FACETS = {
    "organisation": "Organisation",
    "role": "Role",
    "goal": "Goal",
    "knowledge": "Knowledge to be used",
    "audience": "Who should use it",
    "money": "Money",
    "people": "People to do the work",
    "skills": "Skills held",
    "access": "Who can be called on",
    "leadership": "Leaders",
    "timescale": "How soon it is needed",
    "scale": "How far it should reach",
    "complexity": "How big a change it is",
    "evidence_maturity": "How good the evidence is",
    "barriers": "What is in the way",
}
FITS = {"strong": "Strong fit", "possible": "Possible fit", "poor": "Poor fit"}
GRADES = {"A": "high", "B": "moderate", "C": "low", "D": "very low", "U": "not evaluated"}
DIRECTIONS = {
    "helps": "it helped",
    "mixed": "mixed results",
    "no-effect": "no effect found",
    "harm": "it did harm",
    "unknown": "effect not known",
}
CLOSENESS = {
    "direct": "studied in work like yours",
    "near": "studied in health or care, in other work",
    "far": "studied far from the NHS",
}
PARTS = (
    ("why", "Why it is held to work"),
    ("evidence", "What the evidence says"),
    ("who", "Who has done it"),
    ("voices", "What people said"),
)
TABLED = (("needs", "What it needs"), ("struggled", "Where it struggled"))


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
    found = DIRECTIONS[badge.direction] + (" (sources disagree)" if badge.disagree else "")
    return (
        f"Certainty: {GRADES[badge.grade]} (grade {badge.grade})",
        f"Found: {found}",
        f"Closeness: {CLOSENESS[badge.closeness]}",
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
