"""What raters are given: answers of a run or from receipts, told without their writer, their status or their grades."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from advisor.answer import Answer, Recommendation, Status
from advisor.context import ManagerContext
from advisor.labels import FACETS, PARTS
from advisor.plain import numbered, said
from advisor.screening import held
from corpus.records import Frozen
from evals.judge import Judge
from evals.records import Run

UNRATED = frozenset({Status.BLOCKED, Status.ERROR})
"""What nobody can rate: the question's words are gone, or there is no answer."""
WRITER = "The chat model "
"""How a note opens that would tell who wrote the answer."""


class Item(Frozen):
    """One answer to rate: ``ref`` says which it is, and no rater sees it; ``figures`` are the metrics' own."""

    ref: str
    question: str
    answer: str
    sources: str
    figures: dict[str, float]

    def code(self, seed: int) -> str:
        """What stands for it on a sheet: it tells nothing, and is the same on every rater's."""
        return hashlib.sha256(f"{seed}:{self.ref}".encode()).hexdigest()[:8]


def of_run(run: Run, answers: Mapping[str, Answer]) -> Iterator[Item]:
    """The answers of a run that can be rated, with the figures that the run recorded."""
    marks = {name: _with_share(case.unsupported, case.sentences) for name, case in run.cases()}
    for ref, figures in run.items():
        if ref in answers and ref in marks and _ratable(answers[ref]):
            yield item(ref, answers[ref], {**figures, **marks[ref]})


def of_receipts(database: Path | None, judge: Judge) -> Iterator[Item]:
    """The answers of receipts that can be rated, graded with today's metrics."""
    from evals.kept import chosen, opened
    from evals.replaying import regrade

    with opened(database) as receipts:
        for receipt in chosen(receipts):
            earlier = [turn.question for turn in receipt.history]
            if _ratable(receipt.answer) and not any(map(held, earlier)):
                graded = regrade(receipt, judge)
                figures = {**graded.figures, **_with_share(graded.unsupported, graded.sentences)}
                yield item(receipt.id, receipt.answer, figures, earlier)


def item(ref: str, answer: Answer, figures: Mapping[str, float], earlier: Iterable[str] = ()) -> Item:
    """One answer as a rater reads it, with the questions before it."""
    asked = [*(f"Asked before: {question}" for question in earlier if question), answer.question]
    if known := _situation(answer.context):
        asked.append(f"(Situation: {known})")
    used = {n for sentence in answer.sentences() for n in sentence.sources}
    used |= {n for table in answer.tables for row in table.rows for cell in row for n in cell.sources}
    sources = [f"[{s.number}] {s.text} ({s.reference})" for s in answer.sources if s.number in used]
    return Item(
        ref=ref,
        question="\n".join(asked),
        answer="\n\n".join(_told(answer)),
        sources="\n\n".join(sources),
        figures=dict(figures),
    )


def _told(answer: Answer) -> Iterator[str]:
    """The answer's parts in reading order, without fit scores, marks or credit."""
    if answer.lead:
        yield answer.lead
    if answer.short_answer:
        yield said(answer.short_answer)
    if answer.clarifying_question:
        yield answer.clarifying_question
    for table in answer.tables:
        rows = [" | ".join(map(numbered, row)) for row in table.rows]
        yield "\n".join([table.title, " | ".join(table.columns), *rows])
    for number, rec in enumerate(answer.recommendations, start=1):
        yield _recommended(f"{number}. {rec.name}", rec)
    for rec in answer.advised_against:
        yield _recommended(f"Think twice: {rec.name}", rec)
    if answer.gaps:
        yield f"What the evidence cannot tell you: {said(answer.gaps)}"
    yield from (note for note in answer.notes if not note.startswith(WRITER))


def _recommended(title: str, rec: Recommendation) -> str:
    parts = [f"{words}: {said(part)}" for name, words in PARTS.items() if (part := getattr(rec, name))]
    return "\n".join([title, rec.fit_words, *parts, *rec.notes])


def _situation(context: ManagerContext) -> str:
    known = context.known().items()
    pairs = ((FACETS[name], (v,) if isinstance(v, str) else v) for name, v in known)
    return "; ".join(f"{words}: {', '.join(values)}" for words, values in pairs).replace("-", " ")


def _ratable(answer: Answer) -> bool:
    return bool(answer.question.strip()) and answer.status not in UNRATED and not held(answer.question)


def _with_share(unsupported: int, sentences: int) -> dict[str, float]:
    """The share of its sentences that is supported; nothing for an answer without one."""
    return {"supported": 1 - unsupported / sentences} if sentences else {}
