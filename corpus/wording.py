"""Strength of wording against certainty, and the length of a statement.

The rule is the taxonomy's: grade A may be said plainly, B wants "probably", C "may", D "reported ... not tested".
"""

from __future__ import annotations

import re

from corpus.records import AnyRecord, Statement

MIN_WORDS, MAX_WORDS = 12, 65
OVERCLAIM = re.compile(
    r"\b(proves?|proven|proved|guarantee[sd]?|guaranteed|undoubtedly|certainly|clearly shows?|always works?|"
    r"never fails?|definitely)\b",
    re.IGNORECASE,
)
PLAIN_CLAIM = re.compile(
    r"\b(improves|increases|reduces|raises|cuts|works|leads to|boosts|changes practice|saves|will (?:improve|cut|"
    r"raise|increase|reduce|change|work|save))\b",
    re.IGNORECASE,
)
HEDGES = {
    "A": re.compile(r""),
    "B": re.compile(r"\b(probably|likely|may|might|can|suggest\w*|appear\w*|seem\w*)\b", re.IGNORECASE),
    "C": re.compile(
        r"\b(may|might|could|can|suggest\w*|appear\w*|seem\w*|possibl[ey]|perhaps)\b", re.IGNORECASE
    ),
}
REPORTED = re.compile(
    r"\b(may|might|could|can|suggest\w*|report\w*|said|say|says|describ\w*|believ\w*|argu\w*|claim\w*|hop\w*|expect\w*|"
    r"intend\w*|aim\w*|meant|thought|think\w*|propos\w*|hold|held|view\w*|appear\w*|seem\w*|found|estimat\w*|"
    r"modell\w*|accord\w*|reason\w*|assum\w*|promis\w*|designed|idea|theor\w*|not tested|advis\w*|reckon\w*|"
    r"suppos\w*|see|sees|whether|how|if|did not|no evaluation|reading|not)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r"“[^“”]*”")
"""A speaker's own words: they may be as strong as they were."""


def wording_faults(record: AnyRecord, statement: Statement) -> list[tuple[str, str]]:
    """Pairs of (what is wrong, the mend) for one statement."""
    faults: list[tuple[str, str]] = []
    words = len(statement.text.split())
    if not MIN_WORDS <= words <= MAX_WORDS:
        faults.append(
            (f"the statement has {words} words; it needs {MIN_WORDS} to {MAX_WORDS}.", "Split or fill it.")
        )
    verbatim = getattr(record, "wording", "") == "verbatim"
    ours = QUOTED.sub("", statement.text) if verbatim else statement.text
    if match := OVERCLAIM.search(ours):
        faults.append((f"{match[0]!r} is stronger than any evidence held.", "Say what was found."))
    grade = getattr(record, "grade", "D")
    if grade != "A" and (match := PLAIN_CLAIM.search(statement.text)):
        allowed = HEDGES.get(grade)
        hedged = REPORTED.search(statement.text) or (allowed and allowed.search(statement.text))
        if not hedged:
            faults.append(
                (
                    f"{match[0]!r} is too plain for certainty {grade}.",
                    "Write probably (B), may (C), or who reported it (D, U).",
                )
            )
    return faults
