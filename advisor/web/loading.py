"""Opens the advisor in the background, so that the page is up while the models load."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Loading(Generic[T]):
    """Something slow to open, opened once in a thread of its own.

    Args:
        opener: makes the value; what it raises is kept and raised again by `value`.

    ``trouble`` says why nothing can be answered for now though all is open; "" when all is well.
    """

    def __init__(self, opener: Callable[[], T]) -> None:
        self.trouble = ""
        self._opener = opener
        self._done = threading.Event()
        self._value: T | None = None
        self._failure: BaseException | None = None

    @classmethod
    def of(cls, value: T) -> Loading[T]:
        """Something that is open already."""
        loading = cls(lambda: value)
        loading._run()
        return loading

    def start(self) -> Loading[T]:
        """Begin to open; call it once."""
        threading.Thread(target=self._run, name="opening", daemon=True).start()
        return self

    def wait(self, seconds: float | None = None) -> bool:
        """Whether it has ended, well or badly, within some seconds (None: however long it takes)."""
        return self._done.wait(seconds)

    @property
    def failure(self) -> BaseException | None:
        """Why it could not be opened, or None."""
        return self._failure

    @property
    def lasting(self) -> BaseException | None:
        """Why it could not be opened, when waiting does not help."""
        return self._failure

    def value(self) -> T:
        """The opened value, waiting for it; raises what the opener raised."""
        self._done.wait()
        if (failure := self._failure) is not None:
            raise failure
        return self._value  # type: ignore[return-value]

    def _run(self) -> None:
        try:
            self._value = self._opener()
        except BaseException as failure:  # kept for `value`, which raises it where somebody listens
            self._failure = failure
        finally:
            self._done.set()
