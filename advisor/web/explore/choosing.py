"""What a visitor chose to see: filters, words and page, read from what the browser sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from advisor.web.explore.library import Library
from advisor.web.explore.terms import FACETS
from corpus.records import AnyRecord

PER_PAGE = 20
LONGEST = 300
"""Characters of a search that are read; the rest is left out."""


@dataclass(frozen=True)
class Choice:
    """The filters that are set as (facet, slug), the words searched for, the page, or one record by id."""

    filters: tuple[tuple[str, str], ...] = ()
    words: str = ""
    page: int = 1
    record: str = ""


def read_choice(sent: Mapping[str, object]) -> Choice:
    """A choice from the fields of the browser's form; what is not a filter or not text is passed over."""
    filters = [(name, sent.get(name)) for name in FACETS]
    return Choice(
        filters=tuple((name, slug[:LONGEST]) for name, slug in filters if isinstance(slug, str) and slug),
        words=_text(sent.get("words")),
        page=_page(sent.get("page")),
        record=_text(sent.get("record")),
    )


def choose(library: Library, choice: Choice) -> list[AnyRecord]:
    """The records that a choice lets through, best first."""
    if choice.record:
        held = library.corpus.records.get(choice.record)
        return [held] if held else []
    return [r for r in library.find(choice.words) if passes(r, choice)]


def passes(record: AnyRecord, choice: Choice) -> bool:
    """Whether a record has every slug that is asked for."""
    return all(slug in FACETS[name].of(record) for name, slug in choice.filters)


def _text(value: object) -> str:
    return value.strip()[:LONGEST] if isinstance(value, str) else ""


def _page(value: object) -> int:
    """A page number; 1 for anything that is not one."""
    text = str(value) if isinstance(value, int | str) else ""
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else 1
