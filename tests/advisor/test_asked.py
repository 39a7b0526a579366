"""What kind of thing a question asks for."""

from __future__ import annotations

import pytest

from advisor.asked import what_is_asked


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How much does a knowledge broker cost?", "cost"),
        ("when did the network begin", "date"),
        ("What percentage of wards changed?", "number"),
        ("who runs the enquiry service", "person"),
        ("where is the clearinghouse", "place"),
    ],
)
def test_the_kind_is_read_from_the_words(question: str, kind: str) -> None:
    asked = what_is_asked(question)
    assert asked is not None
    assert asked.kind == kind


def test_a_cheap_way_is_a_question_of_fit_and_a_cheap_thing_is_one_of_value() -> None:
    assert what_is_asked("What is the cheapest way to get research into a care home?") is None
    asked = what_is_asked("Are knowledge brokers cheap?")
    assert asked is not None
    assert asked.kind == "value for money"


def test_a_question_of_fit_asks_for_no_such_thing() -> None:
    assert what_is_asked("How do we get ward teams to use research?") is None


def test_a_count_is_supplied_only_beside_what_is_counted() -> None:
    asked = what_is_asked("how many knowledge brokers do you need per 1000 staff")
    assert asked is not None
    assert asked.supplied_by("The region hired 12 knowledge brokers.")
    assert not asked.supplied_by("In 2014 knowledge brokers met staff.")
