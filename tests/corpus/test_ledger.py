from datetime import date
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.ledger import LEDGER, Withdrawn, read_withdrawn, write_withdrawn

ENTRY = Withdrawn(
    record="interview-x", participant=None, reference="a", withdrawn=date(2026, 1, 1), fingerprints=("00",)
)


def test_written_and_read(tmp_path: Path) -> None:
    assert read_withdrawn(tmp_path) == ()
    write_withdrawn(tmp_path, [ENTRY])
    assert read_withdrawn(tmp_path) == (ENTRY,)
    assert [p.name for p in tmp_path.iterdir()] == [LEDGER]


def test_a_broken_ledger_is_not_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / LEDGER).write_text("[{}]", encoding="utf-8")
    with pytest.raises(CorpusError, match="can't be read"):
        read_withdrawn(tmp_path)
