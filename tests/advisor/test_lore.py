"""What the corpus has heard of, and how telling a word is."""

from __future__ import annotations

import pytest

from advisor.lore import Lore
from tests.advisor.passages import DATED, PLAIN, passage


@pytest.fixture(scope="module")
def lore() -> Lore:
    return Lore([DATED, PLAIN, "The Health Foundation wrote of brokers."])


def test_words_are_known_by_their_stems(lore: Lore) -> None:
    assert lore.unheard("the nurse charted a programme") == ()
    assert lore.unheard("blockchain charts") == ("blockchain",)


def test_covered_is_the_share_of_content_words(lore: Lore) -> None:
    assert lore.covered("falls charts", [passage(PLAIN)]) == 1
    assert lore.covered("falls blockchain", [passage(PLAIN)]) == 0.5
    assert lore.covered("falls charts", []) == 0
    assert lore.covered("what is it?", [passage(PLAIN)]) == 1


def test_lacking_looks_at_the_passages_alone(lore: Lore) -> None:
    assert lore.lacking("did nurses like brokers", [passage(PLAIN)]) == ("brokers",)


def test_a_synonym_is_heard(lore: Lore) -> None:
    assert lore.unheard("the midwife began a scheme") == ()


def test_a_rare_word_weighs_more() -> None:
    passages = [passage(PLAIN), passage(DATED, 2)]
    weighed = Lore([PLAIN, DATED], passages)
    both = weighed.covered("nurses charts", [passages[1]])
    assert 0 < both < 0.5, "charts are in both statements, nurses in one"
