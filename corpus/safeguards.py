"""What keeps people out of the corpus: identifiers, cells so small that a role names a person, consent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from corpus.identifiers import KIND_WORDS, Identifier, find_identifiers
from corpus.records import AnyRecord, Consent, InterviewExcerpt

__all__ = [
    "KIND_WORDS",
    "SMALLEST_CELL",
    "Identifier",
    "consent_faults",
    "find_identifiers",
    "mask",
    "small_cells",
]
SMALLEST_CELL = 2
"""The fewest participants with one role in one organisation for whom the role does not name a person."""


def mask(text: str, found: Iterable[Identifier]) -> str:
    """The text with each identifier replaced by what it was, such as ``[a postcode removed]``."""
    for identifier in sorted(found, key=lambda i: i.start, reverse=True):
        words = "a name" if identifier.kind == "name" else KIND_WORDS[identifier.kind]
        text = f"{text[: identifier.start]}[{words} removed]{text[identifier.end :]}"
    return text


def small_cells(people: Iterable[tuple[str, str, str]]) -> list[tuple[str, str]]:
    """Cells (role, organisation) with fewer than `SMALLEST_CELL` participants.

    Args:
        people: (participant, role, organisation) triples; a participant may come more than once.
    """
    cells: dict[tuple[str, str], set[str]] = defaultdict(set)
    for participant, role, organisation in people:
        cells[(role.strip().casefold(), organisation.strip().casefold())].add(participant)
    return [cell for cell, members in cells.items() if len(members) < SMALLEST_CELL]


def consent_faults(record: AnyRecord, today: date) -> Iterator[tuple[str, str]]:
    """Pairs of (what is wrong, the mend) for a participant's consent that does not cover the record."""
    if not isinstance(record, InterviewExcerpt) or not isinstance(record.consent, Consent):
        return
    consent, mend = record.consent, f"Run: python -m corpus withdraw {record.id}"
    if consent.withdrawn:
        yield f"consent was withdrawn on {consent.withdrawn}.", mend
    if consent.expires and consent.expires < today:
        yield f"consent ended on {consent.expires}.", mend
    if consent.date > today:
        yield f"consent is dated {consent.date}, a day to come.", "Write the day it was given."
    if consent.scope == "paraphrase" and record.wording == "verbatim":
        yield "consent covers a paraphrase only, and the wording is verbatim.", "Paraphrase it."
    if not record.participant:
        yield (
            "a participant's words have no participant code, so they can't be withdrawn.",
            "Add participant: P01.",
        )
