"""Does what is held supply the kind of thing that is asked for? A decision of its own, not a similarity cut-off."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from advisor.asked import Asked, what_is_asked
from advisor.lore import COMMON, Lore
from corpus.vocabulary import vocabulary
from index.passages import Passage

NAME = re.compile(
    r"\b(?:[A-Z][a-z]+(?:['’]s)?|[A-Z]{2,}[a-z]*)(?:[ -](?:[A-Z][a-z]+|[A-Z]{2,}|of|and|the|for|\d{2,}))*"
)
PROPER = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}(?:[ -][A-Z][a-z]{2,})*")
TOGETHER = 0.6
"""The weighted share of a factual question's content words that one statement must hold for the answer to be whole."""
NEAR = 0.45
"""The share from which a statement is on the question's own subject."""
WHOLE = 0.7
"""The share from which a statement that holds the thing asked for answers the question in full."""


@dataclass(frozen=True)
class Sufficiency:
    """What was asked for and whether it is held.

    ``verdict`` is "enough", "partial" or "none"; ``missing`` names what no statement holds; ``found`` are the
    statements that hold the kind of thing asked for, the one nearest to the question first.
    """

    verdict: str
    asked: str = ""
    missing: tuple[str, ...] = ()
    found: tuple[Passage, ...] = ()


def names_in(text: str, lore: Lore) -> tuple[str, ...]:
    """Proper names of a question that occur nowhere in the corpus."""
    unknown: list[str] = []
    for match in NAME.finditer(text):
        words = [
            w
            for w in re.split(r"[ -]", match[0])
            if w.lower().removesuffix("'s") not in COMMON and w[:1].isupper()
        ]
        starts = match.start() == 0 or text[: match.start()].rstrip()[-1:] in ".?!:"
        if starts and len(words) <= 1 and not match[0].isupper():
            continue
        if (
            words
            and not lore.holds(match[0])
            and not all(lore.spells(w.lower().removesuffix("'s")) for w in words)
        ):
            unknown.append(" ".join(words))
    return tuple(dict.fromkeys(unknown))


@cache
def _countries() -> re.Pattern[str]:
    """The names of countries, whatever their capitals; England and the United Kingdom go without saying."""
    held = {n for code, n in vocabulary().countries.items() if code not in ("GB", "GB-ENG", "INT", "EU")}
    names = sorted(map(re.escape, held), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(names)})\b", re.I)


def places_in(text: str) -> tuple[str, ...]:
    """Countries that a question names, and the proper names in the midst of its sentences."""
    proper = [m[0] for m in PROPER.finditer(text) if m[0].lower().removesuffix("'s") not in COMMON]
    return tuple(dict.fromkeys([*(m[0] for m in _countries().finditer(text)), *proper]))


def judge_sufficiency(text: str, passages: Sequence[Passage], lore: Lore, topical: bool) -> Sufficiency:
    """Judge whether the passages supply what is asked.

    Args:
        text: the question, standing alone.
        passages: the best that were found.
        lore: the words of the corpus.
        topical: the question asks for facts (not which approach fits), so its own subject must be held.
    """
    unknown = names_in(text, lore)
    missing = (*unknown, *lore.unheard(text))
    asked = what_is_asked(text)
    if not (asked or topical):
        return Sufficiency("enough", "", missing)
    share = {p.id: lore.covered(text, [p]) for p in passages}
    near = [p for p in passages if share[p.id] >= NEAR]
    elsewhere = tuple(place for place in places_in(text) if not any(_names(place, p) for p in near))
    if asked:
        return _supplied(asked, text, near, share, unknown, missing, elsewhere)
    if unknown:
        return Sufficiency("none", "a named body", missing)
    if elsewhere:
        return Sufficiency("partial", "a place", (*missing, *elsewhere))
    if missing or max(share.values(), default=0.0) < TOGETHER:
        return Sufficiency("partial", "a subject", missing)
    return Sufficiency("enough", "", missing)


def _supplied(
    asked: Asked,
    text: str,
    near: Sequence[Passage],
    share: Mapping[str, float],
    unknown: Sequence[str],
    missing: tuple[str, ...],
    elsewhere: tuple[str, ...],
) -> Sufficiency:
    """Whether a statement on the question's subject holds the kind of thing asked for."""
    if unknown or not near or (missing and asked.kind not in ("cost", "value for money")):
        return Sufficiency("none", asked.kind, missing)
    holding = [p for p in near if asked.supplied_by(_beyond(p.text, text))]
    if elsewhere or not holding:
        return Sufficiency("none", asked.kind, (*missing, *elsewhere))
    holding.sort(key=lambda p: -share[p.id])
    whole = share[holding[0].id] >= WHOLE
    return Sufficiency("enough" if whole else "partial", asked.kind, missing, tuple(holding))


def _names(place: str, passage: Passage) -> bool:
    """Whether a passage, or its context line, names a place."""
    return place.lower() in passage.embedded.lower()


def _beyond(passage: str, question: str) -> str:
    """A passage without the question's own figures, so that an echo is not taken for an answer."""
    for figure in set(re.findall(r"\d+", question)):
        passage = re.sub(rf"\b{figure}\b", "", passage)
    return passage
