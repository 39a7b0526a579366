from __future__ import annotations

import pytest

from advisor.web.explore.grid import AXES, by_role, lay_grid
from advisor.web.explore.library import Library
from corpus.vocabulary import vocabulary


@pytest.mark.parametrize("axis", AXES)
def test_full_and_empty_cells_make_the_whole_grid(library: Library, axis: str) -> None:
    grid = lay_grid(library, axis)
    assert grid.empty() + len(grid.cells) == len(vocabulary().approaches) * len(grid.columns)
    assert all(grid.cells.values())


def test_a_record_stands_in_each_of_its_cells(library: Library) -> None:
    grid = lay_grid(library, "sector")
    assert [r.id for r in grid.at("knowledge-brokers", "public-health")] == ["case-broker-network"]
    assert grid.at("networks", "education") == []


def test_records_that_name_no_column_are_counted(library: Library) -> None:
    grid = lay_grid(library, "goal")
    assert (grid.unplaced, grid.total) == (6, 6)
    assert lay_grid(library, "organisation", ("case",)).unplaced == 0


def test_every_approach_has_a_row_once() -> None:
    rows = [a.slug for _, approaches in by_role() for a in approaches]
    assert sorted(rows) == sorted(vocabulary().slugs())
