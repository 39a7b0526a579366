"""Every slug has its words."""

from __future__ import annotations

from typing import get_args

import pytest

from advisor.answer import Recommendation, Status
from advisor.context import FIELDS
from advisor.web import words
from corpus.records import Closeness, Design, Direction, Grade, Kind
from corpus.vocabulary import vocabulary


def test_each_slug_has_words() -> None:
    assert set(words.FACETS) == set(FIELDS)
    assert sorted(f for group in words.GROUPS.values() for f in group) == sorted(FIELDS)
    assert set(words.STATUSES) == set(Status)
    assert set(words.KINDS) == set(get_args(Kind))
    assert set(words.COUNTED) == set(get_args(Kind)) | set(get_args(Design))
    assert set(words.DIRECTIONS) == set(get_args(Direction))
    assert set(words.CLOSENESS) == set(get_args(Closeness))
    assert set(words.GRADES) == set(get_args(Grade)) == set(vocabulary().grades)
    assert set(words.FITS) == set(get_args(Recommendation.model_fields["fit"].annotation))


@pytest.mark.parametrize("field", FIELDS)
def test_each_facet_offers_its_vocabulary(field: str) -> None:
    offered = words.choices(field)
    assert offered
    assert all(label and slug for label, slug in offered)


def test_a_facet_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError):
        words.choices("shoe-size")


def test_values_in_the_managers_words() -> None:
    assert words.values("money", "none") == "No money"
    assert words.values("barriers", ("no-time", "silos")) == (
        "No time or headspace; Professions and organisations do not mix"
    )
    assert words.values("money", None) == words.values("barriers", ()) == words.UNKNOWN


@pytest.mark.parametrize(
    ("statement", "shown"),
    [
        ("case-x/lessons-for-the-nhs/2", "Lessons for the NHS"),
        ("case-x/why-its-promoters-expect-it-to-work/1", "Why its promoters expect it to work"),
        ("finding-x/finding/1", "Finding"),
        ("odd", ""),
    ],
)
def test_the_section_of_a_statement(statement: str, shown: str) -> None:
    assert words.section(statement) == shown
