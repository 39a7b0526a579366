"""The desk where questions are taken: a few at once, some waiting, each within its time."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from advisor.answer import Answer
from advisor.request_id import working_for
from advisor.serving_options import ServingOptions
from advisor.web.operating.figures import Figures, Refusal
from advisor.web.operating.rates import Rates
from advisor.web.operating.visit import Visit

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class TurnedAway(Exception):
    """A question that gets no answer now: why, and what to do about it."""

    reason: Refusal
    problem: str
    mend: str


BUSY = "Too many people are asking at the moment."
SLOW = "The answer took too long, so it was stopped."
STOPPING = "The service is about to restart."
OFTEN = "You have asked many questions in a short time."


class Desk:
    """Takes questions. Safe to use from several threads; it keeps nothing of a question.

    Args:
        options: how many at once, how many may wait, how long each may take.
        figures: where they are counted.
        rates: how often one visitor may ask.
    """

    def __init__(self, options: ServingOptions, figures: Figures, rates: Rates) -> None:
        self._options = options
        self._figures = figures
        self._rates = rates
        self._pool = ThreadPoolExecutor(options.at_once, thread_name_prefix="answering")
        self._lock = threading.Lock()
        self._held = 0
        self.closing = False

    @property
    def under_way(self) -> int:
        """How many questions are being answered or waiting."""
        return self._held

    async def answer(self, work: Callable[[], Answer], visit: Visit) -> Answer:
        """Do the work of an answer in a thread of the desk's.

        Raises:
            TurnedAway: when there are too many questions, or this one takes too long.
        """
        arrived = time.monotonic()
        try:
            answer = await self._within_time(self._take(work, visit))
        except TurnedAway as away:
            self._figures.refused.labels(away.reason).inc()
            log.info("question turned away", extra={"reason": away.reason, "request_id": visit.request_id})
            raise
        self._note(answer, time.monotonic() - arrived, visit)
        return answer

    def answer_now(self, work: Callable[[], Answer], visit: Visit) -> Answer:
        """The same for a caller that is no coroutine and in a thread of its own."""
        return asyncio.run(self.answer(work, visit))

    def _take(self, work: Callable[[], Answer], visit: Visit) -> Future[Answer]:
        """Queue the work; TurnedAway when it can't be taken."""
        if self.closing:
            raise TurnedAway("stopping", STOPPING, "Ask again in a minute.")
        if seconds := self._rates.wait("question", visit):
            raise TurnedAway("rate", OFTEN, f"Ask again in {seconds} seconds.")
        with self._lock:
            if self._held >= self._options.at_once + self._options.waiting:
                raise TurnedAway("busy", BUSY, "Your question is still in the box; try again in a minute.")
            self._held += 1
        self._figures.under_way.inc()
        future = self._pool.submit(_working, work, visit.request_id)
        future.add_done_callback(self._leave)
        return future

    def _leave(self, _: Future[Answer]) -> None:
        with self._lock:
            self._held -= 1
        self._figures.under_way.dec()

    async def _within_time(self, future: Future[Answer]) -> Answer:
        """The result; when time is up, work that waits is dropped, and work begun ends unheard."""
        try:
            return await asyncio.wait_for(asyncio.wrap_future(future), self._options.answer_seconds)
        except TimeoutError:
            future.cancel()
            raise TurnedAway(
                "time-out", SLOW, "Ask again with fewer words, or later when it is quieter."
            ) from None

    def _note(self, answer: Answer, seconds: float, visit: Visit) -> None:
        status = answer.status.value
        self._figures.answered(status, seconds, answer.removed, answer.versions)
        if log.isEnabledFor(logging.INFO):
            fields: dict[str, object] = {
                "request_id": visit.request_id,
                "status": status,
                "seconds": round(seconds, 3),
                "writer": answer.writer,
                "removed": answer.removed,
                "build": answer.versions.get("build", ""),
            }
            if self._options.log_questions:
                fields["question"] = answer.question
            log.info("question answered", extra=fields)


def _working(work: Callable[[], Answer], request_id: str) -> Answer:
    with working_for(request_id):
        return work()
