"""A scenario card: a situation in managers' words, a question, and what is known of the context."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pydantic import Field

from advisor.context import ManagerContext
from corpus.records import Frozen, Slug

SHIPPED = Path(__file__).parents[1] / "data" / "scenarios.yaml"
MOST = 40
"""The most cards that one workshop or one file holds."""
LONGEST = {"title": 100, "story": 1200, "question": 400}
"""The longest text of each field, in characters."""


class Card(Frozen):
    """One scenario.

    ``story`` tells the situation, ``question`` is what the group is asked, and ``context`` holds the facets of the
    situation that are known.
    """

    id: Slug
    title: str = Field(min_length=3, max_length=LONGEST["title"])
    story: str = Field(min_length=20, max_length=LONGEST["story"])
    question: str = Field(min_length=10, max_length=LONGEST["question"])
    context: ManagerContext = ManagerContext()

    @property
    def asked(self) -> str:
        """What the advisor is asked: the story, then the question."""
        return f"{self.story.strip()} {self.question.strip()}"


@cache
def shipped_cards() -> tuple[Card, ...]:
    """The cards that come with the product."""
    from advisor.workshop.reading import read_cards

    return read_cards(SHIPPED.read_bytes(), SHIPPED.name)


def named_apart(cards: Iterable[Card], taken: Iterable[str]) -> tuple[Card, ...]:
    """The cards, each with an id that no other and none of ``taken`` has; a number is added where one is taken.

    >>> card = Card(id="falls", title="Falls", story="Falls have not moved in years.", question="What next, then?")
    >>> [c.id for c in named_apart([card, card], ["falls"])]
    ['falls-2', 'falls-3']
    """
    used = set(taken)
    made = []
    for card in cards:
        name, number = card.id, 1
        while name in used:
            number += 1
            name = f"{card.id}-{number}"
        used.add(name)
        made.append(card.model_copy(update={"id": name}))
    return tuple(made)
