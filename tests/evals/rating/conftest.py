"""A run of four answers and what the metrics say of them."""

from __future__ import annotations

import pytest

from advisor.answer import Answer
from evals.rating.items import Item, of_run
from evals.records import CaseResult, Run, SuiteResult
from tests.evals.stand_ins import make_answer, make_sentence

QUESTIONS = ("How do wards use audit?", "=cmd()", "What of brokers?", "Who has done it?")


def a_run() -> tuple[Run, dict[str, Answer]]:
    """Four cases, the later the better by the metrics, and their answers; the third was written by a model."""
    answers = {f"small/c{n}": make_answer(q) for n, q in enumerate(QUESTIONS)}
    told = {
        "writer": "acme:big",
        "notes": ("The chat model acme:big was late, so this was composed.", "A note."),
    }
    answers["small/c2"] = make_answer(QUESTIONS[2], short_answer=(make_sentence(2),), **told)
    results = tuple(
        CaseResult(
            id=f"c{n}",
            ok=n > 1,
            checks={},
            status="answered",
            top3=(),
            cites=(),
            sentences=4,
            unsupported=3 - n,
            ms=1,
        )
        for n in range(len(QUESTIONS))
    )
    items = {f"c{n}": {"citation_recall": n / 3} for n in range(len(QUESTIONS))}
    suite = SuiteResult(suite="small", cases=results, summary={"items": items})
    return Run(suites=(suite,), versions={}), answers


@pytest.fixture
def items() -> list[Item]:
    return list(of_run(*a_run()))
