"""Text that any export format can hold: no character that XML refuses, and each value on one line."""

from __future__ import annotations

import re
from collections.abc import Iterable

from advisor.answer import Cell, Sentence
from advisor.citations import render

_REFUSED = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = re.compile("[ \t\n\r\x85\u2028\u2029]+")


def clean(text: str) -> str:
    """The text without refused characters, its line breaks and runs of spaces made one space.

    >>> clean("Ward\\x00s  and\\nboards")
    'Wards and boards'
    """
    return _BREAKS.sub(" ", _REFUSED.sub("", text)).strip(" ")


def cited(sentence: Sentence) -> str:
    """A sentence with the numbers of its sources.

    >>> cited(Sentence(text="It helped.", sources=(2, 1), support=("It helped.",)))
    'It helped [1, 2].'
    """
    return render(clean(sentence.text), sentence.sources)


def prose(sentences: Iterable[Sentence]) -> str:
    """Sentences with their numbers, as one paragraph."""
    return " ".join(cited(s) for s in sentences)


def cell_text(cell: Cell) -> str:
    """A cell with the numbers of its sources, when it states a fact."""
    return render(clean(cell.text), cell.sources)
