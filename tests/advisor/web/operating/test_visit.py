"""Whom a request comes from: what a stranger writes into a header is not believed."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.serving_options import ServingOptions
from advisor.web.operating.visit import KEY, Visit, Visitors, visit_of

PROXY = ServingOptions(trusted_proxies=["10.0.0.0/8", "::1"], user_header="X-User")  # type: ignore[arg-type]


def met(options: ServingOptions, peer: str, **headers: str) -> dict[str, Any]:
    listed = [(k.replace("_", "-").encode(), v.encode("utf-8", "replace")) for k, v in headers.items()]
    return dict(
        Visitors(options).meet({"type": "http", "client": (peer, 1), "headers": listed, "scheme": "http"})
    )


@pytest.mark.parametrize(
    ("chain", "address"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("1.1.1.1, 203.0.113.9, 10.1.1.1", "203.0.113.9"),
        ("203.0.113.9:4711", "203.0.113.9"),
        ("[2001:db8::7]:4711", "2001:db8::7"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("10.1.1.1", "10.0.0.2"),
        ("unknown", "10.0.0.2"),
        ("", "10.0.0.2"),
    ],
)
def test_the_last_address_that_is_no_proxy_is_the_visitor(chain: str, address: str) -> None:
    visit = visit_of(met(PROXY, "10.0.0.2", x_forwarded_for=chain, x_user="ann"))
    assert (visit.address, visit.user, visit.on_this_machine) == (address, "ann", False)


def test_a_proxys_scheme_is_believed() -> None:
    assert met(PROXY, "10.0.0.2", x_forwarded_proto="https")["scheme"] == "https"
    assert met(PROXY, "203.0.113.9", x_forwarded_proto="https")["scheme"] == "http"


def test_a_strangers_headers_are_taken_away_and_told_once(caplog: pytest.LogCaptureFixture) -> None:
    visitors = Visitors(PROXY)
    headers = [
        (b"x-forwarded-for", b"10.0.0.1"),
        (b"x-user", b"ann"),
        (b"x-forwarded-host", b"evil"),
        (b"a", b"b"),
    ]
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            scope = visitors.meet({"type": "http", "client": ("203.0.113.9", 1), "headers": headers})
    assert scope["headers"] == [(b"a", b"b")]
    assert (visit_of(scope).address, visit_of(scope).user) == ("203.0.113.9", "")
    assert caplog.text.count("TRUSTED_PROXIES") == 1


def test_this_machine_is_known_only_without_a_proxy() -> None:
    none = ServingOptions()
    assert visit_of(met(none, "127.0.0.1")).on_this_machine
    assert visit_of(met(none, "::1")).on_this_machine
    assert not visit_of(met(none, "127.0.0.1", x_forwarded_for="203.0.113.9")).on_this_machine
    assert not visit_of(met(PROXY, "::1")).on_this_machine
    assert not visit_of(met(none, "203.0.113.9")).on_this_machine


def test_limits_count_people_and_networks() -> None:
    assert Visit("r", "203.0.113.9").visitor == "203.0.113.9"
    assert Visit("r", "2001:db8::7").visitor == Visit("r", "2001:db8::8").visitor == "2001:db8::/64"
    assert Visit("r", "203.0.113.9", user="ann").visitor == "user ann"


@given(st.text(max_size=60), st.text(max_size=40))
def test_no_header_breaks_the_reading(chain: str, user: str) -> None:
    for peer in ("10.0.0.2", "203.0.113.9", "", "testclient"):
        scope = met(PROXY, peer, x_forwarded_for=chain, x_user=user, x_request_id=chain)
        assert isinstance(scope[KEY], Visit)
