"""Paired bootstrap intervals with a fixed seed, so that a rerun gives identical numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

SEED = 20240229
RESAMPLES = 5_000
LEAST_ITEMS = 10
Verdict = Literal["better", "worse", "too close to call"]
Cell = tuple[bool, bool]
"""One case of a detection task: whether it should, and whether it did."""


def interval(values: Sequence[float]) -> tuple[float, float]:
    """The 95 % interval of a mean (of paired differences, say): percentile bootstrap by scipy.

    >>> interval([0.0, 0.0, 0.0])
    (0.0, 0.0)
    """
    import numpy as np
    from scipy.stats import bootstrap

    array = np.asarray(values, dtype=float)
    if array.size < 2 or np.all(array == array[0]):
        mean = float(array.mean())
        return mean, mean
    found = bootstrap(
        (array,),
        np.mean,
        n_resamples=RESAMPLES,
        method="percentile",
        batch=500,
        rng=np.random.default_rng(SEED),
    )
    return float(found.confidence_interval.low), float(found.confidence_interval.high)


def f1_interval(before: Sequence[Cell], after: Sequence[Cell]) -> tuple[float, float]:
    """The 95 % interval of F1 after less F1 before, both over the same cases, resampled case by case.

    Args:
        before, after: of the same cases in the same order.
    """
    import numpy as np

    rng = np.random.default_rng(SEED)
    chosen = rng.integers(0, len(before), size=(RESAMPLES, len(before)))

    def scores(cells: Sequence[Cell]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        should, did = np.asarray(cells, dtype=bool).T
        hits = (should & did)[chosen].sum(axis=1)
        whole = should[chosen].sum(axis=1) + did[chosen].sum(axis=1)
        return np.where(whole > 0, 2 * hits / np.maximum(whole, 1), 1.0)

    low, high = np.percentile(scores(after) - scores(before), [2.5, 97.5])
    return float(low), float(high)


def f1(cells: Sequence[Cell]) -> float:
    """F1 of a detection task; 1 when there was nothing to find and nothing was found."""
    hits = sum(should and did for should, did in cells)
    whole = sum(should for should, _ in cells) + sum(did for _, did in cells)
    return 2 * hits / whole if whole else 1.0


def judged(low: float, high: float, n: int, noise: float = 0.0) -> Verdict:
    """The verdict of an interval; fewer than ten items never decide."""
    if n < LEAST_ITEMS:
        return "too close to call"
    if low > noise:
        return "better"
    return "worse" if high < -noise else "too close to call"
