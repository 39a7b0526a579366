"""The silence map: how many records speak of each approach in each sector, goal, organisation and certainty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.collection import Corpus
from corpus.records import AnyRecord, InterviewExcerpt
from corpus.vocabulary import Vocabulary

SECTORS = ("health", "public-health", "social-care", "education", "cross-sector")
GRADES = ("A", "B", "C", "D", "U")


@dataclass(frozen=True)
class Table:
    """Approaches by the values of one dimension; ``counts`` are records, one row for each approach."""

    name: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    def empties(self) -> list[tuple[str, str]]:
        """The pairs of which nothing is known."""
        pairs = zip(self.rows, self.counts, strict=True)
        return [
            (row, column)
            for row, line in pairs
            for column, n in zip(self.columns, line, strict=True)
            if not n
        ]

    @property
    def silence(self) -> float:
        """The share of cells that are empty, 0 to 1."""
        return len(self.empties()) / (len(self.rows) * len(self.columns))


def coverage(corpus: Corpus, words: Vocabulary) -> list[Table]:
    """Approach x sector, goal, organisation and certainty.

    A record counts once in each cell it names. A finding's goals and organisations are those of its ``applies_when``
    too; interviews carry no certainty.
    """
    approaches = tuple(sorted(words.slugs()))
    dimensions: dict[str, tuple[str, ...]] = {
        "sector": SECTORS,
        "goal": tuple(words.facets["goal"]),
        "organisation": tuple(words.facets["organisation"]),
        "certainty": GRADES,
    }
    counts: Counter[tuple[str, str, str]] = Counter()
    for record in corpus.records.values():
        cells = {
            (a, name, value)
            for a in record.approaches
            for name in dimensions
            for value in _values(record, name)
        }
        counts.update(cells)
    return [
        Table(
            name, approaches, columns, tuple(tuple(counts[a, name, c] for c in columns) for a in approaches)
        )
        for name, columns in dimensions.items()
    ]


def _values(record: AnyRecord, dimension: str) -> Iterator[str]:
    """The values of a record in one dimension."""
    pairs = [pair.partition(":") for pair in getattr(record, "applies_when", ())]
    if dimension == "sector":
        yield record.sector
    elif dimension == "certainty":
        if not isinstance(record, InterviewExcerpt):
            yield record.grade
    else:
        yield from record.goals if dimension == "goal" else record.setting
        yield from (value for facet, _, value in pairs if facet == dimension)
