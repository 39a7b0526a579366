"""Figures in a statement must occur in the key facts recorded for the references it cites."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.references import Reference

FIGURE = re.compile(r"\d+(?:[,.]\d+)*")
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
)
_MORE = "seventeen eighteen nineteen"
WORDS = {word: str(n) for n, word in enumerate(f"{_SMALL} {_MORE}".split())}
WORDS |= {
    word: str(10 * n)
    for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}


def figures(text: str) -> set[str]:
    """The figures written in digits, thousands separators and trailing noughts of decimals removed.

    >>> sorted(figures("1,060 practices, 4.30% in 2012"))
    ['1060', '2012', '4.3']
    """
    return {_normal(m) for m in FIGURE.findall(text)}


def known_figures(references: Iterable[Reference]) -> set[str]:
    """Every figure that the key facts, titles and years of some references hold, in digits or in words."""
    found: set[str] = set()
    for reference in references:
        text = " ".join((reference.title, *reference.custom.key_facts))
        found |= figures(text)
        found |= {WORDS[w] for w in re.findall(r"[a-z]+", text.lower()) if w in WORDS}
        if reference.year:
            found.add(str(reference.year))
    return found


def unsupported_figures(text: str, references: Iterable[Reference], also: str = "") -> list[str]:
    """The figures of a statement that no cited reference is known to hold.

    Args:
        text: the statement.
        references: those it cites.
        also: further text whose figures may be used, such as a case's years.
    """
    known = known_figures(references) | figures(also)
    return sorted(figures(text) - known)


def _normal(figure: str) -> str:
    """One form for a figure: no separators, no trailing noughts."""
    whole, _, decimals = figure.partition(".")
    whole = whole.replace(",", "")
    decimals = decimals.rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole
