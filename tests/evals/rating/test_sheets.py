"""Sheets: blind, in orders of their own, the same for the same seed, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from evals.errors import EvalsError
from evals.rating.items import Item
from evals.rating.sheets import COLUMNS, export, find_key, read_key


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_each_rater_gets_the_same_answers_in_another_order(items: list[Item], tmp_path: Path) -> None:
    sheets, key = export(items, tmp_path / "sheet.csv", 3, seed=1)
    assert [s.name for s in sheets] == ["sheet-1.csv", "sheet-2.csv", "sheet-3.csv"]
    orders = [[row["item"] for row in rows(sheet)] for sheet in sheets]
    assert len({tuple(order) for order in orders}) > 1
    assert {tuple(sorted(order)) for order in orders} == {tuple(sorted(i.code(1) for i in items))}
    assert tuple(rows(sheets[0])[0]) == COLUMNS
    assert {row[mark] for row in rows(sheets[0]) for mark in COLUMNS[4:]} == {""}
    assert all(find_key(sheet) == key for sheet in sheets)
    found = read_key(key)
    assert {keyed.ref for keyed in found.items.values()} == {i.ref for i in items}


def test_a_sheet_tells_nothing_and_the_seed_makes_it_again(items: list[Item], tmp_path: Path) -> None:
    (first,), _ = export(items, tmp_path / "one.csv", 1, seed=7)
    (again,), _ = export(items, tmp_path / "two.csv", 1, seed=7)
    text = first.read_text(encoding="utf-8-sig")
    assert text == again.read_text(encoding="utf-8-sig")
    assert not any(word in text for word in ("small/", "c0", "citation", "acme"))


def test_a_cell_is_never_a_formula(items: list[Item], tmp_path: Path) -> None:
    (sheet,), _ = export(items, tmp_path / "sheet.csv", 1, seed=1)
    assert "'=cmd()" in [row["question"] for row in rows(sheet)]


def test_a_file_that_is_no_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sheet.key.json").write_text("{}")
    with pytest.raises(EvalsError, match="no key of rating sheets"):
        read_key(tmp_path / "sheet.key.json")
    assert find_key(tmp_path / "other.csv") is None
