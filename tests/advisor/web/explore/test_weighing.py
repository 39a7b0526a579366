from __future__ import annotations

from typing import Any

import pytest

from advisor.web.explore.library import Library
from advisor.web.explore.weighing import Mark, told, weigh


def change(library: Library, name: str, **fields: Any) -> Any:
    return library.corpus.records[name].model_copy(update=fields)


def test_nothing_held(library: Library) -> None:
    assert weigh([], "networks") == Mark(0, 0, "U", "unknown")


def test_findings_on_effect_are_read_before_cases(library: Library) -> None:
    case = change(library, "case-ward-audit", grade="A", direction="harm")
    finding = change(library, "finding-audit-feedback-size")
    assert weigh([case, finding], "audit-feedback") == Mark(2, 1, "B", "helps")
    assert weigh([case], "audit-feedback") == Mark(1, 1, "A", "harm")


def test_the_best_certainty_is_read_and_is_mixed_where_it_differs(library: Library) -> None:
    best = change(library, "finding-audit-feedback-size")
    worse = change(library, "finding-audit-feedback-size", grade="C", direction="harm")
    assert weigh([worse, best], "audit-feedback").direction == "helps"
    other = change(library, "finding-audit-feedback-size", direction="no-effect")
    assert weigh([best, other], "audit-feedback").direction == "mixed"


def test_an_effect_is_not_lent_to_an_approach_that_a_record_only_mentions(library: Library) -> None:
    shared = change(library, "finding-audit-feedback-size", approaches=("audit-feedback", "networks"))
    assert weigh([shared], "networks") == Mark(1, 1, "U", "unknown")


def test_a_finding_on_needs_reads_no_effect(library: Library) -> None:
    needs = library.corpus.records["finding-knowledge-brokers-needs"]
    assert weigh([needs], "knowledge-brokers").grade == "U"


@pytest.mark.parametrize(
    ("references", "size"), [(1, 1), (2, 1), (3, 2), (9, 2), (10, 3), (24, 3), (25, 4), (99, 4)]
)
def test_the_size_goes_by_steps(references: int, size: int) -> None:
    assert Mark(1, references, "B", "helps").size == size


def test_a_mark_in_words() -> None:
    assert told(Mark(3, 12, "B", "mixed")) == "12 references; certainty B, moderate; mixed results"
    assert told(Mark(1, 1, "U", "unknown")) == "1 reference; effect not known"
