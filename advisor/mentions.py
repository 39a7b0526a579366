"""Which approaches a text names, by their names and aliases."""

from __future__ import annotations

import re
from functools import cache

from corpus.vocabulary import vocabulary

CONTENT = "guidelines-standards"
"""An approach whose names mostly stand for what is to be put into practice: "follow the sepsis guideline"."""
FOLLOWED = re.compile(
    r"\b(?:follow\w*|us(?:e|es|ed|ing)|adopt\w*|implement\w*|adher\w+|me(?:et|ets|eting|t)|compl(?:y|ies|ied|ying|iance)|stick\w*|"
    r"struggl\w+|ignor\w+|tak(?:e|es|ing|en) up|uptake of|act(?:s|ed|ing)? on|appl(?:y|ies|ied|ying)|against|from|in line with|to)\b"
    r"[\w ,'’-]{0,40}$",
    re.IGNORECASE,
)
LEFT = re.compile(
    r"\W*(?:(?:is|are|was|were|being|not|isn['’]t|aren['’]t) )*(?:followed|ignored|used|met|adhered|forgotten)\b",
    re.IGNORECASE,
)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    """A pattern for each name and alias, the longest first, so that a longer name hides a shorter one in it.

    Each with its slug, and with a piece of the name that stands in every text that the pattern matches.
    """
    entries: list[tuple[str, str]] = []
    for approach in vocabulary().approaches:
        for name in (approach.name, approach.slug.replace("-", " "), *approach.aliases):
            entries.append((name.lower(), approach.slug))
    entries.sort(key=lambda e: -len(e[0]))
    return tuple((_pattern(name), slug, re.split(r"[\s-]", name)[0].rstrip("s")) for name, slug in entries)


def _pattern(name: str) -> re.Pattern[str]:
    """A name with optional plural and with space or hyphen between its words."""
    words = [re.escape(w) for w in re.split(r"[\s-]+", name)]
    words[-1] = re.sub(r"s$", "s?", words[-1]) if words[-1].endswith("s") else words[-1] + "s?"
    return re.compile(rf"(?<![\w-]){'[ -]?'.join(words)}(?![\w-])", re.IGNORECASE)


def mentioned(text: str) -> tuple[str, ...]:
    """Slugs of the approaches that a text names, in the order in which it names them.

    >>> mentioned("audit and feedback or a knowledge broker?")
    ('audit-feedback', 'knowledge-brokers')
    >>> mentioned("get wards to follow the sepsis guidelines")
    ()
    """
    taken = [False] * len(text)
    found: list[tuple[int, str]] = []
    folded = text.casefold()
    for pattern, slug, piece in _patterns():
        if piece not in folded:
            continue
        for match in pattern.finditer(text):
            if slug == CONTENT and (
                FOLLOWED.search(text[: match.start()]) or LEFT.match(text[match.end() :])
            ):
                continue
            if not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = [True] * (match.end() - match.start())
                found.append((match.start(), slug))
    return tuple(dict.fromkeys(slug for _, slug in sorted(found)))


TRIED = re.compile(
    r"\b(?:(?:we|i|they)(?:['’]ve| have)?(?: already| just| once)? (?:tried|did|done|ran|run|used|had|bought|set up|piloted|held|sent|put on)|"
    r"(?:already|last year|before) (?:tried|did|done|ran|used)|tried|after) (?:[\w'’-]+[ ,]+){0,4}$",
    re.IGNORECASE,
)
FLOPPED = re.compile(
    r"\b(?:what else|else\b|instead|next|other (?:options|ideas|ways|approaches)|something different|flop\w*|fail\w*|fell flat|no (?:effect|change|"
    r"difference|luck)|nothing (?:changed|happened|came)|nobody|no one|did(?: not|n['’]t)|has(?: not|n['’]t)|never)\b",
    re.IGNORECASE,
)


def already_tried(text: str) -> tuple[str, ...]:
    """Slugs of the approaches that a text says were tried and did not do: something else is wanted.

    >>> already_tried("we've tried audit and feedback already and nobody cared. what else?")
    ('audit-feedback',)
    >>> already_tried("we tried audit and feedback in March")
    ()
    """
    if not FLOPPED.search(text):
        return ()
    found: list[str] = []
    for pattern, slug, _ in _patterns():
        for match in pattern.finditer(text):
            if TRIED.search(text[: match.start()]):
                found.append(slug)
    return tuple(dict.fromkeys(found))
