import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from corpus import proving
from corpus.fingerprints import fingerprints
from corpus.proving import files_under, holds, store_files
from corpus.stores import rows_that_used

WORDS = "Then the room was taken away and nobody wanted to fight for it any more."
WANTED = fingerprints(WORDS)


def store(folder: Path, *texts: str | bytes) -> Path:
    path = folder / "receipts.sqlite"
    with closing(sqlite3.connect(path)) as base:
        base.execute("CREATE TABLE answers (id TEXT PRIMARY KEY, body, at INTEGER)")
        base.execute("CREATE TABLE loose (note TEXT)")
        base.executemany("INSERT INTO answers VALUES (?, ?, 1)", [(f"a{n}", t) for n, t in enumerate(texts)])
        base.execute("INSERT INTO loose VALUES ('nothing here')")
        base.commit()
    return path


def test_plain_files_and_a_stretch_across_two_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "passages.json"
    path.write_text("x " * 200 + WORDS, encoding="utf-8")
    assert holds(path, WANTED) == 1
    monkeypatch.setattr(proving, "CHUNK", 420)
    assert holds(path, WANTED) >= 1
    assert holds(path, fingerprints("quite other words that nobody here has ever said aloud")) == 0


def test_words_that_only_sqlite_can_put_together(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "wide.sqlite")) as base:
        base.execute("PRAGMA encoding = 'UTF-16'")
        base.execute("CREATE TABLE t (x TEXT)")
        base.execute("INSERT INTO t VALUES (?)", (WORDS,))
        base.commit()
    assert holds(tmp_path / "wide.sqlite", WANTED) == 1


def test_words_left_on_a_free_page_are_found(tmp_path: Path) -> None:
    path = store(tmp_path, WORDS + " padding" * 2000)
    with closing(sqlite3.connect(path)) as base:
        base.execute("PRAGMA secure_delete = OFF")
        base.execute("DELETE FROM answers")
        base.commit()
    assert rows_that_used(path, ["interview-x"], WANTED) == []
    assert holds(path, WANTED) == 1


def test_words_still_in_the_journal_are_found(tmp_path: Path) -> None:
    path = store(tmp_path)
    with closing(sqlite3.connect(path)) as base:
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("INSERT INTO answers VALUES ('w', ?, 1)", (WORDS,))
        base.commit()
        assert [p.name for p in store_files(path)] == ["receipts.sqlite", "receipts.sqlite-wal"]
        assert sum(holds(p, WANTED) for p in store_files(path)) >= 1


def test_files_under(tmp_path: Path) -> None:
    (tmp_path / "b/c").mkdir(parents=True)
    (tmp_path / "b/c/d").write_text("x")
    assert [p.name for p in files_under(tmp_path)] == ["d"]
