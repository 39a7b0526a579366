"""What a workshop is made of: its session, tables, predictions, reactions and answers (frozen pydantic models)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from advisor.answer import Answer
from advisor.workshop.cards import Card
from corpus.records import Frozen

Stance = Literal["agree", "disagree", "try"]
Purpose = Literal["reveal", "again"]
Screen = Literal["scenario", "what-if", "beside", "unmentioned"]
CHOICES = 3
"""How many approaches a table may name in a prediction."""
STANCES: tuple[Stance, ...] = ("agree", "disagree", "try")


class Seat(Frozen):
    """Who asks: the code of the workshop, and the key of its facilitator, of one table or of its projectors."""

    code: str
    role: Literal["facilitator", "table", "projector"]
    key: str = ""
    name: str = ""


class Table(Frozen):
    """One group, by the name that it gave itself."""

    id: int
    name: str


class Prediction(Frozen):
    """What a table would try first, in order, and why."""

    table: int
    approaches: tuple[str, ...] = Field(min_length=1, max_length=CHOICES)
    why: str
    at: str


class Reaction(Frozen):
    """What a table makes of one approach after it has seen the evidence."""

    table: int
    approach: str
    stance: Stance
    note: str
    at: str


class Kept(Frozen):
    """An answer that was given in a workshop, and when. ``id`` numbers the answers of the store."""

    id: int
    card: str
    purpose: Purpose
    at: str
    answer: Answer


class Shown(Frozen):
    """What the projector shows: the scenario, or one of the facilitator's pictures of it and what was chosen there."""

    screen: Screen = "scenario"
    field: str = ""
    value: str = ""
    other: str = ""


class Round(Frozen):
    """One scenario of a workshop: its card, what the tables predicted, the answer when it was revealed, reactions."""

    card: Card
    predictions: tuple[Prediction, ...] = ()
    revealed: Kept | None = None
    reactions: tuple[Reaction, ...] = ()

    def prediction(self, table: int) -> Prediction | None:
        """What one table predicted."""
        return next((p for p in self.predictions if p.table == table), None)

    def reaction(self, table: int, approach: str) -> Reaction | None:
        """What one table made of one approach."""
        return next((r for r in self.reactions if r.table == table and r.approach == approach), None)


class Session(Frozen):
    """A workshop as it stands.

    ``version`` grows with every change. ``timer_ends`` is in seconds since 1970, None when no timer runs.
    """

    code: str
    title: str
    opened: str
    ended: str | None
    card: str
    shown: Shown
    timer_ends: float | None
    version: int
    cards: tuple[Card, ...]
    tables: tuple[Table, ...]

    def table(self, number: int) -> Table | None:
        """A table by its number."""
        return next((t for t in self.tables if t.id == number), None)

    def find(self, card: str) -> Card | None:
        """A card by its id."""
        return next((c for c in self.cards if c.id == card), None)


class Event(Frozen):
    """Something that happened, and when."""

    at: str
    what: str
    detail: str
