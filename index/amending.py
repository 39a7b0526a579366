"""Chroma of the next build out of a copy of the last one's, where only a few entries have changed."""

from __future__ import annotations

import logging
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np

from index.embedding import Vectors
from index.errors import IndexProblem
from index.manifest import LIVING, sha256_of
from index.passages import Passage
from index.reuse import Former, stored_by
from index.store import SETTLED, ChromaStore

log = logging.getLogger(__name__)
CHROMA = "chroma"
WORN = 0.2
"""From this share of amended entries on, the graph is made from nothing: each one leaves it a little worse."""
LEAST = 3
"""Chroma writes its graph out after so many changes at the least."""


def amend_chroma(former: Former, target: Path, passages: list[Passage], vectors: Vectors) -> int | None:
    """Copy Chroma of an earlier build into a new one, and change in the copy what is different now.

    Args:
        former: the build to copy from.
        target: the folder of the new build, which has no Chroma yet.
        passages: all that the new build holds.
        vectors: theirs, shape (n, d).

    Returns:
        How many entries have been amended since the graph was made from nothing; None when Chroma must be written
        from nothing, and then nothing of the copy is left.
    """
    if former.notes.storing != stored_by() or not former.notes.living or not former.passages:
        return None
    changed = _changed(former, passages, vectors)
    here = {p.id for p in passages}
    gone = [p.id for p in former.passages if p.id not in here]
    amended = former.notes.amended + len(changed) + len(gone)
    if len(passages) > SETTLED or len(passages) <= LEAST or amended > WORN * len(passages):
        return None
    folder = target / CHROMA
    try:
        if _copied(former, folder):
            if changed or gone:
                rows = _at_least(changed, len(passages))
                _amend(folder, [passages[i] for i in rows], vectors[rows], gone, len(passages))
            if _forgets(folder, _left(former, passages)):
                return amended
            log.info("Chroma of %s is written anew, so that no word that was taken out stays", former.build.name)
    except (IndexProblem, sqlite3.Error, OSError) as err:
        log.warning("Chroma of %s can't be amended (%s); it is written anew", former.build.name, err)
    shutil.rmtree(folder)
    return None


def _left(former: Former, passages: list[Passage]) -> list[str]:
    """Texts of the earlier build that the new one does not hold."""
    held = {p.text for p in passages}
    return [p.text for p in former.passages if p.text not in held]


def _forgets(folder: Path, texts: list[str]) -> bool:
    """Whether no file of a Chroma that was changed holds a text any more; its emptied pages are given up first.

    A participant's words that are withdrawn must not live on in the pages that a database has only marked as free.
    """
    if not texts:
        return True
    with closing(sqlite3.connect(folder / LIVING, isolation_level=None)) as base:
        base.execute("INSERT INTO embedding_fulltext_search(embedding_fulltext_search) VALUES('optimize')")
        base.execute("VACUUM")
        base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    files = [path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()]
    return not any(text.encode() in held for text in texts for held in files)


def _changed(former: Former, passages: list[Passage], vectors: Vectors) -> list[int]:
    """The rows whose passage or vector is not the one that the earlier build holds."""
    at = {p.id: row for row, p in enumerate(former.passages)}
    return [
        row
        for row, passage in enumerate(passages)
        if (old := at.get(passage.id)) is None
        or former.passages[old] != passage
        or not np.array_equal(former.vectors[old], vectors[row])
    ]


def _at_least(rows: list[int], size: int) -> list[int]:
    """The rows, and as many unchanged ones as it takes for Chroma to write its graph out."""
    spare = (row for row in range(size) if row not in rows)
    return [*rows, *(row for row, _ in zip(spare, range(LEAST - len(rows)), strict=False))]


def _copied(former: Former, folder: Path) -> bool:
    """Copy Chroma's files; whether the copies are what was sealed."""
    living = f"{CHROMA}/{LIVING}"
    sums = {name: sha for name, sha in former.manifest.files.items() if name.startswith(f"{CHROMA}/")}
    for name, sha in {**sums, living: former.notes.living}.items():
        place = folder.parent / name
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            source = (former.build / name).open("rb")
        except OSError:
            return False
        with source, place.open("wb") as made:
            shutil.copyfileobj(source, made, 1 << 20)
        if sha256_of(place) != sha:
            return False
    return True


def _amend(folder: Path, passages: list[Passage], vectors: Vectors, gone: list[str], held: int) -> None:
    """Make the changes in a Chroma that is opened for nothing else."""
    store = ChromaStore.embedded(folder)
    try:
        store.settle_after(LEAST)
    finally:
        store.close()  # the threshold is read when a collection is opened
    store = ChromaStore.embedded(folder)
    try:
        store.amend(passages, vectors, gone, held)
    finally:
        store.close()
