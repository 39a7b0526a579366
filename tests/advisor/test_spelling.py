"""Mending slips towards the words of the corpus."""

from __future__ import annotations

import pytest

from advisor.spelling import Speller

TEXTS = [
    "Implementation of guidelines by knowledge brokers in hospitals.",
    "Guidelines and facilitation; guidelines and audit.",
    "The Health Foundation funded PALSA facilitation for managers.",
]


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(TEXTS)


@pytest.mark.parametrize(
    ("slip", "right"),
    [
        ("guidlines", "guidelines"),
        ("implmentation", "implementation"),
        ("facilitaton", "facilitation"),
        ("knowlege", "knowledge"),
        ("mangers of hopsitals", "mangers of hospitals"),
    ],
)
def test_slips_are_set_right(speller: Speller, slip: str, right: str) -> None:
    assert speller.mend(f"about {slip} here") == f"about {right} here"


@pytest.mark.parametrize(
    "text",
    [
        "How do we get managers to use guidelines?",
        "what did Guidlines Limited do",
        "ask Knowlege about it",
        "PALSA and EPOCH",
        "xyzzyqwv",
        "teh",
        "",
    ],
)
def test_known_words_names_and_riddles_are_left_alone(speller: Speller, text: str) -> None:
    assert speller.mend(text) == text


def test_punctuation_and_spacing_stay(speller: Speller) -> None:
    assert speller.mend("  guidlines,\n(guidlines)? ") == "  guidelines,\n(guidelines)? "


def test_mending_twice_changes_nothing_more(speller: Speller) -> None:
    once = speller.mend("knowlege brokrs and guidlines for facilitaton")
    assert speller.mend(once) == once


def test_it_knows_english_and_the_corpus(speller: Speller) -> None:
    assert speller.knows("kitchen")
    assert speller.knows("Palsa")
    assert not speller.knows("guidlines")


def test_with_no_corpus_nothing_is_changed() -> None:
    assert Speller([]).mend("guidlines") == "guidlines"
