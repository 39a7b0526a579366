"""Pairs of statements that say the same in nearly the same words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np

THRESHOLD = 90.0
"""Token-sort similarity, 0 to 100, from which two statements count as near duplicates."""
_BLOCK = 128


def near_duplicates(texts: Sequence[str], threshold: float = THRESHOLD) -> list[tuple[int, int]]:
    """Pairs of positions (i < j) whose texts are at least ``threshold`` alike, by RapidFuzz.

    The likeness of two texts is at most twice the shorter length over the sum of both, so with the texts in the
    order of their lengths each is compared only with those long enough to matter.

    >>> near_duplicates(["audit helps a little", "a little audit helps", "brokers link worlds"])
    [(0, 1)]
    """
    from rapidfuzz import fuzz, process

    keys = [" ".join(sorted(t.lower().split())) for t in texts]
    order = sorted(range(len(keys)), key=lambda i: len(keys[i]))
    ordered = [keys[i] for i in order]
    lengths = [len(key) for key in ordered]
    reach = (200 - threshold) / threshold if threshold > 0 else float("inf")
    found: list[tuple[int, int]] = []
    for start in range(0, len(ordered), _BLOCK):
        block = ordered[start : start + _BLOCK]
        end = bisect_right(lengths, len(block[-1]) * reach)
        alike = process.cdist(
            block, ordered[start:end], scorer=fuzz.ratio, score_cutoff=threshold, dtype=np.uint8, workers=-1
        )
        rows, columns = np.nonzero(np.triu(alike, k=1))
        pairs = ((order[start + int(i)], order[start + int(j)]) for i, j in zip(rows, columns, strict=True))
        found.extend((min(pair), max(pair)) for pair in pairs)
    return sorted(found)
