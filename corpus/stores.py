"""Receipt stores: SQLite files read row by row, whatever their tables, and words blotted out of them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.fingerprints import spans

GONE = b"[withdrawn]"


@dataclass(frozen=True)
class Row:
    """One row of a database: its table, its key as printed, and its values by column."""

    table: str
    key: str
    keys: dict[str, Any]
    values: dict[str, str | bytes]


def rows(store: Path) -> Iterator[Row]:
    """Every row of every table that holds text; CorpusError when the database is broken."""
    try:
        with closing(sqlite3.connect(f"{store.resolve().as_uri()}?mode=ro", uri=True)) as base:
            for table, keys in tables(base):
                columns = ", ".join(_quote(k) for k in keys)
                cursor = base.execute(f"SELECT {columns}, * FROM {_quote(table)}")
                names = [c[0] for c in cursor.description][len(keys) :]
                for row in cursor:
                    cells = zip(names, row[len(keys) :], strict=True)
                    values = {n: v for n, v in cells if isinstance(v, str | bytes)}
                    key = dict(zip(keys, row, strict=False))
                    yield Row(table, ", ".join(str(k) for k in key.values()), key, values)
    except sqlite3.Error as err:
        raise CorpusError(f"the database {store} can't be read: {err}.", "Nothing is proved of it.") from err


def tables(base: sqlite3.Connection) -> list[tuple[str, list[str]]]:
    """The plain tables of a database, each with the columns of its key (``rowid`` when it has none)."""
    found = []
    names = base.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    )
    for (name,) in names.fetchall():
        info = base.execute(f"PRAGMA table_info({_quote(name)})").fetchall()
        found.append((name, [c[1] for c in info if c[5]] or ["rowid"]))
    return found


def rows_that_used(store: Path, records: Collection[str], wanted: Collection[str]) -> list[str]:
    """The rows of a receipt store that name a withdrawn record or hold its words, as ``table key``."""
    named = re.compile(
        rb"(?<![\w-])(?:%s)(?![\w-])" % b"|".join(re.escape(r.encode()) for r in sorted(records))
    )
    found = []
    for row in rows(store):
        cells = [as_bytes(v) for v in row.values.values()]
        if any(named.search(c) or spans(c, wanted) for c in cells):
            found.append(f"{row.table} {row.key}")
    return found


def redact(store: Path, wanted: Collection[str]) -> int:
    """Replace the withdrawn words in a database, then rewrite it so that no free page holds them.

    Returns:
        How many rows were changed.

    Raises:
        CorpusError: when the database is broken, locked, or refuses.
    """
    changed = 0
    try:
        with closing(sqlite3.connect(store, timeout=5)) as base:
            base.execute("PRAGMA secure_delete = ON")
            for row in list(rows(store)):
                new = {n: _without(v, wanted) for n, v in row.values.items() if spans(as_bytes(v), wanted)}
                if new:
                    sets = ", ".join(f"{_quote(n)} = ?" for n in new)
                    where = " AND ".join(f"{_quote(k)} IS ?" for k in row.keys)
                    base.execute(
                        f"UPDATE {_quote(row.table)} SET {sets} WHERE {where}",
                        (*new.values(), *row.keys.values()),
                    )
                    changed += 1
            base.commit()
            base.execute("VACUUM")
            base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error as err:
        raise CorpusError(
            f"the store {store} can't be changed: {err}.", "Close what uses it, and try again."
        ) from err
    return changed


def as_bytes(value: str | bytes) -> bytes:
    """A cell as bytes."""
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value


def _without(value: str | bytes, wanted: Collection[str]) -> str | bytes:
    """A cell with each stretch of the withdrawn words replaced."""
    data = as_bytes(value)
    for start, end in reversed(spans(data, wanted)):
        data = data[:start] + GONE + data[end:]
    return data.decode("utf-8", "surrogatepass") if isinstance(value, str) else data


def _quote(name: str) -> str:
    """A table's or column's name for SQL."""
    return '"' + name.replace('"', '""') + '"'
