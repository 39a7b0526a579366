"""The receipt of one answer: all that went into it and all that came out, and no personal data."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any, Literal

from advisor.answer import Answer, Completeness, Status
from advisor.context import ManagerContext
from advisor.conversation import Turn
from advisor.receipts.feedback import Feedback
from advisor.screening import held
from advisor.tracing import Considered, Judged
from corpus.records import Frozen

Door = Literal["web", "command", "api"]
"""Where a question came in: the page, ``python -m advisor ask``, or the API and its MCP tools."""
WORDS_REMOVED = "The words of this question were not kept, because they seem to hold {}."


class Receipt(Frozen):
    """What one answer rests on.

    ``question``, ``given`` and ``history`` are what was asked, ``read_as`` is the question as it was searched for,
    ``considered`` what the search found, ``judged`` each sentence's verdict, ``settings`` those that shape answers,
    ``milliseconds`` how long it took. ``request`` is the id that the service's log has for it.
    """

    id: str
    made: datetime
    door: Door
    request: str = ""
    milliseconds: float
    program: str
    question: str
    given: ManagerContext | None = None
    history: tuple[Turn, ...] = ()
    read_as: str = ""
    settings: dict[str, Any]
    considered: tuple[Considered, ...] = ()
    judged: tuple[Judged, ...] = ()
    answer: Answer


class Summary(Frozen):
    """A receipt in a list: enough to find it again."""

    id: str
    made: datetime
    door: Door
    status: Status
    question: str
    feedback: Feedback | None = None


def new_id() -> str:
    """An id that nobody can guess: it opens a receipt."""
    return secrets.token_hex(8)


def fit_to_keep(receipt: Receipt) -> Receipt:
    """The receipt as it may be kept: a blocked question and what seems personal leave no words.

    The question was screened before it was answered; it is screened again here, because an answer that failed
    holds it as it was typed.
    """
    if receipt.answer.status is Status.BLOCKED:
        return _wordless(receipt, receipt.answer.lead)
    asked = dict.fromkeys((receipt.question, receipt.read_as, receipt.answer.question))
    if what := next(filter(None, map(held, asked)), None):
        return _wordless(receipt, WORDS_REMOVED.format(what))
    return receipt.model_copy(update={"history": _clean(receipt.history)})


def _wordless(receipt: Receipt, why: str) -> Receipt:
    """The receipt without a word of what was asked, or of what was answered to it."""
    answer = Answer(
        question="",
        status=Status.BLOCKED,
        completeness=Completeness.NO_INFORMATION,
        kind="none",
        context=ManagerContext(),
        lead=why,
        versions=receipt.answer.versions,
    )
    emptied = {"question": "", "read_as": "", "considered": (), "judged": (), "answer": answer}
    return receipt.model_copy(update={**emptied, "history": _clean(receipt.history)})


def _clean(history: tuple[Turn, ...]) -> tuple[Turn, ...]:
    """Earlier turns, each without its words when they may not be kept."""
    return tuple(
        turn.model_copy(update={"question": ""})
        if turn.status is Status.BLOCKED or held(turn.question)
        else turn
        for turn in history
    )
