"""The noise floor: how far a figure moves between repeats of one run, when anything in it is sampled."""

from __future__ import annotations

from collections.abc import Sequence

from evals.compare import ABSTENTION, ALL
from evals.records import Run


def floors(repeats: Sequence[Run]) -> dict[str, dict[str, float]]:
    """The range of each figure's mean over repeats, by suite and over all; 0 for what isn't sampled.

    Args:
        repeats: runs of the same suites by the same advisor; nothing is known from fewer than two.
    """
    if len(repeats) < 2:
        return {}
    means = [_means(run) for run in repeats]
    return {
        suite: {
            metric: max(had) - min(had)
            for metric in figures
            if (had := [m[suite][metric] for m in means if metric in m.get(suite, {})])
        }
        for suite, figures in means[0].items()
    }


def _means(run: Run) -> dict[str, dict[str, float]]:
    """The mean of every figure of every suite, and over all of them."""
    values: dict[str, dict[str, list[float]]] = {}
    for name, figures in run.items():
        for where in (name.split("/", 1)[0], ALL):
            for metric, value in figures.items():
                values.setdefault(where, {}).setdefault(metric, []).append(value)
    found = {w: {m: sum(v) / len(v) for m, v in of.items()} for w, of in values.items()}
    for suite in run.suites:
        if suite.summary.get(ABSTENTION) is not None:
            found.setdefault(suite.suite, {})[ABSTENTION] = float(suite.summary[ABSTENTION])
    return found
