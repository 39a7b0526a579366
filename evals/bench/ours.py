"""What a process of our side can be asked; the only place where the benchmarks meet the product's own calls."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from advisor.settings import load_settings
from evals.bench.recipe import SHOWN

if TYPE_CHECKING:
    from advisor.pipeline import Advisor
    from index.embedding import Embedder
    from index.options import IndexOptions


def timed(do: Callable[[str], object], texts: Sequence[str]) -> list[float]:
    """Milliseconds that each text takes."""
    took: list[float] = []
    for text in texts:
        started = time.perf_counter()
        do(text)
        took.append((time.perf_counter() - started) * 1000)
    return took


def exactly(options: IndexOptions) -> IndexOptions:
    """The same options, with the vectors themselves at hand."""
    return options.model_copy(update={"engine": "exact"})


class Ours:
    """The advisor as its settings describe it, opened at the first question."""

    @cached_property
    def advisor(self) -> Advisor:
        """The advisor over the build in use."""
        from advisor.pipeline import Advisor

        return Advisor.open()

    @cached_property
    def embedder(self) -> Embedder:
        """The model of the settings, loaded."""
        from index.embedding import SentenceTransformerEmbedder

        options = load_settings().index
        embedder = SentenceTransformerEmbedder(options.model, options.exports)
        embedder.encode(["warm"])
        return embedder

    def open(self) -> int:
        """Open the advisor and answer once; how many passages it holds."""
        self.advisor.advise("How do we get research used?")
        return len(self.advisor.index.searcher.passages)

    def search(self, texts: list[str]) -> list[float]:
        """Milliseconds of each hybrid search for the thirty best passages."""
        searcher = self.advisor.index.searcher
        return timed(lambda text: searcher.search(text, SHOWN), texts)

    def answer(self, texts: list[str]) -> list[float]:
        """Milliseconds of each whole answer."""
        return timed(self.advisor.advise, texts)

    def recipe_store(self, folder: str) -> str:
        """Make the recipe's store over the passages of the build in use; the folder of the model."""
        from langchain_core.documents import Document

        from evals.bench.recipe import Given, make_store
        from index.embedding import model_folder
        from index.opening import open_index

        options = load_settings().index
        searcher = open_index(exactly(options), None).searcher
        assert searcher.vectors is not None
        documents = [Document(page_content=p.embedded, metadata={"id": p.id}) for p in searcher.passages]
        make_store(documents, Given(searcher.vectors), Path(folder))
        return str(model_folder(options.model))

    def warm(self) -> None:
        """Load the model."""
        self.embedder.encode(["warm", "and warm again"])

    def build(self, statements: int, folder: str, changes: float = 0.0) -> float:
        """Seconds that a build of so many statements takes, with a share of them changed since the last one."""
        from corpus.collection import load_corpus
        from evals.bench.statements import changed, enlarged
        from index.builds import build_index

        corpus = enlarged(load_corpus(load_settings().corpus), statements)
        if changes:
            corpus = changed(corpus, changes)
        started = time.perf_counter()
        build_index(corpus, self.embedder, Path(folder))
        return time.perf_counter() - started

    def vectors(self, folder: str, every: int) -> dict[str, list[float]]:
        """Text -> vector, of every n-th passage of a build."""
        from index.opening import open_index

        options = load_settings().index.model_copy(update={"folder": Path(folder)})
        searcher = open_index(exactly(options), None, self.embedder).searcher
        assert searcher.vectors is not None
        rows = zip(searcher.passages, searcher.vectors, strict=True)
        return {p.embedded: row.tolist() for at, (p, row) in enumerate(rows) if at % every == 0}

    def calls(self) -> dict[str, Callable[..., Any]]:
        """What may be asked, by name."""
        return {
            name: getattr(self, name)
            for name in ("open", "search", "answer", "recipe_store", "warm", "build", "vectors")
        }
