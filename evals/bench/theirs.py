"""What a process of the plain recipe can be asked."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.bench import recipe
from evals.bench.ours import timed

if TYPE_CHECKING:
    from langchain_chroma import Chroma


class Recipe:
    """The recipe over a store that was made before, or that it makes."""

    store: Chroma

    @cached_property
    def model(self) -> Any:
        """The packaged model, loaded as the recipe does."""
        from index.embedding import model_folder
        from index.options import DEFAULT_MODEL

        return recipe.embeddings(model_folder(DEFAULT_MODEL))

    def open(self, folder: str, model: str) -> int:
        """Open a store and search once; how many passages it holds."""
        self.store = recipe.open_store(Path(folder), model)
        self.store.similarity_search("How do we get research used?", k=recipe.SHOWN)
        return len(self.store.get(include=[])["ids"])

    def search(self, texts: list[str]) -> list[float]:
        """Milliseconds of each similarity_search."""
        return timed(lambda text: self.store.similarity_search(text, k=recipe.SHOWN), texts)

    def warm(self) -> None:
        """Load the model."""
        self.model.embed_documents(["warm", "and warm again"])

    def build(self, statements: int, folder: str) -> float:
        """Seconds that embedding and storing so many statements takes."""
        from langchain_core.documents import Document

        from advisor.settings import load_settings
        from corpus.collection import load_corpus
        from evals.bench.statements import enlarged
        from index.passages import to_passages

        corpus = enlarged(load_corpus(load_settings().corpus), statements)
        documents = [
            Document(page_content=p.embedded, metadata={"id": p.id, "record": p.record, "kind": p.kind})
            for p in to_passages(corpus.records.values())
        ]
        started = time.perf_counter()
        self.store = recipe.make_store(documents, self.model, Path(folder))
        return time.perf_counter() - started

    def vectors(self, texts: list[str]) -> list[list[float]]:
        """The recipe's own vectors (float32) of some texts."""
        rows: list[list[float]] = self.model.embed_documents(texts)
        return rows

    def calls(self) -> dict[str, Callable[..., Any]]:
        """What may be asked, by name."""
        return {name: getattr(self, name) for name in ("open", "search", "warm", "build", "vectors")}
