"""What happens after an answer: its files are handed over, and its reader's judgement is kept."""

from __future__ import annotations

import base64
import logging
import time
from collections.abc import Callable, Mapping

import gradio as gr

from advisor.answer import Answer
from advisor.receipts.feedback import BadFeedback, judged
from advisor.web.asking import Opened
from advisor.web.loading import Loading
from advisor.web.markup import html
from advisor.web.parcels import parcel
from advisor.web.thread import Thread
from corpus.errors import KmaError

log = logging.getLogger(__name__)

Work = Callable[[Answer, Mapping[str, object]], str]
THANKS = "Thank you. It helps us to make the answers better."
WENT_WRONG = "That did not work. Try again in a minute."
GONE = "This answer is no longer held here. Ask the question again."


class Afterwards:
    """The callbacks of the part under an answer. Whose answer it is, the visitor's own conversation says.

    Each gives HTML for a part of the page that is never shown: the page's script reads it (see ``page.js``).

    Args:
        advisor: the advisor, perhaps still loading.
    """

    def __init__(self, advisor: Loading[Opened]) -> None:
        self.advisor = advisor

    def download(self, thread: Thread, event: gr.EventData) -> str:
        """The newest answer in the form that was asked for."""
        return self._given("download", thread, event, self._file)

    def judge(self, thread: Thread, event: gr.EventData) -> str:
        """Keep a thumb, a reason and some words with the receipt of the newest answer."""
        return self._given("feedback", thread, event, self._feedback)

    def _given(self, part: str, thread: Thread, event: gr.EventData, work: Work) -> str:
        """What the work gives, or a sentence that says why not."""
        sent = event._data if isinstance(event._data, Mapping) else {}
        try:
            if not thread:
                return _fault(part, GONE)
            return work(thread[-1].answer(), sent)
        except KmaError as err:
            words = f"{err.problem[:1].upper()}{err.problem[1:]} {err.mend}".strip()
            return _fault(part, words)
        except Exception:
            log.exception("the part under an answer failed")
            return _fault(part, WENT_WRONG)

    def _file(self, answer: Answer, sent: Mapping[str, object]) -> str:
        made = parcel(str(sent.get("form")), answer, self.advisor.value())
        shape = '<div hidden data-part="download" data-name="{}" data-kind="{}" data-body="{}" data-stamp="{}"></div>'
        return html(shape, made.name, made.kind, base64.b64encode(made.content).decode(), _stamp())

    def _feedback(self, answer: Answer, sent: Mapping[str, object]) -> str:
        receipts = self.advisor.value().receipts
        if receipts is None or not answer.receipt:
            raise BadFeedback("no receipt of this answer is kept, so feedback on it can't be.")
        thumb = sent.get("thumb")
        if thumb not in ("up", "down"):
            raise BadFeedback("you have not said whether the answer was useful.", "Choose yes or no.")
        reason, words = str(sent.get("reason") or ""), str(sent.get("words") or "")
        receipts.judge(answer.receipt, judged("up" if thumb == "up" else "down", reason or None, words))
        shape = '<div hidden data-part="feedback" data-done="{}" data-stamp="{}"></div>'
        return html(shape, THANKS, _stamp())


def _fault(part: str, words: str) -> str:
    return html('<div hidden data-part="{}" data-wrong="{}" data-stamp="{}"></div>', part, words, _stamp())


def _stamp() -> int:
    """Differs each time, so that the same reply twice is seen as two."""
    return time.monotonic_ns()
