"""Retrieval on a public test collection, through the product's own embedder, BM25 and fusion."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np

from evals.beir import TestCollection
from index.embedding import Embedder, Vectors
from index.fusion import Scores, convex, top
from index.lexical import Lexical
from index.options import IndexOptions

DEPTH = 100
Ranking = dict[str, float]
System = Callable[[int], Scores]
METHODS = ("dense", "bm25", "hybrid")


def rankings(
    collection: TestCollection,
    embedder: Embedder,
    options: IndexOptions,
    cache: Path | None = None,
    tick: Callable[[int], None] | None = None,
) -> dict[str, dict[str, Ranking]]:
    """The best hundred documents of each query by each method, from an index held in memory.

    Args:
        collection: documents, queries and judgements.
        embedder: the model.
        options: the weight and the depth of the fusion.
        cache: a folder to keep the vectors in; None to keep none.
        tick: called with how many texts have been embedded since the last time.

    Returns:
        Method -> query id -> document id -> score.
    """
    texts = list(collection.documents.values())
    names = list(collection.documents)
    questions = list(collection.queries.values())
    vectors = _vectors([*texts, *questions], embedder, cache, tick)
    documents, asked = vectors[: len(texts)], vectors[len(texts) :]
    lexical = Lexical.build(texts)
    found: dict[str, dict[str, Ranking]] = {method: {} for method in METHODS}
    for query, words, vector in zip(collection.queries, questions, asked, strict=True):
        dense: Scores = documents @ vector
        bm25 = lexical.scores(words)
        fused = convex(dense, bm25, options.alpha, options.candidates)
        for method, scores in zip(METHODS, (dense, bm25, fused), strict=True):
            found[method][query] = _best(scores, names, keep_zero=method != "bm25")
    return found


def measured(
    collection: TestCollection, found: Mapping[str, Mapping[str, Ranking]]
) -> dict[str, dict[str, float]]:
    """nDCG@10, Recall@10, Recall@100 and MRR@10 of each method, by ir_measures (pytrec_eval)."""
    import ir_measures
    from ir_measures import RR, R, nDCG

    wanted = {"ndcg@10": nDCG @ 10, "recall@10": R @ 10, "recall@100": R @ 100, "mrr@10": RR @ 10}
    results: dict[str, dict[str, float]] = {}
    for method, ranking in found.items():
        run = {query: dict(scores) for query, scores in ranking.items()}
        figures = ir_measures.calc_aggregate(list(wanted.values()), collection.judgements, run)
        results[method] = {name: float(figures[measure]) for name, measure in wanted.items()}
    return results


def _best(scores: Scores, names: Sequence[str], keep_zero: bool) -> Ranking:
    """The best hundred, given falling scores so that a library breaks no tie in its own way."""
    kept = [i for i in top(scores, DEPTH) if keep_zero or scores[i] > 0]
    return {names[i]: float(len(kept) - rank) for rank, i in enumerate(kept)}


def _vectors(
    texts: Sequence[str], embedder: Embedder, cache: Path | None, tick: Callable[[int], None] | None
) -> Vectors:
    """The vectors of some texts, from the cache when it holds just these by just this model."""
    if cache is None:
        return embedder.encode(texts, tick)
    sha = hashlib.sha256(embedder.identity.encode())
    for text in texts:
        sha.update(text.encode("utf-8", "replace") + b"\0")
    path = cache / f"{sha.hexdigest()[:32]}.npy"
    if path.is_file():
        return np.asarray(np.load(path), dtype=np.float32)
    vectors = embedder.encode(texts, tick)
    cache.mkdir(parents=True, exist_ok=True)
    np.save(path, vectors)
    return vectors
