"""A build is a folder made aside and switched to by one atomic step."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout

from corpus.collection import Corpus
from corpus.references import printed_by
from index.amending import CHROMA, amend_chroma
from index.embedding import Embedder, Vectors
from index.errors import REBUILD, BuildBusy, Damaged, IndexProblem, NoBuild
from index.lexical import Lexical
from index.manifest import (
    FORMAT,
    LIVING,
    NAME,
    VECTORS,
    Manifest,
    sha256_of,
    sums_of,
    write_json,
)
from index.passages import Passage, to_passages
from index.reuse import NOTES, Former, Notes, print_references, read_former, stored_by
from index.server import LOCAL, ServerOptions, server_of
from index.store import ROOM, ChromaStore
from index.sweeping import ASIDE, collection_of, discard, sweep

POINTER = "CURRENT"
LIBRARIES = ("chromadb", "bm25s", "sentence-transformers", "PyStemmer")

Progress = Callable[[int, int], None]


def build_index(
    corpus: Corpus,
    embedder: Embedder,
    folder: Path,
    on_progress: Progress | None = None,
    server: ServerOptions = LOCAL,
) -> Path:
    """Build aside, then switch.

    Args:
        corpus: what to index.
        embedder: the model.
        folder: where builds are kept.
        on_progress: called with (embedded so far, to embed).
        server: the Chroma server that takes the vectors; without a URL they lie in the build's folder.

    Returns:
        The folder of the new build.

    Raises:
        BuildBusy: when another process is building here.
        StoreAway: when the server does not answer.
        IndexProblem: when the folder can't be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(str(folder / ".lock"), timeout=0):
            if server.url:  # one that is away is told before anything is embedded
                server_of(server).call(lambda client: client.heartbeat())
            sweep(folder, _name_in_use(folder), server=server)
            return _build(corpus, embedder, folder, on_progress, server)
    except Timeout as err:
        raise BuildBusy(f"another process is building into {folder}.", "Wait until it has finished.") from err
    except OSError as err:
        reason = err.strerror or str(err)
        raise IndexProblem(f"the index can't be written into {folder}: {reason}.", ROOM) from err


def prune(folder: Path, server: ServerOptions = LOCAL) -> list[str]:
    """Remove every build but the one in use and those that a process still reads; their names.

    Raises:
        NoBuild, Damaged: when it can't be told which build is in use.
        BuildBusy: when another process is building here.
    """
    current = current_build(folder).name
    try:
        with FileLock(str(folder / ".lock"), timeout=0):
            return sweep(folder, current, keep=0, server=server)
    except Timeout as err:
        raise BuildBusy(f"another process is building into {folder}.", "Wait until it has finished.") from err
    except OSError as err:
        raise IndexProblem(f"{folder} can't be written: {err.strerror or err}.", "Mend its rights.") from err


def _build(
    corpus: Corpus, embedder: Embedder, folder: Path, on_progress: Progress | None, server: ServerOptions
) -> Path:
    """Make a build and switch to it; one that fails on the way takes itself away."""
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{corpus.digest[:8]}-{os.getpid()}"
    target = folder / name
    target.mkdir()
    try:
        passages = to_passages(corpus.records.values())
        former = _former(folder, embedder.identity, server)
        with ThreadPoolExecutor(1) as beside:  # Python prints references while the model multiplies
            printing = beside.submit(print_references, list(corpus.references.values()), former)
            vectors = _vectors(passages, embedder, former, on_progress)
            amended = _write_vectors(target, passages, vectors, server, former)
            Lexical.build([p.embedded for p in passages]).save(target / "bm25")
            _write_records(target, corpus, passages, printing.result())
        _write_notes(target, amended)
        _write_manifest(target, corpus, passages, vectors, embedder.identity, bool(server.url))
        _switch(folder, name)
    except Exception:
        if _name_in_use(folder) != name:
            discard(target, server)
        raise
    return target


def _write_vectors(
    target: Path, passages: list[Passage], vectors: Vectors, server: ServerOptions, former: Former | None
) -> int:
    """The vectors into Chroma, and beside an embedded Chroma once more as a plain array, for exact search.

    Returns:
        How many entries of Chroma have been amended since its graph was made from nothing.
    """
    if server.url:
        store = ChromaStore.on_server(server_of(server), collection_of(target.name))
    else:
        np.save(target / VECTORS, vectors)
        amended = None if former is None else amend_chroma(former, target, passages, vectors)
        if amended is not None:
            return amended
        (target / CHROMA).mkdir()
        try:
            store = ChromaStore.embedded(target / CHROMA)
        except Damaged as err:
            raise IndexProblem(f"Chroma can't write into {target.parent}: {err.__cause__}.", ROOM) from err
    try:
        store.write(passages, vectors)
    finally:
        store.close()
    return 0


def _write_records(target: Path, corpus: Corpus, passages: list[Passage], printed: list[str]) -> None:
    """Passages, records, and references with their printed form."""
    write_json(target / "passages.json", passages)
    write_json(target / "records.json", list(corpus.records.values()))
    references = zip(corpus.references.values(), printed, strict=True)
    entries = [{"printed": words, **r.model_dump(mode="json")} for r, words in references]
    write_json(target / "references.json", entries)


def _write_notes(target: Path, amended: int) -> None:
    """What the next build must know before it takes anything over from this one."""
    living = target / CHROMA / LIVING
    summed = sha256_of(living, flush=True) if living.is_file() else ""
    notes = Notes(printing=printed_by(), storing=stored_by(), living=summed, amended=amended)
    write_json(target / NOTES, notes)


def _write_manifest(
    target: Path, corpus: Corpus, passages: list[Passage], vectors: Vectors, model: str, on_server: bool
) -> None:
    """What the build is made of: the last file, whose presence says that the build is whole."""
    manifest = Manifest(
        format=FORMAT,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        corpus=corpus.digest,
        newest_check=str(max(r.checked for r in corpus.records.values())),
        records=len(corpus.records),
        passages=len(passages),
        references=len(corpus.references),
        model=model,
        dimension=int(vectors.shape[1]),
        libraries={name: version(name) for name in LIBRARIES},
        files=sums_of(target),
        collection=collection_of(target.name) if on_server else "",
    )
    write_json(target / NAME, manifest.sealed().model_dump())


def current_build(folder: Path) -> Path:
    """The build in use.

    Raises:
        NoBuild: when there is none.
        Damaged: when the pointer names none.
    """
    try:
        name = (folder / POINTER).read_text(encoding="utf-8", errors="replace").strip()
    except OSError as err:
        raise NoBuild(f"there is no index in {folder}.", REBUILD) from err
    if name not in {path.name for path in folder.iterdir() if path.is_dir()}:
        raise Damaged(f"the pointer in {folder} names {name!r}, which is not there.", REBUILD)
    return folder / name


def _name_in_use(folder: Path) -> str:
    """The name of the build in use; "" when there is none."""
    try:
        return current_build(folder).name
    except IndexProblem:
        return ""


def _former(folder: Path, model: str, server: ServerOptions) -> Former | None:
    """The build in use, to take over from; None when there is none that can be trusted."""
    name = _name_in_use(folder)
    return read_former(folder / name, model, server) if name else None


def _vectors(
    passages: list[Passage], embedder: Embedder, former: Former | None, on_progress: Progress | None
) -> Vectors:
    """Vectors of all passages; those of the build in use are taken over where text and model are the same."""
    known = former.known if former is not None else {}
    fresh = [i for i, p in enumerate(passages) if p.embedded not in known]
    done = 0

    def tick(count: int) -> None:
        nonlocal done
        done += count
        if on_progress:
            on_progress(done, len(fresh))

    new = embedder.encode([passages[i].embedded for i in fresh], tick)
    width = new.shape[1] if len(fresh) else len(next(iter(known.values())))
    vectors = np.empty((len(passages), width), dtype=np.float32)
    for i, passage in enumerate(passages):
        if passage.embedded in known:
            vectors[i] = known[passage.embedded]
    vectors[fresh] = new
    return vectors


def _switch(folder: Path, name: str) -> None:
    """Point at a build by one atomic replace."""
    aside = folder / f"{ASIDE}{os.getpid()}"
    with aside.open("w", encoding="utf-8") as file:
        file.write(name)
        file.flush()
        os.fsync(file.fileno())
    os.replace(aside, folder / POINTER)
