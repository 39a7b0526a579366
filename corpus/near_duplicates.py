"""Pairs of statements that say the same in nearly the same words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

THRESHOLD = 90.0
"""Token-sort similarity, 0 to 100, from which two statements count as near duplicates."""


def near_duplicates(texts: Sequence[str], threshold: float = THRESHOLD) -> list[tuple[int, int]]:
    """Pairs of positions (i < j) whose texts are at least ``threshold`` alike, by RapidFuzz.

    >>> near_duplicates(["audit helps a little", "a little audit helps", "brokers link worlds"])
    [(0, 1)]
    """
    from rapidfuzz import fuzz, process

    if len(texts) < 2:
        return []
    sorted_tokens = [" ".join(sorted(t.lower().split())) for t in texts]
    alike = process.cdist(
        sorted_tokens, sorted_tokens, scorer=fuzz.ratio, score_cutoff=threshold, dtype=np.uint8, workers=-1
    )
    rows, columns = np.nonzero(np.triu(alike, k=1))
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True)]
