"""The look of a Word briefing: A4, British English, one font, small print for tables and references."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell, _Row

FONT = "Arial"
INK = RGBColor(0x00, 0x30, 0x87)
SIZES = {"Normal": 9.5, "Title": 18, "Heading 1": 12, "Heading 2": 10.5, "Header": 8, "Footer": 8}
SMALL, SMALLEST = Pt(8), Pt(7.5)


def new_document() -> Document:
    """An empty A4 document in British English."""
    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(1.8)
    page.top_margin, page.bottom_margin = Cm(1.9), Cm(1.6)
    page.header_distance = page.footer_distance = Cm(0.8)
    for name, size in SIZES.items():
        _set_style(document.styles[name], size)
    _speak_british(document)
    return document


def _set_style(style: Any, size: float) -> None:
    """One paragraph style: its font, size, colour and spacing."""
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    is_heading = style.name.startswith(("Heading", "Title"))
    if is_heading:
        style.font.color.rgb = INK
    style.paragraph_format.space_before = Pt(6 if style.name.startswith("Heading") else 0)
    style.paragraph_format.space_after = Pt(3)
    style.paragraph_format.line_spacing = 1.0


def _speak_british(document: Document) -> None:
    """Set the language of the text, for spelling checkers and screen readers."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    document.core_properties.language = "en-GB"


def add_table(document: Document, columns: Sequence[str], widths: Sequence[float]) -> Table:
    """A ruled table with a bold heading row that repeats on each page.

    Args:
        document: where it goes, at the end.
        columns: what the heading row says.
        widths: of the columns, in centimetres.
    """
    table: Table = document.add_table(rows=1, cols=len(columns), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for cell, name, width in zip(table.rows[0].cells, columns, widths, strict=True):
        cell.width = Cm(width)
        write(cell, [name], bold=True)
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
    return table


def add_row(table: Table, cells: Sequence[Sequence[str]]) -> None:
    """A row of small print, each cell a list of paragraphs; the first cell is bold."""
    row: _Row = table.add_row()  # type: ignore[no-untyped-call] # python-docx has no types for it
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for place, (cell, lines) in enumerate(zip(row.cells, cells, strict=True)):
        cell.width = table.columns[place].width
        write(cell, lines, bold=place == 0)


def write(cell: _Cell, lines: Sequence[str], bold: bool = False) -> None:
    """Fill a cell with paragraphs of small print."""
    for place, line in enumerate(lines):
        paragraph = cell.add_paragraph() if place else cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(1)
        run = paragraph.add_run(line)
        run.bold, run.font.size = bold, SMALL
