"""Which approaches a text names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.mentions import already_tried, mentioned
from corpus.vocabulary import vocabulary

NAMES = [(name, a.slug) for a in vocabulary().approaches for name in (a.name, a.slug.replace("-", " "))]


@pytest.mark.parametrize(("name", "slug"), NAMES)
def test_every_name_is_known_in_any_case(name: str, slug: str) -> None:
    assert slug in mentioned(f"Tell me about {name}.")
    assert mentioned(name.upper()) == mentioned(name.lower())


def test_every_alias_names_some_approach() -> None:
    for approach in vocabulary().approaches:
        for alias in approach.aliases:
            assert mentioned(alias), alias


@pytest.mark.parametrize(
    "text",
    [
        "a knowledge broker",
        "knowledge brokers",
        "Knowledge-Brokers",
        "knowledge-broker",
        "(knowledge brokers)",
    ],
)
def test_plurals_and_hyphens_do_not_matter(text: str) -> None:
    assert mentioned(text) == ("knowledge-brokers",)


def test_they_come_in_the_order_of_the_text_once_each() -> None:
    text = "Facilitation, then audit and feedback, then facilitation again"
    assert mentioned(text) == ("facilitation", "audit-feedback")


def test_a_longer_name_hides_a_shorter_one_in_it() -> None:
    assert mentioned("external facilitation") == ("facilitation",)
    assert mentioned("a national clinical audit") == ("audit-feedback",)


@pytest.mark.parametrize("text", ["", "auditorium", "pre-audit", "How do we get better?", "auditing"])
def test_a_name_within_a_word_does_not_count(text: str) -> None:
    assert mentioned(text) == ()


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_known_slugs_without_repeats(text: str) -> None:
    found = mentioned(text)
    assert set(found) <= vocabulary().slugs()
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("text", "tried"),
    [
        ("we've tried audit and feedback already and nobody cared. what else?", ("audit-feedback",)),
        ("We ran a workshop on sepsis, nothing changed. What next?", ("educational-meetings",)),
        ("we tried knowledge brokers last year and it fell flat", ("knowledge-brokers",)),
        ("should we try knowledge brokers or something else?", ()),
        ("is audit and feedback better than nothing?", ()),
    ],
)
def test_what_was_tried_in_vain_is_told_from_what_is_asked_about(text: str, tried: tuple[str, ...]) -> None:
    assert already_tried(text) == tried
