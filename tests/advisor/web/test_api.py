"""The API and the MCP tools on a real server over the small corpus, by the clients that programs use."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError

from tests.advisor.web.conftest import Service

DOCUMENT = Path(__file__).parents[3] / "docs" / "api.md"
EXAMPLES = dict(
    zip(
        ("ask", "search", "approach", "mcp"),
        re.findall(r"```python\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL),
        strict=True,
    )
)
SHELL = re.findall(r"```sh\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
NHS_NUMBER = "943 476 5919"


@pytest.fixture(scope="module")
def client(service: Service) -> Client:
    return Client(service.address, verbose=False, analytics_enabled=False)


def run(example: str, service: Service) -> str:
    """What an example of the document prints."""
    program = EXAMPLES[example].replace("http://127.0.0.1:7860/", service.address)
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_three_calls_are_offered_and_no_other(client: Client) -> None:
    offered = client.view_api(return_format="dict", print_info=False)
    assert isinstance(offered, dict)
    assert set(offered["named_endpoints"]) == {"/ask", "/search", "/approach"}
    assert not offered["unnamed_endpoints"]


def test_the_documents_example_of_ask_works_and_leaves_a_receipt(service: Service) -> None:
    said = run("ask", service).splitlines()
    assert said[0] in ("answered", "partial")
    assert any(line.startswith("Audit and feedback") for line in said)
    kept = service.receipts.get(service.receipts.list()[0].id)
    assert kept.door == "api"
    assert kept.given is not None
    assert kept.given.money == "none"


def test_the_documents_example_of_search_works(service: Service) -> None:
    assert "audit and feedback probably brings" in run("search", service)


def test_the_documents_example_of_approach_works(service: Service) -> None:
    said = run("approach", service)
    assert re.search(r"^effect \d+$", said, re.MULTILINE)


def test_the_documents_example_of_mcp_works(service: Service) -> None:
    said = run("mcp", service).splitlines()
    assert said[0] == "['ask', 'search', 'approach']"
    assert said[1] in ("answered", "partial")
    assert said[2] == "3"


@pytest.mark.skipif(not (shutil.which("curl") and shutil.which("sh")), reason="no shell with curl here")
def test_the_documents_example_for_the_shell_works(service: Service) -> None:
    program = next(p for p in SHELL if "gradio_api" in p)
    done = subprocess.run(
        ["sh", "-c", program.replace("http://127.0.0.1:7860/", service.address)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "no_proxy": "127.0.0.1"},
    )
    assert "event: complete" in done.stdout
    data = next(line for line in done.stdout.splitlines() if line.startswith("data: "))
    assert json.loads(data.removeprefix("data: "))[0]["slug"] == "audit-feedback"


def test_a_follow_up_is_understood_from_its_history(client: Client) -> None:
    answer = client.predict(
        question="Where has it failed?", history=["Does audit and feedback work?"], api_name="/ask"
    )
    assert answer["status"] in ("answered", "partial")
    assert "months late" in json.dumps(answer)


@pytest.mark.parametrize(
    ("call", "arguments", "words"),
    [
        ("/ask", {"question": "How?", "context": {"money": "gold"}}, "must be one of"),
        ("/ask", {"question": "How?", "history": ["x"] * 13}, "at most 12 questions"),
        ("/search", {"words": "falls", "limit": 0}, "not from 1 to 50"),
        ("/search", {"words": "falls", "kind": "rumour"}, "there is no kind 'rumour'"),
        ("/search", {"words": f"Patient {NHS_NUMBER}"}, "NHS number"),
        ("/approach", {"name": "magic"}, "Choose one of: "),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(
    client: Client, call: str, arguments: dict[str, object], words: str
) -> None:
    with pytest.raises(AppError, match=words) as caught:
        client.predict(**arguments, api_name=call)
    assert NHS_NUMBER not in str(caught.value)
    assert "Traceback" not in str(caught.value)


def test_personal_data_is_blocked_and_leaves_no_words(service: Service, client: Client) -> None:
    answer = client.predict(question=f"Patient {NHS_NUMBER} fell", api_name="/ask")
    assert answer["status"] == "blocked"
    kept = service.receipts.list()[0]
    assert (kept.status.value, kept.question) == ("blocked", "")


def test_a_tool_says_what_is_wrong(service: Service) -> None:
    program = EXAMPLES["mcp"].replace("http://127.0.0.1:7860/", service.address)
    program = program.replace(
        'asked = await session.call_tool("ask", {"question": "What is a knowledge broker?"})',
        'print((r := await session.call_tool("approach", {"name": "magic"})).isError, r.content[0].text); return',
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "True" in done.stdout
    assert "there is no approach 'magic'." in done.stdout


def test_a_forged_host_sends_no_question_elsewhere(service: Service) -> None:
    """The tools answer in this process: the Host of a request is of no use to anybody."""
    program = EXAMPLES["mcp"].replace("http://127.0.0.1:7860/", service.address)
    program = program.replace('gradio_api/mcp")', 'gradio_api/mcp", headers={"Host": "elsewhere.example"})')
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "['ask', 'search', 'approach']" in done.stdout
