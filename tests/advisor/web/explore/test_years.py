from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.web.explore.library import Library
from advisor.web.explore.timeline_view import timeline_view
from advisor.web.explore.years import Span, read_years, timeline


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("2012-", Span(2012, None)),
        ("2014-2019", Span(2014, 2019)),
        ("2018", Span(2018, 2018)),
        ("2021-; three-year award", Span(2021, None)),
        ("2015- (three years)", Span(2015, None)),
        ("not stated", None),
        ("not stated; papers 2014-2018", None),
        ("published 2018", None),
        ("mid-2010s to 2018", None),
        ("seven years of core funding in the 2010s", None),
        ("2019-2014", None),
        ("", None),
    ],
)
def test_years_are_read_and_never_guessed(words: str, span: Span | None) -> None:
    assert read_years(words) == span


@given(st.text())
def test_no_words_break_it(words: str) -> None:
    span = read_years(words)
    assert span is None or span.last is None or span.first <= span.last


def test_the_picture_and_its_table_name_each_scheme(library: Library) -> None:
    shown = timeline(library)
    page = timeline_view(shown)
    assert len(shown.dated) == 2
    for case, _ in shown.dated:
        assert page.count(case.title) == 2
    assert "The timeline as a table" in page


def test_schemes_without_years_are_listed_apart(nasty: Library) -> None:
    shown = timeline(nasty)
    assert [c.id for c in shown.undated] == ["case-nasty"]
    assert "1 scheme whose years are not recorded" in timeline_view(shown)
