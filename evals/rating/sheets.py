"""Rating sheets: one CSV for each rater, every one in an order of its own, and the key that no rater gets."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from corpus.records import Frozen
from evals import showing
from evals.errors import EvalsError
from evals.rating.items import Item

MARKS = ("helpful", "true_to_sources", "would_act")
"""What each answer is marked for, from 1 (not at all) to 5 (wholly)."""
COLUMNS = ("item", "question", "answer", "sources", *MARKS)
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell opens that a spreadsheet would calculate."""


class Keyed(Frozen):
    """What an item of the sheets stands for, and what the metrics say of it."""

    ref: str
    figures: dict[str, float]


class Key(Frozen):
    """What the items of some sheets stand for."""

    seed: int
    items: dict[str, Keyed]


def export(items: Sequence[Item], out: Path, raters: int, seed: int) -> tuple[list[Path], Path]:
    """Write the sheets and their key.

    Args:
        items: what is to be rated.
        out: the sheet; several raters' are numbered (``sheet-1.csv``), and the key is ``sheet.key.json``.
        raters: how many sheets.
        seed: of the orders; the same seed writes the same sheets.

    Returns:
        The sheets, and the key.
    """
    sheets = [out] if raters == 1 else [out.with_stem(f"{out.stem}-{n}") for n in range(1, raters + 1)]
    for number, path in enumerate(sheets, start=1):
        order = list(items)
        random.Random(f"{seed}:{number}").shuffle(order)
        showing.write_text(path, "\ufeff" + _sheet(order, seed))
    key = Key(seed=seed, items={i.code(seed): Keyed(ref=i.ref, figures=i.figures) for i in items})
    place = key_of(out)
    showing.write_json(place, key.model_dump(mode="json"))
    return sheets, place


def key_of(sheet: Path) -> Path:
    """Where the key of a sheet is written."""
    return sheet.with_name(f"{sheet.stem}.key.json")


def find_key(sheet: Path) -> Path | None:
    """The key beside a sheet, or beside the numbered sheets that it is one of; None when there is none."""
    stem, _, number = sheet.stem.rpartition("-")
    places = [key_of(sheet)] + ([key_of(sheet.with_stem(stem))] if stem and number.isdecimal() else [])
    return next((place for place in places if place.is_file()), None)


def read_key(path: Path) -> Key:
    """The key of some sheets; EvalsError when the file is none."""
    try:
        return Key.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as err:
        raise EvalsError(
            f"{path} is no key of rating sheets.", "Name the one that rate export wrote."
        ) from err


def _sheet(items: Sequence[Item], seed: int) -> str:
    """One sheet, its marks empty; lines end as spreadsheets have them."""
    into = io.StringIO()
    writer = csv.writer(into)
    writer.writerow(COLUMNS)
    for item in items:
        row: list[Any] = [item.code(seed), _cell(item.question), _cell(item.answer), _cell(item.sources)]
        writer.writerow([*row, *("" for _ in MARKS)])
    return into.getvalue()


def _cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
