"""What a user would write instead: LangChain's Chroma, HuggingFaceEmbeddings and similarity_search, as tutorials do.

Run as a program it is the recipe from nothing to its first answer: imports, load, one question.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from langchain_chroma import Chroma
    from langchain_core.documents import Document

    from index.embedding import Vectors

SHOWN = 30
"""How many passages are asked for; the same number as ours."""
TOLD = 5
"""How many of them a chat shows."""


def embeddings(model: Path | str) -> Any:
    """The recipe's model, as its documentation loads it."""
    from langchain_huggingface import HuggingFaceEmbeddings

    return HuggingFaceEmbeddings(model_name=str(model))


def make_store(documents: Sequence[Document], model: Any, folder: Path) -> Chroma:
    """Embed and store documents."""
    from langchain_chroma import Chroma

    return Chroma.from_documents(list(documents), model, persist_directory=str(folder))


def open_store(folder: Path, model: Path | str) -> Chroma:
    """A store that was made before."""
    from langchain_chroma import Chroma

    return Chroma(persist_directory=str(folder), embedding_function=embeddings(model))


class Given:
    """Stands in for the model when the vectors are known already, so that a warm store is made in seconds."""

    def __init__(self, vectors: Vectors) -> None:
        self.vectors = vectors

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The vectors, in the order of the texts that they were made of."""
        rows: list[list[float]] = self.vectors[: len(texts)].tolist()
        self.vectors = self.vectors[len(texts) :]
        return rows


def main(arguments: Sequence[str]) -> None:
    """Answer one question over a store: ``FOLDER MODEL QUESTION``."""
    folder, model, question = arguments
    found = open_store(Path(folder), model).similarity_search(question, k=SHOWN)
    sys.stdout.write(f"{found[0].page_content.splitlines()[0]}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
