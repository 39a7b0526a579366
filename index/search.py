"""Hybrid search: dense and BM25, filters, fusion, a cap on the passages of one record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from index.embedding import Embedder, Vectors
from index.errors import REBUILD, Damaged
from index.fusion import Scores, convex, top
from index.lexical import Lexical
from index.nearest import DEPTH, Reduced, one_blas_thread
from index.passages import Passage
from index.store import ChromaStore

Positions = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]
EXACT_BELOW = 30_000
"""From so many passages on, not every vector is compared unless it is asked for."""
ALL_BELOW = 10_000


@dataclass(frozen=True)
class Hit:
    """One passage found, with the scores that ranked it."""

    passage: Passage
    score: float
    dense: float
    lexical: float


@dataclass(frozen=True)
class Filters:
    """What a passage must be; an empty field lets everything pass."""

    approaches: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    aspects: frozenset[str] = frozenset()
    directions: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    settings: frozenset[str] = frozenset()

    def keeps(self, passage: Passage) -> bool:
        """Whether a passage passes every filter."""
        return (
            (not self.approaches or not self.approaches.isdisjoint(passage.approaches))
            and (not self.kinds or passage.kind in self.kinds)
            and (not self.aspects or passage.aspect in self.aspects)
            and (not self.directions or passage.direction in self.directions)
            and (not self.sectors or passage.sector in self.sectors)
            and (not self.countries or passage.country in self.countries)
            and (not self.settings or not self.settings.isdisjoint(passage.setting))
        )


@dataclass
class Searcher:
    """Searches one build.

    Args:
        passages: in the order of the vectors.
        embedder: the model that made the vectors.
        lexical: BM25 over the same passages.
        vectors: unit vectors, shape (n, d); None to ask Chroma itself.
        store: Chroma, for when ``vectors`` is None.
        exact: compare every vector, however many there are.
        alpha: weight of BM25.
        candidates: depth of each list that sets the scale of the fusion.
        per_record: the most passages of one record in a result.
    """

    passages: Sequence[Passage]
    embedder: Embedder
    lexical: Lexical
    vectors: Vectors | None
    store: ChromaStore | None = None
    alpha: float = 0.35
    candidates: int = 100
    per_record: int = 3
    exact: bool = False
    _masks: dict[Filters, Mask] = field(default_factory=dict)

    def __post_init__(self) -> None:
        one_blas_thread()
        self._positions = {p.id: i for i, p in enumerate(self.passages)}
        self.embed: Callable[[str], Vectors] = lru_cache(maxsize=512)(self._embed)
        remembered = 64 if len(self.passages) < EXACT_BELOW else 2
        self._fused: Callable[[str], tuple[Scores, Scores, Scores]] = lru_cache(remembered)(self._scores)
        self._worded: Callable[[str], Scores] = lru_cache(2)(self.lexical.scores)
        self._beside = ThreadPoolExecutor(2, "dense")

    def search(
        self, query: str, k: int = 30, filters: Filters | None = None, per_record: int | None = None
    ) -> list[Hit]:
        """The k best passages, best first.

        Args:
            query: any text; an empty one finds nothing.
            k: how many.
            filters: what a passage must be.
            per_record: the cap for this search; the searcher's own when None.
        """
        if not query.strip() or not self.passages:
            return []
        at, fused, dense, lexical = self._candidates(query, k, self._mask(filters))
        kept: list[Hit] = []
        counts: Counter[str] = Counter()
        for i in top(fused, min(fused.size, max(4 * k, 200))):
            passage = self.passages[at[i]]
            if not np.isfinite(fused[i]) or len(kept) == k:
                break
            if counts[passage.record] < (per_record or self.per_record):
                counts[passage.record] += 1
                kept.append(Hit(passage, float(fused[i]), float(dense[i]), float(lexical[i])))
        return kept

    def _candidates(self, query: str, k: int, mask: Mask | None) -> tuple[Positions, Scores, Scores, Scores]:
        """Positions that may be among the k best, with their fused, dense and lexical scores."""
        if self._reduced is not None and self.vectors is not None:
            at = self._promising(self._reduced, query, max(DEPTH, 8 * k), mask)
            dense: Scores = self.vectors[at] @ self.embed(query)
            lexical = self._worded(query)[at]
            fused = convex(dense, lexical, self.alpha, self.candidates)
        else:
            at = np.arange(len(self.passages))
            fused, dense, lexical = self._fused(query)
        if mask is None:
            return at, fused, dense, lexical
        kept = mask[at]
        return at[kept], fused[kept], dense[kept], lexical[kept]

    def _promising(self, reduced: Reduced, query: str, depth: int, mask: Mask | None) -> Positions:
        """Where the nearest and the best of BM25 stand, of all and of those that pass, where all are too many.

        Those of all set the scale of the scores, which a filter does not change.
        """
        near = self._beside.submit(reduced.scores, self.embed(query))
        worded = self._worded(query)
        both = (near.result(), worded)
        if mask is None:
            return np.union1d(*(top(scores, depth) for scores in both))
        passing = np.flatnonzero(mask)
        kept = (passing[top(scores[passing], depth)] for scores in both)
        return np.unique(np.concatenate([*(top(scores, self.candidates) for scores in both), *kept]))

    @cached_property
    def _reduced(self) -> Reduced | None:
        """The quick pass, where there are many vectors."""
        many = self.vectors is not None and len(self.passages) >= EXACT_BELOW and not self.exact
        return Reduced(self.vectors) if many and self.vectors is not None else None

    def relevance(self, query: str) -> Scores:
        """The fused score of every passage for a query, shape (n,), in the order of the passages."""
        return self._fused(query)[0]

    def position(self, statement: str) -> int:
        """Where a statement's passage stands; KeyError when it is not in this build."""
        return self._positions[statement]

    def _embed(self, query: str) -> Vectors:
        vector: Vectors = self.embedder.encode([query])[0]
        return vector

    def _scores(self, query: str) -> tuple[Scores, Scores, Scores]:
        """Fused, dense and lexical scores of every passage."""
        vector = self.embed(query)
        if self.vectors is not None:
            dense: Scores = self.vectors @ vector
        elif self.store is not None:
            dense = np.zeros(len(self.passages), dtype=np.float32)
            for statement, score in self.store.query(vector, self._depth()):
                if statement not in self._positions:
                    raise Damaged(f"Chroma holds {statement}, which is not in this build.", REBUILD)
                dense[self._positions[statement]] = score
        else:
            raise ValueError("a searcher needs vectors or a store")
        lexical = self.lexical.scores(query)
        return convex(dense, lexical, self.alpha, self.candidates), dense, lexical

    def _depth(self) -> int:
        """How many to ask Chroma for: all of a small build, so that answers are those of exact search."""
        held = len(self.passages)
        return held if held <= ALL_BELOW else min(held, 4 * self.candidates)

    def _mask(self, filters: Filters | None) -> Mask | None:
        """Which passages pass, remembered for each set of filters; None when all do."""
        if filters is None or filters == Filters():
            return None
        if filters not in self._masks:
            passed = map(filters.keeps, self.passages)
            self._masks[filters] = np.fromiter(passed, bool, len(self.passages))
        return self._masks[filters]
