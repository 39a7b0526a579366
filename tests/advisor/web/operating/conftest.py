"""A real server on loopback over sample answers, with whatever settings a test wants."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import httpx
import pytest

from advisor.answer import Answer
from advisor.serving_options import ServingOptions
from advisor.web.loading import Loading
from advisor.web.operating.operation import Operation
from advisor.web.serving import address, open_port, server
from app import build_app
from tests.advisor.web.samples import OPENED, answered

SLOW = "Take your time?"
"""A question whose answer takes a while."""


@dataclass
class Served:
    """One running service and a client of it."""

    home: str
    operation: Operation
    client: httpx.Client
    stop: Callable[[], None]
    thread: threading.Thread

    def ask(self, question: str, session: str, **headers: str) -> httpx.Response:
        """Put a question to the page's queue, as its button does."""
        found = self.client.get("/config", headers=headers).json()
        ids = {c["props"].get("elem_id"): c["id"] for c in found["components"]}
        asking = next(
            d
            for d in found["dependencies"]
            if [ids["kma-question"], "submit"] in [list(t) for t in d["targets"]]
        )
        body = {"data": [question, None], "fn_index": asking["id"], "session_hash": session}
        sent = {"content-type": "application/json", **headers}
        return self.client.post("/gradio_api/queue/join", content=json.dumps(body), headers=sent)

    def said(self, session: str, **headers: str) -> str:
        """All that the page is told until the answer is whole."""
        with self.client.stream(
            "GET", "/gradio_api/queue/data", params={"session_hash": session}, headers=headers, timeout=60
        ) as stream:
            lines = []
            for line in stream.iter_lines():
                lines.append(line)
                if "process_completed" in line:
                    break
        return "\n".join(lines)


def slowly(question: str, context: Any, earlier: Any) -> Answer:
    if question == SLOW:
        time.sleep(1.5)
    return answered(question)


Serve = Callable[..., Served]


def served(advisor: Loading[Any] | None = None, **options: Any) -> Served:
    """A service on a free port; `serve` and `plain` stop theirs."""
    operation = Operation.of(ServingOptions(**options))
    listener = open_port("127.0.0.1", 0)
    serving = server(build_app(advisor or Loading.of(replace(OPENED, ask=slowly)), operation), operation)
    thread = threading.Thread(target=serving.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    home = address(listener).rstrip("/")
    client = httpx.Client(base_url=home, timeout=30)
    while not serving.started:
        time.sleep(0.01)
    return Served(home, operation, client, lambda: serving.handle_exit(15, None), thread)


def end(one: Served) -> None:
    one.client.close()
    one.stop()
    one.thread.join(15)


@pytest.fixture(scope="session")
def plain() -> Iterator[Served]:
    """A service with the settings as they are by default; do not change it."""
    one = served()
    yield one
    end(one)


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts services with settings of the test's own."""
    started: list[Served] = []

    def starting(advisor: Loading[Any] | None = None, **options: Any) -> Served:
        started.append(served(advisor, **options))
        return started[-1]

    yield starting
    for one in started:
        end(one)
