"""Hybrid search: dense and BM25, filters, fusion, a cap on the passages of one record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from index.embedding import Embedder, Vectors
from index.errors import REBUILD, Damaged
from index.fusion import Scores, convex, top
from index.lexical import Lexical
from index.passages import Passage
from index.store import ChromaStore

EXACT_BELOW = 30_000
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
    _masks: dict[Filters, npt.NDArray[np.bool_]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._positions = {p.id: i for i, p in enumerate(self.passages)}
        self.embed: Callable[[str], Vectors] = lru_cache(maxsize=512)(self._embed)
        self._fused: Callable[[str], tuple[Scores, Scores, Scores]] = lru_cache(maxsize=64)(self._scores)

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
        fused, dense, lexical = self._fused(query)
        if filters is not None:
            fused = np.where(self._mask(filters), fused, -np.inf)
        order = top(fused, min(len(self.passages), max(4 * k, 200)))
        kept: list[Hit] = []
        counts: Counter[str] = Counter()
        for i in order:
            passage = self.passages[i]
            if not np.isfinite(fused[i]) or len(kept) == k:
                break
            if counts[passage.record] < (per_record or self.per_record):
                counts[passage.record] += 1
                kept.append(Hit(passage, float(fused[i]), float(dense[i]), float(lexical[i])))
        return kept

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

    def _mask(self, filters: Filters) -> npt.NDArray[np.bool_]:
        """Which passages pass, remembered for each set of filters."""
        if filters not in self._masks:
            self._masks[filters] = np.fromiter(
                (filters.keeps(p) for p in self.passages), bool, len(self.passages)
            )
        return self._masks[filters]
