"""What a command shows: a progress bar on standard error, tables on standard output, JSON in a file."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from evals.errors import EvalsError


@contextmanager
def bar(words: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """A progress bar on standard error; yields what to call with how many more are done."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(words, total=total)
        yield lambda done: progress.advance(task, done)


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """A table on standard output; a float has three decimals, None is a dash."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    shown = Table(title=title or None, title_justify="left")
    for at, name in enumerate(columns):
        shown.add_column(name, justify="right" if at else "left", overflow="fold")
    for row in rows:
        shown.add_row(*(escape(cell(value)) for value in row))
    Console(file=sys.stdout, width=None if sys.stdout.isatty() else 150).print(shown)


def line(words: str) -> None:
    """One line on standard output."""
    sys.stdout.write(f"{words}\n")


def cell(value: Any) -> str:
    """One value as it is shown."""
    if value is None:
        return "-"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def check_place(path: Path | None) -> None:
    """Refuse a file that could not be written, before the work is done; None will do."""
    if path is not None and (path.is_dir() or not os.access(path.parent, os.W_OK)):
        raise EvalsError(f"{path} can't be written.", "Name a file in a folder that is there.")


def write_json(path: Path, value: Mapping[str, Any]) -> None:
    """Write JSON aside, then move it into place; EvalsError when the place can't be written."""
    write_text(path, json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def write_text(path: Path, text: str) -> None:
    """Write a text file aside, then move it into place; EvalsError when the place can't be written."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        aside.write_text(text, encoding="utf-8")
        os.replace(aside, path)
    except OSError as err:
        raise EvalsError(f"{path} can't be written: {err.strerror or err}.", "Name another file.") from err
