"""The reading age of a statement, by textstat's Automated Readability Index.

The index (Senter and Smith 1967) counts letters, words and sentences. textstat's syllable counts would fetch
a dictionary over the network on first use, so none of those is called.
"""

from __future__ import annotations

import sys
from functools import cache
from types import ModuleType
from typing import Any

OLDEST = 34.0
"""The reading age, in years, that a statement stays under.

One sentence of 30 to 40 words with the names of bodies in it scores far above running text: half of the corpus
lies above 20, and the limit is there to catch what nobody would read aloud.
"""


def reading_age(text: str) -> float:
    """The age in years at which a text is read with ease: the index's school grade and five.

    >>> reading_age("The cat sat on the mat.") < 10
    True
    """
    return float(_textstat().automated_readability_index(text)) + 5


def too_hard(text: str) -> float | None:
    """The reading age of a text when it is above `OLDEST`, else None."""
    age = reading_age(text)
    return age if age > OLDEST else None


@cache
def _textstat() -> Any:
    """textstat, imported when first needed, without NLTK.

    textstat imports NLTK (1.5 s, half of a whole `check`) only to download a dictionary of syllables, so a placeholder
    stands in for it meanwhile: what would download fails instead.
    """
    held = sys.modules.get("nltk")
    sys.modules["nltk"] = held or ModuleType("nltk")
    try:
        import textstat  # type: ignore[import-untyped]
    finally:
        if held is None:
            del sys.modules["nltk"]
    return textstat
