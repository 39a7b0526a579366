"""``python -m advisor receipts``, and that a question asked on the command line leaves a receipt."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from advisor.__main__ import main
from advisor.database import FILE, StoreOptions
from advisor.receipts.feedback import judged
from advisor.receipts.store import Receipts
from advisor.tracing import Judged
from tests.advisor.receipts.samples import receipt


@pytest.fixture
def receipts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Receipts:
    monkeypatch.setenv("KMA_STORE__FOLDER", str(tmp_path))
    return Receipts(StoreOptions(folder=tmp_path))


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["receipts", *arguments]) == 0
    return capsys.readouterr().out


def test_the_list_is_one_line_each(receipts: Receipts, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "list").startswith("No such receipt is kept in ")
    kept = receipts.keep(receipt("How do we\nstart? " + "x" * 100))
    receipts.judge(kept.id, judged("down", "wrong"))
    receipts.keep(receipt("Another"))
    lines = said(capsys, "list").splitlines()
    assert len(lines) == 2
    assert "Another" in lines[0]
    assert "[down]  How do we start? xxx" in lines[1]
    assert lines[1].endswith("…")
    assert said(capsys, "list", "--thumb", "down").splitlines() == lines[1:]
    assert said(capsys, "list", "--limit", "1").splitlines() == lines[:1]


def test_one_receipt_is_shown_with_what_is_behind_it(
    receipts: Receipts, capsys: pytest.CaptureFixture[str]
) -> None:
    removed = Judged(text="A sentence that was removed.", sources=(1,), kept=False, reasons=("number",))
    kept = receipts.keep(receipt(judged=(removed,)))
    receipts.judge(kept.id, judged("down", "wrong", "It was in Canada."))
    shown = said(capsys, "show", kept.id)
    assert f"Receipt {kept.id}" in shown
    assert "0.900  case-x/evidence/1" in shown
    assert "removed (number): A sentence that was removed." in shown
    assert "Situation given: money: none" in shown
    assert "thumb down. Reason: wrong. It was in Canada." in shown
    assert json.loads(said(capsys, "show", kept.id, "--json"))["id"] == kept.id


def test_purge_deletes_the_old_or_all(receipts: Receipts, capsys: pytest.CaptureFixture[str]) -> None:
    receipts.keep(receipt())
    assert said(capsys, "purge") == "Deleted 0 receipts older than 90 days.\n"
    assert said(capsys, "purge", "--all") == "Deleted 1 receipt.\n"
    assert receipts.list() == ()


def test_what_is_not_there_ends_with_2_and_a_sentence(
    receipts: Receipts, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["receipts", "show", "nothing"]) == 2
    assert capsys.readouterr().err.startswith(
        "there is no receipt 'nothing'. python -m advisor receipts list"
    )


def test_a_broken_file_ends_with_2_and_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / FILE).write_bytes(b"broken" * 400)
    monkeypatch.setenv("KMA_STORE__FOLDER", str(tmp_path))
    assert main(["receipts", "list"]) == 2
    assert "not a database" in capsys.readouterr().err
