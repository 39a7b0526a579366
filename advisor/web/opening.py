"""Opens the real advisor for the page: the one place where the page meets the pipeline."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.answer import Answer
from advisor.context import ManagerContext
from advisor.conversation import Turn
from advisor.pipeline import Advisor
from advisor.settings import Settings
from advisor.web.asking import Opened
from advisor.web.holdings import holdings_of
from corpus.collection import load_corpus


def open_advisor() -> Opened:
    """The advisor as the settings describe it.

    Raises:
        KmaError: when the index or the model is missing or broken; it says how to mend that.
    """
    advisor = Advisor.open(Settings())

    def ask(question: str, context: ManagerContext | None, earlier: Sequence[Answer]) -> Answer:
        return advisor.advise(question, context=context, history=[turn_of(a) for a in earlier])

    return Opened(ask=ask, holdings=holdings_of(load_corpus()))


def turn_of(answer: Answer) -> Turn:
    """What the advisor needs of an earlier answer to understand the next question."""
    return Turn(
        question=answer.question,
        status=answer.status,
        approaches=tuple(r.approach for r in answer.recommendations),
        context=answer.context,
    )
