"""Record -> passages: one statement each, with its context line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from corpus.records import AnyRecord, Frozen, Kind
from corpus.vocabulary import vocabulary


class Passage(Frozen):
    """What is embedded and searched: one statement, and the metadata it is filtered by.

    ``id`` is the statement's id; ``context`` the line set before the words when they are embedded.
    """

    id: str
    record: str
    kind: Kind
    text: str
    context: str
    section: str
    sector: str
    country: str
    approaches: tuple[str, ...]
    setting: tuple[str, ...] = ()
    aspect: str = ""
    direction: str = "unknown"
    grade: str = "U"

    @property
    def embedded(self) -> str:
        """The text that the model and BM25 see."""
        return f"{self.context}\n{self.text}"

    @property
    def digest(self) -> str:
        """SHA-256 of everything stored of the passage, metadata included."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


SECTION_ASPECT = {
    "What it does": "use",
    "Why its promoters expect it to work": "mechanism",
    "Evidence": "effect",
    "Challenges and pitfalls": "struggles",
    "Lessons for the NHS": "needs",
    "What they said": "voice",
}


def to_passages(records: Iterable[AnyRecord]) -> list[Passage]:
    """One passage for each statement, in the order of the records."""
    words = vocabulary()
    found: list[Passage] = []
    for record in records:
        names = ", ".join(words.approach(a).name for a in record.approaches[:3])
        for statement in record.statements:
            aspect = getattr(record, "aspect", None) or SECTION_ASPECT.get(statement.section, "")
            where = f"{record.sector.replace('-', ' ')}, {words.country(record.country)}"
            found.append(
                Passage(
                    id=statement.id,
                    record=record.id,
                    kind=record.kind,
                    text=statement.text,
                    context=f"{record.title} ({names}). {statement.section}. {where}.",
                    section=statement.section,
                    sector=record.sector,
                    country=record.country,
                    approaches=record.approaches,
                    setting=record.setting,
                    aspect=aspect,
                    direction=getattr(record, "direction", "unknown"),
                    grade=getattr(record, "grade", "U"),
                )
            )
    return found
