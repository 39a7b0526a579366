"""BibTeX and BibLaTeX -> entries in CSL-JSON, by bibtexparser."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Any

from corpus.errors import RecordError
from corpus.importing.entries import Entry, first_line

TYPES = {
    "article": "article-journal", "book": "book", "incollection": "chapter", "inbook": "chapter",
    "inproceedings": "paper-conference", "conference": "paper-conference", "phdthesis": "thesis",
    "mastersthesis": "thesis", "thesis": "thesis", "techreport": "report", "report": "report",
    "online": "webpage", "misc": "webpage",
}  # fmt: skip
FIELDS = {
    "journal": "container-title", "journaltitle": "container-title", "booktitle": "container-title",
    "title": "title", "volume": "volume", "number": "issue", "pages": "page", "publisher": "publisher",
    "institution": "publisher", "school": "publisher", "doi": "DOI", "url": "URL", "isbn": "ISBN", "issn": "ISSN",
    "note": "note", "abstract": "abstract",
}  # fmt: skip


def read_bibtex(path: Path, text: str) -> list[Entry]:
    """BibTeX or BibLaTeX, its LaTeX decoded and its names split by bibtexparser."""
    from bibtexparser import middlewares as steps
    from bibtexparser.entrypoint import parse_string

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # its faults are told below, in one line
    library = parse_string(
        text,
        append_middleware=[
            steps.NormalizeFieldKeys(), steps.SeparateCoAuthors(),
            steps.SplitNameParts(), steps.LatexDecodingMiddleware(),
        ],
    )  # fmt: skip
    for broken in library.failed_blocks:
        line = (broken.start_line or 0) + 1
        raise RecordError(
            str(path), line, f"the entry can't be read: {first_line(broken.error)}.", "Mend it."
        )
    entries = []
    for entry in library.entries:
        fields = {key: field.value for key, field in entry.fields_dict.items()}
        csl: dict[str, Any] = {"id": entry.key, "type": TYPES.get(entry.entry_type.lower(), "webpage")}
        csl |= {new: str(fields[old]).strip() for old, new in FIELDS.items() if fields.get(old)}
        csl["title"] = re.sub(r"[{}]", "", csl.get("title", ""))
        csl["author"] = [_name(name) for name in fields.get("author", [])]
        if year := re.search(r"\d{4}", str(fields.get("date") or fields.get("year") or "")):
            csl["issued"] = {"date-parts": [[int(year[0])]]}
        if pages := csl.get("page"):
            csl["page"] = re.sub(r"-{2,}|–", "-", pages)
        entries.append(Entry((entry.start_line or 0) + 1, csl))
    return entries


def _name(name: Any) -> dict[str, str]:
    """A name in parts as CSL has it; a body's name, in one part, is literal."""
    family = " ".join((*name.von, *name.last))
    given = " ".join(name.first)
    plain = {
        key: re.sub(r"[{}]", "", value) for key, value in (("family", family), ("given", given)) if value
    }
    return plain if given else {"literal": plain.get("family", "")}
