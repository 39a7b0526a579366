"""Waiting no longer than one is willing to."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from advisor.writing.deadline import within


def test_items_come_in_order() -> None:
    assert list(within(10, lambda: iter("abc"))) == ["a", "b", "c"]


def test_what_the_iterator_raises_is_raised() -> None:
    def broken() -> Iterator[int]:
        yield 1
        raise KeyError("x")

    seen: list[int] = []
    with pytest.raises(KeyError):
        seen.extend(within(10, broken))
    with pytest.raises(KeyError):
        list(within(10, lambda: iter({}["x"])))


def test_an_iterator_that_hangs_is_left() -> None:
    freed = threading.Event()

    def hangs() -> Iterator[int]:
        yield 1
        freed.wait(20)

    started = time.monotonic()
    items = within(0.3, hangs)
    assert next(items) == 1
    with pytest.raises(TimeoutError):
        next(items)
    assert time.monotonic() - started < 5
    freed.set()


def test_one_that_drips_for_ever_is_left_too() -> None:
    def drips() -> Iterator[int]:
        while True:
            time.sleep(0.02)
            yield 1

    with pytest.raises(TimeoutError):
        list(within(0.3, drips))


def test_nobody_listening_stops_the_work() -> None:
    closed = threading.Event()

    def endless() -> Iterator[int]:
        try:
            while True:
                time.sleep(0.01)
                yield 1
        finally:
            closed.set()

    items = within(60, endless)
    next(items)
    items.close()  # type: ignore[attr-defined]
    assert closed.wait(5)
