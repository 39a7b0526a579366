"""Approaches against sectors, goals, outcomes or kinds of organisation: which records stand where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from advisor.web.explore.library import Library
from advisor.web.explore.terms import FACETS, options
from corpus.records import AnyRecord
from corpus.vocabulary import Approach, vocabulary

AXES = ("sector", "goal", "outcome", "organisation")
"""What the columns may be; the first is shown unless another is asked for."""

Cells = dict[tuple[str, str], list[AnyRecord]]


@dataclass(frozen=True)
class Grid:
    """The records in each cell, empty cells included.

    Args:
        axis: the facet of the columns.
        columns: (slug, words) pairs.
        cells: records by (approach, column); a cell without records is not there.
        unplaced: how many records say nothing of this facet.
    """

    axis: str
    columns: tuple[tuple[str, str], ...]
    cells: Cells
    unplaced: int
    total: int

    def at(self, approach: str, column: str) -> list[AnyRecord]:
        """The records of one cell."""
        return self.cells.get((approach, column), [])

    def empty(self) -> int:
        """How many cells hold nothing."""
        return len(vocabulary().approaches) * len(self.columns) - len(self.cells)


def lay_grid(library: Library, axis: str, kinds: tuple[str, ...] = ("case", "finding", "interview")) -> Grid:
    """Put the records of some kinds into cells; KeyError when there is no such facet."""
    facet, columns = FACETS[axis], tuple(options(library, axis))
    known = {slug for slug, _ in columns}
    records = [r for r in library.records if r.kind in kinds]
    cells: defaultdict[tuple[str, str], list[AnyRecord]] = defaultdict(list)
    unplaced = 0
    for record in records:
        places = known.intersection(facet.of(record))
        unplaced += not places
        for approach in record.approaches:
            for place in places:
                cells[approach, place].append(record)
    return Grid(axis, columns, dict(cells), unplaced, len(records))


def by_role() -> Iterator[tuple[str, list[Approach]]]:
    """The approaches under the role that each plays first, in the vocabulary's order."""
    grouped: defaultdict[str, list[Approach]] = defaultdict(list)
    for approach in vocabulary().approaches:
        grouped[approach.roles[0]].append(approach)
    yield from grouped.items()
