"""Runs the benchmarks that were asked for, shows a table of ratios, and writes them down."""

from __future__ import annotations

import importlib
import importlib.util
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import KmaError
from evals import showing
from evals.bench.catalogue import NAMES, PARTS, parts_of, unknown
from evals.bench.figures import Figure, Figures
from evals.bench.plan import Plan
from evals.errors import EvalsError

SMALLEST = 1_000
"""The size that ``scale`` begins at."""
COLUMNS = ("benchmark", "ours", "baseline", "unit", "ratio", "quartiles", "bound", "reached", "against")


def bench(args: Namespace) -> int:
    """Measure, show and write; 1 when a part could not be measured, and else 0 whatever the ratios are.

    A bench measures and a gate judges.
    """
    check(args.names)
    if args.largest < SMALLEST:
        raise EvalsError(f"scale needs more than {args.largest} passages.", f"Name {SMALLEST:,} or more.")
    with _folder(args.keep) as work, _progress() as say:
        plan = Plan(work, args.quick, args.largest, tuple(args.collection or ()), say)
        figures, faults = run(parts_of(args.names), plan)
    show(figures)
    if args.json:
        written = {name: one.model_dump(mode="json") for name, one in figures.items()}
        showing.write_json(args.json, written)
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    return 1 if faults else 0


def check(names: Sequence[str]) -> None:
    """Refuse names that are no benchmark, and a machine without the baselines' packages."""
    if wrong := unknown(names):
        raise EvalsError(f"there is no benchmark {wrong[0]}.", f"Name any of: {', '.join(NAMES)}.")
    lacking = [p for p in ("langchain_chroma", "langchain_huggingface", "psutil") if not _installed(p)]
    if lacking:
        raise EvalsError(
            f"the baselines need {', '.join(lacking)}.", "Run: pip install -c constraints.txt -e .[baselines]"
        )


def run(parts: Sequence[str], plan: Plan) -> tuple[Figures, list[KmaError]]:
    """Every part in turn: the rows in the order that they were measured, and what kept a part from being measured.

    Raises:
        KmaError: when no part could be measured.
    """
    figures: Figures = {}
    faults: list[KmaError] = []
    for part in parts:
        plan.say(part)
        measure = importlib.import_module(f"evals.bench.{PARTS[part]}").measure
        try:
            figures |= measure(plan)
        except KmaError as err:
            faults.append(err)
    if faults and not figures:
        raise faults[0]
    return figures, faults


def show(figures: Figures) -> None:
    """The table, and below it what belongs to a row but is compared with nothing."""
    showing.table("", COLUMNS, [_row(name, one) for name, one in figures.items()])
    for name, one in figures.items():
        if one.also:
            told = ", ".join(f"{what} {value:,.4g}" for what, value in one.also.items())
            showing.line(f"{name}: {told}")


def _row(name: str, one: Figure) -> list[object]:
    """One figure as a row."""
    reached = {None: None, True: "yes", False: "no"}[one.reached]
    low, high = one.quartiles
    return [
        name, f"{one.ours:.4g}", f"{one.baseline:.4g}", one.unit, f"{one.ratio:.3g}",
        f"{low:.3g} to {high:.3g}", one.bound or None, reached, f"{one.against} ({one.repeats})",
    ]  # fmt: skip


def _installed(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    """The run's own folder: one that is kept, or one that goes when the run ends."""
    if keep is not None:
        try:
            keep.mkdir(parents=True, exist_ok=True)
        except OSError as err:
            raise EvalsError(f"{keep} can't be made: {err.strerror or err}.", "Name another folder.") from err
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="kma-bench-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """What is being measured now, on standard error."""
    from rich.console import Console

    console = Console(file=sys.stderr)
    if not console.is_terminal:
        yield lambda words: console.print(words, style="dim", highlight=False)
        return
    with console.status("") as status:
        yield status.update
