"""What is held on one approach, sorted by what it tells: the data of its page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from advisor.web import words
from advisor.web.explore.library import Library
from advisor.web.explore.record_view import NOT_RECORDED, TAKES
from advisor.web.explore.weighing import Mark, readings, tally, weigh
from corpus.records import AnyRecord, CaseProfile, Statement, SynthesisFinding
from corpus.vocabulary import Approach, vocabulary

Point = tuple[AnyRecord, Statement]

PARTS = (
    ("What its promoters expect", ("mechanism",), ("Why its promoters expect it to work",)),
    ("What the evidence says", ("effect",), ("Evidence",)),
    ("What it needs", ("needs", "use"), ("Lessons for the NHS",)),
    ("Where it struggled, and pitfalls", ("struggles",), ("Challenges and pitfalls",)),
    ("What it costs", ("cost",), ()),
    ("What people who took part said", (), ("What they said",)),
    ("What is not known", ("gap",), ()),
)
"""A heading of the page, the aspects of findings and the sections of cases and interviews that belong to it."""


@dataclass(frozen=True)
class Profile:
    """An approach and the records on it, the most certain first."""

    approach: Approach
    records: tuple[AnyRecord, ...]
    mark: Mark

    def cases(self) -> list[CaseProfile]:
        """The cases that used the approach."""
        return [r for r in self.records if isinstance(r, CaseProfile)]

    def points(self, aspects: tuple[str, ...], sections: tuple[str, ...]) -> list[Point]:
        """Findings of some aspects first, then the statements of other records under some headings."""
        findings = [r for r in self.records if isinstance(r, SynthesisFinding) and r.aspect in aspects]
        told = [(r, s) for r in findings for s in r.statements]
        others = [r for r in self.records if not isinstance(r, SynthesisFinding)]
        return told + [(r, s) for r in others for s in r.statements if s.section in sections]


def profile(library: Library, slug: str) -> Profile:
    """The profile of an approach; CorpusError when there is no such approach."""
    approach = vocabulary().approach(slug)
    records = tuple(r for r in library.records if slug in r.approaches)
    return Profile(approach, records, weigh(records, slug))


def cost_words(shown: Profile) -> list[str]:
    """What the cases record of money, people and time: a count of each, never an average."""
    cases = shown.cases()
    counted = [part for name in TAKES if (part := _counted(name, cases))]
    return counted or [f"{NOT_RECORDED.capitalize()}: no case held says what this took"]


def _counted(name: str, cases: Iterable[CaseProfile]) -> str:
    values = [getattr(c.resources, name) for c in cases]
    known = tally(values, TAKES[name])
    if not known:
        return ""
    told = ", ".join(f"{TAKES[name][value]} in {n}" for value, n in known)
    unknown = values.count("unknown")
    return f"{name.capitalize()}: {told}" + (f", {NOT_RECORDED} in {unknown}" if unknown else "")


def certainty_words(shown: Profile) -> list[str]:
    """The grades of the records that read an effect."""
    found = readings(shown.records, shown.approach.slug)
    counted = tally((str(getattr(r, "grade", "U")) for r in found), words.GRADES)
    if not counted:
        return [f"{NOT_RECORDED.capitalize()}: no record held reads an effect"]
    return [f"{grade}, {words.GRADES[grade].lower()}: {_records(n)}" for grade, n in counted]


def effect_words(shown: Profile) -> list[str]:
    """What the records that read an effect found, counted; they are not merged into one score."""
    found = readings(shown.records, shown.approach.slug)
    counted = tally((str(getattr(r, "direction", "unknown")) for r in found), words.DIRECTIONS)
    told = [f"{words.DIRECTIONS[direction]}: {_records(n)}" for direction, n in counted]
    return told or [f"{NOT_RECORDED.capitalize()}: effect not known"]


def _records(number: int) -> str:
    return words.count(number, "record", "records")


def held_words(records: Iterable[AnyRecord]) -> str:
    """How many records of each kind, in words."""
    counted = tally((r.kind for r in records), words.KINDS)
    return ", ".join(words.of_kind(kind, n) for kind, n in counted) or "no records"
