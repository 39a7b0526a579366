"""Runs the cases of suites through an advisor, one after the other, and marks what comes back."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from advisor.answer import Answer, Completeness, Status
from advisor.context import ManagerContext
from evals.cases import Case, Suite
from evals.judge import Judge
from evals.marking import ADVICE, checks, cites, top3, unsupported
from evals.metrics import item_figures, summary
from evals.metrics.ground import Ground
from evals.records import CaseResult, SuiteResult

log = logging.getLogger(__name__)
WARM_UP = "How do we get managers to use research?"


class Advises(Protocol):
    """What is under test: the advisor, or a stand-in."""

    def advise(
        self, question: str, context: ManagerContext | None = None, history: Sequence[Answer | str] = ()
    ) -> Answer:
        """One answer to one question."""
        ...


@dataclass(frozen=True)
class Marked:
    """One case, its answer, and its result."""

    case: Case
    answer: Answer
    result: CaseResult


def ask(advisor: Advises, case: Case) -> tuple[Answer, float]:
    """The answer to a case and its time in ms; earlier turns are asked first, and not timed.

    A fault of the advisor is an answer with the status error, so that one case can't end the run.
    """
    history: list[Answer | str] = []
    started = time.perf_counter()
    try:
        for turn in case.history:
            history.append(advisor.advise(turn, case.context, tuple(history)))
        started = time.perf_counter()
        answer = advisor.advise(case.question, case.context, tuple(history))
    except Exception as err:
        log.exception("the case %s broke the advisor", case.id)
        answer = _broken(case, f"{type(err).__name__}: {err}")
    return answer, (time.perf_counter() - started) * 1000


def mark(case: Case, answer: Answer, ms: float, judge: Judge) -> CaseResult:
    """The result of one case: its checks, and what its answer rests on."""
    verdicts = checks(case.expect, answer)
    silent = answer.status in ADVICE and not answer.sentences() and not answer.tables
    broken = answer.status is Status.ERROR and Status.ERROR not in (case.expect.status or ())
    return CaseResult(
        id=case.id,
        ok=all(verdicts.values()) and not silent and not broken,
        checks=verdicts,
        status=answer.status.value,
        top3=top3(answer),
        cites=cites(answer),
        sentences=len(answer.sentences()),
        unsupported=unsupported(answer, judge),
        ms=round(ms, 1),
        writer=answer.writer,
        removed=answer.removed,
    )


def run_suite(
    suite: Suite,
    advisor: Advises,
    judge: Judge,
    tick: Callable[[], None] = lambda: None,
    ground: Ground | None = None,
) -> tuple[SuiteResult, list[Marked]]:
    """Run one suite.

    Args:
        suite: what to ask.
        advisor: what is asked.
        judge: says whether a source carries a sentence.
        tick: called after each case.
        ground: what the corpus itself says, when it is known.

    Returns:
        The result, and each case with its answer.
    """
    marked: list[Marked] = []
    for case in suite.cases:
        answer, ms = ask(advisor, case)
        marked.append(Marked(case, answer, mark(case, answer, ms, judge)))
        tick()
    results = tuple(m.result for m in marked)
    items = {m.case.id: item_figures(m.case, m.answer, judge, ground) for m in marked}
    figures = summary([m.case for m in marked], results, items)
    return SuiteResult(suite=suite.suite, cases=results, summary=figures), marked


def warm_up(advisor: Advises) -> None:
    """One question that is not counted, so that the first case doesn't pay for loading the model."""
    try:
        advisor.advise(WARM_UP)
    except Exception:
        log.exception("the warm-up question broke the advisor")


def _broken(case: Case, words: str) -> Answer:
    """What stands for an answer that never came."""
    return Answer(
        question=case.question,
        status=Status.ERROR,
        completeness=Completeness.NO_INFORMATION,
        context=case.context or ManagerContext(),
        lead=words,
    )
