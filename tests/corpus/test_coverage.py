from pathlib import Path

import pytest

from corpus.collection import load_corpus
from corpus.coverage import GRADES, SECTORS, Table, coverage
from corpus.records import Sector
from corpus.vocabulary import vocabulary
from tests.conftest import finding


@pytest.fixture
def tables(corpus: Path) -> dict[str, Table]:
    text = finding(
        "finding-x", "X y z", "audit-feedback", "Feedback may help.", "test-audit",
        applies_when="[goal:change-clinical-practice, organisation:icb]", goals="[change-clinical-practice]",
    )  # fmt: skip
    (corpus / "findings/finding-x.md").write_text(text, encoding="utf-8")
    return {t.name: t for t in coverage(load_corpus(corpus), vocabulary())}


def cell(table: Table, row: str, column: str) -> int:
    return table.counts[table.rows.index(row)][table.columns.index(column)]


def test_counts_records_once(tables: dict[str, Table]) -> None:
    assert list(tables) == ["sector", "goal", "organisation", "certainty"]
    assert cell(tables["sector"], "audit-feedback", "health") == 4
    assert cell(tables["sector"], "knowledge-brokers", "public-health") == 1
    assert cell(tables["goal"], "audit-feedback", "change-clinical-practice") == 1
    assert cell(tables["organisation"], "audit-feedback", "icb") == 1
    assert cell(tables["organisation"], "audit-feedback", "trust-acute") == 1


def test_interviews_carry_no_certainty(tables: dict[str, Table]) -> None:
    table = tables["certainty"]
    assert table.columns == GRADES
    assert sum(table.counts[table.rows.index("audit-feedback")]) == 3


def test_every_approach_is_there_and_silence_is_counted(tables: dict[str, Table]) -> None:
    table = tables["sector"]
    assert set(table.rows) == vocabulary().slugs()
    assert ("action-learning", "health") in table.empties()
    assert ("audit-feedback", "health") not in table.empties()
    full = sum(n > 0 for line in table.counts for n in line)
    assert table.silence == 1 - full / (len(table.rows) * len(SECTORS))


def test_the_sectors_are_those_of_the_records() -> None:
    assert Sector.__args__ == SECTORS
