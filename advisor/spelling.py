"""Mends typing slips, towards the words that the corpus and managers use."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any

WORD = re.compile(r"[A-Za-z][a-z'’]{3,}")
CUTOFF = 84.0


@cache
def english() -> Any:
    """The dictionary of English, read once in a process."""
    from spellchecker import SpellChecker

    return SpellChecker(language="en", distance=1)


def english_share(words: Sequence[str]) -> float:
    """The share of words that are in the dictionary of English, from 0 to 1; 0 of none.

    >>> english_share(["audit", "gwella", "ward", "ansawdd"])
    0.5
    """
    lower = [w.lower() for w in words]
    known = english().known(lower)
    return sum(w in known for w in lower) / max(1, len(lower))


class Speller:
    """Replaces words that no one knows by the nearest word of the corpus.

    Args:
        texts: what the known words are taken from, the more frequent preferred.

    >>> Speller(["implementation of guidelines", "guidelines"]).mend("implmentation of guidlines")
    'implementation of guidelines'
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._counts = Counter(w.lower() for t in texts for w in re.findall(r"[A-Za-z]{4,}", t))
        self._words = [w for w, n in self._counts.items() if len(w) >= 5 or n > 2]
        self._english = english()
        self._nearest = lru_cache(maxsize=4096)(self._find)

    def knows(self, word: str) -> bool:
        """Whether a word is English or of the corpus."""
        return word.lower() in self._counts or bool(self._english.known([word.lower()]))

    def mend(self, text: str) -> str:
        """The text with unknown lower-case words of five letters or more set right; names are left alone."""

        def swap(match: re.Match[str]) -> str:
            word = match[0]
            if len(word) < 5 or (word[0].isupper() and match.start() > 0) or self.knows(word):
                return word
            return self._nearest(word.lower()) or word

        return WORD.sub(swap, text)

    def _find(self, word: str) -> str | None:
        """The corpus word most like this one, or None when none is like enough."""
        from rapidfuzz import fuzz, process

        first = [w for w in self._words if w[0] == word[0] and abs(len(w) - len(word)) <= 3]
        best = process.extract(word, first, scorer=fuzz.ratio, score_cutoff=CUTOFF, limit=5)
        if not best:
            return None
        return str(max(best, key=lambda b: (round(b[1] / 4), self._counts[b[0]]))[0])
