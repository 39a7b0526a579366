"""A turn of speech -> excerpts of whole sentences, each with the lines where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.importing.transcripts import Turn
from corpus.safeguards import find_identifiers, mask

MOST_WORDS = 45
ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’)]*$")


@dataclass(frozen=True)
class Excerpt:
    """Some sentences of one turn, and where they stand."""

    words: str
    locator: str


def excerpts_of(turn: Turn, place: str, names: tuple[str, ...] | None) -> Iterator[Excerpt]:
    """Whole sentences of a turn, gathered to at most `MOST_WORDS`; a longer sentence is cut."""
    words: list[tuple[str, int]] = []
    for line in turn.lines:
        said = line.words if names is None else mask(line.words, find_identifiers(line.words, names))
        words.extend((word, line.number) for word in said.replace("“", "'").replace("”", "'").split())
    gathered: list[tuple[str, int]] = []
    for sentence in _sentences(words):
        if gathered and len(gathered) + len(sentence) > MOST_WORDS:
            yield _excerpt(gathered, place)
            gathered = []
        gathered += sentence
        while len(gathered) > MOST_WORDS:
            cut = gathered[MOST_WORDS - 1][1]
            yield _excerpt([*gathered[: MOST_WORDS - 1], ("…", cut)], place)
            gathered = [("…", cut), *gathered[MOST_WORDS - 1 :]]
    if gathered:
        yield _excerpt(gathered, place)


def _sentences(words: Sequence[tuple[str, int]]) -> Iterator[list[tuple[str, int]]]:
    """Runs of words that end on a full stop, a question mark or the like."""
    run: list[tuple[str, int]] = []
    for word in words:
        run.append(word)
        if ENDS_SENTENCE.search(word[0]):
            yield run
            run = []
    if run:
        yield run


def _excerpt(words: Sequence[tuple[str, int]], place: str) -> Excerpt:
    """The words, and ``line 4`` or ``lines 4-6``."""
    first, last = words[0][1], words[-1][1]
    lines = f"line {first}" if first == last else f"lines {first}-{last}"
    return Excerpt(" ".join(word for word, _ in words), place + lines)
