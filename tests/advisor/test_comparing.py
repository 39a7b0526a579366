"""Approaches side by side."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from advisor.answer import Table
from advisor.comparing import NOTHING, ROWS, comparison
from advisor.context import ManagerContext
from advisor.evidence import Shelves
from advisor.ranking import rank
from advisor.sourcing import Sourcing
from index.opening import OpenIndex
from tests.advisor.test_sourcing import small_index


@pytest.fixture(scope="module")
def index(mini_corpus: Path) -> OpenIndex:
    return small_index(mini_corpus)


def compare(index: OpenIndex, *slugs: str) -> tuple[Table, Sourcing]:
    """A comparison in which every passage is equally relevant."""
    shelves, sourcing, context = Shelves(index), Sourcing(index), ManagerContext()
    by_slug = {r.slug: r for r in rank(shelves, context, {}, {}, {})}
    level = np.full(len(index.searcher.passages), 0.5, dtype=np.float32)
    return comparison([by_slug[s] for s in slugs], shelves, level, context, sourcing), sourcing


def test_one_column_for_each_and_one_row_for_each_matter(index: OpenIndex) -> None:
    table, _ = compare(index, "audit-feedback", "knowledge-brokers", "opinion-leaders")
    assert table.columns == (
        "",
        "Audit and feedback",
        "Knowledge brokers",
        "Opinion leaders and champions",
    )
    assert {len(row) for row in table.rows} == {4}
    titles = [row[0].text for row in table.rows]
    assert titles == ["Fit to your situation", "Certainty and direction", *(title for title, _ in ROWS)]


def test_every_fact_is_cited_with_its_own_words(index: OpenIndex) -> None:
    table, sourcing = compare(index, "audit-feedback", "knowledge-brokers")
    texts = {s.number: s.text for s in sourcing.sources()}
    cited = [cell for row in table.rows[2:] for cell in row[1:] if cell.text != NOTHING]
    assert cited
    assert all(texts[cell.sources[0]] == cell.text for cell in cited)
    assert sorted(cell.sources[0] for cell in cited) == sorted(texts)


def test_what_is_not_held_is_said_and_not_cited(index: OpenIndex) -> None:
    table, sourcing = compare(index, "opinion-leaders", "facilitation")
    assert {(cell.text, cell.sources) for row in table.rows[2:] for cell in row[1:]} == {(NOTHING, ())}
    assert sourcing.sources() == ()


def test_the_marks_are_those_of_the_badge(index: OpenIndex) -> None:
    table, _ = compare(index, "audit-feedback", "opinion-leaders")
    assert table.rows[1][1].text.startswith("B, helps (")
    assert table.rows[1][2].text.startswith("U, unknown (")
