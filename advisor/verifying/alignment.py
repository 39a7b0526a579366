"""Which evidence sentences carry a claim, and how much of its wording they cover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.verifying.words import Text, Token, read

PARTS = 3
WORTH = 0.06


@dataclass(frozen=True)
class Alignment:
    """A claim beside its evidence.

    Args:
        claim: the sentence.
        units: every evidence sentence.
        whole: all the evidence as one text.
        best: the few evidence sentences that together cover most of the claim, as one text.
        shares: for each unit, the share by weight of the claim's content words that it holds.
    """

    claim: Text
    units: tuple[Text, ...]
    whole: Text
    best: Text
    shares: tuple[float, ...]


def align(sentence: str, evidence: Sequence[str]) -> Alignment:
    """Lay a sentence beside its evidence.

    Args:
        sentence: what is claimed.
        evidence: the texts it cites; each is split into sentences.
    """
    claim = read(sentence)
    seen = dict.fromkeys(s for text in evidence for s in read(text).sentences)
    units = tuple(read(s) for s in seen)
    shares = tuple(coverage(claim.content, u.stems) for u in units)
    chosen = _greedy(claim, units)
    best = read(" ".join(units[n].text for n in sorted(chosen)))
    return Alignment(claim, units, read(" ".join(seen)), best, shares)


def coverage(tokens: Sequence[Token], stems: frozenset[str]) -> float:
    """The share by weight of some tokens whose stem is among ``stems``; 1 when there are no tokens."""
    total = sum(t.weight for t in tokens)
    return sum(t.weight for t in tokens if t.stem in stems) / total if total else 1.0


def _greedy(claim: Text, units: Sequence[Text]) -> list[int]:
    """Up to three units, each adding the most to what is covered, while it adds something worth having."""
    chosen: list[int] = []
    covered: frozenset[str] = frozenset()
    while len(chosen) < min(PARTS, len(units)):
        now = coverage(claim.content, covered)
        rest = [n for n in range(len(units)) if n not in chosen]
        gain, n = max((coverage(claim.content, covered | units[n].stems) - now, -n) for n in rest)
        if chosen and gain < WORTH:
            break
        chosen.append(-n)
        covered |= units[-n].stems
    return chosen
