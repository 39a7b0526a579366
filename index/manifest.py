"""The manifest of a build: what it was made of, the check-sum of each file, and a seal over the manifest itself."""

from __future__ import annotations

import hashlib
import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from corpus.records import Frozen
from index.errors import REBUILD, Damaged, Mismatch

FORMAT = 2
NAME = "manifest.json"
VECTORS = "vectors.npy"
LIVING = "chroma.sqlite3"
"""Chroma notes each opening in this file, so that no check-sum of it holds."""
_ANYTHING: TypeAdapter[Any] = TypeAdapter(Any)


class Manifest(Frozen):
    """What a build was made of.

    ``files`` maps a file to its SHA-256; ``collection`` names the vectors on a Chroma server, "" where they lie in
    the build's own folder; ``seal`` is the SHA-256 of all the other fields.
    """

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
    collection: str = ""
    seal: str = ""

    def sealed(self) -> Manifest:
        """The same manifest with its seal."""
        return self.model_copy(update={"seal": self._sum()})

    def holds(self) -> bool:
        """Whether the seal is that of the fields."""
        return self.seal == self._sum()

    def _sum(self) -> str:
        fields = json.dumps(self.model_dump(exclude={"seal"}), sort_keys=True)
        return hashlib.sha256(fields.encode()).hexdigest()


def read_manifest(build: Path) -> Manifest:
    """The manifest of a build.

    Raises:
        Damaged: when it is missing, can't be read, or is not what was written.
        Mismatch: when the build has another format.
    """
    try:
        raw = (build / NAME).read_bytes()
        found = json.loads(raw)
        form = found.get("format") if isinstance(found, dict) else None
        if isinstance(form, int) and form != FORMAT:
            raise Mismatch(f"the index has format {form}; this version reads {FORMAT}.", REBUILD)
        manifest = Manifest.model_validate_json(raw)
    except (OSError, ValueError, ValidationError, RecursionError) as err:
        raise Damaged(f"the build {build.name} is half-written or its manifest is broken.", REBUILD) from err
    if not manifest.holds():
        raise Damaged(f"the manifest of the build {build.name} has changed since it was written.", REBUILD)
    return manifest


def verify_files(build: Path, manifest: Manifest) -> None:
    """Compare every file of the build with its check-sum; Damaged names the first that differs."""
    for name, expected in manifest.files.items():
        path = build / name
        try:
            found = sha256_of(path)
        except FileNotFoundError as err:
            raise Damaged(f"the file {name} of the build {build.name} is missing.", REBUILD) from err
        except OSError as err:
            reason = err.strerror or str(err)
            raise Damaged(
                f"the file {name} of the build {build.name} can't be read ({reason}).", REBUILD
            ) from err
        if found != expected:
            raise Damaged(
                f"the file {name} of the build {build.name} has changed since it was written.", REBUILD
            )


def sums_of(build: Path) -> dict[str, str]:
    """The check-sum of every file of a build but Chroma's living one, each flushed to the disk first."""
    files = [p for p in sorted(build.rglob("*")) if p.is_file() and not p.name.startswith(LIVING)]
    with ThreadPoolExecutor(8) as waiting:  # for the disk, all at once
        sums = waiting.map(lambda path: sha256_of(path, flush=True), files)
        return {p.relative_to(build).as_posix(): found for p, found in zip(files, sums, strict=True)}


def sha256_of(path: Path, flush: bool = False) -> str:
    """SHA-256 of one file; with ``flush``, once it is on the disk for good."""
    if flush:
        with path.open("r+b") as written:
            os.fsync(written.fileno())
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_json(path: Path, value: object) -> None:
    """Write a value, models included, as JSON and flush it to the disk."""
    with path.open("wb") as file:
        file.write(_ANYTHING.dump_json(value))
        file.flush()
        os.fsync(file.fileno())
