"""``search.ndcg``: hybrid nDCG@10 on public collections, against the best of BM25 and dense alone."""

from __future__ import annotations

from evals.bench.figures import Figure, Figures, paired
from evals.bench.plan import Plan, bound_of


def measure(plan: Plan) -> Figures:
    """One row a collection, named after its folder, when there are several; none when no folder was given."""
    from advisor.settings import load_settings
    from evals.beir import read_collection
    from evals.retrieval import measured, rankings
    from index.embedding import SentenceTransformerEmbedder

    rows: dict[str, Figure] = {}
    options = load_settings().index
    embedder = SentenceTransformerEmbedder(options.model, options.exports)
    for folder in plan.collections:
        collection = read_collection(folder)
        plan.say(f"search.ndcg: {folder.name}, {len(collection.documents):,} documents")
        figures = measured(collection, rankings(collection, embedder, options))
        ndcg = {method: values["ndcg@10"] for method, values in figures.items()}
        best = max(("bm25", "dense"), key=ndcg.__getitem__)
        row = "search.ndcg" if len(plan.collections) == 1 else f"search.ndcg.{folder.name}"
        also = {"queries": float(len(collection.queries)), "documents": float(len(collection.documents))}
        bound = bound_of("search.ndcg")
        rows[row] = paired([ndcg["hybrid"]], [ndcg[best]], "nDCG@10", f"{best} alone", bound, also)
    return rows
