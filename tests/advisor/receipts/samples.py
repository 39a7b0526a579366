"""Receipts made by hand for tests."""

from __future__ import annotations

from datetime import UTC, datetime

from advisor.answer import Status
from advisor.context import ManagerContext
from advisor.receipts.receipt import Receipt, new_id
from advisor.tracing import Considered, Judged
from tests.advisor.web.samples import answered

NHS_NUMBER = "943 476 5919"


def receipt(question: str = "How do we start?", **changes: object) -> Receipt:
    """A receipt of a sample answer."""
    answer = answered(question)
    made = Receipt(
        id=new_id(),
        made=datetime.now(UTC),
        door="web",
        milliseconds=12.5,
        program="0.1.0",
        question=question,
        given=ManagerContext(money="none"),
        read_as=question,
        settings={"recommendations": 3},
        considered=(Considered(statement="case-x/evidence/1", score=0.9, dense=0.5, lexical=2.0),),
        judged=(Judged(text=answer.short_answer[0].text, sources=(1,), kept=True, score=1.0),),
        answer=answer,
    )
    return made.model_copy(update=changes)


def ended(status: Status, question: str) -> Receipt:
    """A receipt whose answer ended so."""
    made = receipt(question)
    return made.model_copy(update={"answer": made.answer.model_copy(update={"status": status})})
