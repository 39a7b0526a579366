"""Reads a build back: its passages, its vectors, and the Chroma that holds them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from pydantic import TypeAdapter

from index.embedding import Vectors
from index.errors import REBUILD, Damaged, Mismatch
from index.manifest import VECTORS, Manifest
from index.passages import Passage
from index.server import LOCAL, ServerOptions, server_of
from index.store import ChromaStore

MAPPED = 30_000
"""From so many on, vectors are read from the disk as they are needed."""
_PASSAGES = TypeAdapter(list[Passage])


def check_place(build: Path, manifest: Manifest, server: ServerOptions) -> None:
    """Refuse a build whose vectors are not where the settings say; Mismatch tells which way round it is."""
    if manifest.collection and not server.url:
        raise Mismatch(
            f"the vectors of the build {build.name} are on a Chroma server, and the settings name none.",
            "Set KMA_INDEX__SERVER__URL, or run: python -m index build",
        )
    if server.url and not manifest.collection:
        raise Mismatch(
            f"the settings name a Chroma server, and the vectors of the build {build.name} are in its folder.",
            "Run: python -m index build, or take KMA_INDEX__SERVER__URL away.",
        )


def open_store(build: Path, manifest: Manifest, server: ServerOptions) -> ChromaStore:
    """Where the vectors of a build are: in its folder, or on the server."""
    if manifest.collection:
        return ChromaStore.on_server(server_of(server), manifest.collection)
    return ChromaStore.embedded(build / "chroma")


def read_vectors(
    build: Path, manifest: Manifest, passages: list[Passage], server: ServerOptions = LOCAL
) -> Vectors:
    """The vectors of a build in the order of its passages, shape (n, d); Damaged when they can't be read."""
    if manifest.collection:
        check_place(build, manifest, server)
        store = open_store(build, manifest, server)
        vectors = store.read([p.id for p in passages])
        store.close()
    else:
        try:
            vectors = np.load(
                build / VECTORS, mmap_mode="r" if len(passages) >= MAPPED else None, allow_pickle=False
            )
        except (OSError, ValueError, EOFError) as err:
            raise Damaged(f"the vectors of the build {build.name} can't be read.", REBUILD) from err
    if vectors.shape != (len(passages), manifest.dimension):
        raise Damaged(f"the vectors of the build {build.name} are not those of its passages.", REBUILD)
    return vectors


def read_passages(build: Path) -> list[Passage]:
    """The passages of a build; Damaged when they can't be read."""
    try:
        return _PASSAGES.validate_json((build / "passages.json").read_bytes())
    except (OSError, ValueError) as err:
        raise Damaged(f"the passages of the build {build.name} can't be read.", REBUILD) from err
