"""How long a reader waits for the first word, and what a prefix that is already read saves."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from advisor.writing.prompt import Shown, messages

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

SENTENCES = 5


def first_word(model: BaseChatModel, conversation: Sequence[tuple[str, str]]) -> float:
    """Seconds until the model's first word, in plain text; inf when it says nothing.

    Args:
        model: to ask.
        conversation: (role, text) pairs.
    """
    started = time.perf_counter()
    for chunk in model.stream(list(conversation)):
        if chunk.text:
            return time.perf_counter() - started
    return float("inf")


def first_words(
    model: BaseChatModel, statements: Sequence[Shown], questions: Sequence[str], nonce: str
) -> Iterator[float]:
    """Seconds to the first word of each of several questions over the same statements, one after the other.

    The first is cold and the others find their prefix read: their ratio is what a follow-up saves.

    Args:
        model: to ask; nobody else should ask it meanwhile.
        statements: what each question is asked over.
        questions: as `advisor.writing.prompt.ask` words them.
        nonce: set before all else, so that nothing read for an earlier call helps this one; new for each call.
    """
    for question in questions:
        (role, instructions), *rest = messages(statements, question, SENTENCES)
        yield first_word(model, [(role, f"{nonce}\n{instructions}"), *rest])
