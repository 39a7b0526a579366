"""Receipts are read from a copy: whole when a file is named, and nothing of theirs is changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from advisor.database import FILE, StoreError, StoreOptions
from advisor.receipts.feedback import judged
from advisor.receipts.store import Receipts
from evals.errors import EvalsError
from evals.kept import chosen, opened
from tests.advisor.receipts.samples import receipt


@pytest.fixture
def store(tmp_path: Path) -> Receipts:
    return Receipts(StoreOptions(folder=tmp_path))


def test_a_file_of_any_name_or_its_folder_is_read_and_left_as_it_is(store: Receipts, tmp_path: Path) -> None:
    old = store.keep(receipt(made=datetime.now(UTC) - timedelta(days=1)))
    ancient = receipt("Long ago", made=datetime.now(UTC) - timedelta(days=4000))
    with store.database.writing() as base:
        base.execute(
            "INSERT INTO receipts VALUES (?, ?, 'web', 'answered', ?, ?)",
            [ancient.id, ancient.made.isoformat(), ancient.question, ancient.model_dump_json()],
        )
    with opened(tmp_path) as found:
        assert [r.id for r in chosen(found)] == [ancient.id, old.id]
    renamed = (tmp_path / FILE).rename(tmp_path / "last month.db")
    before = renamed.read_bytes()
    with opened(renamed) as found:
        assert [r.id for r in chosen(found)] == [ancient.id, old.id]
    assert renamed.read_bytes() == before


def test_one_can_be_named_and_thumbs_chosen(store: Receipts, tmp_path: Path) -> None:
    first, second = store.keep(receipt()), store.keep(receipt("Another"))
    store.judge(second.id, judged("down"))
    with opened(tmp_path / FILE) as found:
        assert [r.id for r in chosen(found, first.id)] == [first.id]
        assert [r.id for r in chosen(found, thumb="down")] == [second.id]
        with pytest.raises(StoreError, match="no receipt 'x'"):
            list(chosen(found, "x"))


def test_a_receipt_of_another_form_is_left_out_and_told_of(
    store: Receipts, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    kept = store.keep(receipt())
    with store.database.writing() as base:
        base.execute("INSERT INTO receipts VALUES ('odd', '2026-01-01', 'web', 'answered', '?', '{}')")
    with opened(tmp_path) as found:
        assert [r.id for r in chosen(found)] == [kept.id]
    assert "'odd' is in a form" in caplog.text


def test_what_is_not_there_or_no_database_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvalsError, match="no receipts are kept in"), opened(tmp_path):
        pass
    (tmp_path / FILE).write_bytes(b"broken" * 400)
    with pytest.raises(EvalsError, match="can't be read"), opened(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == [tmp_path / FILE]
