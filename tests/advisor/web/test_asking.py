"""Faults become answers."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import pytest

from advisor.answer import Answer, Status
from advisor.context import ManagerContext
from advisor.conversation import Turn
from advisor.web.asking import UNEXPECTED, answer_safely
from corpus.errors import KmaError
from tests.advisor.web.samples import stub


def raising(error: Exception) -> Answer:
    def ask(question: str, context: ManagerContext | None, earlier: Sequence[Turn]) -> Answer:
        raise error

    return answer_safely(ask, "a private question", None, ())


def test_an_answer_passes_through() -> None:
    assert answer_safely(stub, "How?", None, ()).status is Status.ANSWERED


def test_a_fault_we_know_gives_its_sentence_and_its_mend() -> None:
    answer = raising(KmaError("the index is broken.", "Run python -m index build."))
    assert answer.status is Status.ERROR
    assert answer.lead == "the index is broken."
    assert answer.notes == ("Run python -m index build.",)


def test_any_other_fault_is_logged_without_the_question(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        answer = raising(ZeroDivisionError("x"))
    assert answer.status is Status.ERROR
    assert answer.lead == UNEXPECTED
    assert "ZeroDivisionError" in caplog.text
    assert "private" not in caplog.text
