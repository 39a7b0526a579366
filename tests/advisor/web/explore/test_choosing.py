from __future__ import annotations

import pytest

from advisor.web.explore.choosing import Choice, choose, read_choice
from advisor.web.explore.library import Library


def test_filters_hold_together(library: Library) -> None:
    choice = read_choice(
        {"approach": "audit-feedback", "kind": "case", "sector": "", "organisation": "trust-acute"}
    )
    assert [r.id for r in choose(library, choice)] == ["case-ward-audit"]
    assert choose(library, read_choice({"approach": "audit-feedback", "sector": "education"})) == []


@pytest.mark.parametrize(
    ("name", "slug", "count"),
    [
        ("certainty", "B", 1),
        ("direction", "no-effect", 1),
        ("country", "GB", 2),
        ("country", "GB-ENG", 2),
        ("kind", "finding", 3),
        ("approach", "no-such-thing", 0),
    ],
)
def test_each_filter(library: Library, name: str, slug: str, count: int) -> None:
    assert len(choose(library, read_choice({name: slug}))) == count


def test_what_is_not_a_choice_is_passed_over() -> None:
    assert (
        read_choice({"approach": ["x"], "words": 3, "page": "-1", "record": None, "other": "y"}) == Choice()
    )
    assert read_choice({"page": "²"}).page == 1
    assert read_choice({"page": "9" * 400}).page == 1
    assert read_choice({"page": 3}).page == 3
    assert len(read_choice({"words": "falls " * 400}).words) == 300


def test_one_record_by_its_id(library: Library) -> None:
    assert [r.id for r in choose(library, read_choice({"record": "case-ward-audit"}))] == ["case-ward-audit"]
    assert choose(library, read_choice({"record": "../../etc"})) == []
