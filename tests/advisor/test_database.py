"""The one SQLite file: migrations by named sets, one writer at a time, and what is deleted is gone."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlite_utils import Database as Base
from sqlite_utils import Migrations

from advisor.database import FILE, Database, StoreError

PLANTS = Migrations("plants")
BIRDS = Migrations("birds")


@PLANTS()
def m001_plants(base: Base) -> None:
    base.execute("CREATE TABLE plants (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT")


@BIRDS()
def m001_birds(base: Base) -> None:
    base.execute("CREATE TABLE birds (plant INTEGER NOT NULL REFERENCES plants (id)) STRICT")


def names(database: Database) -> list[str]:
    with database.reading() as base:
        return [row["name"] for row in base.execute("SELECT name FROM plants ORDER BY id")]


def add(database: Database, name: str) -> None:
    with database.writing() as base:
        base.execute("INSERT INTO plants (name) VALUES (?)", [name])


def test_sets_of_two_parts_share_one_file_and_are_applied_once(tmp_path: Path) -> None:
    add(Database(tmp_path / "deep" / "er", PLANTS), "oak")
    both = Database(tmp_path / "deep" / "er", PLANTS, BIRDS)
    assert names(both) == ["oak"]
    with both.reading() as base:
        assert base.execute("SELECT count(*) FROM birds").fetchone()[0] == 0
        assert base.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_the_folder_and_the_file_are_their_owners_alone(tmp_path: Path) -> None:
    database = Database(tmp_path / "data", PLANTS)
    assert database.path.stat().st_mode & 0o077 == 0
    assert database.path.parent.stat().st_mode & 0o077 == 0


def test_a_later_migration_keeps_what_is_held(tmp_path: Path) -> None:
    add(Database(tmp_path, PLANTS), "oak")
    later = Migrations("plants")
    later(name="m001_plants")(lambda base: None)
    later(name="m002_height")(lambda base: base.execute("ALTER TABLE plants ADD COLUMN height INTEGER"))  # type: ignore[arg-type,return-value]
    with Database(tmp_path, later).reading() as base:
        assert tuple(base.execute("SELECT name, height FROM plants").fetchone()) == ("oak", None)


def test_a_migration_that_fails_leaves_nothing_of_itself(tmp_path: Path) -> None:
    broken = Migrations("plants")

    @broken()
    def m001_half(base: Base) -> None:
        base.execute("CREATE TABLE half (id INTEGER)")
        base.execute("CREATE TABLE oops (")

    with pytest.raises(StoreError, match="can't be opened"):
        Database(tmp_path, broken)
    assert names(Database(tmp_path, PLANTS)) == []
    with Database(tmp_path).reading() as base:
        assert not base.execute("SELECT 1 FROM sqlite_master WHERE name = 'half'").fetchone()


def test_a_file_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    newer = Migrations("plants")
    newer(name="m001_plants")(m001_plants)
    newer(name="m009_unheard_of")(lambda base: None)
    Database(tmp_path, newer)
    with pytest.raises(StoreError, match="newer version of this program \\(plants: m009_unheard_of\\)"):
        Database(tmp_path, PLANTS)


def test_a_block_that_raises_writes_nothing(tmp_path: Path) -> None:
    database = Database(tmp_path, PLANTS)

    def fail_halfway() -> None:
        with database.writing() as base:
            base.execute("INSERT INTO plants (name) VALUES ('oak')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_halfway()
    assert names(database) == []


def test_reading_can_change_nothing_and_references_hold(tmp_path: Path) -> None:
    database = Database(tmp_path, PLANTS, BIRDS)
    with pytest.raises(StoreError, match="can't be read"), database.reading() as base:
        base.execute("INSERT INTO plants (name) VALUES ('oak')")
    with pytest.raises(StoreError, match="can't be written: FOREIGN KEY"), database.writing() as base:
        base.execute("INSERT INTO birds (plant) VALUES (7)")


def test_many_threads_write_without_losing_a_row(tmp_path: Path) -> None:
    database = Database(tmp_path, PLANTS)
    threads = [
        threading.Thread(target=lambda i=i: [add(database, f"{i}-{j}") for j in range(10)]) for i in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(names(database))) == 80


def test_programs_that_start_at_once_migrate_once(tmp_path: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path; from sqlite_utils import Migrations\n"
        "from advisor.database import Database\n"
        "SLOW = Migrations('slow')\n"
        "@SLOW()\n"
        "def m001_slow(base):\n"
        "    base.execute('CREATE TABLE once (id INTEGER)'); time.sleep(0.3)\n"
        "Database(Path(sys.argv[1]), SLOW)\n"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    faults = [process.communicate(timeout=60)[1] for process in started]
    assert [process.returncode for process in started] == [0, 0, 0], faults


def test_what_is_deleted_is_in_no_file(tmp_path: Path) -> None:
    database = Database(tmp_path, PLANTS)
    for n in range(40):
        add(database, f"a secret that must go {n}")
    with database.writing() as base:
        base.execute("DELETE FROM plants")
    database.forget_deleted()
    assert not [p for p in tmp_path.iterdir() if b"secret that must go" in p.read_bytes()]


def test_what_is_no_database_is_explained(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database, but long enough to be looked at" * 20)
    with pytest.raises(StoreError, match=r"can't be opened: file is not a database\. Check the folder"):
        Database(tmp_path, PLANTS)
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="can't be opened"):
        Database(tmp_path / "file", PLANTS)


def test_a_writer_that_holds_on_is_waited_for_no_longer_than_patience(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("advisor.database.PATIENCE", 0.1)
    database = Database(tmp_path, PLANTS)
    holder = sqlite3.connect(database.path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="locked"):
        add(database, "oak")
    holder.close()
