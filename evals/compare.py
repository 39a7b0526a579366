"""Two runs set side by side, item by item: better, worse, or too close to call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpus.records import Frozen
from evals.errors import RunFileError
from evals.intervals import Cell, Verdict, f1, f1_interval, interval, judged
from evals.records import Run

ALL = "all"
ABSTENTION = "abstention_f1"
DECIDES = ("ok", "ndcg@10")
"""The figures that decide the overall verdict: the first of them that both runs have."""


class Difference(Frozen):
    """One figure in both runs, over the items that have it in both.

    ``low`` and ``high`` bound the 95 % interval of ``after - before``; ``gained`` and ``lost`` count the
    items that rose and fell; ``noise`` is how far the figure moved between repeats of one run.
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
    noise: float
    verdict: Verdict


class Flip(Frozen):
    """One figure of one item that changed."""

    item: str
    metric: str
    before: float
    after: float


class Comparison(Frozen):
    """Every figure of every suite, the cases that flipped, and every item that changed."""

    differences: tuple[Difference, ...]
    now_right: tuple[str, ...]
    now_wrong: tuple[str, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    items: tuple[Flip, ...]
    verdict: Verdict


def compare(before: Run, after: Run, noise: float = 0.0) -> Comparison:
    """Compare two runs.

    Args:
        before, after: the runs; only items that both hold are compared. The noise floor of a figure is the
            greater of those that their repeats measured.
        noise: the least difference that counts for any figure, besides.

    Raises:
        RunFileError: when the runs share no item.
    """
    old, new = dict(before.items()), dict(after.items())
    shared = [name for name in old if name in new]
    if not shared:
        raise RunFileError("the two runs have no case in common.", "Compare runs of the same suites.")
    pairs: dict[tuple[str, str], list[tuple[float, float]]] = {}
    flips: list[Flip] = []
    for name in shared:
        for metric in sorted(old[name].keys() & new[name].keys()):
            was, became = old[name][metric], new[name][metric]
            for where in (name.split("/", 1)[0], ALL):
                pairs.setdefault((where, metric), []).append((was, became))
            if was != became:
                flips.append(Flip(item=name, metric=metric, before=was, after=became))
    floor = Floors(before, after, noise)
    found = [
        _difference(suite, metric, values, floor(suite, metric))
        for (suite, metric), values in sorted(pairs.items())
    ]
    found += _abstention(before, after, floor)
    return Comparison(
        differences=tuple(sorted(found, key=lambda d: (d.suite, d.metric))),
        now_right=tuple(n for n in shared if new[n].get("ok", 0) > old[n].get("ok", 0)),
        now_wrong=tuple(n for n in shared if new[n].get("ok", 0) < old[n].get("ok", 0)),
        only_before=tuple(n for n in old if n not in new),
        only_after=tuple(n for n in new if n not in old),
        items=tuple(flips),
        verdict=_overall(found),
    )


class Floors:
    """The noise floor of a figure of a suite: the greater of two runs' own, and of one for all."""

    def __init__(self, before: Run, after: Run, least: float) -> None:
        self._runs, self._least = (before, after), least

    def __call__(self, suite: str, metric: str) -> float:
        """The floor of one figure."""
        measured = (run.noise.get(suite, {}).get(metric, 0.0) for run in self._runs)
        return max(self._least, *measured)


def _overall(found: Sequence[Difference]) -> Verdict:
    """The verdict of the figure that decides."""
    for metric in DECIDES:
        for difference in found:
            if (difference.suite, difference.metric) == (ALL, metric):
                return difference.verdict
    return "too close to call"


def _difference(
    suite: str,
    metric: str,
    values: Sequence[tuple[float, float]],
    noise: float,
    span: tuple[float, float] | None = None,
) -> Difference:
    """One figure's difference; ``span`` is its interval when it is not that of a mean."""
    changes = [after - before for before, after in values]
    low, high = span or interval(changes)
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
        noise=noise,
        verdict=judged(low, high, len(values), noise),
    )


def _abstention(before: Run, after: Run, floor: Floors) -> list[Difference]:
    """F1 of abstaining in each suite that has cases which should, and over all; resampled case by case."""
    old, new = _cells(before), _cells(after)
    found: list[Difference] = []
    suites = sorted({name.split("/", 1)[0] for name in old})
    for suite in (*suites, ALL):
        names = [n for n in old if n in new and (suite == ALL or n.startswith(f"{suite}/"))]
        was, became = [old[n] for n in names], [new[n] for n in names]
        if not any(should for should, _ in was):
            continue
        right = [(float(a[0] == a[1]), float(b[0] == b[1])) for a, b in zip(was, became, strict=True)]
        made = _difference(suite, ABSTENTION, right, floor(suite, ABSTENTION), f1_interval(was, became))
        found.append(made.model_copy(update={"before": f1(was), "after": f1(became)}))
    return found


def _cells(run: Run) -> dict[str, Cell]:
    """Whether each case should have abstained, and whether it did; by ``suite/id``."""
    return {
        f"{suite.suite}/{case}": (bool(cell[0]), bool(cell[1]))
        for suite in run.suites
        for case, cell in _listed(suite.summary).items()
    }


def _listed(summary: Mapping[str, object]) -> Mapping[str, tuple[int, int]]:
    """The cells by case of a suite's summary; none when a run was written before they were kept."""
    abstention = summary.get("abstention")
    cases = abstention.get("cases", {}) if isinstance(abstention, Mapping) else {}
    return cases if isinstance(cases, Mapping) else {}
