from __future__ import annotations

import pytest

from advisor.workshop.cards import SHIPPED, named_apart, shipped_cards
from advisor.workshop.reading import read_cards
from corpus.vocabulary import vocabulary


def test_ten_cards_ship_and_cover_every_goal() -> None:
    cards = shipped_cards()
    assert len(cards) == 10
    assert {c.context.goal for c in cards} == set(vocabulary().facets["goal"])
    assert len({c.id for c in cards}) == 10


@pytest.mark.parametrize("card", shipped_cards(), ids=lambda c: c.id)
def test_each_shipped_card_tells_a_situation_and_fits_the_question_box(card) -> None:  # type: ignore[no-untyped-def]
    assert len(card.context.known()) >= 8
    assert card.question.endswith("?")
    assert len(card.asked) < 700


def test_shipped_cards_are_read_by_the_reader_of_uploads() -> None:
    assert read_cards(SHIPPED.read_bytes(), "scenarios.yaml") == shipped_cards()


def test_ids_are_named_apart() -> None:
    card = shipped_cards()[0]
    assert [c.id for c in named_apart([card, card], [card.id])] == [f"{card.id}-2", f"{card.id}-3"]
