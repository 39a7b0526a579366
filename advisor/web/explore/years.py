"""The years of initiatives: read from the words of a case, or set apart when they say no year."""

from __future__ import annotations

import re
from dataclasses import dataclass

from advisor.web.explore.library import Library
from corpus.records import CaseProfile

# "2014-2019", "2014-", "2014", each perhaps with a note after it: "2021-; three-year award".
SPAN = re.compile(r"(\d{4})(?:(-)(\d{4})?)?(?:\s*[;(].*)?")


@dataclass(frozen=True)
class Span:
    """From the first year to the last; ``last`` is None where the end is open."""

    first: int
    last: int | None


@dataclass(frozen=True)
class Timeline:
    """The cases with years, the earliest first, and those without."""

    dated: tuple[tuple[CaseProfile, Span], ...]
    undated: tuple[CaseProfile, ...]

    @property
    def first(self) -> int:
        """The earliest year."""
        return min(span.first for _, span in self.dated)

    @property
    def last(self) -> int:
        """The latest year that is named, or in which a case was checked."""
        return max(max(span.last or span.first, case.checked.year) for case, span in self.dated)


def read_years(words: str) -> Span | None:
    """The years that a case gives; None when it gives none, or only those of its papers.

    >>> read_years("2012-"), read_years("2014-2019"), read_years("published 2018")
    (Span(first=2012, last=None), Span(first=2014, last=2019), None)
    """
    found = SPAN.fullmatch(words.strip())
    if found is None:
        return None
    first = int(found[1])
    if found[2] is None:
        return Span(first, first)
    last = int(found[3]) if found[3] else None
    return Span(first, last) if last is None or last >= first else None


def timeline(library: Library) -> Timeline:
    """The initiatives of a collection in time."""
    cases = sorted(library.corpus.cases(), key=lambda c: c.title.casefold())
    dated = [(case, span) for case in cases if (span := read_years(case.years))]
    dated.sort(key=lambda pair: (pair[1].first, pair[1].last or 9999))
    return Timeline(tuple(dated), tuple(c for c in cases if read_years(c.years) is None))
