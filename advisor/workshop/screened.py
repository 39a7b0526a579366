"""What a group types: cleaned, measured, and refused when it seems to hold personal data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from advisor.screening import personal, visible
from advisor.workshop.errors import WorkshopError

LONGEST = {"name": 40, "title": 80, "why": 800, "note": 800}
"""The longest text of each kind, in characters."""
SHOWN_AS = {
    "name": "The name of the table",
    "title": "The name of the workshop",
    "why": "Your reason",
    "note": "Your note",
}


def said(text: object, kind: str) -> str:
    """A text that a group typed, cleaned of what nobody can see. Markup stays: it is shown as text.

    Args:
        text: what came from the browser.
        kind: one of `LONGEST`.

    Raises:
        WorkshopError: when it is too long or seems to hold personal data; nothing of it is kept.
    """
    cleaned = visible(text if isinstance(text, str) else "").strip()
    if len(cleaned) > LONGEST[kind]:
        over = f"{SHOWN_AS[kind]} has {len(cleaned):,} characters."
        raise WorkshopError(over, f"Use at most {LONGEST[kind]:,}.")
    if held := personal(cleaned):
        raise WorkshopError(
            f"{SHOWN_AS[kind]} seems to hold {held}. Nothing was kept.",
            "Write it without details of any person.",
        )
    return cleaned


def screened_faults(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The fields of a card that seem to hold personal data, each with what is wrong and the mend."""
    for field, text in texts.items():
        if held := personal(visible(text)):
            yield field, f"{field} seems to hold {held}. Take out details of any person."
