"""Grades kept answers again with today's metrics: from the receipt alone, with no model and nothing asked again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from advisor.answer import PARTS, Answer
from advisor.receipts.receipt import Receipt
from advisor.tracing import Judged
from corpus.records import Frozen
from evals.judge import Judge
from evals.marking import ADVICE, carried, unsupported
from evals.metrics.citing import citation_figures
from evals.metrics.dissent import dissent_figures
from evals.metrics.latency import latency_figures

ELSEWHERE = frozenset({"no-such-source", "not-verbatim", "gives-orders"})
"""Why a sentence was removed without a look at its evidence: no metric grades that again."""
MEANS = ("citation_recall", "citation_precision", "coverage", "dissent_recall", "kept")


class Change(Frozen):
    """A sentence on which the receipt and today's verifier differ; ``reasons`` are those of then."""

    text: str
    then: Literal["kept", "removed"]
    now: Literal["supported", "unsupported"]
    reasons: tuple[str, ...] = ()


class Regraded(Frozen):
    """One answer, graded again.

    ``figures`` are the metrics of today, ``ms`` the time that the receipt has, ``compared`` how many of the
    recorded verdicts could be held against today's, ``changed`` those that differ.
    """

    id: str
    made: str
    status: str
    writer: str
    build: str
    sentences: int
    unsupported: int
    removed: int
    ms: float
    figures: dict[str, float]
    compared: int
    changed: tuple[Change, ...]


def regrade(receipt: Receipt, judge: Judge) -> Regraded:
    """The grades of a receipt's answer.

    Args:
        receipt: as it was kept.
        judge: says whether a source carries a sentence.
    """
    answer = receipt.answer
    compared = [judged for judged in receipt.judged if not ELSEWHERE & set(judged.reasons)]
    return Regraded(
        id=receipt.id,
        made=receipt.made.isoformat(timespec="seconds"),
        status=answer.status.value,
        writer=answer.writer,
        build=answer.versions.get("build", ""),
        sentences=len(answer.sentences()),
        unsupported=unsupported(answer, judge),
        removed=answer.removed,
        ms=receipt.milliseconds,
        figures=figures(answer, judge),
        compared=len(compared),
        changed=tuple(changes(compared, answer, judge)),
    )


def figures(answer: Answer, judge: Judge) -> dict[str, float]:
    """The metrics that need no expectation; advice without a sentence scores 0 on citations, never nothing.

    ``coverage`` is the share of the parts of its recommendations (why, evidence, needs, struggles, who, voices)
    that hold a sentence which its source carries; ``kept`` the share of its sentences that the product let through.
    """
    cited = citation_figures(answer, judge)
    if not cited and answer.status in ADVICE and not answer.tables:
        cited = {"citation_recall": 0.0, "citation_precision": 0.0}
    said = len(answer.sentences())
    kept = {"kept": said / (said + answer.removed)} if said + answer.removed else {}
    return {**cited, **_coverage(answer, judge), **dissent_figures(answer), **kept}


def changes(judged: Sequence[Judged], answer: Answer, judge: Judge) -> list[Change]:
    """Where today's verdict on a sentence is not the one that was recorded."""
    texts = {source.number: source.text for source in answer.sources}
    found: list[Change] = []
    for one in judged:
        evidence = [texts[number] for number in one.sources if number in texts]
        holds = len(evidence) == len(one.sources) and judge.supports(one.text, evidence)
        if holds != one.kept:
            found.append(
                Change(
                    text=one.text,
                    then="kept" if one.kept else "removed",
                    now="supported" if holds else "unsupported",
                    reasons=one.reasons,
                )
            )
    return found


def gathered(graded: Sequence[Regraded]) -> dict[str, Any]:
    """The figures over all receipts; a mean is over those that have the figure, None when none has."""
    return {
        "n": len(graded),
        "sentences": sum(one.sentences for one in graded),
        "unsupported": sum(one.unsupported for one in graded),
        "removed": sum(one.removed for one in graded),
        **{name: _mean([one.figures[name] for one in graded if name in one.figures]) for name in MEANS},
        "compared": sum(one.compared for one in graded),
        "now_unsupported": sum(c.now == "unsupported" for one in graded for c in one.changed),
        "now_supported": sum(c.now == "supported" for one in graded for c in one.changed),
        "ms": latency_figures([one.ms for one in graded]),
    }


def _coverage(answer: Answer, judge: Judge) -> dict[str, float]:
    texts = {source.number: source.text for source in answer.sources}
    held = [
        any(carried(sentence, texts, judge) for sentence in getattr(rec, part))
        for rec in answer.recommendations
        for part in PARTS
    ]
    return {"coverage": sum(held) / len(held)} if held else {}


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
