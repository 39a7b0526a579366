"""``scale``: hybrid search over 10^3 to 10^6 passages, against exact float32 search over as many; the cost curve."""

from __future__ import annotations

import time
from dataclasses import dataclass
from statistics import median

import numpy as np

from evals.bench.cloud import Cloud, index_cloud, make_cloud
from evals.bench.figures import Figures, paired
from evals.bench.plan import Plan, bound_of
from index.embedding import Vectors

SIZES = (1_000, 10_000, 29_999, 100_000, 1_000_000)
DEEP = 30
BLOCK = 10


@dataclass(frozen=True)
class Level:
    """What was measured at one size: milliseconds of each block, ours and exact, and the recall of our ten best."""

    size: int
    ours: list[float]
    exact: list[float]
    recall: float


def measure(plan: Plan) -> Figures:
    """One row, for the largest size; the smaller ones and the exponent of the fitted curve are beside it."""
    largest = plan.size(plan.largest, 2_000)
    sizes = [size for size in SIZES if size < largest] + [largest]
    cloud = make_cloud(largest)
    levels: list[Level] = []
    for size in sizes:
        plan.say(f"scale: {size:,} passages")
        levels.append(_level(cloud.first(size), plan))
    last = levels[-1]
    also = {
        "passages": float(last.size),
        "recall@10": last.recall,
        **{f"ms at {level.size:,}": median(level.ours) for level in levels},
        "exponent": exponent(levels),
    }
    bound = bound_of("scale") if last.size >= 1_000_000 else None
    return {"scale": paired(last.ours, last.exact, "ms p50", "exact float32 search", bound, also)}


def exponent(levels: list[Level]) -> float:
    """c of the curve ms = a * n^c, by least squares on the logarithms."""
    from scipy.stats import linregress

    sizes = np.log10([level.size for level in levels])
    took = np.log10([median(level.ours) for level in levels])
    return float(linregress(sizes, took).slope)


def _level(cloud: Cloud, plan: Plan) -> Level:
    """Ours and exact search in turn, a block of questions each; no question comes twice."""
    folder = plan.work / f"cloud-{len(cloud.passages)}"
    searcher = index_cloud(cloud, folder, exact=False)
    truth = index_cloud(cloud, folder, exact=True)
    questions = list(cloud.asked.vectors)
    searcher.search(questions.pop(), DEEP)
    ours: list[float] = []
    exact: list[float] = []
    kept: list[float] = []
    for start in range(0, plan.size(100, 20), BLOCK):
        block = questions[start : start + BLOCK]
        took: list[float] = []
        for question in block:
            began = time.perf_counter()
            hits = searcher.search(question, DEEP)
            took.append((time.perf_counter() - began) * 1000)
            best = {hit.passage.id for hit in truth.search(question, 10)}
            kept.append(len(best & {hit.passage.id for hit in hits[:10]}) / len(best))
        ours.append(median(took))
        exact.append(median(_exactly(cloud.vectors, cloud.asked.vectors[q]) for q in block))
    return Level(len(cloud.passages), ours, exact, float(np.mean(kept)))


def _exactly(vectors: Vectors, question: Vectors) -> float:
    """Milliseconds of the thirty nearest by every inner product."""
    began = time.perf_counter()
    scores = vectors @ question
    nearest = np.argpartition(-scores, DEEP)[:DEEP]
    nearest[np.argsort(-scores[nearest])]
    return (time.perf_counter() - began) * 1000
