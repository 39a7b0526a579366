"""Whatever is sent to a running server, it answers with a refusal of its own and goes on serving."""

from __future__ import annotations

import string
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.web.operating.watching import FAILED
from tests.advisor.web.operating.conftest import Served, end, served

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
QUIET = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
POSTS = ["queue/join", "run/predict", "api/ask", "call/ask", "call/v2/ask", "cancel", "reset", "upload"]
LEAKS = ("Traceback", "site-packages", 'File "')


@pytest.fixture(scope="module")
def running() -> Any:
    """A service of this file's own, so that odd sessions disturb no other test."""
    one = served()
    yield one
    end(one)


def sound(answer: httpx.Response) -> None:
    """A response with our headers that tells nothing of the machine; where Gradio fails, one sentence of ours."""
    if answer.status_code >= 500 and "detail" in answer.text:
        assert answer.json()["detail"] in (FAILED, "Internal Server Error")
    assert answer.headers["x-request-id"]
    assert "content-security-policy" in answer.headers
    assert not any(leak in answer.text for leak in LEAKS)


@QUIET
@given(route=st.sampled_from(POSTS), body=JSON)
def test_any_json_is_refused_or_taken(running: Served, route: str, body: object) -> None:
    sound(running.client.post(f"/gradio_api/{route}", json=body))


@QUIET
@given(
    data=st.lists(JSON, max_size=5),
    fn=st.integers(-3, 60),
    session=st.text(string.ascii_letters + "./%", max_size=12),
    more=st.dictionaries(
        st.sampled_from(["event_data", "trigger_id", "event_id", "batched", "simple_format"]), JSON
    ),
)
def test_any_event_leaves_the_server_sound(
    running: Served, data: list[object], fn: int, session: str, more: dict[str, object]
) -> None:
    body = {"data": data, "fn_index": fn, "session_hash": session, **more}
    answer = running.client.post("/gradio_api/queue/join", json=body)
    sound(answer)
    assert running.client.get("/ready").status_code == 200


@QUIET
@given(
    st.text(max_size=40),
    st.sampled_from(["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"]),
)
def test_any_path_and_method_is_answered(running: Served, path: str, method: str) -> None:
    try:
        answer = running.client.request(method, "/" + path.lstrip("/"))
    except httpx.InvalidURL:
        return
    assert answer.status_code < 500
    if method != "HEAD":
        sound(answer)


@QUIET
@given(st.dictionaries(st.sampled_from(["x-forwarded-for", "x-forwarded-host", "authorization", "x-request-id", "content-type", "accept-encoding", "range", "origin", "cookie"]), st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=40)))  # fmt: skip
def test_any_header_is_survived(running: Served, headers: dict[str, str]) -> None:
    raw = [(k.encode(), v.encode("latin-1").strip()) for k, v in headers.items()]
    for path in ("/health", "/config", "/"):
        answer = running.client.get(path, headers=raw)
        assert answer.status_code in (200, 400)
        assert len(answer.headers["x-request-id"]) <= 64


@QUIET
@given(st.binary(max_size=300))
def test_any_bytes_as_a_body_are_refused(running: Served, body: bytes) -> None:
    for kind in ("application/json", "multipart/form-data; boundary=x", "text/plain"):
        answer = running.client.post("/gradio_api/queue/join", content=body, headers={"content-type": kind})
        assert answer.status_code in (400, 422)
        sound(answer)


def test_an_odd_question_is_still_answered(running: Served) -> None:
    for number, question in enumerate([None, 7, ["a"], {"b": 1}, "", "x" * 3000, "\x00", "\ud83d"]):
        joined = running.ask(question, f"odd-{number}")  # type: ignore[arg-type]
        assert joined.status_code == 200, joined.text
        told = running.said(f"odd-{number}")
        assert not any(leak in told for leak in LEAKS)
    assert running.client.get("/ready").status_code == 200
