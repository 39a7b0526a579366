"""Finds the nearest of very many vectors: a quick pass over a few directions, then the vectors themselves."""

from __future__ import annotations

from functools import cache

import numpy as np

from index.fusion import Scores
from index.vectors import Vectors

WIDTH = 64
"""How many directions the quick pass keeps."""
DEPTH = 2000
"""How many the quick pass hands on; the ten truly nearest are among them (tests/index/test_nearest.py)."""
SAMPLE = 20_000
CHUNK = 50_000


class Reduced:
    """Unit vectors seen along the directions in which they differ most: an inner product costs a sixth.

    The directions are the first eigenvectors of the vectors' second moments, which lose the least of all inner
    products.

    Args:
        vectors: shape (n, d), perhaps mapped from a file.
        width: how many directions to keep.

    >>> rows = np.eye(4, dtype=np.float32)
    >>> int(Reduced(rows, width=4).scores(rows[2]).argmax())
    2
    """

    def __init__(self, vectors: Vectors, width: int = WIDTH) -> None:
        step = max(1, len(vectors) // SAMPLE)
        sample = np.asarray(vectors[::step], dtype=np.float32)
        _, directions = np.linalg.eigh(sample.T @ sample)
        self._directions = np.ascontiguousarray(directions[:, ::-1][:, :width], dtype=np.float32)
        self._rows = np.empty((len(vectors), self._directions.shape[1]), dtype=np.float32)
        for start in range(0, len(vectors), CHUNK):
            self._rows[start : start + CHUNK] = vectors[start : start + CHUNK] @ self._directions

    def scores(self, vector: Vectors) -> Scores:
        """The inner product of each row and a unit vector, a little too small or too great; shape (n,)."""
        scores: Scores = self._rows @ (vector @ self._directions)
        return scores


@cache
def one_blas_thread() -> None:
    """Keep NumPy's linear algebra on one thread in this process.

    Products of a matrix and one vector wait for memory, not for processors; more threads only spin beside the
    model's own, and make each question several times slower.
    """
    from threadpoolctl import threadpool_limits

    threadpool_limits(limits=1, user_api="blas")
