"""How long a Word document gets: counted from its text, because only a word processor lays it out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document

LINE = 1.17
"""Height of a line of Arial, as a multiple of its size."""
LETTER = 0.475
"""Width of a letter of Arial in running English, as a multiple of its size; a little wide, to be safe."""
CELL_MARGINS = 11.0
"""Points that the two margins of a table's cell take."""


def pages(document: Document) -> float:
    """About how many pages the document fills.

    Args:
        document: one section, single line spacing, text in paragraphs and plain tables.
    """
    section = document.sections[0]
    sizes = (section.page_height, section.top_margin, section.bottom_margin)
    page = _points(sizes[0]) - _points(sizes[1]) - _points(sizes[2])
    width = _points(section.page_width) - _points(section.left_margin) - _points(section.right_margin)
    height = sum(_paragraph(p, width) for p in document.paragraphs)
    for table in document.tables:
        for row in table.rows:
            height += max(
                sum(_paragraph(p, _points(cell.width) - CELL_MARGINS) for p in cell.paragraphs)
                for cell in row.cells
            )
    return height / page


def _paragraph(paragraph: Any, width: float) -> float:
    """The height of one paragraph in points: its lines, and the space around it."""
    style = paragraph.style  # looked up once: python-docx searches all styles for it
    runs = [run.font.size for run in paragraph.runs if run.font.size]
    size = _points(runs[0] if runs else _styled(style, "font", "size"))
    form = paragraph.paragraph_format
    indent = (
        form.left_indent
        if form.left_indent is not None
        else _styled(style, "paragraph_format", "left_indent")
    )
    after = (
        form.space_after
        if form.space_after is not None
        else _styled(style, "paragraph_format", "space_after")
    )
    letters = max(1.0, (width - _points(indent)) / (size * LETTER))
    lines = max(1, math.ceil(len(paragraph.text) / letters))
    return float(
        lines * size * LINE + _points(_styled(style, "paragraph_format", "space_before")) + _points(after)
    )


def _styled(style: Any, part: str, name: str) -> Any:
    """A value of a style, or of the style that it is based on."""
    while style is not None:
        if (value := getattr(getattr(style, part), name)) is not None:
            return value
        style = style.base_style
    return None


def _points(length: Any) -> float:
    """A length of python-docx in points; none is 0."""
    return float(length.pt) if length is not None else 0.0
