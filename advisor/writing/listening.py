"""Whoever wants to hear each verified sentence while the rest of an answer is still being written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from advisor.answer import Sentence

_listener: ContextVar[Callable[[Sentence], object] | None] = ContextVar("listener", default=None)


@contextmanager
def listening(hear: Callable[[Sentence], object]) -> Iterator[None]:
    """Within it, `hear` is called with each sentence that `Advisor.advise` verifies; in this thread alone."""
    token = _listener.set(hear)
    try:
        yield
    finally:
        _listener.reset(token)


def tell(sentence: Sentence) -> None:
    """Tell a sentence to whoever listens, if anybody does."""
    if hear := _listener.get():
        hear(sentence)
