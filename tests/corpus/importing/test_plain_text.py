from pathlib import Path

import docx
import pytest

from corpus.errors import RecordError
from corpus.importing.plain_text import paragraphs, plain_lines


def test_lines_of_text_and_paragraphs_of_word(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("one\n\nthree", encoding="utf-8")
    assert list(plain_lines(tmp_path / "a.md")) == [(1, "one"), (2, ""), (3, "three")]
    document = docx.Document()
    for text in ("one", "", "three"):
        document.add_paragraph(text)
    document.save(str(tmp_path / "a.docx"))
    assert list(plain_lines(tmp_path / "a.docx")) == [(1, "one"), (2, ""), (3, "three")]


def test_a_workbook_called_docx(tmp_path: Path) -> None:
    import openpyxl

    openpyxl.Workbook().save(tmp_path / "a.docx")
    with pytest.raises(RecordError, match="no whole Word document"):
        list(paragraphs(tmp_path / "a.docx"))
