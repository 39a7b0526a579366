"""Up to a million passages whose vectors lie as text embeddings do: made from the real ones, never drawn uniformly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import numpy as np

from evals.bench.questions import fresh_questions
from evals.bench.statements import mixed
from index.embedding import Vectors
from index.passages import Passage

if TYPE_CHECKING:
    from index.lexical import Lexical
    from index.search import Searcher

NEAR = 16
"""How many of a real passage's nearest neighbours it may be mixed with."""
SHARES = {"AA": 0.01, "BB": 0.10, "DD": 0.50}
"""Made-up country -> the share of the passages that is of it; the rest is of EE."""
TOLD = 200
"""How many questions are asked of a cloud, whose vectors are known beforehand."""


@dataclass
class Known:
    """Stands in for the model: the questions' vectors are at hand, so that search alone is timed."""

    vectors: dict[str, Vectors]
    identity: str = "known@1"

    def encode(self, texts: Sequence[str], on_progress: Callable[[int], None] | None = None) -> Vectors:
        """The vectors of known texts."""
        return np.stack([self.vectors[text] for text in texts])


@dataclass(frozen=True)
class Cloud:
    """Passages, their vectors, and the questions to ask of them."""

    passages: list[Passage]
    vectors: Vectors
    asked: Known

    def first(self, size: int) -> Cloud:
        """The first passages alone."""
        return Cloud(self.passages[:size], self.vectors[:size], self.asked)


def make_cloud(size: int, seed: int = 7) -> Cloud:
    """Passages from mixing the real ones two by two.

    A vector is a point between a real one and one of its near neighbours, moved by the difference of another
    such pair, and set to length one; its words are halves of the same two passages.

    Args:
        size: how many.
        seed: of the mixing.
    """
    from advisor.settings import load_settings
    from index.opening import open_index

    options = load_settings().index.model_copy(update={"engine": "exact"})
    searcher = open_index(options, None).searcher
    assert searcher.vectors is not None
    chance = np.random.default_rng(seed)
    vectors, pairs = mixed_vectors(np.asarray(searcher.vectors), size, chance)
    questions = fresh_questions(TOLD)
    asked = dict(zip(questions, searcher.embedder.encode(questions), strict=True))
    return Cloud(_passages(searcher.passages, pairs, seed), vectors, Known(asked))


def mixed_vectors(
    real: Vectors, size: int, chance: np.random.Generator
) -> tuple[Vectors, np.ndarray[tuple[int, int], np.dtype[np.intp]]]:
    """Vectors of length one between and around the real ones, and the two that each was made of, shape (size, 2)."""
    likeness = real @ real.T
    np.fill_diagonal(likeness, -1)
    near = np.argsort(-likeness, axis=1)[:, :NEAR]
    made = np.empty((size, real.shape[1]), dtype=np.float32)
    pairs = np.empty((size, 2), dtype=np.intp)
    for start in range(0, size, 50_000):
        count = min(50_000, size - start)
        one, other = (chance.integers(len(real), size=count) for _ in range(2))
        beside, beyond = (near[of, chance.integers(near.shape[1], size=count)] for of in (one, other))
        share = chance.uniform(0.5, 1.0, size=(count, 1)).astype(np.float32)
        moved = share * real[one] + (1 - share) * real[beside] + 0.5 * (real[other] - real[beyond])
        made[start : start + count] = moved / np.linalg.norm(moved, axis=1, keepdims=True)
        pairs[start : start + count] = np.stack((one, beside), axis=1)
    return made, pairs


def _passages(
    real: Sequence[Passage], pairs: np.ndarray[tuple[int, int], np.dtype[np.intp]], seed: int
) -> list[Passage]:
    """One passage a pair, three to a record, of made-up countries in known shares."""
    chance = Random(seed)
    countries, shares = [*SHARES, "EE"], [*SHARES.values(), 1 - sum(SHARES.values())]
    drawn = chance.choices(countries, shares, k=len(pairs))
    found: list[Passage] = []
    for at, (one, beside) in enumerate(pairs):
        words = mixed(real[one].text, [real[beside].text], chance)
        changes = {"id": f"made-{at}", "record": f"made-{at // 3}", "text": words, "country": drawn[at]}
        found.append(real[one].model_copy(update=changes))
    return found


def index_cloud(cloud: Cloud, folder: Path, exact: bool) -> Searcher:
    """A searcher over a cloud, as a build of that size would be opened.

    Args:
        cloud: what to search.
        folder: where BM25 is kept; what is there already is taken.
        exact: compare every vector, whatever the size.
    """
    from index.options import IndexOptions
    from index.search import Searcher

    options = IndexOptions()
    return Searcher(
        passages=cloud.passages,
        embedder=cloud.asked,
        lexical=lexical_of(cloud, folder),
        vectors=cloud.vectors,
        alpha=options.alpha,
        candidates=options.candidates,
        per_record=options.per_record,
        exact=exact,
    )


def lexical_of(cloud: Cloud, folder: Path) -> Lexical:
    """BM25 over a cloud, made once."""
    from index.lexical import Lexical

    if not (folder / "bm25").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        Lexical.build([p.embedded for p in cloud.passages]).save(folder / "bm25")
    return Lexical.open(folder / "bm25", len(cloud.passages))
