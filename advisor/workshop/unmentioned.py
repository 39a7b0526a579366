"""What nobody has mentioned yet: statements that bear on a scenario and that no table used.

The order follows Co-STORM's measure of unused evidence (Jiang and others, 2024): what is near to the question and
far from what was said comes first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence

import numpy as np
import numpy.typing as npt
from pydantic import Field

from corpus.records import Frozen
from index.passages import Passage

DEPTH = 60
"""How many of the most relevant statements are looked at."""
MOST = 8
PER_APPROACH = 2
NEAR_WEIGHT = 0.6
"""The weight of nearness to the question; the rest is that of distance from what was said."""
REPEATED = 0.75
"""The cosine from which a statement says what somebody has said already."""

Encode = Callable[[Sequence[str]], npt.NDArray[np.float32]]


class Said(Frozen):
    """What the tables have used: approaches predicted or tried, statements cited, and their own words."""

    approaches: frozenset[str] = frozenset()
    statements: frozenset[str] = frozenset()
    texts: tuple[str, ...] = ()


class Unmentioned(Frozen):
    """One statement that nobody used."""

    statement: str
    record: str
    approach: str
    text: str
    kind: str
    direction: str
    score: float = Field(ge=0, le=1)


def unmentioned(
    passages: Sequence[Passage],
    relevance: npt.NDArray[np.float32],
    said: Said,
    encode: Encode,
    allowed: Collection[str],
) -> tuple[Unmentioned, ...]:
    """The statements that bear most on a scenario and that no table used, the best first.

    Args:
        passages: every statement held.
        relevance: the fused score of each for the scenario, shape (n,).
        said: what the tables used.
        encode: turns texts into unit vectors, shape (n, d).
        allowed: the approaches that may be named.
    """
    order = np.argsort(-relevance, kind="stable")
    near = [i for i in order if relevance[i] > 0 and _unused(passages[i], said, allowed)][:DEPTH]
    if not near:
        return ()
    closeness = _closeness([passages[i].embedded for i in near], said.texts, encode)
    top = float(relevance[near[0]])
    scored: list[tuple[float, int]] = []
    for place, (i, close) in enumerate(zip(near, closeness, strict=True)):
        if close < REPEATED:
            share = float(relevance[i]) / top
            scored.append((share**NEAR_WEIGHT * (1 - max(0.0, close)) ** (1 - NEAR_WEIGHT), place))
    scored.sort(key=lambda s: (-s[0], s[1]))
    return _picked([(score, passages[near[place]]) for score, place in scored])


def _unused(passage: Passage, said: Said, allowed: Collection[str]) -> bool:
    """Whether nobody named the statement's approach or cited the statement."""
    approach = passage.approaches[0]
    return approach in allowed and approach not in said.approaches and passage.id not in said.statements


def _closeness(texts: Sequence[str], said: Sequence[str], encode: Encode) -> list[float]:
    """How near each text is to the nearest thing that was said, as a cosine; 0 when nothing was said."""
    if not said:
        return [0.0] * len(texts)
    nearest: npt.NDArray[np.float32] = (encode(texts) @ encode(list(said)).T).max(axis=1)
    return [float(n) for n in nearest]


def _picked(scored: Sequence[tuple[float, Passage]]) -> tuple[Unmentioned, ...]:
    """At most `MOST`, one of each record and `PER_APPROACH` of each approach."""
    records: set[str] = set()
    counts: Counter[str] = Counter()
    found: list[Unmentioned] = []
    for score, passage in scored:
        approach = passage.approaches[0]
        if passage.record in records or counts[approach] == PER_APPROACH:
            continue
        records.add(passage.record)
        counts[approach] += 1
        found.append(
            Unmentioned(
                statement=passage.id,
                record=passage.record,
                approach=approach,
                text=passage.text,
                kind=passage.kind,
                direction=passage.direction,
                score=min(1.0, score),
            )
        )
        if len(found) == MOST:
            break
    return tuple(found)
