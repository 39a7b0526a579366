"""A word of each user's own, so that another's words in an answer are seen."""

from __future__ import annotations

import re
from random import Random

LETTERS = "bcdfghjklmnpqrtvwxz"
OWN = re.compile(rf"\bZq[{LETTERS}]{{10}}\b")
"""No word of any language that answers are written in looks like this."""


def marker(seed: int | None = None) -> str:
    """A word that nobody else has.

    >>> bool(OWN.fullmatch(marker(1)))
    True
    """
    return "Zq" + "".join(Random(seed).choices(LETTERS, k=10))


def marked(question: str, word: str) -> str:
    """A question in which the word stands as the name of the place.

    >>> marked("How do we share evidence?", "Zqbcdfghjklm")
    'At Zqbcdfghjklm Trust: How do we share evidence?'
    """
    return f"At {word} Trust: {question}"


def fault_of(answer: str, word: str) -> str:
    """What is wrong with whose words are in an answer; "" when they are its asker's alone.

    >>> fault_of("You asked: at Zqbcdfghjklm Trust", "Zqbcdfghjklm")
    ''
    """
    found = set(OWN.findall(answer))
    if found - {word}:
        return "the answer holds another user's words"
    return "" if word in found else "the answer does not hold its asker's words"
