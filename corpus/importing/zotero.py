"""A Zotero export -> entries in CSL-JSON, by libraries: CSL-JSON, BibTeX (bibtexparser) and RIS (rispy)."""

from __future__ import annotations

import json
import logging
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import RecordError
from corpus.importing.files import read_text

BIBTEX_TYPES = {
    "article": "article-journal", "book": "book", "incollection": "chapter", "inbook": "chapter",
    "inproceedings": "paper-conference", "conference": "paper-conference", "phdthesis": "thesis",
    "mastersthesis": "thesis", "thesis": "thesis", "techreport": "report", "report": "report",
    "online": "webpage", "misc": "webpage",
}  # fmt: skip
BIBTEX_FIELDS = {
    "journal": "container-title", "journaltitle": "container-title", "booktitle": "container-title",
    "title": "title", "volume": "volume", "number": "issue", "pages": "page", "publisher": "publisher",
    "institution": "publisher", "school": "publisher", "doi": "DOI", "url": "URL", "isbn": "ISBN", "issn": "ISSN",
    "note": "note", "abstract": "abstract",
}  # fmt: skip
RIS_TYPES = {
    "JOUR": "article-journal", "BOOK": "book", "CHAP": "chapter", "CONF": "paper-conference",
    "CPAPER": "paper-conference", "THES": "thesis", "RPRT": "report", "ELEC": "webpage", "WEB": "webpage",
    "NEWS": "article-newspaper",
    "MGZN": "article-magazine", "GEN": "webpage",
}  # fmt: skip
RIS_FIELDS = {
    "volume": "volume", "number": "issue", "publisher": "publisher", "doi": "DOI", "issn": "ISSN",
    "abstract": "abstract",
}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One work of a library: the line where it stands, and its CSL fields."""

    line: int
    csl: dict[str, Any]


def read_library(path: Path) -> list[Entry]:
    """Read an export by what its name ends on (.json, .bib, .ris).

    Raises:
        RecordError: when it can't be read, or an entry is broken.
    """
    readers = {".json": _csl, ".bib": _bibtex, ".ris": _ris}
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


def _bibtex(path: Path, text: str) -> list[Entry]:
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
        raise RecordError(str(path), line, f"the entry can't be read: {_first(broken.error)}.", "Mend it.")
    entries = []
    for entry in library.entries:
        fields = {key: field.value for key, field in entry.fields_dict.items()}
        csl: dict[str, Any] = {"id": entry.key, "type": BIBTEX_TYPES.get(entry.entry_type.lower(), "webpage")}
        csl |= {new: str(fields[old]).strip() for old, new in BIBTEX_FIELDS.items() if fields.get(old)}
        csl["title"] = re.sub(r"[{}]", "", csl.get("title", ""))
        csl["author"] = [_bibtex_name(name) for name in fields.get("author", [])]
        if year := re.search(r"\d{4}", str(fields.get("date") or fields.get("year") or "")):
            csl["issued"] = {"date-parts": [[int(year[0])]]}
        if pages := csl.get("page"):
            csl["page"] = re.sub(r"-{2,}|–", "-", pages)
        entries.append(Entry((entry.start_line or 0) + 1, csl))
    return entries


def _bibtex_name(name: Any) -> dict[str, str]:
    """A name in parts as CSL has it; a body's name, in one part, is literal."""
    family = " ".join((*name.von, *name.last))
    given = " ".join(name.first)
    plain = {
        key: re.sub(r"[{}]", "", value) for key, value in (("family", family), ("given", given)) if value
    }
    return plain if given else {"literal": plain.get("family", "")}


def _ris(path: Path, text: str) -> list[Entry]:
    """RIS, by rispy."""
    import rispy  # type: ignore[import-untyped]

    try:
        works = rispy.loads(text)
    except Exception as err:  # rispy raises OSError, KeyError and its own errors for broken files
        raise RecordError(str(path), 1, f"the file is no RIS: {_first(err)}.", "Export it again.") from err
    starts = [n for n, line in enumerate(text.split("\n"), start=1) if line.startswith("TY  -")]
    if len(starts) != len(works):
        raise RecordError(
            str(path), starts[-1] if starts else 1, "an entry has no end (ER  -).", "Export it again."
        )
    return [Entry(line, _from_ris(work)) for line, work in zip(starts, works, strict=False)]


def _from_ris(work: dict[str, Any]) -> dict[str, Any]:
    """One work of a RIS file as CSL."""
    csl: dict[str, Any] = {
        "id": work.get("id", ""),
        "type": RIS_TYPES.get(work.get("type_of_reference", ""), "webpage"),
    }
    csl["title"] = work.get("primary_title") or work.get("title") or ""
    journal = next(
        (work[k] for k in ("journal_name", "secondary_title", "alternate_title3") if work.get(k)), ""
    )
    csl |= {new: str(work[old]) for old, new in RIS_FIELDS.items() if work.get(old)}
    if journal:
        csl["container-title"] = journal
    if work.get("urls"):
        csl["URL"] = work["urls"][0]
    if work.get("start_page"):
        csl["page"] = "-".join(p for p in (work["start_page"], work.get("end_page", "")) if p)
    if year := re.search(
        r"\d{4}", str(work.get("year") or work.get("publication_year") or work.get("date") or "")
    ):
        csl["issued"] = {"date-parts": [[int(year[0])]]}
    csl["note"] = "\n".join(work.get("notes", []))
    names = [str(n).partition(",") for n in work.get("authors") or work.get("first_authors") or []]
    csl["author"] = [
        {"family": f.strip(), "given": g.strip()} if g.strip() else {"literal": f.strip()}
        for f, _, g in names
    ]
    return csl


def _line_of(text: str, word: str) -> int:
    """The line of an entry's id in a JSON file; 1 when it can't be told."""
    at = text.find(json.dumps(word)) if word else -1
    return text.count("\n", 0, at) + 1 if at >= 0 else 1


def _first(err: BaseException) -> str:
    """The first line of an error, without its full stop."""
    return (str(err).strip().splitlines() or [type(err).__name__])[0].rstrip(".")
