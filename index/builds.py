"""A build is a folder made aside and switched to by one atomic step; its manifest says what it was made of."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError

from corpus.collection import Corpus
from corpus.records import Frozen
from corpus.references import format_references
from index.embedding import Embedder, Vectors
from index.errors import REBUILD, BuildBusy, Damaged, IndexProblem, NoBuild
from index.lexical import Lexical
from index.passages import Passage, to_passages
from index.store import ChromaStore

FORMAT = 1
POINTER = "CURRENT"
_PASSAGES = TypeAdapter(list[Passage])
LIBRARIES = ("chromadb", "bm25s", "sentence-transformers", "PyStemmer")


class Manifest(Frozen):
    """What a build was made of. ``files`` maps a file to its SHA-256."""

    format: int
    created: str
    corpus: str
    newest_check: str
    records: int
    passages: int
    references: int
    model: str
    dimension: int
    libraries: dict[str, str]
    files: dict[str, str]


def build_index(
    corpus: Corpus,
    embedder: Embedder,
    folder: Path,
    on_progress: Callable[[int, int], None] | None = None,
) -> Path:
    """Build aside, then switch.

    Args:
        corpus: what to index.
        embedder: the model.
        folder: where builds are kept.
        on_progress: called with (embedded so far, to embed).

    Returns:
        The folder of the new build.

    Raises:
        BuildBusy: when another process is building here.
        IndexProblem: when the folder can't be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(str(folder / ".lock"), timeout=0):
            _sweep(folder)
            return _build(corpus, embedder, folder, on_progress)
    except Timeout as err:
        raise BuildBusy(f"another process is building into {folder}.", "Wait until it has finished.") from err
    except OSError as err:
        reason = err.strerror or str(err)
        raise IndexProblem(
            f"the index can't be written into {folder}: {reason}.", "Free space, or name another folder."
        ) from err


def _build(
    corpus: Corpus, embedder: Embedder, folder: Path, on_progress: Callable[[int, int], None] | None
) -> Path:
    """The steps of a build, in order."""
    passages = to_passages(corpus.records.values())
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{corpus.digest[:8]}-{os.getpid()}"
    target = folder / name
    target.mkdir()
    vectors = _vectors(passages, embedder, folder, on_progress)
    (target / "chroma").mkdir()
    store = ChromaStore.embedded(target / "chroma")
    store.write(passages, vectors)
    if store.count() != len(passages):
        raise Damaged(f"Chroma holds {store.count()} of {len(passages)} vectors after writing.", REBUILD)
    store.close()
    Lexical.build([p.embedded for p in passages]).save(target / "bm25")
    _write_json(target / "passages.json", [p.model_dump(mode="json") for p in passages])
    _write_json(target / "records.json", [r.model_dump(mode="json") for r in corpus.records.values()])
    printed = dict(zip(corpus.references, format_references(corpus.references.values()), strict=True))
    entries = [{"printed": printed[r.id], **r.model_dump(mode="json")} for r in corpus.references.values()]
    _write_json(target / "references.json", entries)
    manifest = Manifest(
        format=FORMAT,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        corpus=corpus.digest,
        newest_check=str(max(r.checked for r in corpus.records.values())),
        records=len(corpus.records),
        passages=len(passages),
        references=len(corpus.references),
        model=embedder.identity,
        dimension=int(vectors.shape[1]),
        libraries={name: version(name) for name in LIBRARIES},
        files=_sums(target),
    )
    _write_json(target / "manifest.json", manifest.model_dump())
    _switch(folder, name)
    return target


def current_build(folder: Path) -> Path:
    """The build in use; NoBuild when there is none."""
    pointer = folder / POINTER
    try:
        name = pointer.read_text(encoding="utf-8", errors="replace").strip()
    except OSError as err:
        raise NoBuild(f"there is no index in {folder}.", REBUILD) from err
    target = folder / name
    if name not in {path.name for path in folder.iterdir() if path.is_dir()}:
        raise Damaged(f"the pointer in {folder} names {name!r}, which is not there.", REBUILD)
    return target


def read_manifest(build: Path) -> Manifest:
    """The manifest of a build; Damaged when it is missing or can't be read."""
    try:
        return Manifest.model_validate_json((build / "manifest.json").read_bytes())
    except (OSError, ValidationError) as err:
        raise Damaged(f"the build {build.name} is half-written or its manifest is broken.", REBUILD) from err


def verify_files(build: Path, manifest: Manifest) -> None:
    """Compare every file of ours with its check-sum; Damaged names the first that differs."""
    for name, expected in manifest.files.items():
        path = build / name
        if not path.is_file():
            raise Damaged(f"the file {name} of the build {build.name} is missing.", REBUILD)
        if _sha256(path) != expected:
            raise Damaged(
                f"the file {name} of the build {build.name} has changed since it was written.", REBUILD
            )


def _vectors(
    passages: list[Passage], embedder: Embedder, folder: Path, on_progress: Callable[[int, int], None] | None
) -> Vectors:
    """Vectors of all passages; those of the build in use are taken over where text and model are the same."""
    known = _known_vectors(folder, embedder.identity)
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


def _known_vectors(folder: Path, model: str) -> dict[str, Vectors]:
    """Embedded text -> vector of the build in use; empty when there is none that can be trusted."""
    try:
        build = current_build(folder)
        manifest = read_manifest(build)
        if manifest.model != model or manifest.format != FORMAT:
            return {}
        verify_files(build, manifest)
        passages = read_passages(build)
        store = ChromaStore.embedded(build / "chroma")
        vectors = store.read([p.id for p in passages])
        store.close()
    except IndexProblem:
        return {}
    return {p.embedded: v for p, v in zip(passages, vectors, strict=True)}


def read_passages(build: Path) -> list[Passage]:
    """The passages of a build; Damaged when they can't be read."""
    try:
        return _PASSAGES.validate_json((build / "passages.json").read_bytes())
    except (OSError, ValueError) as err:
        raise Damaged(f"the passages of the build {build.name} can't be read.", REBUILD) from err


def _switch(folder: Path, name: str) -> None:
    """Point at a build by one atomic replace."""
    aside = folder / f"{POINTER}.{os.getpid()}"
    with aside.open("w", encoding="utf-8") as file:
        file.write(name)
        file.flush()
        os.fsync(file.fileno())
    os.replace(aside, folder / POINTER)


def _sweep(folder: Path, keep: int = 2) -> None:
    """Remove half-written builds and all but the newest two; a folder in use elsewhere is left for next time."""
    try:
        current = current_build(folder).name
    except IndexProblem:
        current = ""
    builds = sorted(p for p in folder.iterdir() if p.is_dir())
    whole = [p for p in builds if (p / "manifest.json").is_file()]
    for path in builds:
        if path.name != current and (path not in whole[-keep:]):
            shutil.rmtree(path, ignore_errors=True)


def _sums(target: Path) -> dict[str, str]:
    """Check-sums of our own files; Chroma's change when it opens them, so its vectors are counted instead."""
    files = [
        p for p in sorted(target.rglob("*")) if p.is_file() and "chroma" not in p.relative_to(target).parts
    ]
    return {p.relative_to(target).as_posix(): _sha256(p) for p in files}


def _sha256(path: Path) -> str:
    """SHA-256 of one file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_json(path: Path, value: object) -> None:
    """Write JSON and flush it to the disk."""
    with path.open("w", encoding="utf-8") as file:
        json.dump(value, file, ensure_ascii=False, separators=(",", ":"))
        file.flush()
        os.fsync(file.fileno())
