"""What the Explore tab reads: the corpus, its printed references, and a search by words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from corpus.collection import Corpus
from corpus.records import AnyRecord
from corpus.references import Reference
from corpus.vocabulary import vocabulary

Search = Callable[[str], Sequence[str]]
"""From words to the ids of records, the nearest first."""


@dataclass(frozen=True)
class Library:
    """The collection as the page shows it.

    Args:
        corpus: every record and reference.
        printed: Vancouver form by reference id; a reference without one is shown plainly.
        search: the index's search; None to match the words as they stand.
    """

    corpus: Corpus
    printed: Mapping[str, str] = field(default_factory=dict)
    search: Search | None = None

    @cached_property
    def records(self) -> tuple[AnyRecord, ...]:
        """Every record, the most certain first, then by kind and title."""
        return tuple(sorted(self.corpus.records.values(), key=order))

    @cached_property
    def _texts(self) -> dict[str, str]:
        """What the words of a search are looked for in, by record."""
        return {r.id: text_of(r) for r in self.records}

    def reference(self, name: str) -> str:
        """The printed form of a reference; its id when the corpus does not hold it."""
        if name in self.printed:
            return self.printed[name]
        held = self.corpus.references.get(name)
        return plain(held) if held else name

    def find(self, words: str) -> list[AnyRecord]:
        """The records that answer to some words, best first; every record when there are none."""
        if not words.strip():
            return list(self.records)
        if self.search is not None:
            held = self.corpus.records
            return [held[name] for name in self.search(words) if name in held]
        parts = words.casefold().split()
        return [r for r in self.records if all(part in self._texts[r.id] for part in parts)]


def order(record: AnyRecord) -> tuple[str, str, str]:
    """Where a record stands in a list that nobody has searched."""
    return getattr(record, "grade", "Z"), record.kind, record.title.casefold()


def text_of(record: AnyRecord) -> str:
    """All the words of a record, in small letters."""
    names = (vocabulary().approach(a).name for a in record.approaches)
    return " ".join((record.title, *names, *(s.text for s in record.statements))).casefold()


def plain(reference: Reference) -> str:
    """A reference in a few words: its title and its year."""
    title = reference.title.rstrip(".")
    return f"{title}. {reference.year}." if reference.year else f"{title}."


def references_of(records: Iterable[AnyRecord]) -> list[str]:
    """The ids of the references that some records rest on, each once, in the order of their use."""
    return list(dict.fromkeys(c.reference for r in records for s in r.statements for c in s.citations))
