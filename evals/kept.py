"""Reads the receipts that the advisor kept, from a copy, so that nothing of theirs is changed or purged by looking."""

from __future__ import annotations

import logging
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.database import StoreError
from evals.errors import EvalsError

if TYPE_CHECKING:
    from advisor.receipts.receipt import Receipt
    from advisor.receipts.store import Receipts

log = logging.getLogger(__name__)

FOREVER = 36_500
"""Days: a file that is named is read whole, however old its receipts are."""
MOST = 1_000_000


@contextmanager
def opened(database: Path | None = None) -> Iterator[Receipts]:
    """The receipts of a database file, or of the settings in force when None; of a folder, its database.

    Raises:
        EvalsError: when there is no such file, or it is no database.
    """
    from advisor.database import FILE, StoreOptions
    from advisor.receipts.store import Receipts

    days = FOREVER
    if database is None:
        from advisor.settings import load_settings

        store = load_settings().store
        database, days = store.folder / FILE, store.days
    path = database / FILE if database.is_dir() else database
    if not path.is_file():
        raise EvalsError(f"no receipts are kept in {path}.", "Name the file advisor.sqlite that holds them.")
    with tempfile.TemporaryDirectory(prefix="kma-receipts-") as folder:
        _copy(path, Path(folder) / FILE)
        yield Receipts(StoreOptions(folder=Path(folder), days=days))


def chosen(receipts: Receipts, only: str | None = None, thumb: str | None = None) -> Iterator[Receipt]:
    """Receipts, the oldest first; one that this version can't read is left out, and told of.

    Args:
        receipts: where they are kept.
        only: the id of the one that is wanted; NoReceipt when there is none.
        thumb: only those with this feedback, up or down.
    """
    if only is not None:
        yield receipts.get(only)
        return
    for one in reversed(receipts.list(MOST, thumb=thumb)):
        try:
            yield receipts.get(one.id)
        except StoreError as err:
            log.warning("left out: %s", err)


def _copy(path: Path, to: Path) -> None:
    """The database as it is at this moment, what is still in its journal included."""
    try:
        with (
            closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as ours,
            closing(sqlite3.connect(to)) as other,
        ):
            ours.backup(other)
    except sqlite3.Error as err:
        raise EvalsError(f"{path} can't be read: {err}.", "Name the file that holds the receipts.") from err
