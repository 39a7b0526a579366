"""A build is a folder made aside and switched to by one atomic step."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout

from corpus.collection import Corpus
from corpus.references import printed_by
from index.amending import CHROMA, Amendment
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
from index.tidying import tidy

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
            with _fewer_pauses():
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


@contextmanager
def _fewer_pauses() -> Iterator[None]:
    """Keep Python from going again and again through what was in memory before, a quarter of a second each time."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _build(
    corpus: Corpus, embedder: Embedder, folder: Path, on_progress: Progress | None, server: ServerOptions
) -> Path:
    """Make a build and switch to it; one that fails on the way takes itself away."""
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{corpus.digest[:8]}-{os.getpid()}"
    target = folder / name
    target.mkdir()
    try:
        with ThreadPoolExecutor(4) as beside:  # what needs no vectors is done while the model multiplies
            reading = beside.submit(_former, folder, embedder.identity, server)
            passages = to_passages(corpus.records.values())
            former = reading.result()
            opening = beside.submit(_open_chroma, target, passages, server, former)
            wording = beside.submit(_write_words, target, passages)
            recording = beside.submit(_write_records, target, corpus, passages, former)
            try:
                vectors = _vectors(passages, embedder, former, on_progress)
                if not server.url:  # beside Chroma once more as a plain array, for exact search
                    np.save(target / VECTORS, vectors)
                amended = _write_chroma(target, passages, vectors, opening.result())
            finally:
                opening.result().close()
            wording.result()
            recording.result()
        _write_notes(target, amended)
        _write_manifest(target, corpus, passages, vectors, embedder.identity, bool(server.url))
        _switch(folder, name)
    except Exception:
        if _name_in_use(folder) != name:
            discard(target, server)
        raise
    return target


def _open_chroma(
    target: Path, passages: list[Passage], server: ServerOptions, former: Former | None
) -> ChromaStore | Amendment:
    """Where the vectors will be written: an empty collection, or a copy of the last build's in which few change."""
    if server.url:
        return ChromaStore.on_server(server_of(server), collection_of(target.name))
    if former is not None:
        amendment = Amendment(former, target, passages)
        if amendment.worthwhile:
            if amendment.begin():
                return amendment
            amendment.discard()
    return _empty_chroma(target)


def _empty_chroma(target: Path) -> ChromaStore:
    """A Chroma of a build that holds nothing yet."""
    (target / CHROMA).mkdir()
    try:
        return ChromaStore.embedded(target / CHROMA)
    except Damaged as err:
        raise IndexProblem(f"Chroma can't write into {target.parent}: {err.__cause__}.", ROOM) from err


def _write_chroma(
    target: Path, passages: list[Passage], vectors: Vectors, chroma: ChromaStore | Amendment
) -> int:
    """The vectors into Chroma; how many of its entries have been amended since its graph was made from nothing."""
    if isinstance(chroma, Amendment):
        if chroma.finish(vectors):
            return chroma.amended
        chroma.discard()
        chroma = _empty_chroma(target)
    try:
        chroma.write(passages, vectors)
    finally:
        chroma.close()
    if (target / CHROMA).is_dir():
        tidy(target / CHROMA)
    return 0


def _write_words(target: Path, passages: list[Passage]) -> None:
    """The word index."""
    Lexical.build([p.embedded for p in passages]).save(target / "bm25")


def _write_records(target: Path, corpus: Corpus, passages: list[Passage], former: Former | None) -> None:
    """Passages, records, and references with their printed form."""
    write_json(target / "passages.json", passages)
    write_json(target / "records.json", list(corpus.records.values()))
    printed = print_references(list(corpus.references.values()), former)
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
    held = [-1] * len(passages) if former is None else former.rows(passages)
    fresh = [row for row, old in enumerate(held) if old < 0]
    done = 0

    def tick(count: int) -> None:
        nonlocal done
        done += count
        if on_progress:
            on_progress(done, len(fresh))

    new = embedder.encode([passages[row].embedded for row in fresh], tick)
    if former is None or len(fresh) == len(passages):
        return new
    vectors = former.vectors[held]  # those of new words, whose row is -1, are written over
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
