"""The seam between the page and the advisor: one callable, and answers for what goes wrong."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from advisor.answer import Answer, Completeness, Status
from advisor.context import ManagerContext
from advisor.conversation import Turn
from advisor.web.explore.library import Library
from advisor.web.holdings import Holdings
from advisor.workshop.hosting import Workshops
from corpus.collection import Corpus
from corpus.errors import KmaError

if TYPE_CHECKING:
    from advisor.programs import Programs
    from advisor.receipts.store import Receipts

log = logging.getLogger(__name__)

Ask = Callable[[str, ManagerContext | None, Sequence[Turn]], Answer]
"""Answers a question: its words, the situation (None: read it from the words), the earlier turns."""

UNEXPECTED = "Something went wrong while answering. Your question is still in the box."
UNEXPECTED_MEND = "Try again; if it goes wrong again, tell the person who runs this service when it happened."


@dataclass(frozen=True)
class Opened:
    """An advisor that is ready, what its collection holds, the collection for the Explore tab, and the workshops."""

    ask: Ask
    holdings: Holdings
    library: Library | None = None
    corpus: Corpus | None = None
    receipts: Receipts | None = None
    programs: Programs | None = None
    workshops: Workshops | None = None


def answer_safely(ask: Ask, question: str, context: ManagerContext | None, earlier: Sequence[Turn]) -> Answer:
    """Ask, and turn any fault into an Answer with status error: a page never shows a traceback.

    The question is not logged: it may hold what its writer would not want kept.
    """
    try:
        return ask(question, context, earlier)
    except KmaError as err:
        return failed(question, context, err.problem, err.mend)
    except Exception:
        log.exception("an answer failed")
        return failed(question, context, UNEXPECTED, UNEXPECTED_MEND)


def failed(question: str, context: ManagerContext | None, problem: str, mend: str) -> Answer:
    """An answer that says what is wrong and what to do about it."""
    return Answer(
        question=question,
        status=Status.ERROR,
        completeness=Completeness.NO_INFORMATION,
        context=context or ManagerContext(),
        lead=problem,
        notes=(mend,) if mend else (),
    )
