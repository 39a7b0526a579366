"""Fingerprints of words: what was withdrawn can be looked for in any file without keeping the words.

A text is cut into overlapping runs of eight words, each run hashed. Words are runs of ASCII letters and figures,
lower-cased; JSON's escapes and all else part them, so that text, JSON and the pages of a database look alike.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator

RUN = 8
TOKEN = re.compile(rb"\\u[0-9a-fA-F]{4}|\\.|([A-Za-z0-9]+)")


def fingerprints(text: str) -> set[str]:
    """The fingerprints of one text; the whole of it when it has fewer than eight words."""
    words = [word for word, _, _ in _words(text.encode())]
    return {_hash(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1))} if words else set()


def all_fingerprints(texts: Iterable[str]) -> set[str]:
    """The fingerprints of several texts."""
    return set().union(*(fingerprints(text) for text in texts))


def spans(data: bytes, wanted: Collection[str]) -> list[tuple[int, int]]:
    """Where the wanted runs of words stand in some bytes; those that overlap are joined.

    >>> spans(b'x "One two three four five six seven eight" y', fingerprints("one two three four five six seven eight"))
    [(3, 42)]
    """
    words = list(_words(data))
    found: list[tuple[int, int]] = []
    for i in range(max(1, len(words) - RUN + 1) if words else 0):
        run = words[i : i + RUN]
        if _hash([word for word, _, _ in run]) in wanted:
            start, end = run[0][1], run[-1][2]
            if found and start < found[-1][1]:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
    return found


def _words(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Each word in lower case, with its start and end."""
    for match in TOKEN.finditer(data):
        if match[1] is not None:
            yield match[1].lower(), match.start(1), match.end(1)


def _hash(words: Iterable[bytes]) -> str:
    """A run of words as sixteen hexadecimal figures."""
    return hashlib.blake2b(b" ".join(words), digest_size=8).hexdigest()
