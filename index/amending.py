"""Chroma of the next build out of a copy of the last one's, where only a few entries have changed."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Sequence
from pathlib import Path

from index.embedding import Vectors
from index.errors import IndexProblem
from index.manifest import LIVING, sha256_of
from index.passages import Passage
from index.reuse import Former, stored_by
from index.store import LEAST, SETTLED, ChromaStore
from index.tidying import holds_any, tidy

log = logging.getLogger(__name__)
CHROMA = "chroma"
WORN = 0.2
"""From this share of amended entries on, the graph is made from nothing: each one leaves it a little worse."""


class Amendment:
    """What has to be changed in a copy of an earlier build's Chroma; `begin` needs no vectors yet, `finish` does.

    Args:
        former: the build to copy from.
        target: the folder of the new build, which has no Chroma yet.
        passages: all that the new build holds.
    """

    def __init__(self, former: Former, target: Path, passages: Sequence[Passage]) -> None:
        self._former = former
        self._folder = target / CHROMA
        self._passages = passages
        self._changed = former.changed(passages)
        here = {p.id for p in passages}
        self._gone = [p.id for p in former.passages if p.id not in here]
        self._store: ChromaStore | None = None
        self.amended = former.notes.amended + len(self._changed) + len(self._gone)

    @property
    def worthwhile(self) -> bool:
        """Whether the copy is quicker and as good as a Chroma that is written from nothing."""
        notes, size = self._former.notes, len(self._passages)
        known = notes.storing == stored_by() and notes.living and self._former.passages
        return bool(known) and LEAST < size <= SETTLED and self.amended <= WORN * size

    def begin(self) -> bool:
        """Copy Chroma's files and open them; whether the copy is what was sealed."""
        try:
            if not _copied(self._former, self._folder):
                return False
            if self._changed or self._gone:
                self._store = ChromaStore.embedded(self._folder)
                self._store.counted(len(self._former.passages))
        except (IndexProblem, OSError) as err:
            self._told(err)
            return False
        return True

    def finish(self, vectors: Vectors) -> bool:
        """Make the changes and give up what is not held any more; whether all is well, and nothing is open then.

        Args:
            vectors: of all passages, shape (n, d).
        """
        try:
            if self._store is not None:
                rows = _at_least(self._changed, len(self._passages))
                passages = [self._passages[i] for i in rows]
                self._store.amend(passages, vectors[rows], self._gone, len(self._passages))
            self.close()
            texts = taken_out(self._former.passages, self._passages)
            if not texts:
                return True
            tidy(self._folder)
            if not holds_any(self._folder, texts):
                return True
        except (IndexProblem, OSError) as err:
            self._told(err)
            return False
        name = self._former.build.name
        log.info("Chroma of %s is written anew, so that no word that was taken out stays", name)
        return False

    def close(self) -> None:
        """Let go of the copy; a second call does nothing."""
        store, self._store = self._store, None
        if store is not None:
            store.close()

    def discard(self) -> None:
        """Remove the copy."""
        self.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _told(self, err: Exception) -> None:
        name = self._former.build.name
        log.warning("Chroma of %s can't be amended (%s); it is written anew", name, err)


def taken_out(former: Sequence[Passage], passages: Sequence[Passage]) -> list[str]:
    """Texts of an earlier build that are no part of any text of the new one."""
    held = {p.text for p in passages}
    by_id = {p.id: p.text for p in passages}
    left = [p.text for p in former if p.text not in held and p.text not in by_id.get(p.id, "")]
    said = "\0".join(held) if left else ""
    return [text for text in left if text not in said]


def _at_least(rows: Sequence[int], size: int) -> list[int]:
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
