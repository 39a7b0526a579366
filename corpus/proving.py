"""Does a file still hold withdrawn words? Files are read as bytes, databases row by row as well."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from corpus.errors import CorpusError
from corpus.fingerprints import RUN, spans
from corpus.stores import as_bytes, rows

CHUNK = 4_000_000
OVERLAP = 4_000
SQLITE = b"SQLite format 3\0"


def holds(path: Path, wanted: Collection[str]) -> int:
    """How many stretches of the withdrawn words a file still holds, free pages of a database among them.

    Raises:
        CorpusError: when the file can't be read, for then nothing is proved.
    """
    try:
        found = _in_bytes(path, wanted)
        if not found and is_sqlite(path):
            found = sum(bool(spans(as_bytes(v), wanted)) for row in rows(path) for v in row.values.values())
    except OSError as err:
        raise CorpusError(
            f"the file {path} can't be read ({err.strerror}).", "Nothing is proved of it."
        ) from err
    return found


def files_under(folder: Path) -> Iterator[Path]:
    """Every file below a folder, in order."""
    yield from (p for p in sorted(folder.rglob("*")) if p.is_file())


def store_files(store: Path) -> list[Path]:
    """A database and the files that SQLite keeps beside it."""
    beside = (store.with_name(store.name + end) for end in ("-wal", "-journal"))
    return [store, *(p for p in beside if p.is_file())]


def is_sqlite(path: Path) -> bool:
    """Whether a file is a SQLite database."""
    with path.open("rb") as file:
        return file.read(len(SQLITE)) == SQLITE


def _in_bytes(path: Path, wanted: Collection[str]) -> int:
    """Stretches found in the raw bytes, read in overlapping pieces."""
    found, kept = 0, b""
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            data = kept + piece
            if len(data) >= RUN:
                found += len(spans(data, wanted))
            kept = data[-OVERLAP:]
    return found
