"""How often one visitor may ask, and that others are not held up by it."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.serving_options import ServingOptions
from advisor.web.operating.desk import OFTEN
from advisor.web.operating.rates import WRONG_PASSWORDS, Rates
from advisor.web.operating.visit import Visit
from tests.advisor.web.operating.conftest import Serve

ONE, OTHER = Visit("r", "203.0.113.1"), Visit("r", "203.0.113.2")
HERE = Visit("r", "127.0.0.1", on_this_machine=True)


def rates(**options: Any) -> Rates:
    return Rates(ServingOptions(**options))


def test_each_visitor_has_a_limit_of_their_own() -> None:
    counted = rates(questions_a_minute=3)
    assert [counted.wait("question", ONE) > 0 for _ in range(5)] == [False] * 3 + [True] * 2
    assert 1 <= counted.wait("question", ONE) <= 60
    assert counted.wait("question", OTHER) == 0
    assert counted.wait("request", ONE) == 0


@pytest.mark.parametrize(
    ("options", "visit"), [({"questions_a_minute": 0}, ONE), ({"questions_a_minute": 1}, HERE)]
)
def test_no_limit_when_off_nor_for_this_machine(options: dict[str, Any], visit: Visit) -> None:
    counted = rates(**options)
    assert not any(counted.wait("question", visit) for _ in range(5))


def test_this_machine_is_limited_when_so_set_and_for_passwords_always() -> None:
    strict = rates(questions_a_minute=1, limit_this_machine=True)
    assert [strict.wait("question", HERE) > 0 for _ in range(2)] == [False, True]
    counted = rates()
    for _ in range(WRONG_PASSWORDS):
        assert counted.spent("wrong password", HERE) == 0
        counted.wait("wrong password", HERE)
    assert counted.spent("wrong password", HERE) > 0


def test_who_asks_too_often_is_told_on_the_page(serve: Serve) -> None:
    one = serve(questions_a_minute=1, limit_this_machine=True)
    for session in ("often-1", "often-2"):
        assert one.ask("How?", session).status_code == 200
        told = one.said(session)
    assert OFTEN in told


def test_who_floods_the_server_is_refused(serve: Serve) -> None:
    one = serve(requests_a_minute=5, limit_this_machine=True)
    answers = [one.client.get("/config") for _ in range(7)]
    assert [a.status_code for a in answers] == [200] * 5 + [429] * 2
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert one.client.get("/ready").status_code == 200


def test_two_people_behind_one_proxy_are_told_apart(serve: Serve) -> None:
    one = serve(requests_a_minute=1, trusted_proxies=["127.0.0.1"])
    codes = [
        one.client.get("/config", headers={"x-forwarded-for": who}).status_code
        for who in ("203.0.113.1", "203.0.113.2", "203.0.113.1")
    ]
    assert codes == [200, 200, 429]
