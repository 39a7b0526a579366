"""What a reader thought of an answer: a thumb, a reason, and perhaps a few words of their own."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field

from advisor.errors import AdvisorError
from advisor.screening import held
from corpus.records import Frozen

LONGEST = 600


class BadFeedback(AdvisorError):
    """What a reader wrote about an answer can't be kept."""


class Reason(StrEnum):
    """Why an answer was good or bad; `GOOD` and `BAD` say which go with which thumb."""

    FITS = "fits"
    NEW = "new"
    SOURCES = "sources"
    WRONG = "wrong"
    UNSUPPORTED = "unsupported"
    UNFITTING = "unfitting"
    MISSING = "missing"
    UNCLEAR = "unclear"
    OTHER = "other"


GOOD = (Reason.FITS, Reason.NEW, Reason.SOURCES, Reason.OTHER)
BAD = (Reason.WRONG, Reason.UNSUPPORTED, Reason.UNFITTING, Reason.MISSING, Reason.UNCLEAR, Reason.OTHER)
REASONS = {"up": GOOD, "down": BAD}


class Feedback(Frozen):
    """One reader's judgement of one answer."""

    thumb: Literal["up", "down"]
    reason: Reason | None = None
    words: str = Field(default="", max_length=LONGEST)


def judged(thumb: Literal["up", "down"], reason: str | None = None, words: str = "") -> Feedback:
    """Feedback as it may be kept.

    Args:
        thumb: up or down.
        reason: one of the reasons that go with the thumb, or none.
        words: free text, in at most `LONGEST` characters.

    Raises:
        BadFeedback: when the words are too long or seem to hold personal data, or the reason belongs to no such thumb.
    """
    if reason and reason not in REASONS[thumb]:
        raise BadFeedback(f"{reason!r} is no reason for a thumb {thumb}.", "Choose another.")
    words = words.strip()
    if len(words) > LONGEST:
        raise BadFeedback(
            f"your words have {len(words):,} characters.", f"Say it in at most {LONGEST:,}; nothing was kept."
        )
    if what := held(words):
        raise BadFeedback(
            f"your words seem to hold {what}.",
            "Nothing was kept; write them again without details of any person.",
        )
    return Feedback(thumb=thumb, reason=Reason(reason) if reason else None, words=words)
