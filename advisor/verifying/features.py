"""What is measured of a claim beside its evidence: one named number each, for the small model and the checks."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from advisor.verifying import approaches, direction, names, numbers, polarity, strength
from advisor.verifying.alignment import Alignment, coverage
from advisor.verifying.words import Token, read

Similarity = Callable[[str, Sequence[str]], Sequence[float]]
CLAUSE = re.compile(r"[,;:()]\s+|\s-\s|\s(?:and|but|while|which|who|because|although|whereas)\s", re.I)
NEIGHBOURS = 4
CANDIDATES = 6
STATEMENTS, PAGE = 120, 220
ON_PAGES = (
    "covered",
    "covered_best",
    "covered_few",
    "absent_run",
    "absent_count",
    "clause_covered",
    "pairs",
    "cosine",
    "cosine_few",
    "cosine_clause",
    "number",
    "entity",
)


def measure(pair: Alignment, similarity: Similarity | None) -> dict[str, float]:
    """Every feature of a pair.

    Args:
        pair: the aligned claim.
        similarity: cosines of a text with others; the semantic features are left out without it.
    """
    found = {**_wording(pair), **_facts(pair)}
    if similarity is not None:
        found |= _meaning(pair, similarity)
    page = page_share(pair)
    return found | {f"page_{name}": page * found[name] for name in ON_PAGES if name in found} | {"page": page}


def page_share(pair: Alignment) -> float:
    """0 for evidence the size of a statement or two, 1 for a page of it, rising evenly between.

    A paraphrase of one statement may share few words with it; of a claim that rests on a page, the page holds
    the words. So the wording counts for more the longer the evidence is.
    """
    return min(1.0, max(0.0, (len(pair.whole.tokens) - STATEMENTS) / (PAGE - STATEMENTS)))


def _wording(pair: Alignment) -> dict[str, float]:
    """How much of the wording is covered, by all, by the best sentence, by the chosen few; and what is not."""
    content = pair.claim.content
    absent = [t for t in content if t.stem not in pair.whole.stems]
    covered = coverage(content, pair.whole.stems)
    clauses = _clauses(pair)
    return {
        "covered": covered,
        "covered_best": max(pair.shares, default=0.0),
        "covered_few": coverage(content, pair.best.stems),
        "absent_run": _longest_run(content, pair.whole.stems),
        "absent_count": math.log1p(sum(t.weight for t in absent)),
        "clause_covered": min(clauses, default=covered),
        "pairs": _pairs_kept(pair),
        "length": math.log(max(3, len(content)) / 12),
    }


def _facts(pair: Alignment) -> dict[str, float]:
    """The checks of fact: each is 0 when nothing is amiss."""
    claim, whole, best = pair.claim, pair.whole, pair.best
    said = numbers.quantities(claim.text)
    lost = numbers.missing(claim.text, [whole.text])
    named = names.names_in(claim)
    unnamed = names.missing_names(claim, whole)
    return {
        "number": float(bool(lost)),
        "number_share": len(lost) / len(said) if said else 0.0,
        "number_apart": _numbers_apart(pair),
        "place": float(bool(names.missing_places(claim, whole))),
        "entity": float(bool(unnamed)),
        "entity_share": len(unnamed) / len(named) if named else 0.0,
        "negation": polarity.conflict(claim, best),
        "direction": direction.conflict(claim, best),
        "opposites": float(min(2, direction.opposites(claim, best))),
        "approach": approaches.swapped(claim, whole),
        "strength": strength.overclaimed(claim, best),
        "boosted": float(min(2, strength.boosted(claim, best))),
        "unhedged": float(min(3, strength.unhedged(claim, best))),
    }


def _meaning(pair: Alignment, similarity: Similarity) -> dict[str, float]:
    """Cosines: of the claim with the nearest sentence and with the chosen few, and of its least supported clause."""
    nearest = sorted(range(len(pair.units)), key=lambda n: -pair.shares[n])[:CANDIDATES]
    texts = [pair.units[n].text for n in sorted(nearest)]
    cosines = similarity(pair.claim.text, [*texts, pair.best.text])
    clauses = [c for c in clause_texts(pair.claim.text)]
    least = min((max(similarity(c, [*texts, pair.best.text])) for c in clauses), default=max(cosines))
    return {"cosine": max(cosines), "cosine_few": cosines[-1], "cosine_clause": least}


def clause_texts(sentence: str) -> list[str]:
    """The clauses of a sentence that have at least three content words."""
    return [c for c in CLAUSE.split(sentence) if c and len(read(c).content) >= 3]


def _clauses(pair: Alignment) -> list[float]:
    """The coverage of each clause by the best single sentence or the chosen few."""
    return [coverage(read(c).content, pair.best.stems) for c in clause_texts(pair.claim.text)]


def _longest_run(content: Sequence[Token], stems: frozenset[str]) -> float:
    """The weight of the longest run of content words that the evidence lacks, on a log scale."""
    longest = run = 0.0
    for token in content:
        run = 0.0 if token.stem in stems else run + token.weight
        longest = max(longest, run)
    return math.log1p(longest)


def _pairs_kept(pair: Alignment) -> float:
    """The share of neighbouring content words of the claim that stand together in one evidence sentence."""
    content = pair.claim.content
    neighbours = [(a, b) for a, b in pairwise(content) if a.sentence == b.sentence]
    if not neighbours:
        return 1.0
    kept = sum(any(a.stem in u.stems and b.stem in u.stems for u in pair.units) for a, b in neighbours)
    return kept / len(neighbours)


def _numbers_apart(pair: Alignment) -> float:
    """The share of figures whose neighbours in the claim are not beside that figure in any evidence sentence."""
    tokens = pair.claim.tokens
    figures = [n for n, t in enumerate(tokens) if t.word[0].isdigit()]
    if not figures:
        return 0.0
    apart = 0.0
    for n in figures:
        around = [t for t in tokens[max(0, n - 2) : n + NEIGHBOURS] if t.content and not t.word[0].isdigit()]
        beside = [coverage(around, _beside(u.tokens, tokens[n].word)) for u in pair.units]
        apart += 1 - max(beside, default=0.0)
    return apart / len(figures)


def _beside(tokens: Sequence[Token], figure: str) -> frozenset[str]:
    """The stems near a figure in one evidence sentence."""
    spots = [n for n, t in enumerate(tokens) if t.word == figure]
    return frozenset(t.stem for n in spots for t in tokens[max(0, n - NEIGHBOURS) : n + NEIGHBOURS + 3])
