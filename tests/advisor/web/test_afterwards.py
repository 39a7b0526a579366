"""The callbacks of the part under an answer, without a browser."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from pathlib import Path

import gradio as gr
import pytest

from advisor.answer import Answer
from advisor.database import StoreOptions
from advisor.receipts.feedback import judged
from advisor.receipts.store import Receipts
from advisor.web.afterwards import GONE, THANKS, WENT_WRONG, Afterwards
from advisor.web.loading import Loading
from advisor.web.thread import Thread, lengthened
from tests.advisor.receipts.samples import receipt
from tests.advisor.web.samples import OPENED, answered, work_cited


@pytest.fixture
def receipts(tmp_path: Path) -> Receipts:
    return Receipts(StoreOptions(folder=tmp_path))


@pytest.fixture
def after(receipts: Receipts) -> Afterwards:
    return Afterwards(Loading.of(replace(OPENED, corpus=work_cited(), receipts=receipts)))


def kept(receipts: Receipts) -> Answer:
    return answered("How?").model_copy(update={"receipt": receipts.keep(receipt("How?")).id})


def held(*answers: Answer) -> Thread:
    """A conversation of these answers."""
    thread: Thread = ()
    for n, answer in enumerate(answers):
        thread = lengthened(thread, answer, str(n))
    return thread


def event(**sent: object) -> gr.EventData:
    return gr.EventData(None, sent)


def test_a_file_is_handed_over_whole(after: Afterwards) -> None:
    reply = after.download(held(answered("Before"), answered("How?")), event(form="markdown"))
    body = re.search(r'data-body="([^"]+)"', reply)
    assert body
    assert "How?" in base64.b64decode(body[1]).decode()
    assert 'data-name="briefing.md"' in reply


def test_feedback_goes_to_the_newest_answers_receipt(after: Afterwards, receipts: Receipts) -> None:
    old, new = kept(receipts), kept(receipts)
    assert THANKS in after.judge(held(old, new), event(thumb="down", reason="wrong", words="In Canada."))
    assert receipts.feedback(new.receipt) == judged("down", "wrong", "In Canada.")
    assert receipts.feedback(old.receipt) is None


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "You have not said whether the answer was useful. Choose yes or no."),
        ({"thumb": "sideways"}, "You have not said"),
        ({"thumb": "up", "reason": "wrong"}, "is no reason for a thumb up"),
        ({"thumb": "down", "words": "ann.tester@example.org"}, "an e-mail address"),
    ],
)
def test_feedback_that_can_not_be_kept_is_explained(
    after: Afterwards, receipts: Receipts, sent: dict[str, object], words: str
) -> None:
    answer = kept(receipts)
    reply = after.judge(held(answer), event(**sent))
    assert words in reply
    assert "ann.tester" not in reply
    assert receipts.feedback(answer.receipt) is None


def test_without_a_receipt_feedback_is_refused(after: Afterwards) -> None:
    assert (
        "no receipt of this answer is kept" in after.judge(held(answered("How?")), event(thumb="up")).lower()
    )


def test_a_conversation_that_is_gone_is_said(after: Afterwards) -> None:
    assert GONE in after.download((), event(form="word"))


def test_a_form_that_there_is_not_is_shown_as_text(after: Afterwards) -> None:
    reply = after.download(held(answered("How?")), event(form='"><script>'))
    assert "<script" not in reply


def test_a_fault_that_nobody_foresaw_shows_no_traceback() -> None:
    def broken() -> object:
        raise ZeroDivisionError

    loading: Loading[object] = Loading(broken)
    loading._run()
    reply = Afterwards(loading).download(held(answered("How?")), event(form="word"))  # type: ignore[arg-type]
    assert WENT_WRONG in reply
