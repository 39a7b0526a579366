"""The calls over plain HTTP, on a real server over the small corpus: by hand, and by what their description allows."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from advisor.answer import Answer
from advisor.web.json_api import PATH, fault_in
from tests.advisor.web.conftest import Service

DOCUMENT = Path(__file__).parents[3] / "docs" / "api.md"
SHELL = re.findall(r"```sh\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
NHS_NUMBER = "943 476 5919"


@pytest.fixture(scope="module")
def client(service: Service) -> httpx.Client:
    return httpx.Client(base_url=service.address, trust_env=False, timeout=60)


@pytest.fixture(scope="module")
def described(service: Service) -> Any:
    return schemathesis.openapi.from_url(f"{service.address}api/openapi.json")


def asked(client: httpx.Client, **fields: object) -> httpx.Response:
    return client.post(f"{PATH}ask", json=fields)


def test_a_question_is_answered_in_one_request_and_leaves_a_receipt(
    client: httpx.Client, service: Service
) -> None:
    reply = asked(client, question="Does audit and feedback change practice?", context={"money": "none"})
    assert reply.status_code == 200
    answer = Answer.model_validate_json(reply.content)
    assert answer.status.value in ("answered", "partial")
    assert answer.context.money == "none"
    assert answer.sources
    kept = service.receipts.get(service.receipts.list()[0].id)
    assert (kept.door, kept.question) == ("api", answer.question)


def test_it_is_the_answer_of_gradios_own_call(client: httpx.Client) -> None:
    question = "Does audit and feedback change practice?"
    begun = client.post("gradio_api/call/ask", json={"data": [question, None, None]}).json()
    told = client.get(f"gradio_api/call/ask/{begun['event_id']}").text
    data = next(line for line in told.splitlines() if line.startswith("data: ["))
    assert json.loads(data.removeprefix("data: "))[0] == asked(client, question=question).json()


def test_a_follow_up_is_understood_from_its_history(client: httpx.Client) -> None:
    reply = asked(client, question="Where has it failed?", history=["Does audit and feedback work?"])
    assert "months late" in reply.text


@pytest.mark.skipif(not (shutil.which("curl") and shutil.which("sh")), reason="no shell with curl here")
def test_the_documents_examples_work(service: Service) -> None:
    program = next(p for p in SHELL if "/api/ask" in p).replace("http://127.0.0.1:7860/", service.address)
    done = subprocess.run(
        ["sh", "-c", program], capture_output=True, text=True, timeout=60, check=False, env={"no_proxy": "*"}
    )
    assert '"status":' in done.stdout
    assert "audit and feedback probably brings" in done.stdout
    assert '"slug":"audit-feedback"' in done.stdout


@pytest.mark.parametrize(
    ("path", "body", "status", "words"),
    [
        ("ask", '{"question": "How?", "context": {"money": "gold"}}', 422, "context.money: "),
        ("ask", '{"question": "How?", "history": ["x","x","x","x","x","x","x","x","x","x","x","x","x"]}', 422, "12"),
        ("ask", '{"questions": "How?"}', 422, "question: "),
        ("ask", '["How?"]', 422, "no JSON object"),
        ("ask", "How?", 400, "not JSON"),
        ("search", '{"words": "falls", "limit": 0}', 422, "limit: "),
        ("search", '{"words": "falls", "kind": "rumour"}', 422, "kind: "),
        ("search", f'{{"words": "Patient {NHS_NUMBER}"}}', 422, "NHS number"),
        ("nothing", "{}", 404, "no such call"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_a_sentence(
    client: httpx.Client, path: str, body: str, status: int, words: str
) -> None:
    reply = client.post(PATH + path, content=body, headers={"content-type": "application/json"})
    assert reply.status_code == status
    assert words in reply.json()["detail"]
    assert NHS_NUMBER not in reply.text


def test_an_approach_that_is_not_known_is_said_with_those_that_are(client: httpx.Client) -> None:
    reply = client.get(f"{PATH}approaches/magic")
    assert reply.status_code == 404
    assert "Choose one of: " in reply.json()["detail"]


def test_another_site_can_ask_nothing_in_its_readers_name(client: httpx.Client, service: Service) -> None:
    """A form of another site sends no application/json without the browser asking first, and is not let."""
    before = service.receipts.list()
    reply = client.post(f"{PATH}ask", content='{"question": "How?"}', headers={"content-type": "text/plain"})
    assert reply.status_code == 422
    preflight = client.options(
        f"{PATH}ask",
        headers={"origin": "https://elsewhere.example", "access-control-request-method": "POST"},
    )
    assert "access-control-allow-origin" not in preflight.headers
    assert service.receipts.list() == before


def test_personal_data_is_blocked_and_leaves_no_words(client: httpx.Client, service: Service) -> None:
    assert asked(client, question=f"Patient {NHS_NUMBER} fell").json()["status"] == "blocked"
    kept = service.receipts.list()[0]
    assert (kept.status.value, kept.question) == ("blocked", "")


def test_a_fault_repeats_nothing_of_what_was_sent() -> None:
    fault = {"loc": ("body", "context"), "msg": "Input should be a valid dictionary", "input": NHS_NUMBER}
    assert NHS_NUMBER not in fault_in([fault])


@pytest.mark.parametrize(
    ("path", "method"), [("ask", "POST"), ("search", "POST"), ("approaches/{name}", "GET")]
)
def test_whatever_the_description_allows_is_answered_as_described(
    described: Any, path: str, method: str
) -> None:
    free = [positive_data_acceptance] if path == "search" else []  # words may be refused whatever their shape

    @given(case=described[PATH + path][method].as_strategy())
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    def answered(case: Any) -> None:
        case.call_and_validate(excluded_checks=free)

    answered()
