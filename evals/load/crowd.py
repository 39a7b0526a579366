"""A crowd of visitors who ask one question after another, all at once, from one process."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import aiohttp

from evals.errors import EvalsError
from evals.load.protocol import DESCRIBED, Ear, Refused, Way, find_way, page_way, plain_way, words_of

PATIENCE = 120.0
"""Seconds that a visitor waits for an answer."""
LINE = 2**22
"""The longest line of a stream that is read, in bytes: a page's update is one line."""


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


async def ask(client: aiohttp.ClientSession, way: Way, question: str, session: str) -> str:
    """One question's answer; Refused, or an HTTP error, when there is none."""
    path, body = way.sending(question, session)
    async with client.post(path, json=body) as posted:
        reply = await posted.json()
    if way.plain:
        return words_of(reply)
    event = str(reply["event_id"])
    async with client.get(way.listening(event, session)) as stream:
        ear = Ear(event)
        async for (
            line
        ) in stream.content:  # to its end, as browsers do: what is cut off early Gradio clears up late
            ear.hear(line.decode("utf-8").rstrip())
    return ear.whole()


async def find(client: aiohttp.ClientSession, at_the_page: bool = False) -> Way:
    """How to ask a page: as programs do, or as somebody who sits before it."""
    async with client.get("/config") as reply:
        config = await reply.json()
    if at_the_page:
        try:
            return page_way(config)
        except EvalsError:  # a page that is not ours has one way for both
            return find_way(config)
    async with client.get(DESCRIBED, raise_for_status=False) as reply:
        described = await reply.json() if reply.ok else {}
    return plain_way(described) or find_way(config)


def crowd(
    base: str, users: int, seconds: float, question: Callable[[int], str], at_the_page: bool = False
) -> Heard:
    """Let some users ask for some seconds, each the next question as soon as the last is answered.

    Args:
        base: the page's address.
        users: how many ask at one time.
        seconds: for how long new questions are asked.
        question: the n-th question; called with 0, 1, 2.
        at_the_page: ask as a browser does, not as programs do.
    """
    return asyncio.run(_crowd(base, users, seconds, question, at_the_page))


async def _crowd(
    base: str, users: int, seconds: float, question: Callable[[int], str], at_the_page: bool
) -> Heard:
    heard = Heard()
    options: dict[str, Any] = {
        "base_url": base,
        "connector": aiohttp.TCPConnector(limit=0),
        "timeout": aiohttp.ClientTimeout(PATIENCE),
        "raise_for_status": True,
        "read_bufsize": LINE,
    }
    async with aiohttp.ClientSession(**options) as client:
        way = await find(client, at_the_page)
        started = time.monotonic()
        asked = iter(range(10**9))

        async def visitor() -> None:
            session = uuid4().hex
            while time.monotonic() - started < seconds:
                began = time.perf_counter()
                try:
                    await ask(client, way, question(next(asked)), session)
                    heard.took.append(time.perf_counter() - began)
                except (Refused, TimeoutError, aiohttp.ClientError) as err:
                    heard.faults.append(f"{type(err).__name__}: {err}"[:200])

        await asyncio.gather(*(visitor() for _ in range(users)))
        heard.seconds = time.monotonic() - started
    return heard
