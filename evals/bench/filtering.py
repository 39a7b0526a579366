"""``search.filtered``: 1, 10 and 50 % of 100,000 passages kept by a filter, against Chroma with a ``where``."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from evals.bench.cloud import SHARES, Cloud, index_cloud, make_cloud
from evals.bench.figures import Figures, paired
from evals.bench.plan import Plan, bound_of
from index.search import Filters

TEN = 10
BLOCK = 10


def measure(plan: Plan) -> Figures:
    """Both over the same passages and given the same vector of the question, a block of questions in turn."""
    size = plan.size(100_000, 2_000)
    plan.say(f"search.filtered: {size:,} passages")
    cloud = make_cloud(size)
    folder = plan.work / f"cloud-{size}"
    searcher = index_cloud(cloud, folder, exact=False)
    truth = index_cloud(cloud, folder, exact=True)
    chroma = chroma_of(cloud, folder)
    rows: Figures = {}
    for country, share in SHARES.items():
        filters, where = Filters(countries=frozenset({country})), {"country": country}
        ours: list[float] = []
        theirs: list[float] = []
        kept: list[float] = []
        kept_there: list[float] = []
        questions = list(cloud.asked.vectors)
        mask = np.asarray([p.country == country for p in cloud.passages])
        for start in range(0, plan.size(60, 20), BLOCK):
            took: list[float] = []
            took_there: list[float] = []
            for question in questions[start : start + BLOCK]:
                began = time.perf_counter()
                hits = searcher.search(question, TEN, filters)
                took.append((time.perf_counter() - began) * 1000)
                best = {hit.passage.id for hit in truth.search(question, TEN, filters)}
                kept.append(len(best & {hit.passage.id for hit in hits}) / len(best))
            for question in questions[start : start + BLOCK]:
                vector = cloud.asked.vectors[question]
                began = time.perf_counter()
                got = chroma.query(
                    query_embeddings=[vector], n_results=TEN, where=where, include=["distances"]
                )
                took_there.append((time.perf_counter() - began) * 1000)
                scores = np.where(mask, cloud.vectors @ vector, -2)
                nearest = {cloud.passages[i].id for i in np.argsort(-scores)[:TEN]}
                kept_there.append(len(nearest & set(got["ids"][0])) / TEN)
            ours.append(median(took))
            theirs.append(median(took_there))
        row = f"search.filtered_{share * 100:.0f}"
        also = {"recall@10": float(np.mean(kept)), "Chroma's recall@10": float(np.mean(kept_there))}
        rows[row] = paired(ours[1:], theirs[1:], "ms p50", "Chroma with a where", bound_of(row), also)
    return rows


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
