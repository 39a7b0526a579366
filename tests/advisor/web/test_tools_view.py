"""The part under an answer: which tools it has, and that words in it are text."""

from __future__ import annotations

import pytest

from advisor.answer import Status
from advisor.receipts.feedback import Reason
from advisor.web import words
from advisor.web.tools_view import feedback, tools
from tests.advisor.web.samples import answered, ended


def test_every_form_is_offered_for_an_answer_with_a_receipt() -> None:
    shown = tools(answered("How?").model_copy(update={"receipt": "1"}), ())
    for form in ("word", "markdown", "ris", "bibtex", "csl", "receipt"):
        assert f'data-form="{form}"' in shown
    assert "data-feedback" in shown


def test_without_a_receipt_there_is_nothing_to_judge() -> None:
    shown = tools(answered("How?"), ())
    assert "data-feedback" not in shown
    assert 'data-form="receipt"' not in shown


def test_without_sources_there_are_no_references_to_take() -> None:
    assert 'data-form="ris"' not in tools(ended(Status.CANNOT_ANSWER), ())


@pytest.mark.parametrize("status", [Status.BLOCKED, Status.ERROR])
def test_what_ended_badly_has_no_tools(status: Status) -> None:
    assert tools(ended(status, receipt="1"), ()) == ""


def test_a_question_that_may_not_be_sent_on_has_no_link() -> None:
    assert "data-share" not in tools(answered("ann.tester@example.org asks"), ())


def test_markup_in_a_question_stays_text() -> None:
    shown = tools(answered('"><script>alert(1)</script>'), ())
    assert "<script" not in shown


def test_every_reason_has_its_words() -> None:
    assert set(words.REASONS) == set(Reason)
    assert all(words.REASONS[r] in feedback() for r in Reason)
