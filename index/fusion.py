"""Convex combination of normalised scores (Bruch, Gai & Ingber 2023, doi 10.1145/3596512)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]
MANY = 50_000
"""Above so many scores, most are put aside before the greatest are sought."""
STEP = 32


def min_max(scores: Scores, candidates: npt.NDArray[np.intp]) -> Scores:
    """Scores set on 0 to 1 by the least and greatest of some candidates; all 0 when they are all alike.

    >>> min_max(np.array([1.0, 3.0, 2.0], dtype=np.float32), np.array([0, 1])).tolist()
    [0.0, 1.0, 0.5]
    """
    if not candidates.size:
        return np.zeros_like(scores)
    low, high = scores[candidates].min(), scores[candidates].max()
    if high <= low:
        return np.zeros_like(scores)
    scaled: Scores = np.clip((scores - low) / (high - low), 0.0, 1.0).astype(np.float32)
    return scaled


def top(scores: Scores, k: int) -> npt.NDArray[np.intp]:
    """Positions of the k greatest scores, greatest first; ties go to the earlier position."""
    k = min(k, scores.size)
    if k <= 0:
        return np.zeros(0, dtype=np.intp)
    if scores.size > MANY and (few := _promising(scores, k)).size < scores.size:
        return few[top(scores[few], k)]
    least = -np.partition(-scores, k - 1)[k - 1]
    above = np.flatnonzero(scores > least)
    level = np.flatnonzero(scores == least)[: k - above.size]
    chosen = np.concatenate((above, level))
    return chosen[np.lexsort((chosen, -scores[chosen]))]


def _promising(scores: Scores, k: int) -> npt.NDArray[np.intp]:
    """Positions, in order, among which the k greatest surely are: all above what a sample says is low enough."""
    sample = scores[::STEP]
    rank = min(sample.size, 2 * k // STEP + 16)
    chosen = np.flatnonzero(scores >= -np.partition(-sample, rank - 1)[rank - 1])
    return chosen if chosen.size >= k else np.arange(scores.size)


def convex(dense: Scores, lexical: Scores, alpha: float, depth: int) -> Scores:
    """alpha * BM25 + (1 - alpha) * dense, each normalised over its own ``depth`` best.

    Args:
        dense: cosine similarities, shape (n,).
        lexical: BM25 scores, shape (n,); 0 means no shared word and stays 0.
        alpha: weight of BM25, 0 to 1.
        depth: how many of the best of each set the scale.
    """
    candidates = np.union1d(top(dense, depth), top(lexical, depth))
    if not lexical.any():
        return min_max(dense, candidates)
    scaled = lexical / lexical.max()
    fused: Scores = (alpha * scaled + (1.0 - alpha) * min_max(dense, candidates)).astype(np.float32)
    return fused
