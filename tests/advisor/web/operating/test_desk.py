"""The desk: a few at once, some waiting, each within its time; and a stop that finishes what was begun."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import Any

import pytest

from advisor.answer import Answer
from advisor.request_id import current
from advisor.serving_options import ServingOptions
from advisor.web.operating.desk import Desk, TurnedAway
from advisor.web.operating.figures import Figures
from advisor.web.operating.rates import Rates
from advisor.web.operating.visit import Visit
from tests.advisor.web.operating.conftest import SLOW, Serve
from tests.advisor.web.samples import answered

VISIT = Visit("request-00000001", "198.51.100.7")


def desk(**options: Any) -> Desk:
    wanted = ServingOptions(**options)
    return Desk(wanted, Figures(), Rates(wanted))


def answering(seconds: float = 0) -> Answer:
    time.sleep(seconds)
    return answered("How?")


def test_the_answer_is_made_for_its_request() -> None:
    made_for = []

    def work() -> Answer:
        made_for.append(current())
        return answered("How?")

    assert asyncio.run(desk().answer(work, VISIT)).question == "How?"
    assert desk().answer_now(work, VISIT).question == "How?"
    assert made_for == ["request-00000001"] * 2


def test_no_more_than_some_at_once_and_some_waiting() -> None:
    one = desk(at_once=2, waiting=3)
    working, most = 0, 0
    lock = threading.Lock()

    def work() -> Answer:
        nonlocal working, most
        with lock:
            working += 1
            most = max(most, working)
        time.sleep(0.1)
        with lock:
            working -= 1
        return answered("How?")

    async def asking() -> list[Any]:
        return await asyncio.gather(*[one.answer(work, VISIT) for _ in range(8)], return_exceptions=True)

    ended = asyncio.run(asking())
    assert most == 2
    assert sum(isinstance(e, Answer) for e in ended) == 5
    assert {e.reason for e in ended if isinstance(e, TurnedAway)} == {"busy"}
    assert one.under_way == 0


def test_a_slow_answer_ends_in_time_and_frees_its_place_when_it_is_done() -> None:
    one = desk(at_once=1, waiting=1, answer_seconds=0.1)
    began = time.monotonic()
    with pytest.raises(TurnedAway) as away:
        asyncio.run(one.answer(lambda: answering(0.5), VISIT))
    assert away.value.reason == "time-out"
    assert time.monotonic() - began < 0.45
    assert one.under_way == 1
    time.sleep(0.6)
    assert one.under_way == 0


def test_a_fault_is_raised_where_it_is_awaited_and_its_place_is_free_again() -> None:
    one = desk()

    def work() -> Answer:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        asyncio.run(one.answer(work, VISIT))
    assert one.under_way == 0


def test_a_stopping_server_answers_what_was_asked_and_takes_no_more(serve: Serve) -> None:
    one = serve(shutdown_seconds=20)
    assert one.ask(SLOW, "slowly-1").status_code == 200
    told: list[str] = []
    listening = threading.Thread(target=lambda: told.append(one.said("slowly-1")))
    listening.start()
    while not one.operation.desk.under_way:
        time.sleep(0.01)
    one.stop()
    assert one.client.get("/ready").status_code == 503
    listening.join(20)
    assert "kma-is-answered" in told[0]
    one.thread.join(10)
    assert not one.thread.is_alive()


def test_a_stopping_server_waits_no_longer_than_it_may(serve: Serve) -> None:
    one = serve(shutdown_seconds=0.1)
    one.ask(SLOW, "slowly-2")
    while not one.operation.desk.under_way:
        time.sleep(0.01)
    began = time.monotonic()
    one.stop()
    one.thread.join(10)
    assert not one.thread.is_alive()
    assert time.monotonic() - began < 8
