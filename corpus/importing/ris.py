"""RIS -> entries in CSL-JSON, by rispy."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from corpus.errors import RecordError
from corpus.importing.entries import Entry, first_line

TYPES = {
    "JOUR": "article-journal", "BOOK": "book", "CHAP": "chapter", "CONF": "paper-conference",
    "CPAPER": "paper-conference", "THES": "thesis", "RPRT": "report", "ELEC": "webpage", "WEB": "webpage",
    "NEWS": "article-newspaper",
    "MGZN": "article-magazine", "GEN": "webpage",
}  # fmt: skip
FIELDS = {
    "volume": "volume", "number": "issue", "publisher": "publisher", "doi": "DOI", "issn": "ISSN",
    "abstract": "abstract",
}  # fmt: skip


def read_ris(path: Path, text: str) -> list[Entry]:
    """RIS, by rispy."""
    import rispy  # type: ignore[import-untyped]

    try:
        works = rispy.loads(text)
    except Exception as err:  # rispy raises OSError, KeyError and its own errors for broken files
        raise RecordError(
            str(path), 1, f"the file is no RIS: {first_line(err)}.", "Export it again."
        ) from err
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
        "type": TYPES.get(work.get("type_of_reference", ""), "webpage"),
    }
    csl["title"] = work.get("primary_title") or work.get("title") or ""
    journal = next(
        (work[k] for k in ("journal_name", "secondary_title", "alternate_title3") if work.get(k)), ""
    )
    csl |= {new: str(work[old]) for old, new in FIELDS.items() if work.get(old)}
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
