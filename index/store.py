"""The vectors, in Chroma: cosine space, explicit ids, our own embeddings; embedded, or on a Chroma server."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from index.embedding import Vectors
from index.errors import REBUILD, Damaged, IndexProblem
from index.passages import Passage
from index.server import Server
from index.tidying import ROOM as ROOM

T = TypeVar("T")
COLLECTION = "passages"
BATCH = 5000
SETTLED = 50_000
"""Up to this size Chroma writes its graph out once all is in, so that opening it changes no file of it."""
LEAST = 3
"""Chroma writes its graph out after so many changes at the least."""


class ChromaStore:
    """One collection of passages in a Chroma client.

    Args:
        client: a Chroma client; None when ``server`` gives it.
        name: the collection's name.
        server: the server that the collection is on, which retries; None for a client of this process.
    """

    def __init__(self, client: Any, name: str = COLLECTION, server: Server | None = None) -> None:
        self._client = client
        self._name = name
        self._server = server
        self._handle: Any = None

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

    @classmethod
    def on_server(cls, server: Server, name: str) -> ChromaStore:
        """A collection on a Chroma server; nothing is asked of it yet."""
        return cls(None, name, server)

    def write(self, passages: Sequence[Passage], vectors: Vectors) -> None:
        """Make the collection and add every passage, in batches that Chroma takes.

        Raises:
            IndexProblem: when they can't be written, or not all of them are there after that.
            StoreAway: when the server does not answer.
        """
        graph = {"space": "cosine", "ef_construction": 200, "ef_search": 200}
        if len(passages) <= SETTLED:
            graph["sync_threshold"] = max(LEAST, len(passages))
        try:
            step = min(self._do(lambda client: int(client.get_max_batch_size())), BATCH)
            self._handle = self._do(
                lambda client: client.get_or_create_collection(
                    self._name, embedding_function=None, configuration={"hnsw": graph}
                )
            )
            for start in range(0, len(passages), step):
                self._add(passages[start : start + step], vectors[start : start + step])
            if (held := int(self._do(lambda _: self._handle.count()))) != len(passages):
                raise IndexProblem(f"Chroma holds {held} of {len(passages)} vectors after writing.", REBUILD)
            if (
                self._server is None and len(passages) <= SETTLED
            ):  # whoever amends a copy opens it anew, and so goes by this
                self._do(lambda _: self._handle.modify(configuration={"hnsw": {"sync_threshold": LEAST}}))
        except IndexProblem:
            raise
        except Exception as err:
            raise IndexProblem(f"Chroma can't write the vectors: {err}.", ROOM) from err

    def amend(self, passages: Sequence[Passage], vectors: Vectors, gone: Sequence[str], held: int) -> None:
        """Set some passages, whether they are there or not, and remove others.

        Args:
            passages: what is set.
            vectors: theirs, shape (n, d).
            gone: ids to remove.
            held: how many there must be after that.

        Raises:
            IndexProblem: when they can't be written.
            Damaged: when Chroma does not hold what it was given.
        """
        step = min(self._do(lambda client: int(client.get_max_batch_size())), BATCH)
        for start in range(0, len(gone), step):
            self._ask(lambda c, start=start: c.delete(ids=list(gone[start : start + step])))  # type: ignore[misc]
        for start in range(0, len(passages), step):
            entries = _entries(passages[start : start + step], vectors[start : start + step])
            self._ask(lambda c, entries=entries: c.upsert(**entries))  # type: ignore[misc]
        self.counted(held)
        self._compare(passages, vectors)

    def _add(self, batch: Sequence[Passage], vectors: Vectors) -> None:
        """Add one batch; doing so twice changes nothing."""
        collection = self._handle
        self._do(lambda _: collection.add(**_entries(batch, vectors)))

    def read(self, ids: Sequence[str]) -> Vectors:
        """The vectors of these ids, in their order; Damaged when any is missing."""
        found = {name: vector for name, vector, _ in self._stored(ids)}
        missing = len(ids) - len(found)
        if missing:
            raise Damaged(f"{missing} of {len(ids)} vectors are missing from Chroma.", REBUILD)
        return np.asarray([found[i] for i in ids], dtype=np.float32)

    def check(self, passages: Sequence[Passage], vectors: Vectors | None = None) -> None:
        """Compare all that Chroma holds with the passages and vectors it was given; Damaged on any difference."""
        self.counted(len(passages))
        self._compare(passages, vectors)

    def counted(self, wanted: int) -> None:
        """Damaged when the collection holds fewer or more vectors."""
        if (held := self.count()) != wanted:
            raise Damaged(f"Chroma holds {held} of {wanted} vectors.", REBUILD)

    def _compare(self, passages: Sequence[Passage], vectors: Vectors | None) -> None:
        """Compare some entries with what was given; Damaged on any difference."""
        stored = {name: (vector, text) for name, vector, text in self._stored([p.id for p in passages])}
        for row, passage in enumerate(passages):
            vector, text = stored.get(passage.id, (None, ""))
            if (
                vector is None
                or text != passage.text
                or not np.isclose(np.linalg.norm(vector), 1, atol=1e-3)
                or (vectors is not None and not np.allclose(vector, vectors[row], atol=1e-6))
            ):
                raise Damaged(f"Chroma's entry {passage.id} has changed since it was written.", REBUILD)

    def _stored(self, ids: Sequence[str]) -> list[tuple[str, Any, str]]:
        """Id, vector and text of what is there of these ids, in no order."""
        found: list[tuple[str, Any, str]] = []
        for start in range(0, len(ids), BATCH):
            got = self._ask(
                lambda c, start=start: c.get(  # type: ignore[misc]
                    ids=list(ids[start : start + BATCH]), include=["embeddings", "documents"]
                )
            )
            found.extend(zip(got["ids"], got["embeddings"], got["documents"], strict=True))
        return found

    def query(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """The k nearest ids by Chroma's HNSW, with their cosine similarity."""
        got = self._ask(lambda c: c.query(query_embeddings=[vector], n_results=k, include=["distances"]))
        return [(i, 1.0 - d) for i, d in zip(got["ids"][0], got["distances"][0], strict=True)]

    def count(self) -> int:
        """How many vectors the collection holds."""
        return int(self._ask(lambda c: c.count()))

    def close(self) -> None:
        """Let go of the client, so that no later reader gets its cached view; a second call does nothing."""
        if self._client is not None:
            self._client.close()

    def _do(self, job: Callable[[Any], T]) -> T:
        """Run a job with the client, retried where it is on a server."""
        return job(self._client) if self._server is None else self._server.call(job)

    def _ask(self, job: Callable[[Any], T]) -> T:
        """Run a job with the collection; Damaged when it can't be read, StoreAway when its server is away."""

        def with_collection(client: Any) -> T:
            if self._handle is None:
                self._handle = client.get_collection(self._name, embedding_function=None)
            return job(self._handle)

        try:
            return self._do(with_collection)
        except IndexProblem:
            raise
        except Exception as err:
            self._handle = None
            raise Damaged(f"the Chroma part of the index can't be read ({err}).", REBUILD) from err


def _entries(batch: Sequence[Passage], vectors: Vectors) -> dict[str, Any]:
    """Some passages as Chroma takes them."""
    return {
        "ids": [p.id for p in batch],
        "embeddings": vectors,
        "documents": [p.text for p in batch],
        "metadatas": [_metadata(p) for p in batch],
    }


def _metadata(passage: Passage) -> dict[str, Any]:
    """What a `where` filter may ask for; Chroma refuses empty lists, so they are left out."""
    fields = passage.model_dump(exclude={"id", "text", "context"})
    return {k: list(v) if isinstance(v, tuple) else v for k, v in fields.items() if v not in ((), "")}
