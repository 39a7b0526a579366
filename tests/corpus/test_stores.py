import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.proving import holds
from corpus.stores import redact, rows, rows_that_used
from tests.corpus.test_proving import WANTED, WORDS, store


def test_rows_and_those_that_used(tmp_path: Path) -> None:
    path = store(
        tmp_path, "nothing", f'{{"text": "{WORDS}"}}', '{"record": "interview-x-p01"}', b"interview-x-p011"
    )
    assert [(r.table, r.key) for r in rows(path)] == [
        ("answers", "a0"), ("answers", "a1"), ("answers", "a2"), ("answers", "a3"), ("loose", "1"),
    ]  # fmt: skip
    assert rows_that_used(path, ["interview-x-p01"], WANTED) == ["answers a1", "answers a2"]


def test_redaction_leaves_nothing_and_nothing_else_changed(tmp_path: Path) -> None:
    path = store(tmp_path, f'{{"text": "Before. {WORDS}", "n": 1}}', "kept", WORDS.encode())
    assert redact(path, WANTED) == 2
    assert holds(path, WANTED) == 0
    values = [r.values for r in rows(path) if r.table == "answers"]
    assert [v["body"] for v in values] == [
        '{"text": "Before. [withdrawn].", "n": 1}',
        "kept",
        b"[withdrawn].",
    ]
    assert redact(path, WANTED) == 0


def test_a_broken_store_proves_nothing(tmp_path: Path) -> None:
    path = store(tmp_path, "x" * 9000)
    data = bytearray(path.read_bytes())
    data[100:4096] = b"\xff" * 3996
    path.write_bytes(data)
    with pytest.raises(CorpusError, match="can't be read"):
        list(rows(path))


def test_a_locked_store_is_not_half_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = store(tmp_path, WORDS)
    real = sqlite3.connect
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: real(*a, **{**k, "timeout": 0}))
        with pytest.raises(CorpusError, match="locked"):
            redact(path, WANTED)
