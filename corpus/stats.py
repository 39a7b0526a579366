"""The silence map as text, as CSV and as a plot."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.coverage import Table
from corpus.errors import CorpusError

ENDINGS = (".png", ".svg")


def as_text(tables: Sequence[Table]) -> str:
    """Each table with numbered columns and a key to them, a dot for nought, and its empties below."""
    return "\n\n".join("\n".join(_lines(table)) for table in tables) + "\n"


def write_csv(tables: Sequence[Table], folder: Path) -> list[Path]:
    """Write one file for each table; CorpusError when the folder can't be written."""
    paths = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for table in tables:
            path = folder / f"approach-by-{table.name}.csv"
            with path.open("w", encoding="utf-8", newline="") as file:
                sheet = csv.writer(file)
                sheet.writerow(("approach", *table.columns))
                sheet.writerows((row, *counts) for row, counts in zip(table.rows, table.counts, strict=True))
            paths.append(path)
    except OSError as err:
        raise CorpusError(f"{folder} can't be written: {err.strerror}.", "Name another folder.") from err
    return paths


def write_plot(tables: Sequence[Table], path: Path) -> None:
    """Draw every table as a heat map, its empties hatched; CorpusError for other endings than `ENDINGS`."""
    if path.suffix.lower() not in ENDINGS:
        raise CorpusError(f"{path.name} is no kind of plot.", f"End it on {' or '.join(ENDINGS)}.")
    import matplotlib as mpl
    from matplotlib.figure import Figure

    widths = [len(table.columns) + 4 for table in tables]
    figure = Figure(figsize=(sum(widths) * 0.36, 12), layout="constrained")
    axes = figure.subplots(1, len(tables), width_ratios=widths, squeeze=False)[0]
    for number, (axis, table) in enumerate(zip(axes, tables, strict=True)):
        counts = [[min(n, 20) or float("nan") for n in line] for line in table.counts]
        axis.set_facecolor("#f6d7d2")
        axis.imshow(counts, aspect="auto", cmap="Blues", vmin=0, vmax=20)
        for y, line in enumerate(table.counts):
            for x, n in enumerate(line):
                axis.text(
                    x, y, n or "–", ha="center", va="center", fontsize=6, color="white" if n > 12 else "black"
                )
        axis.set_xticks(range(len(table.columns)), table.columns, rotation=90, fontsize=7)
        axis.set_yticks(range(len(table.rows)), table.rows if number == 0 else [], fontsize=7)
        axis.set_title(f"{table.name}: {table.silence:.0%} silent", fontsize=9)
    figure.suptitle("Records for each approach; nothing is known of the cells with a dash", fontsize=10)
    try:
        with mpl.rc_context({"svg.hashsalt": "coverage"}):
            figure.savefig(path, dpi=150, metadata={"Date": None} if path.suffix.lower() == ".svg" else None)
    except OSError as err:
        raise CorpusError(f"{path} can't be written: {err.strerror}.", "Name another file.") from err


def _lines(table: Table) -> Iterator[str]:
    """One table, line by line."""
    width = max(len(row) for row in table.rows)
    yield f"Approach x {table.name} (records; a dot is an empty cell)"
    for number, column in enumerate(table.columns, start=1):
        yield f"  {number:>2} {column}"
    yield " " * width + "".join(f"{n:>4}" for n in range(1, len(table.columns) + 1))
    for row, counts in zip(table.rows, table.counts, strict=True):
        yield f"{row:<{width}}" + "".join(f"{n or '.':>4}" for n in counts)
    empties = table.empties()
    yield f"Silent: {len(empties)} of {len(table.rows) * len(table.columns)} cells ({table.silence:.0%})."
    by_row = Counter(row for row, _ in empties)
    by_column = Counter(column for _, column in empties)
    if empties:
        yield "  Most silent approaches: " + _most(by_row, len(table.columns))
        yield f"  Most silent in {table.name}: " + _most(by_column, len(table.rows))


def _most(counts: Counter[str], of: int) -> str:
    """The five with the most empties."""
    return ", ".join(f"{name} ({n} of {of})" for name, n in counts.most_common(5)) + "."
