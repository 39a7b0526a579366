"""``search.filtered``: 1, 10 and 50 % of 100,000 passages kept by a filter, against Chroma with a ``where``."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from evals.bench.cloud import SHARES, Cloud, index_cloud, make_cloud
from evals.bench.figures import Figures, paired
from evals.bench.plan import Plan, bound_of
from index.search import Filters, Searcher

TEN = 10
BLOCK = 10


@dataclass(frozen=True)
class Pair:
    """Our searcher, the same by exact search, and Chroma, over one cloud."""

    cloud: Cloud
    ours: Searcher
    truth: Searcher
    chroma: Any


def measure(plan: Plan) -> Figures:
    """Both over the same passages and given the same vector of the question, a block of questions in turn.

    No question comes twice, so that no cache answers; the first block of each filter, which makes its mask, is left
    out.
    """
    size = plan.size(100_000, 2_000)
    plan.say(f"search.filtered: {size:,} passages")
    cloud, folder = make_cloud(size), plan.work / f"cloud-{size}"
    searcher, exactly = (index_cloud(cloud, folder, exact) for exact in (False, True))
    pair = Pair(cloud, searcher, exactly, chroma_of(cloud, folder))
    fresh = iter(list(cloud.asked.vectors))
    rows: Figures = {}
    for country, share in SHARES.items():
        blocks = [list(islice(fresh, BLOCK)) for _ in range(plan.size(6, 2))]
        both = [(*ours_of(pair, block, country), *theirs_of(pair, block, country)) for block in blocks]
        ours, kept, theirs, kept_there = zip(*both, strict=True)
        row = f"search.filtered_{share * 100:.0f}"
        also = {"recall@10": float(np.mean(kept)), "Chroma's recall@10": float(np.mean(kept_there))}
        rows[row] = paired(ours[1:], theirs[1:], "ms p50", "Chroma with a where", bound_of(row), also)
    return rows


def ours_of(pair: Pair, block: Sequence[str], country: str) -> tuple[float, float]:
    """The median time of our filtered search in ms, and its recall against exact search."""
    filters = Filters(countries=frozenset({country}))
    took: list[float] = []
    kept: list[float] = []
    for question in block:
        began = time.perf_counter()
        hits = pair.ours.search(question, TEN, filters)
        took.append((time.perf_counter() - began) * 1000)
        best = {hit.passage.id for hit in pair.truth.search(question, TEN, filters)}
        kept.append(len(best & {hit.passage.id for hit in hits}) / len(best))
    return median(took), float(np.mean(kept))


def theirs_of(pair: Pair, block: Sequence[str], country: str) -> tuple[float, float]:
    """The same of Chroma with a ``where``, whose search is by vectors alone."""
    within = np.flatnonzero([p.country == country for p in pair.cloud.passages])
    took: list[float] = []
    kept: list[float] = []
    for question in block:
        vector = pair.cloud.asked.vectors[question]
        began = time.perf_counter()
        found = pair.chroma.query(
            query_embeddings=[vector], n_results=TEN, where={"country": country}, include=["distances"]
        )
        took.append((time.perf_counter() - began) * 1000)
        nearest = within[np.argsort(-(pair.cloud.vectors[within] @ vector))[:TEN]]
        best = {pair.cloud.passages[i].id for i in nearest}
        kept.append(len(best & set(found["ids"][0])) / len(best))
    return median(took), float(np.mean(kept))


def chroma_of(cloud: Cloud, folder: Path) -> Any:
    """A Chroma collection of the cloud with Chroma's own defaults but cosine, made once."""
    import chromadb
    from chromadb.config import Settings

    place, made = folder / "plain", folder / "plain.whole"
    client = chromadb.PersistentClient(path=str(place), settings=Settings(anonymized_telemetry=False))
    configuration: Any = {"hnsw": {"space": "cosine"}}
    collection = client.get_or_create_collection(
        "plain", embedding_function=None, configuration=configuration
    )
    if not made.is_file():
        for start in range(0, len(cloud.passages), 5000):
            batch = cloud.passages[start : start + 5000]
            collection.add(
                ids=[p.id for p in batch],
                embeddings=cloud.vectors[start : start + 5000],
                metadatas=[{"country": p.country, "kind": p.kind} for p in batch],
            )
        made.touch()
    return collection
