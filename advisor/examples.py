"""Labelled example questions and their vectors: what the nearest-neighbour reader learns from."""

from __future__ import annotations

import hashlib
import io
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml

from index.embedding import Embedder, Vectors

DATA = Path(__file__).parent / "data"
EXAMPLES = (DATA / "intents.yaml", DATA / "asked_like.yaml")
NEIGHBOURS = 9
POWER = 8.0
"""How sharply a nearer example outweighs a farther one: votes are cosine similarity to this power."""


@dataclass(frozen=True)
class Labelled:
    """One set of examples: texts, their labels, and their unit vectors, shape (n, d)."""

    labels: tuple[str, ...]
    vectors: Vectors

    def shares(self, vector: Vectors, neighbours: int = NEIGHBOURS) -> dict[str, float]:
        """Each label's share (they sum to 1) of the votes of the nearest examples."""
        similarity = np.clip(self.vectors @ vector, 1e-6, 1.0)
        nearest = np.argsort(-similarity)[:neighbours]
        votes: dict[str, float] = {}
        for i in nearest:
            votes[self.labels[i]] = votes.get(self.labels[i], 0.0) + float(similarity[i]) ** POWER
        total = sum(votes.values())
        return {label: vote / total for label, vote in sorted(votes.items(), key=lambda v: -v[1])}

    def likeness(self, vector: Vectors, floor: float = 0.3) -> dict[str, float]:
        """For each label, how far its nearest examples' cosine stands above ``floor``; 0 where it does not.

        The mean of the nearest and of the mean of the two nearest, so that one lucky example counts less.
        """
        similarity = self.vectors @ vector
        found: dict[str, float] = {}
        for label, rows in self._rows.items():
            own = np.sort(similarity[rows])[-2:]
            mean = (own[0] + own[-1]) / own.dtype.type(2)
            found[label] = max(0.0, float(mean + own[-1]) / 2 - floor)
        return found

    @cached_property
    def _rows(self) -> dict[str, npt.NDArray[np.intp]]:
        """The rows of each label's examples."""
        labels = np.array(self.labels)
        return {label: np.flatnonzero(labels == label) for label in dict.fromkeys(self.labels)}

    def nearest(self, vector: Vectors) -> tuple[str, float]:
        """The label of the nearest example, and its cosine similarity."""
        similarity = self.vectors @ vector
        best = int(similarity.argmax())
        return self.labels[best], float(similarity[best])


def load_examples(
    embedder: Embedder, cache: Path | None = None, paths: Sequence[Path] = EXAMPLES
) -> dict[str, Labelled]:
    """The sets ``intents``, ``goals``, ``audience``, ``kinds`` and ``approaches`` with their vectors.

    Args:
        embedder: the model.
        cache: a folder where vectors are kept between runs, named after the examples and the model.
        paths: the YAML files of examples.
    """
    source = b"\n".join(path.read_bytes() for path in paths)
    raw = yaml.load(source, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    texts = [str(text) for sets in raw.values() for examples in sets.values() for text in examples]
    vectors = _cached(
        embedder, texts, hashlib.sha256(source + embedder.identity.encode()).hexdigest()[:16], cache
    )
    found: dict[str, Labelled] = {}
    start = 0
    for name, sets in raw.items():
        labels = tuple(label for label, examples in sets.items() for _ in examples)
        found[name] = Labelled(labels, vectors[start : start + len(labels)])
        start += len(labels)
    return found


def _cached(embedder: Embedder, texts: Sequence[str], key: str, cache: Path | None) -> Vectors:
    """Vectors of the texts, from the cache where it has them; a cache that can't be used is passed over."""
    kept = cache / f"examples-{key}.npy" if cache else None
    if kept:
        try:
            vectors = _unsealed(kept.read_bytes())
            if vectors.shape[0] == len(texts):
                return vectors
        except (OSError, ValueError, EOFError):
            pass
    vectors = embedder.encode(texts)
    if kept:
        aside = kept.with_name(f"{kept.name}.{uuid.uuid4().hex[:8]}.part")
        try:
            aside.write_bytes(_sealed(vectors))
            aside.replace(kept)
        except OSError:
            aside.unlink(missing_ok=True)
    return vectors


def _sealed(vectors: Vectors) -> bytes:
    """Vectors in NumPy's format, with their SHA-256 at the end."""
    file = io.BytesIO()
    np.save(file, vectors)
    return file.getvalue() + hashlib.sha256(file.getvalue()).digest()


def _unsealed(data: bytes) -> Vectors:
    """The vectors of `_sealed`; ValueError when they are not what was written."""
    body, seal = data[:-32], data[-32:]
    if hashlib.sha256(body).digest() != seal:
        raise ValueError("the kept vectors have changed since they were written")
    vectors: Vectors = np.load(io.BytesIO(body), allow_pickle=False)
    return vectors
