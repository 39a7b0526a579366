"""What the collection holds and when it was last checked: the facts in the page's banner."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from corpus.records import AnyRecord, Frozen

if TYPE_CHECKING:
    from corpus.collection import Corpus


class Holdings(Frozen):
    """Counts of the records and references held, and the day on which the newest record was checked."""

    cases: int
    findings: int
    interviews: int
    references: int
    updated: date


def holdings_of(corpus: Corpus) -> Holdings:
    """Count a corpus."""
    return Holdings(
        cases=len(corpus.cases()),
        findings=len(corpus.findings()),
        interviews=len(corpus.interviews()),
        references=len(corpus.references),
        updated=newest(corpus.records.values()),
    )


def newest(records: Iterable[AnyRecord]) -> date:
    """The latest day on which any of the records was checked; ValueError when there is none."""
    return max(r.checked for r in records)
