"""BM25 over the passages, by bm25s with Snowball's English stemmer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.errors import Damaged

K1, B = 0.9, 0.4
MAPPED = 30_000
"""From so many texts on, the index is read from the disk as it is needed."""


class Lexical:
    """A BM25 index (k1 0.9, b 0.4: the values of Anserini's baselines).

    >>> lexical = Lexical.build(["audit and feedback for nurses", "knowledge brokers"])
    >>> int(lexical.scores("nurse audits").argmax())
    0
    """

    def __init__(self, retriever: Any, size: int) -> None:
        self._retriever = retriever
        self.size = size

    @classmethod
    def build(cls, texts: Sequence[str]) -> Lexical:
        """Index some texts, whose positions are their ids."""
        import bm25s

        retriever = bm25s.BM25(k1=K1, b=B)
        tokens = bm25s.tokenize(list(texts), stopwords="en", stemmer=_stemmer(), show_progress=False)
        retriever.index(tokens, show_progress=False)
        return cls(retriever, len(texts))

    def save(self, folder: Path) -> None:
        """Write the index into a folder of its own."""
        self._retriever.save(str(folder), show_progress=False)

    @classmethod
    def open(cls, folder: Path, size: int) -> Lexical:
        """Read it back; Damaged when a file is missing or can't be read."""
        import bm25s

        try:
            retriever = bm25s.BM25.load(str(folder), mmap=size >= MAPPED)
        except Exception as err:
            raise Damaged("the BM25 part of the index can't be read.", "Run: python -m index build") from err
        if retriever.scores["num_docs"] != size:
            raise Damaged("the BM25 part of the index is of another size.", "Run: python -m index build")
        return cls(retriever, size)

    def scores(self, query: str) -> npt.NDArray[np.float32]:
        """The BM25 score of every text, shape (size,), 0 where no word is shared."""
        import bm25s

        tokens = bm25s.tokenize(
            query, stopwords="en", stemmer=_stemmer(), return_ids=False, show_progress=False
        )[0]
        known = [t for t in tokens if t in self._retriever.vocab_dict]
        if not known:
            return np.zeros(self.size, dtype=np.float32)
        return np.asarray(self._retriever.get_scores(known), dtype=np.float32)


def _stemmer() -> Any:
    """Snowball's English stemmer."""
    import Stemmer

    return Stemmer.Stemmer("english")
