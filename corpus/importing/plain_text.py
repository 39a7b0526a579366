"""Lines of plain text from text files and Word documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from corpus.errors import RecordError
from corpus.importing.files import check_package, read_text


def plain_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Every line of a transcript or record as it stands, for screening; RecordError as in `read_transcript`."""
    if path.suffix.lower() == ".docx":
        yield from paragraphs(path)
    else:
        yield from enumerate(read_text(path).split("\n"), start=1)


def paragraphs(path: Path) -> Iterator[tuple[int, str]]:
    """The paragraphs of a Word document, numbered from 1."""
    check_package(path, "Word document")
    import docx

    try:
        document = docx.Document(str(path))
        found = [p.text for p in document.paragraphs]
        tables = len(document.tables)
    except Exception as err:  # python-docx lets lxml's, zipfile's and its own errors through
        raise RecordError(
            str(path), 1, "the file is no whole Word document.", "Open it in Word and save it again."
        ) from err
    if tables:
        raise RecordError(str(path), 1, "the document holds a table.", "Convert the table to text in Word.")
    yield from enumerate(found, start=1)
