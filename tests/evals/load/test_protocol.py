"""How a page is asked, and whose words come back."""

from __future__ import annotations

import json

import pytest

from evals.errors import EvalsError
from evals.load.marking import OWN, fault_of, marked, marker
from evals.load.protocol import Ear, Refused, Way, find_way, plain_way, words_of
from evals.load.soaking import percentile, slope_of


def event(kind: str, value: object) -> list[str]:
    return [f"event: {kind}", f"data: {json.dumps(value)}", ""]


def heard(ear: Ear, lines: list[str]) -> list[str]:
    return [answer for line in lines if (answer := ear.hear(line)) is not None]


def test_a_named_endpoint_is_heard_to_its_end() -> None:
    lines = [*event("heartbeat", None), *event("generating", ["half"]), *event("complete", ["whole"])]
    assert heard(Ear("1"), lines) == ["whole"]
    with pytest.raises(Refused, match="busy"):
        heard(Ear("1"), event("error", "busy"))


def test_a_queue_is_heard_for_ones_own_event() -> None:
    def done(name: str, words: str, success: bool = True) -> str:
        message = {
            "msg": "process_completed",
            "event_id": name,
            "success": success,
            "output": {"data": [words]},
        }
        return f"data: {json.dumps(message)}"

    lines = ['data: {"msg": "estimation"}', done("2", "another's"), done("1", "mine")]
    assert heard(Ear("1"), lines) == ["mine"]
    with pytest.raises(Refused):
        heard(Ear("1"), [done("1", "", success=False)])
    with pytest.raises(Refused, match="stopped"):
        heard(Ear("1"), ['data: {"msg": "server_stopped", "message": "stopped"}'])


def test_a_page_is_heard_as_its_updates_come() -> None:
    def told(msg: str, words: str) -> str:
        message = {"msg": msg, "event_id": "1", "success": True, "output": {"data": [{"value": words}, None]}}
        return f"data: {json.dumps(message)}"

    lines = [
        told("process_generating", "wait"),
        told("process_generating", "whole"),
        told("process_completed", ""),
    ]
    assert heard(Ear("1"), lines) == ["wait whole"]


def test_a_stream_that_ends_without_an_answer_is_a_fault() -> None:
    ear = Ear("1")
    assert heard(ear, event("complete", ["whole"])) == ["whole"]
    assert ear.hear("") is None
    assert ear.whole() == "whole"
    with pytest.raises(Refused, match="ended before"):
        Ear("1").whole()


def test_words_are_found_among_updates() -> None:
    value = [{"visible": True}, {"value": "<p>said</p>", "visible": True}, None, 3, ["more"]]
    assert words_of(value) == "<p>said</p> more"


def page(name: str, visibility: str) -> dict[str, object]:
    asked = {
        "id": 4,
        "api_name": name,
        "api_visibility": visibility,
        "inputs": [1, 2],
        "targets": [[1, "submit"]],
    }
    parts = [
        {"id": 1, "type": "textbox", "props": {"elem_id": "kma-question"}},
        {"id": 2, "type": "state", "props": {}},
    ]
    return {"dependencies": [asked], "components": parts}


def test_a_plain_call_comes_before_a_public_endpoint_and_that_before_the_pages_own_button() -> None:
    assert plain_way({"paths": {"/api/ask": {}}}) == Way(plain="/api/ask")
    assert plain_way({"paths": {}}) is None
    assert Way(plain="/api/ask").sending("q", "s") == ("/api/ask", {"question": "q"})
    assert find_way(page("ask", "public")) == Way(api="ask", inputs=1)
    assert find_way(page("ask", "private")) == Way(number=4, inputs=2)
    assert Way(api="ask").sending("q", "s") == ("/gradio_api/call/ask", {"data": ["q"], "session_hash": "s"})
    path, body = Way(number=4, inputs=2).sending("q", "s")
    assert (path, body["data"], body["fn_index"]) == ("/gradio_api/queue/join", ["q", None], 4)
    with pytest.raises(EvalsError, match="no questions"):
        find_way({"dependencies": [], "components": []})


def test_another_users_words_are_seen() -> None:
    mine, other = marker(1), marker(2)
    assert mine != other
    assert OWN.findall(marked("How?", mine)) == [mine]
    assert fault_of(f"<p>At {mine} Trust</p>", mine) == ""
    assert "another" in fault_of(f"{mine} and {other}", mine)
    assert "does not hold" in fault_of("an answer for nobody", mine)


def test_the_slope_is_that_of_the_settled_part() -> None:
    warming = [(float(t), 100.0 + 10 * t) for t in range(25)]
    settled = [(float(t), 350 + 36 * t / 3600) for t in range(25, 101)]
    slope, error = slope_of([*warming, *settled])
    assert slope == pytest.approx(36, rel=1e-6)
    assert error == pytest.approx(0, abs=1e-6)
    with pytest.raises(EvalsError, match="too short"):
        slope_of([(0.0, 1.0), (1.0, 1.0)])


def test_a_percentile_comes_from_counts() -> None:
    assert percentile({"10": 50, "200": 45, "3000": 5}, 0.5) == 10
    assert percentile({"10": 50, "200": 45, "3000": 5}, 0.95) == 200
    with pytest.raises(EvalsError):
        percentile({}, 0.5)
