"""Phrases that managers use for the facets of their situation, found in a text."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

LEXICON = Path(__file__).parent / "data" / "lexicon.yaml"
Patterns = dict[str, dict[str, re.Pattern[str]]]


@cache
def patterns() -> Patterns:
    """Facet -> value -> one pattern over all its phrases."""
    raw = yaml.load(LEXICON.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return {
        facet: {
            str(value): re.compile(rf"(?<![\w-])(?:{'|'.join(phrases)})(?![\w])", re.I)
            for value, phrases in values.items()
        }
        for facet, values in raw.items()
    }


def found(text: str, facet: str) -> list[tuple[str, int, str]]:
    """Values of a facet that a text names: (value, where, the words), in the lexicon's order of preference."""
    hits: list[tuple[str, int, str]] = []
    for value, pattern in patterns().get(facet, {}).items():
        if match := pattern.search(text):
            hits.append((value, match.start(), match[0]))
    return hits
