from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from corpus.errors import RecordError
from corpus.importing import spreadsheets
from corpus.importing.spreadsheets import read_rows


def book(path: Path, *rows: list[object], merge: str = "") -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    workbook.save(path)
    return path


def text(path: Path, content: str) -> Path:
    path.write_text(content, encoding="utf-8")
    return path


def test_csv(tmp_path: Path) -> None:
    rows = read_rows(text(tmp_path / "a.csv", 'ID, B \n1,"x\ny"\n,\n2\n'), ("id",), ("b",))
    assert [(r.line, r.values) for r in rows] == [(2, {"id": "1", "b": "x\ny"}), (5, {"id": "2", "b": ""})]


def test_xlsx(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ["id", "b"], [1.0, datetime(2026, 11, 1)], [None, None], ["c", 2.5])
    rows = read_rows(path, ("id",), ("b",))
    assert [(r.line, r.values) for r in rows] == [
        (2, {"id": "1", "b": "2026-11-01"}),
        (4, {"id": "c", "b": "2.5"}),
    ]


def test_merged_cells(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ["id", "b"], [1, 2], [3, 4], merge="A2:A3")
    with pytest.raises(RecordError, match="A2:A3 are merged") as caught:
        read_rows(path, ("id",), ("b",))
    assert caught.value.line == 2


@pytest.mark.parametrize(
    ("content", "line", "word"),
    [
        ("id,magic\n1,2\n", 1, "'magic' is not known"),
        ("id,b,id\n1,2,3\n", 1, "'id' is there twice"),
        ("b\n2\n", 1, "'id' is missing"),
        ("id,b\n", 1, "no rows"),
        ("id,b\n1,2,3\n", 2, "more cells than columns"),
        ('id,b\n1,"2\n', 2, "can't be read"),
    ],
)
def test_faults(tmp_path: Path, content: str, line: int, word: str) -> None:
    with pytest.raises(RecordError, match=word) as caught:
        read_rows(text(tmp_path / "a.csv", content), ("id",), ("b",))
    assert caught.value.line == line


@pytest.mark.parametrize("share", [0.2, 0.8, 0.99])
def test_a_workbook_cut_short(tmp_path: Path, share: float) -> None:
    path = book(tmp_path / "a.xlsx", ["id"], [1])
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    with pytest.raises(RecordError, match="no whole Excel workbook"):
        read_rows(path, ("id",), ())


def test_other_files_and_too_many_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RecordError, match="no spreadsheet"):
        read_rows(tmp_path / "a.ods", ("id",), ())
    monkeypatch.setattr(spreadsheets, "MAX_ROWS", 2)
    with pytest.raises(RecordError, match="over 2 rows"):
        read_rows(text(tmp_path / "a.csv", "id\n1\n2\n"), ("id",), ())
