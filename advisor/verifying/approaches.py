"""Approaches of the vocabulary named in a text; one must not be swapped for another."""

from __future__ import annotations

import re
from functools import cache

from advisor.verifying.synonyms import stem_of
from advisor.verifying.words import STOPWORDS, Text
from corpus.vocabulary import vocabulary


@cache
def _aliases() -> tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]:
    """(slug, stems, pattern) for each alias, longest first."""
    entries = [
        (approach.slug, alias.lower())
        for approach in vocabulary().approaches
        for alias in {*approach.aliases, approach.name.lower()}
    ]
    entries.sort(key=lambda e: (-len(e[1]), e))
    return tuple((slug, _stems(alias), re.compile(rf"\b{re.escape(alias)}s?\b")) for slug, alias in entries)


def named(text: Text) -> dict[str, tuple[str, ...]]:
    """The approaches that a text names -> the stems of the alias used; a longer alias hides a shorter one within it."""
    rest = text.lower
    found: dict[str, tuple[str, ...]] = {}
    for slug, stems, pattern in _aliases():
        if pattern.search(rest):
            rest = pattern.sub(" | ", rest)
            if len(stems) > len(found.get(slug, ())):
                found[slug] = stems
    return found


def swapped(claim: Text, evidence: Text) -> float:
    """How surely a sentence names an approach that the evidence does not: 1 for a name of two words or more.

    A single word ('networks', 'audit') is often used in its everyday sense, and counts for half.
    """
    ours, theirs = named(claim), named(evidence)
    strange = {s: stems for s, stems in ours.items() if s not in theirs and not set(stems) <= evidence.plain}
    if not strange:
        return 0.0
    return 1.0 if any(len(stems) > 1 for stems in strange.values()) else 0.5


def _stems(alias: str) -> tuple[str, ...]:
    """The stems of an alias, small words left out."""
    return tuple(stem_of(w) for w in re.findall(r"[^\W\d_]+", alias) if w not in STOPWORDS)
