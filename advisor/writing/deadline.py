"""Items that come from elsewhere, for as long as one is willing to wait and not longer."""

from __future__ import annotations

import contextvars
import queue
import threading
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

T = TypeVar("T")


class _Ended:
    """The last thing to arrive: nothing more comes, perhaps because of a fault."""

    def __init__(self, fault: BaseException | None = None) -> None:
        self.fault = fault


def within(seconds: float, make: Callable[[], Iterator[T]]) -> Iterator[T]:
    """The items of an iterator that works in a thread of its own.

    The thread is told to stop when the time is up or nobody listens any more, and stops at its next item.

    Args:
        seconds: from now to the last item.
        make: gives the iterator; called in the thread.

    Raises:
        TimeoutError: when the time is up; or whatever the iterator itself raised.
    """
    arrived: queue.SimpleQueue[T | _Ended] = queue.SimpleQueue()
    unwanted = threading.Event()

    def work() -> None:
        try:
            for item in make():
                if unwanted.is_set():
                    break
                arrived.put(item)
            arrived.put(_Ended())
        except BaseException as err:  # handed to the listener, who raises it
            arrived.put(_Ended(err))

    until = time.monotonic() + seconds
    context = contextvars.copy_context()
    threading.Thread(target=context.run, args=(work,), name="writer", daemon=True).start()
    try:
        while True:
            try:
                item = arrived.get(timeout=max(0.001, until - time.monotonic()))
            except queue.Empty:
                raise TimeoutError from None
            if isinstance(item, _Ended):
                if item.fault is not None:
                    raise item.fault
                return
            yield item
            if time.monotonic() > until:
                raise TimeoutError
    finally:
        unwanted.set()
