"""The search over the product's own index, on questions with graded judgements, beside its halves and baselines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from evals.errors import EvalsError
from evals.intervals import interval, judged
from evals.judged import JudgedQuestion
from evals.records import SuiteResult
from index.fusion import Scores, top
from index.opening import OpenIndex

NAME = "search"
DEPTH = 100
FIGURES = ("ndcg@10", "recall@10", "recall@100", "mrr@10", "judged@10")
Find = Callable[[str], Sequence[str]]
"""A question -> statement ids, best first, at most `DEPTH`."""


def own_methods(index: OpenIndex) -> dict[str, Find]:
    """Dense, BM25 and their fusion as the product has it, and ``capped``, which is how the product shows it.

    Raises:
        EvalsError: when the vectors are not in memory.
    """
    searcher = index.searcher
    names = [p.id for p in searcher.passages]
    vectors = searcher.vectors
    if vectors is None:
        raise EvalsError("the search is measured on exact vectors.", "Set KMA_INDEX__ENGINE=exact.")

    def dense(question: str) -> list[str]:
        scores: Scores = vectors @ searcher.embed(question)
        return [names[i] for i in top(scores, DEPTH)]

    def bm25(question: str) -> list[str]:
        scores = searcher.lexical.scores(question)
        return [names[i] for i in top(scores, DEPTH) if scores[i] > 0]

    def hybrid(question: str) -> list[str]:
        return [h.passage.id for h in searcher.search(question, DEPTH, per_record=DEPTH)]

    def capped(question: str) -> list[str]:
        return [h.passage.id for h in searcher.search(question, DEPTH)]

    return {"dense": dense, "bm25": bm25, "hybrid": hybrid, "capped": capped}


def measure(
    questions: Sequence[JudgedQuestion],
    methods: Mapping[str, Find],
    tick: Callable[[], None] = lambda: None,
) -> dict[str, dict[str, dict[str, float]]]:
    """Every figure of every question by each method, by ir_measures.

    A statement counts for Recall and MRR from grade 2 (near to an answer, or one); nDCG uses all grades.
    ``judged@10`` is the share of the best ten that somebody has read: below 1 the other figures are too low.

    Returns:
        Method -> question id -> figure -> value.
    """
    import ir_measures
    from ir_measures import RR, R, nDCG

    wanted = {
        nDCG @ 10: "ndcg@10",
        R(rel=2) @ 10: "recall@10",
        R(rel=2) @ 100: "recall@100",
        RR(rel=2) @ 10: "mrr@10",
    }
    qrels = {question.id: question.judged for question in questions}
    found: dict[str, dict[str, dict[str, float]]] = {}
    for method, find in methods.items():
        run: dict[str, dict[str, float]] = {}
        for question in questions:
            ranked = find(question.question)
            run[question.id] = {name: float(len(ranked) - at) for at, name in enumerate(ranked)}
            tick()
        found[method] = {q.id: {"judged@10": _judged(q, run[q.id])} for q in questions}
        for value in ir_measures.iter_calc(list(wanted), qrels, run):
            found[method][value.query_id][wanted[value.measure]] = float(value.value)
    return found


def _judged(question: JudgedQuestion, ranked: Mapping[str, float]) -> float:
    """The share of the best ten that was read; 1 when nothing was found."""
    best = list(ranked)[:10]
    return sum(name in question.judged for name in best) / len(best) if best else 1.0


def means(items: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """The mean of each figure over its questions."""
    return {
        name: sum(had) / len(had)
        for name in FIGURES
        if (had := [values[name] for values in items.values() if name in values])
    }


def lead(
    ours: Mapping[str, Mapping[str, float]], theirs: Mapping[str, Mapping[str, float]]
) -> dict[str, Any]:
    """How far our nDCG@10 is ahead of another's, question by question: mean, 95 % interval and verdict."""
    gaps = [ours[q]["ndcg@10"] - theirs[q]["ndcg@10"] for q in ours]
    low, high = interval(gaps)
    return {
        "mean": sum(gaps) / len(gaps),
        "low": low,
        "high": high,
        "n": len(gaps),
        "verdict": judged(low, high, len(gaps)),
    }


def as_suite(found: Mapping[str, Mapping[str, Mapping[str, float]]], ours: str = "hybrid") -> SuiteResult:
    """One method's figures as a suite without cases, with its lead over each other method that was measured."""
    others = [name for name in found if name not in (ours, "capped")]
    summary = {
        "n": len(found[ours]),
        **means(found[ours]),
        "methods": {name: means(items) for name, items in found.items()},
        "lead": {name: lead(found[ours], found[name]) for name in others},
        "items": {question: dict(values) for question, values in found[ours].items()},
    }
    return SuiteResult(suite=NAME, cases=(), summary=summary)
