"""Plots as inline SVG, by matplotlib: nothing is fetched, and the same figures give the same file."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

INK, BLUE, PALE = "#212b32", "#005eb8", "#aeb7bd"


def intervals(names: Sequence[str], values: Sequence[float], spans: Sequence[tuple[float, float]]) -> str:
    """Horizontal bars from 0 to 1 with their 95 % intervals.

    Args:
        names: one a bar, the first on top.
        values: 0 to 1.
        spans: the lower and upper bound of each.
    """
    figure, axes = _axes(7.0, 0.7 + 0.36 * len(names))
    at = range(len(names))
    axes.barh(at, values, xerr=_errors(values, spans), color=BLUE, ecolor=INK, height=0.62, capsize=3)
    axes.set_yticks(at, names)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.set_xlim(0, 1.02)
    return _svg(figure)


def differences(names: Sequence[str], values: Sequence[float], spans: Sequence[tuple[float, float]]) -> str:
    """Points round zero with their 95 % intervals; right of zero is ahead.

    Args:
        names: one a point, the first on top.
        values: -1 to 1.
        spans: the lower and upper bound of each.
    """
    figure, axes = _axes(7.0, 0.8 + 0.36 * len(names))
    at = range(len(names))
    axes.axvline(0, color=PALE, linewidth=1)
    axes.errorbar(values, at, xerr=_errors(values, spans), fmt="o", color=BLUE, ecolor=INK, capsize=3)
    axes.set_yticks(at, names)
    axes.set_ylim(len(names) - 0.5, -0.5)
    widest = max((abs(bound) for span in spans for bound in span), default=0.0)
    axes.set_xlim(-widest - 0.05, widest + 0.05)
    return _svg(figure)


def grid(rows: Sequence[str], columns: Sequence[str], counts: Sequence[Sequence[float]]) -> str:
    """A heat map with its numbers written in; 0 stays empty.

    Args:
        rows, columns: their labels.
        counts: shape (rows, columns).
    """
    figure, axes = _axes(2.6 + 0.75 * len(columns), 1.6 + 0.34 * len(rows))
    axes.imshow(counts, cmap="Blues", aspect="auto")
    axes.xaxis.tick_top()
    axes.set_xticks(range(len(columns)), columns, rotation=35, ha="left")
    axes.set_yticks(range(len(rows)), rows)
    most = max((max(row) for row in counts), default=0)
    for y, row in enumerate(counts):
        for x, count in enumerate(row):
            if count:
                axes.text(
                    x, y, f"{count:g}", ha="center", va="center", color="white" if count > most / 2 else INK
                )
    return _svg(figure)


def _errors(values: Sequence[float], spans: Sequence[tuple[float, float]]) -> list[list[float]]:
    """How far each interval reaches below and above its value; rounding never makes it negative."""
    pairs = list(zip(values, spans, strict=True))
    return [
        [max(value - low, 0.0) for value, (low, _) in pairs],
        [max(high - value, 0.0) for value, (_, high) in pairs],
    ]


def _axes(width: float, height: float) -> tuple[Any, Any]:
    """A figure without a window; sizes in inches."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    with rc_context({"font.family": "sans-serif", "font.size": 9, "axes.edgecolor": PALE, "text.color": INK}):
        figure = Figure(figsize=(width, height), layout="constrained")
        axes = figure.add_subplot()
        axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _svg(figure: Any) -> str:
    """The figure as SVG markup, text kept as text, without date or outside references."""
    from matplotlib import rc_context

    held = io.StringIO()
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "evals"}):
        figure.savefig(
            held, format="svg", metadata={"Date": None, "Creator": None, "Type": None, "Format": None}
        )
    markup = held.getvalue()
    markup = re.sub(r"<metadata>.*?</metadata>", "", markup, flags=re.DOTALL)
    return markup[markup.index("<svg") :]
