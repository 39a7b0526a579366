from __future__ import annotations

from dataclasses import replace

from advisor.web.explore.library import Library, references_of


def test_records_stand_in_order_of_certainty_and_interviews_last(library: Library) -> None:
    grades = [getattr(r, "grade", "Z") for r in library.records]
    assert grades == sorted(grades)
    assert library.records[-1].kind == "interview"


def test_words_are_looked_for_in_titles_and_statements(library: Library) -> None:
    assert [r.id for r in library.find("  FALLS charts ")] == ["case-ward-audit"]
    assert library.find("zebra") == []
    assert library.find(" ") == list(library.records)


def test_the_search_of_the_index_is_used_where_there_is_one(library: Library) -> None:
    searched = replace(library, search=lambda words: ["interview-ward-managers", "gone", "case-ward-audit"])
    assert [r.id for r in searched.find("charts")] == ["interview-ward-managers", "case-ward-audit"]


def test_a_reference_without_a_printed_form_is_shown_plainly(library: Library) -> None:
    assert library.reference("test-audit") == "Tester A. A printed reference. 2020."
    assert library.reference("test-broker") == "A test record about brokers. 2020."
    assert library.reference("nowhere") == "nowhere"


def test_a_reference_counts_once(library: Library) -> None:
    assert references_of(library.records) == ["test-audit", "test-broker"]
