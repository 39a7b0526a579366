"""A .csv or .xlsx file -> rows of text, each with its line; what a reader would guess at is refused."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from corpus.errors import RecordError
from corpus.importing.files import check_package, read_text

MAX_ROWS = 5000


@dataclass(frozen=True)
class Cells:
    """One row: its line in the file (from 1) and its cells by column; an empty cell is ""."""

    line: int
    values: dict[str, str]


def read_rows(path: Path, required: Sequence[str], optional: Sequence[str]) -> list[Cells]:
    """Read a sheet whose first row names the columns.

    Args:
        path: a .csv file in UTF-8, or an .xlsx workbook (its first sheet).
        required: columns that must be there.
        optional: columns that may be there; any other is refused.

    Raises:
        RecordError: the first fault, with its line.
    """
    ending = path.suffix.lower()
    if ending == ".csv":
        table = _csv(path)
    elif ending == ".xlsx":
        table = _xlsx(path)
    else:
        raise RecordError(
            str(path), 1, f"{ending or 'no ending'} is no spreadsheet.", "Save it as .csv or .xlsx."
        )
    if not table:
        raise RecordError(str(path), 1, "the sheet is empty.", "Its first row names the columns.")
    if len(table) > MAX_ROWS:
        raise RecordError(str(path), MAX_ROWS, f"the sheet has over {MAX_ROWS:,} rows.", "Split it.")
    columns = _columns(path, table[0][1], required, optional)
    rows = []
    for line, cells in table[1:]:
        if any(cells):
            if len(cells) > len(columns) and any(cells[len(columns) :]):
                raise RecordError(
                    str(path), line, "the row has more cells than columns.", "Quote its commas."
                )
            padded = [*cells, *[""] * (len(columns) - len(cells))]
            rows.append(Cells(line, dict(zip(columns, padded, strict=False))))
    if not rows:
        raise RecordError(str(path), 1, "the sheet has a header and no rows.", "Add some.")
    return rows


def _columns(
    path: Path, header: Sequence[str], required: Iterable[str], optional: Iterable[str]
) -> list[str]:
    """The columns in their order; RecordError for one that is unknown, twice there or missing."""
    while header and not header[-1]:
        header = header[:-1]
    known = {name.casefold(): name for name in (*required, *optional)}
    columns: list[str] = []
    for cell in header:
        name = known.get(cell.casefold())
        if name is None:
            raise RecordError(
                str(path), 1, f"the column {cell!r} is not known.", f"Use: {', '.join(known.values())}."
            )
        if name in columns:
            raise RecordError(str(path), 1, f"the column {cell!r} is there twice.", "Keep one.")
        columns.append(name)
    for name in required:
        if name not in columns:
            raise RecordError(str(path), 1, f"the column {name!r} is missing.", "Add it.")
    return columns


def _csv(path: Path) -> list[tuple[int, list[str]]]:
    """The rows of a CSV file with the line each starts on."""
    reader = csv.reader(io.StringIO(read_text(path)), strict=True)
    rows, line = [], 1
    try:
        for row in reader:
            rows.append((line, [cell.strip() for cell in row]))
            line = reader.line_num + 1
    except csv.Error as err:
        raise RecordError(str(path), line, f"the row can't be read: {err}.", "Mend its quotes.") from err
    return rows


def _xlsx(path: Path) -> list[tuple[int, list[str]]]:
    """The rows of the first sheet of a workbook, by openpyxl."""
    check_package(path, "Excel workbook")
    import openpyxl

    try:
        sheet = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    except Exception as err:  # openpyxl lets zipfile's, XML's and its own errors through
        raise RecordError(
            str(path), 1, "the file is no whole Excel workbook.", "Open it in Excel and save it again."
        ) from err
    for merged in sheet.merged_cells.ranges:
        raise RecordError(str(path), merged.min_row, f"the cells {merged.coord} are merged.", "Unmerge them.")
    rows = []
    for number, row in enumerate(
        sheet.iter_rows(max_row=min(sheet.max_row, MAX_ROWS + 1), values_only=True), start=1
    ):
        rows.append((number, [_text(cell) for cell in row]))
    return rows


def _text(cell: Any) -> str:
    """A cell as text; a date as its day, a whole number without a decimal point."""
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
