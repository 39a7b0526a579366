"""Retrieval over the product's own index: does a question bring up statements of the references it should cite?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus.records import Frozen
from evals.cases import Case
from index.fusion import Scores, top
from index.opening import OpenIndex

DEPTH = 100


class Finding(Frozen):
    """nDCG@10 of the search in use, and of its two halves; ``lead`` is its distance to the better half."""

    n: int
    hybrid: float
    dense: float
    bm25: float
    lead: float


def finding(index: OpenIndex, cases: Iterable[Case]) -> Finding | None:
    """Measure the search on cases that name references and stand alone; None when there is none.

    A statement is relevant (grade 1) when it cites one of the case's ``cites_any``.

    Args:
        index: the product's, open, with its vectors in memory.
        cases: of any suites; those with earlier turns are left out.
    """
    import ir_measures
    from ir_measures import nDCG

    citing = _citing(index)
    judged: dict[str, dict[str, int]] = {}
    found: dict[str, dict[str, dict[str, float]]] = {"hybrid": {}, "dense": {}, "bm25": {}}
    names = [p.id for p in index.searcher.passages]
    for at, case in enumerate(cases):
        wanted = {s for r in case.expect.cites_any or () for s in citing.get(r, ())}
        if case.history or not wanted or index.searcher.vectors is None:
            continue
        judged[str(at)] = dict.fromkeys(sorted(wanted), 1)
        hits = index.searcher.search(case.question, DEPTH, per_record=DEPTH)
        dense: Scores = index.searcher.vectors @ index.searcher.embed(case.question)
        found["hybrid"][str(at)] = _ranked([hit.passage.id for hit in hits])
        found["dense"][str(at)] = _ranked([names[i] for i in top(dense, DEPTH)])
        lexical = index.searcher.lexical.scores(case.question)
        found["bm25"][str(at)] = _ranked([names[i] for i in top(lexical, DEPTH) if lexical[i] > 0])
    if not judged:
        return None
    wanted_measure = nDCG @ 10
    figures = {
        name: float(ir_measures.calc_aggregate([wanted_measure], judged, run)[wanted_measure])
        for name, run in found.items()
    }
    return Finding(n=len(judged), lead=figures["hybrid"] - max(figures["dense"], figures["bm25"]), **figures)


def _citing(index: OpenIndex) -> dict[str, list[str]]:
    """Reference id -> the statements that cite it."""
    citing: dict[str, list[str]] = {}
    for statement, (_, held) in index.corpus.statements.items():
        for citation in held.citations:
            citing.setdefault(citation.reference, []).append(statement)
    return citing


def _ranked(names: Sequence[str]) -> dict[str, float]:
    """Falling scores for a ranking."""
    return {name: float(len(names) - rank) for rank, name in enumerate(names)}
