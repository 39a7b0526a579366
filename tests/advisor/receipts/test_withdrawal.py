"""Words that are withdrawn from the corpus are found in the receipts that the advisor keeps, and blotted out."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from advisor.answer import Sentence
from advisor.database import FILE, StoreOptions
from advisor.receipts.store import Receipts
from corpus.__main__ import main
from corpus.commands import KEPT, usual_receipts
from tests.advisor.receipts.samples import receipt
from tests.conftest import write_mini_corpus

SAID = (
    "Ward managers in acute trusts said that a chart meant little until somebody sat down with the team "
    "and talked it through."
)


def test_both_rooms_mean_the_same_file() -> None:
    assert StoreOptions().folder / FILE == KEPT


def test_withdrawn_words_leave_the_receipts_and_the_receipts_still_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KMA_STORE__FOLDER", str(tmp_path / "data"))
    assert usual_receipts() == []
    receipts = Receipts(StoreOptions(folder=tmp_path / "data"))
    assert usual_receipts() == [receipts.database.path]
    made = receipt()
    voiced = made.answer.model_copy(
        update={"short_answer": (Sentence(text=SAID, sources=(1,), support=(SAID,)),)}
    )
    used = receipts.keep(made.model_copy(update={"answer": voiced}))
    other = receipts.keep(receipt("Another question"))
    corpus = write_mini_corpus(tmp_path / "corpus")
    arguments = [
        "withdraw", "interview-ward-managers", "--corpus", str(corpus), "--builds", str(tmp_path / "none"),
    ]  # fmt: skip

    assert main(arguments) == 1, "found, and not cleared yet"
    said = capsys.readouterr().out
    assert f"receipts {used.id}" in said
    assert other.id not in said
    assert main([*arguments, "--clear"]) == 0
    assert "0 files" not in capsys.readouterr().out

    kept = b"".join(p.read_bytes() for p in (tmp_path / "data").iterdir())
    assert b"sat down with the team" not in kept
    blotted = receipts.get(used.id)
    assert "[withdrawn]" in blotted.answer.short_answer[0].text
    assert receipts.get(other.id) == other
    assert json.loads(blotted.model_dump_json())["id"] == used.id
    assert date.today() >= blotted.made.date()
