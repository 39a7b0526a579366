"""What is well and what is not, line by line, each fault with its mend."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.collection import load_corpus
from corpus.errors import KmaError
from index.builds import current_build
from index.contents import check_place, open_store, read_passages, read_vectors
from index.embedding import SentenceTransformerEmbedder
from index.errors import StoreAway
from index.manifest import read_manifest, verify_files
from index.opening import check_match
from index.options import IndexOptions
from index.outside import noting
from index.server import server_of

MIN_FREE = 500_000_000


@dataclass(frozen=True)
class Finding:
    """One line of the report."""

    name: str
    ok: bool
    words: str

    def __str__(self) -> str:
        return f"{'ok  ' if self.ok else 'FAIL'} {self.name}: {self.words}"


def examine(
    options: IndexOptions,
    corpus_folder: Path,
    data: Path | None = None,
    host: str = "127.0.0.1",
    port: int = 0,
) -> Iterator[Finding]:
    """Examine what the advisor stands on, from Python to the build, in a fixed order.

    Args:
        options: where the index is, and its model.
        corpus_folder: the corpus that the index must be of.
        data: the folder of receipts; None leaves it out.
        host: the address that the page is to be served on.
        port: its port; 0 leaves it out.
    """
    with noting() as hosts:
        version = ".".join(map(str, sys.version_info[:3]))
        yield Finding("python", sys.version_info >= (3, 11), f"{version} (3.11 or later is needed)")
        sqlite = tuple(map(int, sqlite3.sqlite_version.split(".")))
        yield Finding(
            "sqlite", sqlite >= (3, 35, 0), f"{sqlite3.sqlite_version} (Chroma needs 3.35 or later)"
        )
        yield Finding("settings", True, told_settings())
        yield disk(options.folder, "where the index is kept")
        yield writable("index folder", options.folder)
        if data:
            yield writable("data folder", data)
        if port:
            yield examine_port(host, port)
        yield _corpus(corpus_folder)
        if options.server.url:
            yield _server(options)
        try:
            embedder = SentenceTransformerEmbedder(options.model)
            yield Finding("model", True, f"{embedder.identity}, check-sum as expected")
            yield Finding("index", True, examine_build(options, embedder.identity, corpus_folder))
        except StoreAway as err:
            yield Finding("StoreAway", False, err.told)
        except KmaError as err:
            yield Finding(type(err).__name__, False, str(err))
    named = {options.server.address[0]} if options.server.url else set()
    beyond = sorted(set(hosts) - named)
    words = f"contacted: {', '.join(beyond)}" if beyond else "none was contacted while this was examined"
    yield Finding("outside hosts", not beyond, words)


def told_settings() -> str:
    """Which settings the environment sets, by name alone: a value may be a secret."""
    names = sorted(name for name in os.environ if name.startswith("KMA_"))
    return f"set here: {', '.join(names)}" if names else "none is set, so the defaults hold"


def disk(folder: Path, what: str) -> Finding:
    """Whether there is room where a folder is, or will be."""
    free = shutil.disk_usage(_standing(folder)).free
    return Finding("disk", free > MIN_FREE, f"{free / 1e9:.1f} GB free {what} (0.5 GB is needed)")


def writable(name: str, folder: Path) -> Finding:
    """Whether a file can be written into a folder, or where the folder will be made."""
    at = _standing(folder)
    try:
        with tempfile.TemporaryFile(dir=at):
            return Finding(name, True, f"{folder} can be written")
    except OSError as err:
        reason = err.strerror or str(err)
        return Finding(
            name, False, f"{folder} can't be written ({reason}). Mend its rights, or name another."
        )


def _standing(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    absolute = folder.absolute()
    return next(p for p in (absolute, *absolute.parents) if p.exists())


def examine_port(host: str, port: int) -> Finding:
    """Whether the page can be served on a port, or is served there already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        try:
            probe.bind((host, port))
        except (OSError, OverflowError):
            return Finding(
                "port",
                False,
                f"{host} port {port} is in use. If that is not the advisor itself, choose another with --port.",
            )
    return Finding("port", True, f"{host} port {port} is free")


def _corpus(folder: Path) -> Finding:
    """Whether the corpus can be read."""
    try:
        corpus = load_corpus(folder)
    except KmaError as err:
        return Finding("corpus", False, str(err))
    counts = f"{len(corpus.records)} records, {len(corpus.statements)} statements, {len(corpus.references)} references"
    return Finding("corpus", True, counts)


def _server(options: IndexOptions) -> Finding:
    """Whether the Chroma server answers, and which version it has."""
    try:
        version = server_of(options.server).call(lambda client: str(client.get_version()))
    except StoreAway as err:
        return Finding("Chroma server", False, err.told)
    except KmaError as err:
        return Finding("Chroma server", False, str(err))
    return Finding("Chroma server", True, f"{options.server.url} answers, version {version}")


def examine_build(options: IndexOptions, model: str, corpus_folder: Path) -> str:
    """One line on a sound build of this corpus and model; IndexProblem on any fault.

    Every file is compared with its check-sum, and every entry of Chroma with its passage and its vector.
    """
    build = current_build(options.folder)
    manifest = read_manifest(build)
    check_match(manifest, model, corpus_folder)
    check_place(build, manifest, options.server)
    verify_files(build, manifest)
    passages = read_passages(build)
    vectors = None if manifest.collection else read_vectors(build, manifest, passages)
    store = open_store(build, manifest, options.server)
    try:
        store.check(passages, vectors)
    finally:
        store.close()
    return (
        f"{build.name}, {manifest.passages} passages of {manifest.records} records, made {manifest.created}"
    )
