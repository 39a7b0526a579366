"""An embedder for tests that need speed, not meaning: words are hashed into 32 numbers."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import numpy as np

from index.embedding import Vectors

WIDTH = 32


class HashingEmbedder:
    """Counts what it embeds, so that a test can tell what was taken over from an earlier build."""

    def __init__(self, identity: str = "hashing@1") -> None:
        self.identity = identity
        self.embedded: list[str] = []

    def encode(self, texts: Sequence[str], on_progress: Callable[[int], None] | None = None) -> Vectors:
        """Unit vectors of hashed words."""
        self.embedded.extend(texts)
        vectors = np.full((len(texts), WIDTH), 1e-3, dtype=np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().split():
                vectors[row, hashlib.sha256(word.encode()).digest()[0] % WIDTH] += 1
            if on_progress:
                on_progress(1)
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit
