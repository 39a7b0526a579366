"""A noted time as people write it."""

from __future__ import annotations

from datetime import datetime


def day(at: str) -> str:
    """The day of a time that the store noted.

    >>> day("2026-11-03T10:00:00+00:00")
    '3 November 2026'
    """
    noted = datetime.fromisoformat(at)
    return f"{noted.day} {noted:%B %Y}"
