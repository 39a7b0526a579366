"""Marks read back from sheets as people save them; faults as path:line."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.rating.marks import MarksError, read_sheet, read_sheets

HEAD = "item,question,answer,sources,helpful,true_to_sources,would_act\n"


def sheet(folder: Path, body: str, name: str = "ann.csv", head: str = HEAD) -> Path:
    path = folder / name
    path.write_text(head + body, encoding="utf-8", newline="")
    return path


def test_marks_are_read_and_empty_ones_left_out(tmp_path: Path) -> None:
    found = read_sheet(sheet(tmp_path, 'a,"Two\nlines",x,y,5,,1\nb,q,x,y,4.0, 3 ,2\n\n'))
    assert found.rater == "ann"
    assert found.marks == {
        "a": {"helpful": 5, "would_act": 1},
        "b": {"helpful": 4, "true_to_sources": 3, "would_act": 2},
    }


def test_a_semicolon_sheet_with_a_mark_of_the_bytes_order_is_read(tmp_path: Path) -> None:
    path = sheet(tmp_path, "a;q;x;y;1;2;3\r\n", head="\ufeff" + HEAD.replace(",", ";"))
    assert read_sheet(path).marks == {"a": {"helpful": 1, "true_to_sources": 2, "would_act": 3}}


def test_every_fault_is_told_with_its_line(tmp_path: Path) -> None:
    body = 'a,"Two\nlines",x,y,6,4,no\nb,q,x,y,1,1,1\nb,q,x,y,1,1,1\n,q,x,y,1,1,1\nz,q,x,y,1,1,1\nc,q,x,y,1,1,1,9\n'
    path = sheet(tmp_path, body)
    with pytest.raises(MarksError) as caught:
        read_sheets([path, path], frozenset("abc"))
    assert caught.value.problems == (
        f"{path}:2: helpful is '6'; write 1 to 5, or leave it empty.",
        f"{path}:2: would_act is 'no'; write 1 to 5, or leave it empty.",
        f"{path}:5: the item b stands twice; keep one.",
        f"{path}:6: the item is missing; write it again as it was exported.",
        f"{path}:7: the item z is not in the key; write it again as it was exported.",
        f"{path}:8: the row has 8 cells, and the sheet 7 columns; remove what is too much.",
        f"{path}:1: this sheet is named twice; name each rater's once.",
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the sheet is empty"),
        (b"item,helpful\n", "the column true_to_sources is missing"),
        (HEAD.encode() + b"a,q,x,y,,,\n", "nobody has marked anything"),
        (b"\xff\xfe" + HEAD.encode(), "not UTF-8"),
    ],
)
def test_what_is_no_sheet_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    with pytest.raises(MarksError, match=f"bad.csv:1: .*{said}"):
        read_sheet(path)


def test_a_sheet_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MarksError, match="can't be read"):
        read_sheets([tmp_path / "none.csv"])
