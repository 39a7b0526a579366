"""Two runs set side by side, item by item: better, worse, or too close to call."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from corpus.records import Frozen
from evals.errors import RunFileError
from evals.records import Run

SEED = 20240229
RESAMPLES = 5_000
LEAST_ITEMS = 10
Verdict = Literal["better", "worse", "too close to call"]


class Difference(Frozen):
    """One figure in both runs, over the items that have it in both.

    ``low`` and ``high`` bound the 95 % interval of ``after - before``; ``gained`` and ``lost`` count the
    items that rose and fell.
    """

    suite: str
    metric: str
    n: int
    before: float
    after: float
    low: float
    high: float
    gained: int
    lost: int
    verdict: Verdict


class Comparison(Frozen):
    """Every figure of every suite, and the cases that flipped."""

    differences: tuple[Difference, ...]
    now_right: tuple[str, ...]
    now_wrong: tuple[str, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    verdict: Verdict


def compare(before: Run, after: Run, noise: float = 0.0) -> Comparison:
    """Compare two runs.

    Args:
        before, after: the runs; only cases that both hold are compared.
        noise: the least difference that counts, as measured by repeating one run (0 for what isn't sampled).

    Raises:
        RunFileError: when the runs share no case.
    """
    old = {name: (case, figures) for name, case, figures in before.items()}
    new = {name: (case, figures) for name, case, figures in after.items()}
    shared = [name for name in old if name in new]
    if not shared:
        raise RunFileError("the two runs have no case in common.", "Compare runs of the same suites.")
    pairs: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for name in shared:
        suite = name.split("/", 1)[0]
        for metric in old[name][1].keys() & new[name][1].keys():
            for where in (suite, "all"):
                pairs.setdefault((where, metric), []).append((old[name][1][metric], new[name][1][metric]))
    found = [_difference(suite, metric, values, noise) for (suite, metric), values in sorted(pairs.items())]
    overall = next(d for d in found if d.suite == "all" and d.metric == "ok")
    return Comparison(
        differences=tuple(found),
        now_right=tuple(n for n in shared if new[n][0].ok and not old[n][0].ok),
        now_wrong=tuple(n for n in shared if old[n][0].ok and not new[n][0].ok),
        only_before=tuple(n for n in old if n not in new),
        only_after=tuple(n for n in new if n not in old),
        verdict=overall.verdict,
    )


def interval(differences: Sequence[float]) -> tuple[float, float]:
    """The 95 % interval of the mean of paired differences: percentile bootstrap, fixed seed, by scipy.

    >>> interval([0.0, 0.0, 0.0])
    (0.0, 0.0)
    """
    import numpy as np
    from scipy.stats import bootstrap

    values = np.asarray(differences, dtype=float)
    if values.size < 2 or np.all(values == values[0]):
        mean = float(values.mean())
        return mean, mean
    found = bootstrap(
        (values,),
        np.mean,
        n_resamples=RESAMPLES,
        method="percentile",
        batch=500,
        rng=np.random.default_rng(SEED),
    )
    return float(found.confidence_interval.low), float(found.confidence_interval.high)


def judged(low: float, high: float, n: int, noise: float = 0.0) -> Verdict:
    """The verdict of an interval; fewer than ten items never decide."""
    if n < LEAST_ITEMS:
        return "too close to call"
    if low > noise:
        return "better"
    return "worse" if high < -noise else "too close to call"


def _difference(suite: str, metric: str, values: Sequence[tuple[float, float]], noise: float) -> Difference:
    """One figure's difference."""
    changes = [after - before for before, after in values]
    low, high = interval(changes)
    return Difference(
        suite=suite,
        metric=metric,
        n=len(values),
        before=sum(before for before, _ in values) / len(values),
        after=sum(after for _, after in values) / len(values),
        low=low,
        high=high,
        gained=sum(change > 0 for change in changes),
        lost=sum(change < 0 for change in changes),
        verdict=judged(low, high, len(values), noise),
    )
