"""Statements of an invented scheme, for tests of words."""

from __future__ import annotations

from index.passages import Passage

DATED = "The falls chart programme started in 2014 on twelve wards."
PLAIN = "Nurses on the wards found the falls chart hard to act upon."


def passage(text: str, number: int = 1) -> Passage:
    return Passage(
        id=f"case-charts/evidence/{number}",
        record="case-charts",
        kind="case",
        text=text,
        context="Charts.",
        section="Evidence",
        sector="health",
        country="GB-ENG",
        approaches=("audit-feedback",),
    )
