"""A work of a library -> an entry of references.json, with its provenance and its id."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Any

from pydantic import ValidationError

from corpus.errors import CorpusError
from corpus.references import Reference

KINDS = {"report": "report", "webpage": "grey", "article-newspaper": "grey", "article-magazine": "grey"}
KEPT = (
    "type", "title", "container-title", "volume", "issue", "page", "publisher", "publisher-place", "author", "editor",
    "issued", "DOI", "URL", "ISBN", "ISSN",
)  # fmt: skip
OVERRIDE = re.compile(
    r"^\s*(kind|sector|jurisdiction|seen|citation key|id)\s*:\s*(.+?)\s*$", re.IGNORECASE | re.MULTILINE
)
SMALL = frozenset({"a", "an", "the", "of", "on", "in", "for", "and", "to", "what", "how"})


def to_reference(csl: dict[str, Any], defaults: dict[str, str | None], today: date) -> dict[str, Any]:
    """One entry of references.json; CorpusError says what is missing or wrong."""
    said = {key.lower(): value for key, value in OVERRIDE.findall(str(csl.get("note", "")))}
    title = str(csl.get("title") or "").strip()
    if not title:
        raise CorpusError("the work has no title.", "Add it in Zotero.")
    page = csl.get("URL") or (f"https://doi.org/{csl['DOI']}" if csl.get("DOI") else None)
    if not page:
        raise CorpusError(f"{title[:60]!r} has no DOI and no URL.", "Add the page where it was seen.")
    custom: dict[str, Any] = {
        "seen_at": page,
        "seen_on": _day(csl.get("accessed")) or today.isoformat(),
        "seen": said.get("seen") or ("abstract" if csl.get("abstract") else "title"),
        "kind": said.get("kind") or defaults.get("kind") or KINDS.get(str(csl.get("type"))),
        "jurisdiction": said.get("jurisdiction") or defaults.get("jurisdiction"),
        "sector": said.get("sector") or defaults.get("sector"),
        "key_facts": [],
    }
    for name in ("kind", "jurisdiction", "sector"):
        if not custom[name]:
            raise CorpusError(
                f"{title[:60]!r} has no {name}.", f"Pass --{name}, or write '{name}: ...' in its notes."
            )
    kept = {name: csl[name] for name in KEPT if csl.get(name)}
    work = {"id": _id(csl, said), **kept, "title": title, "custom": custom}
    try:
        Reference.model_validate(work)
    except ValidationError as err:
        fault = err.errors()[0]
        where = ".".join(map(str, fault["loc"]))
        raise CorpusError(f"{title[:60]!r}: {where}: {fault['msg']}.", "Mend it in Zotero.") from err
    return work


def _id(csl: dict[str, Any], said: dict[str, str]) -> str:
    """The citation key where there is one, else family-year-word."""
    key = said.get("citation key") or said.get("id") or str(csl.get("citation-key") or csl.get("id") or "")
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9_:.-]{3,80}", key) and not key.startswith("http"):
        return _slug(key)
    people = csl.get("author") or csl.get("editor") or [{}]
    name = people[0].get("family") or people[0].get("literal") or csl.get("publisher") or "anon"
    year = str(((csl.get("issued") or {}).get("date-parts") or [["nd"]])[0][0])
    words = [w for w in _slug(str(csl["title"])).split("-") if w not in SMALL]
    return "-".join([_slug(str(name).split(" ")[0]), year, *words[:2]])


def _slug(text: str) -> str:
    """Small letters, figures and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "work"


def keys_of(csl: dict[str, Any]) -> list[str]:
    """What makes two works the same: the DOI, or the title and the year."""
    year = ((csl.get("issued") or {}).get("date-parts") or [[None]])[0][0]
    found = [f"{_slug(str(csl.get('title', '')))}/{year}"]
    if doi := str(csl.get("DOI") or ""):
        found.append("doi:" + re.sub(r"^https?://(?:dx\.)?doi\.org/", "", doi.lower()))
    return found


def _day(accessed: Any) -> str | None:
    """The day of a CSL date, when it is whole."""
    parts = ((accessed or {}).get("date-parts") or [[]])[0] if isinstance(accessed, dict) else []
    return date(*(int(p) for p in parts)).isoformat() if len(parts) == 3 else None
