"""A conversation as the server holds it between two questions: small, for many visitors have one at a time."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from advisor.answer import Answer
from advisor.conversation import Turn, turn_of

KEPT = 12
"""How many turns a conversation holds; the oldest go first."""
QUICKLY = 1
"""The level of compression: the next ones take three times as long for a tenth less."""


@dataclass(frozen=True)
class Kept:
    """One turn: what the next question is understood by, and the whole answer, packed.

    ``key`` names it between page and server; ``place`` is its number in the conversation, from 1; ``receipt`` is
    the id of its receipt, which is no part of the answer.
    """

    key: str
    place: int
    turn: Turn
    receipt: str
    packed: bytes

    def answer(self) -> Answer:
        """The whole answer."""
        answer = Answer.model_validate_json(zlib.decompress(self.packed))
        return answer.model_copy(update={"receipt": self.receipt})


Thread = tuple[Kept, ...]
"""The turns of one conversation, the oldest first."""


def next_place(thread: Thread) -> int:
    """The number of the turn that comes next."""
    return thread[-1].place + 1 if thread else 1


def lengthened(thread: Thread, answer: Answer, key: str) -> Thread:
    """The conversation with one more turn, without those that are too old."""
    packed = zlib.compress(answer.model_dump_json().encode(), QUICKLY)
    kept = Kept(key, next_place(thread), turn_of(answer), answer.receipt, packed)
    return (*thread, kept)[-KEPT:]
