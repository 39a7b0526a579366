"""What the build in use lends to the next one: vectors, printed references and Chroma's files, each checked first."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

import numpy as np
from pydantic import ValidationError

from corpus.records import Frozen
from corpus.references import Reference, format_references, printed_by
from index import passages as passages_module
from index import store as store_module
from index.contents import read_passages, read_vectors
from index.embedding import Vectors
from index.errors import IndexProblem
from index.manifest import Manifest, read_manifest, verify_files
from index.passages import Passage
from index.server import ServerOptions

NOTES = "reuse.json"


class Notes(Frozen):
    """What a later build must know before it takes anything over.

    ``printing`` and ``storing`` say which program printed the references and wrote Chroma's entries; ``living`` is
    the SHA-256 of Chroma's living file when the build was sealed, "" where there is none; ``amended`` counts the
    entries that were changed since Chroma's graph was made from nothing.
    """

    printing: str
    storing: str
    living: str = ""
    amended: int = 0


@dataclass(frozen=True)
class Former:
    """A sound build that is taken over from; ``passages`` and ``vectors`` are empty when its model was another."""

    build: Path
    manifest: Manifest
    notes: Notes
    passages: list[Passage] = field(default_factory=list)
    vectors: Vectors = field(default_factory=lambda: np.empty((0, 0), dtype=np.float32))

    @cached_property
    def at(self) -> dict[str, int]:
        """Id -> the row of its passage and vector."""
        return {p.id: row for row, p in enumerate(self.passages)}

    @cached_property
    def known(self) -> dict[tuple[str, str], int]:
        """Context and text, which are embedded -> the row of their vector."""
        return {(p.context, p.text): row for row, p in enumerate(self.passages)}

    def changed(self, passages: Sequence[Passage]) -> list[int]:
        """The rows of the passages that are not held just so; all others have the vector that is held."""
        held, at = self.passages, self.at
        return [row for row, p in enumerate(passages) if (old := at.get(p.id)) is None or held[old] != p]

    def rows(self, passages: Sequence[Passage]) -> list[int]:
        """For each passage the row of the vector that it takes over, -1 where its words are new."""
        held, at, known = self.passages, self.at, self.known
        found: list[int] = []
        for p in passages:
            words = (p.context, p.text)
            own = at.get(p.id, -1)  # of two that say the same, each keeps its own
            same = own >= 0 and (held[own].context, held[own].text) == words
            found.append(own if same else known.get(words, -1))
        return found


def read_former(build: Path, model: str, server: ServerOptions) -> Former | None:
    """A build to take over from; None when a file of it is not as it was written."""
    try:
        manifest = read_manifest(build)
        verify_files(build, manifest)
        notes = _read_notes(build)
        if manifest.model != model:
            return Former(build, manifest, notes)
        passages = read_passages(build)
        return Former(build, manifest, notes, passages, read_vectors(build, manifest, passages, server))
    except IndexProblem:
        return None


def _read_notes(build: Path) -> Notes:
    """The notes of a build whose check-sums hold; empty ones, which allow nothing, for a build of before them."""
    try:
        return Notes.model_validate_json((build / NOTES).read_bytes())
    except (OSError, ValidationError):
        return Notes(printing="", storing="")


def stored_by() -> str:
    """Which program writes Chroma's entries: what another wrote is not added to."""
    sha = hashlib.sha256()
    for module in (passages_module, store_module):
        sha.update(Path(str(module.__file__)).read_bytes())
    return f"chromadb {version('chromadb')}, {sha.hexdigest()[:16]}"


def print_references(references: Sequence[Reference], former: Former | None) -> list[str]:
    """The printed form of each reference; that of an entry that has not changed is taken over."""
    known = _printed(former) if former is not None else {}
    same = {
        r.id: words
        for r in references
        for entry, words in [known.get(r.id, ({}, ""))]
        if words and entry == r.model_dump(mode="json")
    }
    missing = {r.id: r for r in references if r.id not in same}
    same.update(zip(missing, format_references(missing.values()), strict=True))
    return [same[r.id] for r in references]


def _printed(former: Former) -> dict[str, tuple[dict[str, object], str]]:
    """Id -> the entry and its printed form, where the same program printed them."""
    if former.notes.printing != printed_by():
        return {}
    try:
        entries = json.loads((former.build / "references.json").read_bytes())
        return {entry["id"]: (entry, words) for entry in entries for words in [entry.pop("printed")]}
    except (OSError, ValueError, KeyError):
        return {}
