"""A Zotero export -> entries in CSL-JSON: CSL-JSON itself, BibTeX or RIS."""

from __future__ import annotations

import json
from pathlib import Path

from corpus.errors import RecordError
from corpus.importing.bibtex import read_bibtex
from corpus.importing.entries import Entry
from corpus.importing.files import read_text
from corpus.importing.ris import read_ris


def read_library(path: Path) -> list[Entry]:
    """Read an export by what its name ends on (.json, .bib, .ris).

    Raises:
        RecordError: when it can't be read, or an entry is broken.
    """
    readers = {".json": _csl, ".bib": read_bibtex, ".ris": read_ris}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise RecordError(
            str(path), 1, f"{path.suffix or 'no ending'} is no Zotero export.", "Use .json, .bib or .ris."
        )
    entries = reader(path, read_text(path))
    if not entries:
        raise RecordError(str(path), 1, "the file holds no reference.", "Export it again.")
    return entries


def _csl(path: Path, text: str) -> list[Entry]:
    """CSL-JSON as Zotero writes it: a list of works."""
    try:
        works = json.loads(text)
    except (ValueError, RecursionError) as err:
        line = getattr(err, "lineno", 1)
        raise RecordError(
            str(path), line, f"the file is not JSON: {getattr(err, 'msg', 'too deep')}.", "Export it again."
        ) from err
    if not isinstance(works, list) or not all(isinstance(work, dict) for work in works):
        raise RecordError(
            str(path), 1, "the file is not a list of works in CSL-JSON.", "Export it as CSL JSON."
        )
    return [Entry(_line_of(text, str(work.get("id", ""))), work) for work in works]


def _line_of(text: str, word: str) -> int:
    """The line of an entry's id in a JSON file; 1 when it can't be told."""
    at = text.find(json.dumps(word)) if word else -1
    return text.count("\n", 0, at) + 1 if at >= 0 else 1
