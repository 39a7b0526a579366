"""What is well and what is not, line by line, each fault with its mend."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.collection import load_corpus
from corpus.errors import KmaError
from index.builds import current_build, read_manifest, verify_files
from index.embedding import SentenceTransformerEmbedder
from index.errors import REBUILD, Damaged
from index.opening import check_match
from index.options import IndexOptions
from index.store import ChromaStore

MIN_FREE = 500_000_000


@dataclass(frozen=True)
class Finding:
    """One line of the report."""

    name: str
    ok: bool
    words: str

    def __str__(self) -> str:
        return f"{'ok  ' if self.ok else 'FAIL'} {self.name}: {self.words}"


def examine(options: IndexOptions, corpus_folder: Path) -> Iterator[Finding]:
    """Examine Python, SQLite, the disk, the corpus, the model and the build, in that order."""
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding("python", sys.version_info >= (3, 11), f"{version} (3.11 or later is needed)")
    sqlite = tuple(map(int, sqlite3.sqlite_version.split(".")))
    yield Finding("sqlite", sqlite >= (3, 35, 0), f"{sqlite3.sqlite_version} (Chroma needs 3.35 or later)")
    at = next(p for p in (options.folder, *options.folder.parents) if p.exists())
    free = shutil.disk_usage(at).free
    yield Finding("disk", free > MIN_FREE, f"{free / 1e9:.1f} GB free where the index is kept")
    yield _corpus(corpus_folder)
    try:
        embedder = SentenceTransformerEmbedder(options.model)
        yield Finding("model", True, f"{embedder.identity}, check-sum as expected")
        yield Finding("index", True, examine_build(options, embedder.identity, corpus_folder))
    except KmaError as err:
        yield Finding(type(err).__name__, False, str(err))
    yield Finding("outside hosts", True, "none are contacted, at build or at run time")


def _corpus(folder: Path) -> Finding:
    """Whether the corpus can be read."""
    try:
        corpus = load_corpus(folder)
    except KmaError as err:
        return Finding("corpus", False, str(err))
    counts = f"{len(corpus.records)} records, {len(corpus.statements)} statements, {len(corpus.references)} references"
    return Finding("corpus", True, counts)


def examine_build(options: IndexOptions, model: str, corpus_folder: Path) -> str:
    """One line on a sound build of this corpus and model; IndexProblem on any fault."""
    build = current_build(options.folder)
    manifest = read_manifest(build)
    check_match(manifest, model, corpus_folder)
    verify_files(build, manifest)
    store = ChromaStore.embedded(build / "chroma")
    if store.count() != manifest.passages:
        raise Damaged(f"Chroma holds {store.count()} of {manifest.passages} vectors.", REBUILD)
    store.close()
    return (
        f"{build.name}, {manifest.passages} passages of {manifest.records} records, made {manifest.created}"
    )
