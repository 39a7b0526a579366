"""A crowd of visitors who ask one question after another, all at once, from one process."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import uuid4

import httpx

from evals.load.protocol import Ear, Refused, Way, find_way

PATIENCE = 120.0
"""Seconds that a visitor waits for an answer."""


@dataclass
class Heard:
    """What a crowd got: seconds of each answer, what went wrong, and how long it asked."""

    took: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.took) / self.seconds


async def ask(client: httpx.AsyncClient, way: Way, question: str, session: str) -> str:
    """One question's answer; Refused, or an HTTP error, when there is none."""
    path, body = way.sending(question, session)
    posted = await client.post(path, json=body)
    posted.raise_for_status()
    event = str(posted.json()["event_id"])
    async with client.stream("GET", way.listening(event, session)) as stream:
        stream.raise_for_status()
        ear = Ear(event)
        async for line in stream.aiter_lines():
            if (answer := ear.hear(line)) is not None:
                return answer
    raise Refused("the stream ended before the answer")


def crowd(base: str, users: int, seconds: float, question: Callable[[int], str]) -> Heard:
    """Let some users ask for some seconds, each the next question as soon as the last is answered.

    Args:
        base: the page's address.
        users: how many ask at one time.
        seconds: for how long new questions are asked.
        question: the n-th question; called with 0, 1, 2.
    """
    return asyncio.run(_crowd(base, users, seconds, question))


async def _crowd(base: str, users: int, seconds: float, question: Callable[[int], str]) -> Heard:
    heard = Heard()
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=2 * users)
    async with httpx.AsyncClient(base_url=base, timeout=PATIENCE, limits=limits, trust_env=False) as client:
        way = find_way((await client.get("/config")).json())
        started = time.monotonic()
        asked = iter(range(10**9))

        async def visitor() -> None:
            session = uuid4().hex
            while time.monotonic() - started < seconds:
                began = time.perf_counter()
                try:
                    await ask(client, way, question(next(asked)), session)
                    heard.took.append(time.perf_counter() - began)
                except (Refused, httpx.HTTPError) as err:
                    heard.faults.append(f"{type(err).__name__}: {err}"[:200])

        await asyncio.gather(*(visitor() for _ in range(users)))
        heard.seconds = time.monotonic() - started
    return heard
