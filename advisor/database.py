"""One SQLite file for all that the advisor keeps; each part of the product brings its own set of migrations."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from advisor.errors import AdvisorError

if TYPE_CHECKING:
    from sqlite_utils import Migrations

FILE = "advisor.sqlite"
PATIENCE = 10.0
"""Seconds to wait for another program that is writing."""


class StoreError(AdvisorError):
    """What is kept can't be read or written."""


class StoreOptions(BaseModel):
    """What is kept and where: every field has a description; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    folder: Path = Field(
        default=Path("data"), description="Folder of the SQLite file; made when it is first needed."
    )
    receipts: bool = Field(default=True, description="Whether a receipt of each answer is kept.")
    days: int = Field(default=90, ge=1, description="How many days receipts and feedback are kept.")


class Database:
    """The SQLite file of a folder, its tables up to date. Safe to share between threads and with other programs.

    A connection lasts for one ``with`` block; rows are `sqlite3.Row`. Each part of the product names a
    ``Migrations`` set of its own and opens the database with it:

    >>> from sqlite_utils import Migrations
    >>> import tempfile
    >>> NOTES = Migrations("notes")
    >>> @NOTES()
    ... def m001_notes(base):
    ...     base.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     database = Database(Path(folder), NOTES)
    ...     with database.writing() as base:
    ...         _ = base.execute("INSERT INTO notes (words) VALUES (?)", ["kept"])
    ...     with database.reading() as base:
    ...         [row["words"] for row in base.execute("SELECT words FROM notes")]
    ['kept']

    Args:
        folder: where the file lies; made, for its owner alone, when it is not there.
        sets: the migrations of the tables that the caller uses, each set under its own name.

    Raises:
        StoreError: when the file can't be made, read or brought up to date, or was made by a newer version.
    """

    def __init__(self, folder: Path, *sets: Migrations) -> None:
        self.path = folder / FILE
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._bring_up_to_date(sets)
        except (OSError, sqlite3.Error) as err:
            raise self._refused("opened", err) from err

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state of the database and can't change it.

        Raises:
            StoreError: when the database refuses.
        """
        with self._connection("read") as base:
            base.execute("PRAGMA query_only = ON")
            base.execute("BEGIN")
            yield base

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection that alone may write: all of its changes are kept, or none when the block raises.

        Raises:
            StoreError: when the database refuses, or another program writes for too long.
        """
        with self._connection("written") as base:
            base.execute("BEGIN IMMEDIATE")
            yield base
            base.commit()

    def forget_deleted(self) -> None:
        """Rewrite the file, so that nothing of what was deleted stays in it or beside it."""
        with self._connection("rewritten") as base:
            base.execute("VACUUM")
            base.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def _connection(self, verb: str) -> Iterator[sqlite3.Connection]:
        """A connection that is closed at the end; a fault of SQLite is explained. Closing drops what is open."""
        try:
            with closing(_connect(self.path)) as base:
                yield base
        except sqlite3.Error as err:
            raise self._refused(verb, err) from err

    def _bring_up_to_date(self, sets: tuple[Migrations, ...]) -> None:
        """Apply what the sets have and the file has not; one program at a time."""
        import sqlite_utils
        from filelock import FileLock

        with closing(_connect(self.path)) as base:
            known = sqlite_utils.Database(base, execute_plugins=False)
            if any(one.pending(known) for one in sets):
                with FileLock(self.path.with_suffix(".lock")):
                    base.execute("PRAGMA journal_mode = WAL")
                    for one in sets:
                        one.apply(known)
            for one in sets:
                self._refuse_newer(one, known)
        self.path.chmod(0o600)

    def _refuse_newer(self, one: Migrations, known: object) -> None:
        ours = {m.name for m in one._migrations}
        if theirs := [m.name for m in one.applied(known) if m.name not in ours]:  # type: ignore[arg-type]
            raise StoreError(
                f"the database {self.path} was changed by a newer version of this program ({one.name}: {theirs[0]}).",
                "Use that version, or name another folder in KMA_STORE__FOLDER.",
            )

    def _refused(self, verb: str, err: Exception) -> StoreError:
        return StoreError(
            f"the database {self.path} can't be {verb}: {err}.",
            "Check the folder and what else uses it, or name another in KMA_STORE__FOLDER.",
        )


def _connect(path: Path) -> sqlite3.Connection:
    """A connection with our habits: waits for others, holds to references, blanks what is deleted."""
    base = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    base.row_factory = sqlite3.Row
    base.execute(f"PRAGMA busy_timeout = {int(PATIENCE * 1000)}")
    base.execute("PRAGMA foreign_keys = ON")
    base.execute("PRAGMA secure_delete = ON")
    return base
