"""A server that, told to stop, first finishes what it has begun."""

from __future__ import annotations

import logging
import threading
import time
from types import FrameType

import uvicorn

from advisor.web.operating.desk import Desk

log = logging.getLogger(__name__)

STEP = 0.05
DELIVERY = 0.5
"""Seconds for the last answer to reach its page."""


class DrainingServer(uvicorn.Server):
    """On a first signal takes no new questions and waits for those under way; on a second stops at once.

    Args:
        config: of the server.
        desk: whose questions are waited for.
        seconds: the longest wait.
    """

    def __init__(self, config: uvicorn.Config, desk: Desk, seconds: float) -> None:
        super().__init__(config)
        self._desk = desk
        self._seconds = seconds

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to stop."""
        if self._desk.closing:
            self.force_exit = self.should_exit
            self.should_exit = True
            return
        self._desk.closing = True
        threading.Thread(target=self._drain, name="draining", daemon=True).start()

    def _drain(self) -> None:
        until = time.monotonic() + self._seconds
        if under_way := self._desk.under_way:
            log.info("stopping when %d questions are answered", under_way)
            while self._desk.under_way and time.monotonic() < until:
                time.sleep(STEP)
            time.sleep(DELIVERY)
        if left := self._desk.under_way:
            log.warning("stopped with %d questions unanswered", left)
        self.should_exit = True
