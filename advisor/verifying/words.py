# ruff: noqa: RUF001 - the characters that look alike are what is parsed here
"""Text as tokens: tidy quotes and spaces, sentences, content words with their stems and weights."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from advisor.verifying.common_words import WEIGHTS
from advisor.verifying.synonyms import canonical, stem_of

QUOTES = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "−": "-"}
)
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[,.]\d+)*")
BREAK = re.compile(r"[,;:()]|\s-\s")
SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]*[A-Z0-9])")
ABBREVIATED = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|Inc|Ltd|Co|No|vs|etc|e\.g|i\.e|U\.S|al)\.$")
STOPWORDS = frozenset(
    """a an the this that these those it its itself he him his she her hers they them their theirs we us our ours i me
    my mine you your yours who whom whose which what where when while as if than then so too very also just only even
    and or but nor for of to in on at by from with into onto over under between among through during within upon
    about after before since until till is are was were be been being am has have had having do does did doing done
    will would shall should can could may might must there here such own other another each every any some all both
    more most much many few less least up down out off again further once one ones not no never none without because
    whether although though yet however still already per s t don't doesn't didn't isn't aren't wasn't weren't can't
    cannot couldn't won't wouldn't shouldn't hasn't haven't hadn't according how why against across along around
    become became becoming get gets got upon like well said way""".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word or figure of a text and where it stands.

    ``weight`` is how telling the word is: its inverse document frequency in the corpus, at most 1.
    ``content`` is whether it carries meaning of its own.
    """

    raw: str
    word: str
    stem: str
    sentence: int
    clause: int
    first: bool
    content: bool
    weight: float


class Text:
    """A text and its tokens, worked out once.

    Args:
        text: one sentence or several.
    """

    def __init__(self, text: str) -> None:
        self.text = tidy(text)
        self.lower = self.text.lower()
        self.sentences = sentences(self.text)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Every word and figure in order."""
        return tuple(t for n, s in enumerate(self.sentences) for t in _tokens(s, n))

    @cached_property
    def content(self) -> tuple[Token, ...]:
        """The content words in order."""
        return tuple(t for t in self.tokens if t.content)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all words, with synonyms brought together."""
        return frozenset(t.stem for t in self.tokens)

    @cached_property
    def plain(self) -> frozenset[str]:
        """The stems of all words, without synonyms."""
        return frozenset(stem_of(t.word) for t in self.tokens)


@lru_cache(maxsize=4096)
def read(text: str) -> Text:
    """The tokens of a text; the same text is read once."""
    return Text(text)


def tidy(text: str) -> str:
    """Compatibility forms, straight quotes, plain hyphens, single spaces.

    >>> tidy("the board’s  ‘yes’")
    "the board's 'yes'"
    """
    return " ".join(unicodedata.normalize("NFKC", text).translate(QUOTES).split())


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a tidy text; an initial or a common abbreviation does not end one."""
    parts: list[str] = []
    for piece in SENTENCE_END.split(text):
        if parts and ABBREVIATED.search(parts[-1]):
            parts[-1] += " " + piece
        elif piece.strip():
            parts.append(piece.strip())
    return tuple(parts)


def weight_of(tokens: Sequence[Token]) -> float:
    """The summed weight of some tokens."""
    return sum(t.weight for t in tokens)


def _tokens(sentence: str, number: int) -> list[Token]:
    """The tokens of one sentence; a possessive ending is dropped, and punctuation starts a new clause."""
    found: list[Token] = []
    clause = end = 0
    for match in WORD.finditer(sentence):
        clause += bool(BREAK.search(sentence[end : match.start()]))
        end = match.end()
        raw = re.sub(r"'s?$", "", match.group())
        word = raw.lower()
        content = word not in STOPWORDS and (len(word) > 1 or word.isdigit())
        weight = WEIGHTS.get(stem_of(word), 1.0)
        found.append(Token(raw, word, canonical(word), number, clause, not found, content, weight))
    return found
