"""Takes out of Chroma's files what they hold beside its entries: emptied pages, and memory that was never written to.

A participant's words that are withdrawn must not live on in the pages that a database has only marked as free, nor in
the spare room of a graph's file, into which Chroma writes whatever lay in the memory of the process.
"""

from __future__ import annotations

import mmap
import os
import sqlite3
import struct
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from index.errors import IndexProblem
from index.manifest import LIVING

ROOM = "Free space, or name another folder."
HEADER = struct.Struct("<i6Q")
"""How the header of a graph begins: its format, an offset, room for how many, how many, the bytes of each, ..."""
KNOWN_HEADER = 1


def tidy(folder: Path) -> None:
    """Rewrite the database of a Chroma that nobody has open, and empty the spare room of its graphs.

    Raises:
        IndexProblem: when there is no room for it.
    """
    try:
        _shrink(folder / LIVING)
        for header in folder.glob("*/header.bin"):
            _blank(header, header.with_name("data_level0.bin"))
    except (OSError, sqlite3.Error) as err:
        raise IndexProblem(f"Chroma's files can't be written: {err}.", ROOM) from err


def holds_any(folder: Path, texts: Sequence[str]) -> bool:
    """Whether any file below a folder holds any of some texts."""
    wanted = [text.encode() for text in texts]
    return any(_holds(path, wanted) for path in sorted(folder.rglob("*")) if path.is_file())


def _shrink(living: Path) -> None:
    """Write the database anew beside itself, then put it in its place."""
    aside = living.with_name(f"{living.name}.aside")
    with closing(sqlite3.connect(living, isolation_level=None)) as base:
        base.execute("INSERT INTO embedding_fulltext_search(embedding_fulltext_search) VALUES('optimize')")
        base.execute("VACUUM INTO ?", (str(aside),))
    os.replace(aside, living)


def _blank(header: Path, entries: Path) -> None:
    """Overwrite what follows the last entry of a graph with zeros; a header of another format is left alone."""
    begins = header.read_bytes()[: HEADER.size]
    if len(begins) < HEADER.size or not entries.is_file():
        return
    form, _, _, held, each, *_ = HEADER.unpack(begins)
    spare = entries.stat().st_size - held * each
    if form == KNOWN_HEADER and spare > 0:
        with entries.open("r+b") as file:
            file.seek(held * each)
            file.write(bytes(spare))


def _holds(path: Path, wanted: Sequence[bytes]) -> bool:
    """Whether a file holds any of some bytes."""
    if not path.stat().st_size:
        return False
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as held:
        return any(held.find(one) >= 0 for one in wanted)
