"""The log holds what an operator needs and nothing that anybody typed."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from advisor.request_id import working_for
from advisor.serving_options import ServingOptions
from advisor.web.operating.logs import Named, configure, formatter
from tests.advisor.web.operating.conftest import Serve

WORDS = "What the people of Leeds said?"


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    names = ("app", "advisor", "corpus", "index")
    before = (root.handlers[:], root.level, {n: logging.getLogger(n).level for n in names})
    yield
    root.handlers[:], level, levels = before
    root.setLevel(level)
    for name, was in levels.items():
        logging.getLogger(name).setLevel(was)


def written(options: ServingOptions) -> tuple[io.StringIO, logging.Logger]:
    """A logger that writes as the settings say, and what it has written."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(Named())
    handler.setFormatter(formatter(options))
    log = logging.getLogger("advisor.web.of_a_test")
    log.handlers[:], log.propagate = [handler], False
    log.setLevel("DEBUG")
    return stream, log


def test_json_lines_name_the_request_and_its_fields() -> None:
    stream, log = written(ServingOptions(log_format="json"))
    with working_for("request-00000001"):
        log.info("question answered", extra={"status": "answered", "seconds": 0.2})
    log.warning("no request")
    first, second = map(json.loads, stream.getvalue().splitlines())
    assert first["event"] == "question answered"
    assert (first["level"], first["request_id"]) == ("INFO", "request-00000001")
    assert (first["status"], first["seconds"]) == ("answered", 0.2)
    assert first["time"]
    assert second["request_id"] == ""


def test_lines_for_people_hold_the_same() -> None:
    stream, log = written(ServingOptions())
    with working_for("request-00000001"):
        log.info("question answered", extra={"status": "answered"})
    line = stream.getvalue()
    assert "advisor.web.of_a_test: question answered status=answered request_id=request-00000001" in line


@pytest.mark.parametrize("kind", ["json", "text"])
def test_a_fault_while_answering_is_told_without_its_message(kind: Any) -> None:
    stream, log = written(ServingOptions(log_format=kind))
    with working_for("request-00000001"):
        try:
            raise ValueError(f"can't read {WORDS!r}")
        except ValueError:
            log.exception("an answer failed")
    assert "Leeds" not in stream.getvalue().replace("can't read {WORDS!r}", "")
    assert "ValueError" in stream.getvalue()
    assert "test_logs.py" in stream.getvalue()


def test_a_fault_at_the_start_is_told_in_full() -> None:
    stream, log = written(ServingOptions())
    try:
        raise OSError("the disk is full")
    except OSError:
        log.exception("could not be opened")
    assert "the disk is full" in stream.getvalue()


@pytest.mark.parametrize("words", [False, True])
def test_the_whole_log_of_a_visit(serve: Serve, capfd: pytest.CaptureFixture[str], words: bool) -> None:
    options = ServingOptions(log_format="json", log_level="info", log_questions=words)
    configure(options)
    one = serve(log_format="json", log_level="info", log_questions=words)
    one.client.get("/", params={"q": WORDS})
    asked = one.ask(WORDS, f"logging-{words}-session", **{"x-request-id": "edge-0123456789"})
    assert asked.headers["x-request-id"] == "edge-0123456789"
    one.said(f"logging-{words}-session")
    one.stop()
    one.thread.join(10)
    told = capfd.readouterr()
    lines = [json.loads(line) for line in told.err.splitlines() if line.startswith("{")]
    answered = next(line for line in lines if line["event"] == "question answered")
    assert answered["request_id"] == "edge-0123456789"
    assert answered["status"] == "answered"
    assert answered.get("question") == (WORDS if words else None)
    assert ("Leeds" in told.err + told.out) is words
    requests = [line for line in lines if line["event"] == "request"]
    assert {"/", "/config", "/gradio_api/queue"} <= {line["path"] for line in requests}
    assert "logging-" not in " ".join(line["path"] for line in requests)
