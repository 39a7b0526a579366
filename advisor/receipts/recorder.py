"""Asks the advisor and keeps the receipt: what the page, the command and the API call."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from advisor import request_id
from advisor.answer import Answer
from advisor.context import ManagerContext
from advisor.conversation import Turn
from advisor.database import StoreError
from advisor.receipts.receipt import Door, Receipt, fit_to_keep, new_id
from advisor.tracing import Trace

if TYPE_CHECKING:
    from advisor.pipeline import Advisor
    from advisor.receipts.store import Receipts
    from advisor.settings import Settings

log = logging.getLogger(__name__)


def open_receipts(settings: Settings) -> Receipts | None:
    """The receipts, or None when the settings keep none; a store that can't be opened is logged and not used."""
    if not settings.store.receipts:
        return None
    from advisor.receipts.store import Receipts

    try:
        return Receipts(settings.store)
    except StoreError as err:
        log.warning("no receipts are kept: %s", err)
        return None


class Recorder:
    """An advisor whose answers leave receipts.

    Args:
        advisor: answers.
        receipts: keeps; None to keep nothing.
        door: where the questions come in.
    """

    def __init__(self, advisor: Advisor, receipts: Receipts | None, door: Door) -> None:
        self.advisor = advisor
        self.receipts = receipts
        self.door = door

    def advise(
        self, question: str, context: ManagerContext | None = None, history: Sequence[Turn | str] = ()
    ) -> Answer:
        """Answer as the advisor does; ``receipt`` of the answer is the id of its receipt, when one was kept."""
        return self.recorded(question, context, history)[0]

    def recorded(
        self, question: str, context: ManagerContext | None = None, history: Sequence[Turn | str] = ()
    ) -> tuple[Answer, Receipt]:
        """The answer with its receipt, which is fit to be shown even when none is kept."""
        trace, began = Trace(), time.perf_counter()
        answer = self.advisor.advise(question, context, history, trace)
        took = (time.perf_counter() - began) * 1000
        receipt = Receipt(
            id=new_id(),
            made=datetime.now(UTC),
            door=self.door,
            request=request_id.current(),
            milliseconds=round(took, 1),
            program=_program(),
            question=question,
            given=context,
            history=tuple(Turn(question=t) if isinstance(t, str) else t for t in history),
            read_as=trace.asked,
            settings=self.advisor.settings.shaping(),
            considered=trace.considered,
            judged=tuple(trace.judged),
            answer=answer,
        )
        if self.receipts is None:
            return answer, fit_to_keep(receipt)
        try:
            kept = self.receipts.keep(receipt)
        except StoreError as err:  # an answer is worth more than its receipt
            log.warning("a receipt was not kept: %s", err)
            return answer, fit_to_keep(receipt)
        return answer.model_copy(update={"receipt": kept.id}), kept


@cache
def _program() -> str:
    """The version of this program, "" when it is run without being installed."""
    try:
        return version("knowledge-mobilisation-advisor")
    except PackageNotFoundError:
        return ""
