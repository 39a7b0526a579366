"""How far raters agree with each other, and the metrics with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from corpus.records import Frozen
from evals.errors import EvalsError
from evals.intervals import SEED
from evals.rating.marks import Rated
from evals.rating.sheets import MARKS

RESAMPLES = 1_000
LEAST = 3
"""The fewest items over which ranks are compared."""


class Among(Frozen):
    """Agreement of the raters on one mark: Krippendorff's alpha for ordinal data, and its 95 % interval.

    ``alpha`` is None when it has no meaning: fewer than two raters marked the same item, or all marks are equal.
    ``items`` counts those that two or more raters marked; ``mean`` is over all marks.
    """

    mark: str
    raters: int
    items: int
    mean: float | None
    alpha: float | None
    low: float | None = None
    high: float | None = None


class Between(Frozen):
    """How the raters' mean mark and one metric rank the same items; None when either is constant."""

    mark: str
    metric: str
    items: int
    spearman: float | None
    spearman_p: float | None
    kendall: float | None
    kendall_p: float | None


def among(rated: Sequence[Rated]) -> list[Among]:
    """Agreement among raters, for each mark."""
    items = sorted({item for one in rated for item in one.marks})
    return [_among(m, [[one.marks.get(i, {}).get(m) for i in items] for one in rated]) for m in MARKS]


def between(rated: Sequence[Rated], figures: Mapping[str, Mapping[str, float]]) -> list[Between]:
    """How raters and metrics rank the items alike, for each mark and metric that share enough of them.

    Args:
        rated: the sheets.
        figures: the metrics of each item.
    """
    metrics = sorted({name for found in figures.values() for name in found})
    made: list[Between] = []
    for mark in MARKS:
        means = {
            item: sum(given) / len(given)
            for item in figures
            if (given := [one.marks[item][mark] for one in rated if mark in one.marks.get(item, {})])
        }
        for metric in metrics:
            pairs = [(means[item], figures[item][metric]) for item in means if metric in figures[item]]
            if len(pairs) >= LEAST:
                made.append(_between(mark, metric, pairs))
    return made


def _among(name: str, rows: Sequence[Sequence[int | None]]) -> Among:
    """Agreement on one mark; the interval resamples the items."""
    import numpy as np

    table = np.array([[np.nan if v is None else float(v) for v in row] for row in rows], dtype=float)
    shared = table[:, (~np.isnan(table)).sum(axis=0) >= 2]
    mean = None if np.isnan(table).all() else float(np.nanmean(table))
    alpha = _alpha(shared)
    bounds: dict[str, float] = {}
    if alpha is not None:
        rng = np.random.default_rng(SEED)
        chosen = rng.integers(0, shared.shape[1], size=(RESAMPLES, shared.shape[1]))
        found = [value for at in chosen if (value := _alpha(shared[:, at])) is not None]
        low, high = np.percentile(found, [2.5, 97.5])
        bounds = {"low": float(low), "high": float(high)}
    return Among(mark=name, raters=len(rows), items=shared.shape[1], mean=mean, alpha=alpha, **bounds)


def _alpha(table: object) -> float | None:
    """Krippendorff's alpha of raters by items, or None where it is not defined."""
    import numpy as np

    values = np.asarray(table, dtype=float)
    if not values.size or len(np.unique(values[~np.isnan(values)])) < 2:
        return None
    return float(_library().alpha(reliability_data=values, level_of_measurement="ordinal"))


def _library() -> Any:
    """The library that computes alpha; EvalsError says how to install it."""
    try:
        import krippendorff
    except ImportError as err:
        raise EvalsError(
            "agreement among raters needs a library that is not installed.",
            "Run: pip install -c constraints.txt -e '.[ratings]'",
        ) from err
    return krippendorff


def _between(mark: str, metric: str, pairs: Sequence[tuple[float, float]]) -> Between:
    """Two rankings of the same items, by scipy."""
    from scipy.stats import kendalltau, spearmanr

    marks, values = [m for m, _ in pairs], [v for _, v in pairs]
    if len(set(marks)) < 2 or len(set(values)) < 2:
        nothing = {"spearman": None, "spearman_p": None, "kendall": None, "kendall_p": None}
        return Between(mark=mark, metric=metric, items=len(pairs), **nothing)
    rho, tau = spearmanr(marks, values), kendalltau(marks, values)
    return Between(
        mark=mark,
        metric=metric,
        items=len(pairs),
        spearman=float(rho.statistic),
        spearman_p=float(rho.pvalue),
        kendall=float(tau.statistic),
        kendall_p=float(tau.pvalue),
    )
