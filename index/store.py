"""The vectors, in Chroma: cosine space, explicit ids, our own embeddings."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from index.embedding import Vectors
from index.errors import REBUILD, Damaged
from index.passages import Passage

COLLECTION = "passages"


class ChromaStore:
    """One collection of passages in a Chroma client.

    Args:
        client: a Chroma client (embedded or HTTP).
        name: the collection's name.
    """

    def __init__(self, client: Any, name: str = COLLECTION) -> None:
        self._client = client
        self._name = name

    @classmethod
    def embedded(cls, folder: Path) -> ChromaStore:
        """Chroma in this process, over a folder; telemetry off, nothing downloaded. Damaged when it won't open."""
        os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
        import chromadb
        from chromadb.config import Settings

        try:
            client = chromadb.PersistentClient(
                path=str(folder), settings=Settings(anonymized_telemetry=False)
            )
        except Exception as err:
            raise Damaged("the Chroma part of the index can't be opened.", REBUILD) from err
        return cls(client)

    def write(self, passages: Sequence[Passage], vectors: Vectors) -> None:
        """Make the collection and add every passage, in batches that Chroma takes."""
        collection = self._client.create_collection(
            self._name,
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine", "ef_construction": 200, "ef_search": 200}},
        )
        step = min(self._client.get_max_batch_size(), 5000)
        for start in range(0, len(passages), step):
            batch = passages[start : start + step]
            collection.add(
                ids=[p.id for p in batch],
                embeddings=vectors[start : start + step],
                documents=[p.text for p in batch],
                metadatas=[_metadata(p) for p in batch],
            )

    def read(self, ids: Sequence[str]) -> Vectors:
        """The vectors of these ids, in their order; Damaged when any is missing."""
        collection = self._collection()
        found: dict[str, Any] = {}
        for start in range(0, len(ids), 5000):
            got = collection.get(ids=list(ids[start : start + 5000]), include=["embeddings"])
            found.update(zip(got["ids"], got["embeddings"], strict=True))
        missing = len(ids) - len(found)
        if missing:
            raise Damaged(f"{missing} of {len(ids)} vectors are missing from Chroma.", REBUILD)
        return np.asarray([found[i] for i in ids], dtype=np.float32)

    def query(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """The k nearest ids by Chroma's HNSW, with their cosine similarity."""
        got = self._collection().query(query_embeddings=[vector], n_results=k, include=["distances"])
        return [(i, 1.0 - d) for i, d in zip(got["ids"][0], got["distances"][0], strict=True)]

    def count(self) -> int:
        """How many vectors the collection holds."""
        return int(self._collection().count())

    def close(self) -> None:
        """Let go of the client, so that no later reader gets its cached view."""
        from chromadb.api.shared_system_client import SharedSystemClient

        SharedSystemClient.clear_system_cache()

    def _collection(self) -> Any:
        """The collection; Damaged when Chroma can't open it."""
        try:
            return self._client.get_collection(self._name, embedding_function=None)
        except Exception as err:
            raise Damaged("the Chroma part of the index can't be read.", REBUILD) from err


def _metadata(passage: Passage) -> dict[str, Any]:
    """What a `where` filter may ask for; Chroma refuses empty lists, so they are left out."""
    fields = passage.model_dump(exclude={"id", "text", "context"})
    return {k: list(v) if isinstance(v, tuple) else v for k, v in fields.items() if v not in ((), "")}
