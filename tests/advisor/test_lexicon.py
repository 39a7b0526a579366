"""Phrases for the facets of a situation."""

from __future__ import annotations

import pytest

from advisor.context import FIELDS
from advisor.lexicon import found, patterns
from corpus.vocabulary import vocabulary


def test_facets_and_values_are_those_of_the_vocabulary() -> None:
    for facet, values in patterns().items():
        assert facet in FIELDS
        known = vocabulary().facets["barrier" if facet == "barriers" else facet]
        assert set(values) <= set(known), facet


def test_every_field_has_phrases() -> None:
    assert set(patterns()) == set(FIELDS)


def test_no_pattern_matches_nothing_at_all() -> None:
    empty = [
        (f, v) for f, values in patterns().items() for v, p in values.items() if p.search("") or p.search(".")
    ]
    assert empty == []


@pytest.mark.parametrize(
    ("text", "facet", "value"),
    [
        ("We are an ambulance trust", "organisation", "trust-ambulance"),
        ("our care home", "organisation", "care-home"),
        ("there is NO MONEY at all", "money", "none"),
        ("we have £5k", "money", "under-10k"),
        ("everyone is too busy", "barriers", "no-time"),
        ("in six weeks", "timescale", "weeks"),
    ],
)
def test_phrases_are_found(text: str, facet: str, value: str) -> None:
    assert value in [v for v, _, _ in found(text, facet)]


def test_the_place_and_the_words_are_those_of_the_text() -> None:
    text = "Sadly we have no budget."
    for value, start, words in found(text, "money"):
        assert text[start : start + len(words)] == words
        assert value == "none"
    assert found(text, "money")


@pytest.mark.parametrize("text", ["the ambulances-r-us shop", "penniless-ness", "", "noambulance"])
def test_a_phrase_within_a_word_does_not_count(text: str) -> None:
    assert "trust-ambulance" not in [v for v, _, _ in found(text, "organisation")]


def test_an_unknown_facet_has_no_phrases() -> None:
    assert found("no money", "shoe size") == []
