"""The mark of a group of records: how many references, how certain the reading of effect, which way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from advisor.web import words
from advisor.web.explore.library import references_of
from advisor.web.explore.terms import speaks_of_effect
from corpus.records import AnyRecord

SIZES = (3, 10, 25)
"""A mark is a step larger from each of these numbers of references."""


@dataclass(frozen=True)
class Mark:
    """What a cell of the map shows.

    ``grade`` is the best grade among the readings of effect, "U" when there is none; ``direction`` is what the
    readings of that grade found, "mixed" where they differ.
    """

    records: int
    references: int
    grade: str
    direction: str

    @property
    def size(self) -> int:
        """The step of the mark's size, 1 to 4."""
        return 1 + sum(self.references >= step for step in SIZES)


def weigh(records: Sequence[AnyRecord], approach: str) -> Mark:
    """The mark of some records on an approach; references are counted once, however many records rest on them."""
    references = len(references_of(records))
    counted = readings(records, approach)
    if not counted:
        return Mark(len(records), references, "U", "unknown")
    grade = min(str(getattr(r, "grade", "U")) for r in counted)
    found = {str(getattr(r, "direction", "unknown")) for r in counted if getattr(r, "grade", "U") == grade}
    direction = found.pop() if len(found) == 1 else "mixed"
    return Mark(len(records), references, grade, direction)


def readings(records: Sequence[AnyRecord], approach: str) -> list[AnyRecord]:
    """The records whose effect is counted for an approach: those that name it first.

    Findings count before cases, as in the badge of an answer: cases only where no finding reads an effect.
    """
    first = [r for r in records if r.approaches[0] == approach and speaks_of_effect(r)]
    return [r for r in first if r.kind == "finding"] or first


def told(mark: Mark) -> str:
    """A mark in words.

    >>> told(Mark(0, 0, "U", "unknown"))
    'Nothing held'
    """
    if not mark.records:
        return "Nothing held"
    counted = words.count(mark.references, "reference", "references")
    if mark.direction == "unknown":
        return f"{counted}; effect not known"
    return f"{counted}; certainty {mark.grade}, {words.GRADES[mark.grade].lower()}; {_found(mark.direction)}"


def _found(direction: str) -> str:
    shown = words.DIRECTIONS[direction]
    return shown[0].lower() + shown[1:]


def tally(values: Iterable[str], order: Iterable[str]) -> list[tuple[str, int]]:
    """How often each value occurs, in a given order, without those that do not occur."""
    held = list(values)
    return [(value, held.count(value)) for value in order if value in held]
