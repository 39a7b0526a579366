"""Reads what raters wrote on their sheets; every fault is told with the path and the line where it stands."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.errors import SuiteError
from evals.rating.sheets import MARKS

LOW, HIGH = 1, 5
MAX_BYTES = 50_000_000
Marks = dict[str, int]
"""Of one item, by what was marked; a mark that was left empty is not there."""


class MarksError(SuiteError):
    """A sheet can't be read; each problem reads ``path:line: what is wrong, and the mend``."""


@dataclass(frozen=True)
class Rated:
    """One rater's sheet: ``marks`` by item."""

    rater: str
    marks: dict[str, Marks]


def read_sheets(paths: Sequence[Path], known: frozenset[str] | None = None) -> list[Rated]:
    """The sheets of several raters; MarksError gathers the faults of all of them.

    Args:
        paths: one sheet a rater.
        known: the items of their key; any will do when None.
    """
    found: list[Rated] = []
    problems: list[str] = []
    seen: set[Path] = set()
    for path in paths:
        if path.resolve() in seen:
            problems.append(f"{path}:1: this sheet is named twice; name each rater's once.")
            continue
        seen.add(path.resolve())
        try:
            found.append(read_sheet(path, known))
        except MarksError as err:
            problems.extend(err.problems)
    if problems:
        raise MarksError(problems)
    return found


def read_sheet(path: Path, known: frozenset[str] | None = None) -> Rated:
    """One rater's sheet, as comma, semicolon or tab separated text; MarksError has every fault of it."""
    rows = list(_rows(path))
    if not rows:
        raise MarksError([f"{path}:1: the sheet is empty; name one that rate export wrote."])
    header = [name.strip().lower() for name in rows[0][1]]
    if missing := [name for name in ("item", *MARKS) if name not in header]:
        raise MarksError([f"{path}:1: the column {missing[0]} is missing; add it."])
    marks: dict[str, Marks] = {}
    problems: list[str] = []
    for line, cells in rows[1:]:
        row = dict(zip(header, cells, strict=False))
        item = row.get("item", "").strip()
        if fault := _fault(item, marks, known, cells, header):
            problems.append(f"{path}:{line}: {fault}")
        else:
            marks[item] = {}
            for name in MARKS:
                try:
                    if (mark := _mark(row.get(name, ""))) is not None:
                        marks[item][name] = mark
                except ValueError:
                    problems.append(
                        f"{path}:{line}: {name} is {row[name]!r}; write 1 to 5, or leave it empty."
                    )
    if not problems and not any(marks.values()):
        problems.append(f"{path}:1: nobody has marked anything on this sheet; fill it in first.")
    if problems:
        raise MarksError(problems)
    return Rated(rater=path.stem, marks=marks)


def _fault(
    item: str,
    marks: dict[str, Marks],
    known: frozenset[str] | None,
    cells: Sequence[str],
    header: Sequence[str],
) -> str:
    """What is wrong with a row as a whole; "" when nothing is."""
    if len(cells) > len(header):
        return (
            f"the row has {len(cells)} cells, and the sheet {len(header)} columns; remove what is too much."
        )
    if not item:
        return "the item is missing; write it again as it was exported."
    if item in marks:
        return f"the item {item} stands twice; keep one."
    if known is not None and item not in known:
        return f"the item {item} is not in the key; write it again as it was exported."
    return ""


def _mark(cell: str) -> int | None:
    """A mark, None when the cell is empty; ValueError when it is none. Spreadsheets may write 4 as 4.0."""
    text = cell.strip().removesuffix(".0").removesuffix(",0")
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()) or not LOW <= int(text) <= HIGH:
        raise ValueError(cell)
    return int(text)


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold anything, each with the line where it starts."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise MarksError([f"{path}:1: the file is over {MAX_BYTES // 10**6} MB; split it."])
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as err:
        raise MarksError([f"{path}:1: the file can't be read: {err.strerror or err}."]) from err
    except UnicodeDecodeError as err:
        raise MarksError([f"{path}:1: the file is not UTF-8; save it as CSV in UTF-8."]) from err
    first = text.partition("\n")[0]
    reader = csv.reader(text.splitlines(keepends=True), delimiter=max(",;\t", key=first.count))
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as err:
        raise MarksError([f"{path}:{line}: this is not CSV: {err}."]) from err
