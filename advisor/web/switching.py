"""Follows the index: a new build is opened aside and taken up by one assignment, and the old one goes when unused."""

from __future__ import annotations

import gc
import logging
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from advisor.web.loading import Loading
from corpus.errors import KmaError

T = TypeVar("T")
log = logging.getLogger(__name__)

EVERY = 2.0
"""Seconds between two looks at which build is in use."""
SWEEPS = 30
"""How many looks after a switch the circles of an old build are looked for: a question may have held it a while."""
LONGEST = 60.0
"""The longest pause, in seconds, before a build that could not be opened is tried again."""


class Switching(Loading[T]):
    """Something opened from the build in use, and opened again whenever another build is.

    `value` gives what is open now. Who has asked for it may keep it through a switch: what it holds open is let go
    when nobody refers to it any more, so that no question is dropped. A fault that passes (see `KmaError.passing`)
    is waited out, at the first opening too.

    Args:
        opener: opens from the build in use; called in a thread of its own.
        mark: what build is in use; "" when that can't be told.
        pulse: why nothing can be answered now though all is open; "" when all is well.
        every: seconds between two looks.
    """

    def __init__(
        self,
        opener: Callable[[], T],
        mark: Callable[[], str],
        pulse: Callable[[], str] = lambda: "",
        every: float = EVERY,
    ) -> None:
        super().__init__(opener)
        self._mark = mark
        self._pulse = pulse
        self._every = every
        self._ended = threading.Event()
        self._taken = ""
        self._retry = 0.0
        self._pause = every
        self._sweeps = 0

    @property
    def lasting(self) -> BaseException | None:
        """Why it could not be opened, when waiting does not help."""
        return None if getattr(self._failure, "passing", False) else self._failure

    def end(self) -> None:
        """Stop following."""
        self._ended.set()

    def _run(self) -> None:
        while not self._ended.is_set():
            self._look()
            self._sweep()
            self.trouble = self._pulse()
            self._done.set()
            if self.lasting is not None:
                return
            self._ended.wait(self._every)

    def _look(self) -> None:
        """Open the build in use, unless it is open already or was tried a moment ago."""
        mark = self._marked()
        first = self._value is None
        if not first and mark in ("", self._taken):
            return
        if time.monotonic() < self._retry:
            return
        try:
            value = self._opener()
        except BaseException as failure:
            self._put_off(failure, first)
        else:
            self._value, self._failure, self._taken = value, None, mark
            self._retry, self._pause = 0.0, self._every
            del value
            if not first:
                log.info("switched to the build %s", mark)
                self._sweeps = SWEEPS

    def _sweep(self) -> None:
        """Let go of an old build: it holds itself in circles, and nothing else would collect it soon."""
        if self._sweeps:
            self._sweeps -= 1
            gc.collect()

    def _put_off(self, failure: BaseException, first: bool) -> None:
        """Keep what is open, and try again after a pause that grows."""
        if first:
            self._failure = failure
        self._retry = time.monotonic() + self._pause
        self._pause = min(LONGEST, self._pause * 2)
        if first and self.lasting is not None:
            return  # whoever opened it first says why
        if isinstance(failure, KmaError):
            log.warning("the build in use can't be opened: %s", failure)
        else:
            log.error("the build in use can't be opened", exc_info=failure)

    def _marked(self) -> str:
        try:
            return self._mark()
        except (KmaError, OSError):
            return ""
