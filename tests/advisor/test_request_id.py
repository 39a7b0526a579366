"""The id of a request."""

from __future__ import annotations

import threading

import pytest

from advisor.request_id import WELL_FORMED, accepted, current, working_for


@pytest.mark.parametrize(
    "given", [None, "", "short", "x" * 65, "-starts-with-dash", "a b c d e f", "ünïcode-id-1"]
)
def test_an_ill_formed_id_is_replaced(given: str | None) -> None:
    made = accepted(given)
    assert made != given
    assert WELL_FORMED.fullmatch(made)
    assert made != accepted(given)


def test_a_well_formed_id_is_kept() -> None:
    assert accepted("0f8fad5b-d9cb-469f-a165-70867728950e") == "0f8fad5b-d9cb-469f-a165-70867728950e"


def test_the_current_id_is_each_threads_own() -> None:
    seen = []
    with working_for("request-one"):
        other = threading.Thread(target=lambda: seen.append(current()))
        other.start()
        other.join()
        seen.append(current())
    assert [*seen, current()] == ["", "request-one", ""]
