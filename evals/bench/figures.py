"""A figure: ours, the baseline's, their ratio with its spread, and the bound it should reach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median
from typing import Literal

from pydantic import Field

from corpus.records import Frozen


class Bound(Frozen):
    """What a ratio should reach: at most or at least so much.

    >>> Bound(sign="<=", limit=0.3).reached(0.25)
    True
    """

    sign: Literal["<=", ">="]
    limit: float

    def reached(self, ratio: float) -> bool:
        """Whether a ratio is on the right side."""
        return ratio <= self.limit if self.sign == "<=" else ratio >= self.limit

    def __str__(self) -> str:
        return f"{self.sign} {self.limit:g}"


class Figure(Frozen):
    """One row of the table.

    ``ratio`` is always ours divided by the baseline's; ``quartiles`` are those of the ratios of the single
    repeats. ``also`` holds figures that belong to the row but are compared with nothing (a recall, a cost curve).
    """

    ours: float
    baseline: float
    ratio: float
    unit: str
    against: str = Field(description="What the baseline is.")
    quartiles: tuple[float, float]
    repeats: int
    bound: str = ""
    reached: bool | None = None
    also: dict[str, float] = {}


Figures = dict[str, Figure]
"""Row -> figure. The first row of a benchmark carries the benchmark's own name."""


def paired(
    ours: Sequence[float],
    baseline: Sequence[float],
    unit: str,
    against: str,
    bound: Bound | None = None,
    also: Mapping[str, float] | None = None,
) -> Figure:
    """The medians of interleaved repeats, their ratio, and the quartiles of the ratio pair by pair.

    Args:
        ours: one value a repeat.
        baseline: the baseline's value of the same repeat, at the same place.
        unit: of both.
        against: what the baseline is.
        bound: what the ratio should reach; None where nothing is asked.
        also: further figures of the row.

    >>> paired([1, 2, 3], [10, 10, 10], "ms", "theirs").ratio
    0.2
    """
    ratios = [one / other for one, other in zip(ours, baseline, strict=True)]
    return figure(median(ours), median(baseline), ratios, unit, against, bound, also)


def figure(
    ours: float,
    baseline: float,
    ratios: Sequence[float],
    unit: str,
    against: str,
    bound: Bound | None = None,
    also: Mapping[str, float] | None = None,
) -> Figure:
    """A figure from its two values and the ratios of the single repeats, whose quartiles are the spread."""
    import numpy as np

    ratio = ours / baseline
    low, high = (float(q) for q in np.percentile(ratios, (25, 75)))
    return Figure(
        ours=ours,
        baseline=baseline,
        ratio=ratio,
        unit=unit,
        against=against,
        quartiles=(low, high),
        repeats=len(ratios),
        bound=str(bound) if bound else "",
        reached=bound.reached(ratio) if bound else None,
        also=dict(also or {}),
    )
