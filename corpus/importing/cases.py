"""A spreadsheet of cases -> drafted case profiles: a row is a case, a line of a section's cell is a statement."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

from corpus.checking import CASE_SECTIONS
from corpus.errors import RecordError
from corpus.importing.spreadsheets import Cells, read_rows
from corpus.importing.writing import Draft, record_text

REQUIRED = ("id", "title", "sector", "country", "years", "approaches", "direction", "grade", *CASE_SECTIONS)
LISTS = ("approaches", "setting", "goals", "audience")
RESOURCES = ("money", "people", "time")
OPTIONAL = ("setting", "goals", "audience", "scale", *RESOURCES, "status", "checked")


def read_cases(path: Path, today: date) -> list[Draft]:
    """Read a spreadsheet of cases.

    Args:
        path: a .csv or .xlsx file with the columns of `REQUIRED`, and perhaps those of `OPTIONAL`.
        today: the day for rows that do not say when they were checked.

    Raises:
        RecordError: the first fault, with its row.
    """
    return [_draft(path, row, today) for row in read_rows(path, REQUIRED, OPTIONAL)]


def _draft(path: Path, row: Cells, today: date) -> Draft:
    """One row as a record."""
    cells = row.values
    record = cells["id"]
    if not re.fullmatch(r"case-[a-z0-9]+(?:-[a-z0-9]+)*", record):
        raise RecordError(str(path), row.line, f"the id {record!r} is not like case-short-name.", "Mend it.")
    sections = {name: _statements(cells[name]) for name in CASE_SECTIONS}
    for name, statements in sections.items():
        if not statements:
            raise RecordError(
                str(path), row.line, f"{record}: the cell {name!r} is empty.", "Say what is not known."
            )
    fields: dict[str, Any] = {
        "id": record,
        "kind": "case",
        "title": cells["title"],
        "sector": cells["sector"],
        "country": cells["country"],
        "years": cells["years"],
        **{name: re.split(r"[,;\s]+", cells[name]) if cells.get(name) else [] for name in LISTS},
        "resources": {name: cells.get(name) or "unknown" for name in RESOURCES},
        "scale": cells.get("scale") or "unknown",
        "direction": cells["direction"],
        "grade": cells["grade"],
        "status": cells.get("status") or "unknown",
        "checked": cells.get("checked") or today.isoformat(),
    }
    said = tuple(statement for name in CASE_SECTIONS for statement in sections[name])
    return Draft(record, "cases", record_text(fields, sections), said, str(path), row.line)


def _statements(cell: str) -> list[str]:
    """The lines of a cell that hold anything."""
    return [" ".join(line.split()) for line in cell.splitlines() if line.strip()]
