"""Asking with a receipt: what is noted, and that a store at fault costs no answer."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

import pytest

from advisor import request_id
from advisor.answer import Answer, Status
from advisor.context import ManagerContext
from advisor.conversation import Turn
from advisor.database import FILE, StoreOptions
from advisor.receipts.recorder import Recorder, open_receipts
from advisor.receipts.store import Receipts
from advisor.settings import Settings, load_settings
from advisor.tracing import Trace
from index.search import Hit
from tests.advisor.receipts.samples import NHS_NUMBER
from tests.advisor.test_tracing import PASSAGE
from tests.advisor.web.samples import answered


class Advisor:
    """Answers by hand, and notes what an advisor notes."""

    settings = load_settings()

    def advise(
        self, question: str, context: ManagerContext | None, history: Sequence[Turn | str], trace: Trace
    ) -> Answer:
        trace.note_search(f"{question} (stood alone)", [Hit(PASSAGE, 0.9, 0.5, 2.0)])
        return answered(question)


@pytest.fixture
def receipts(tmp_path: Path) -> Receipts:
    return Receipts(StoreOptions(folder=tmp_path))


def recorder(receipts: Receipts | None) -> Recorder:
    return Recorder(Advisor(), receipts, "web")  # type: ignore[arg-type]


def test_the_receipt_holds_what_went_in_and_what_came_out(receipts: Receipts) -> None:
    with request_id.working_for("edge-0123456789"):
        answer = recorder(receipts).advise(
            "How?", ManagerContext(money="none"), [Turn(question="Before"), "And before"]
        )
    kept = receipts.get(answer.receipt)
    assert kept.answer == answered("How?")
    assert (kept.question, kept.read_as, kept.door) == ("How?", "How? (stood alone)", "web")
    assert kept.given == ManagerContext(money="none")
    assert [t.question for t in kept.history] == ["Before", "And before"]
    assert kept.settings == Advisor.settings.shaping()
    assert kept.considered[0].statement == PASSAGE.id
    assert kept.request == "edge-0123456789"
    assert kept.milliseconds >= 0


def test_the_id_of_the_receipt_is_no_part_of_the_answers_json(receipts: Receipts) -> None:
    one, two = (recorder(receipts).advise("How?") for _ in range(2))
    assert one.receipt != two.receipt
    assert one.model_dump_json() == two.model_dump_json()


def test_one_setting_turns_receipts_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KMA_STORE__FOLDER", str(tmp_path / "kept"))
    monkeypatch.setenv("KMA_STORE__RECEIPTS", "false")
    assert open_receipts(load_settings()) is None
    assert not (tmp_path / "kept").exists()
    answer, receipt = recorder(None).recorded("How?")
    assert answer.receipt == ""
    assert receipt.answer == answer


def test_a_receipt_that_is_only_shown_is_screened_as_well() -> None:
    _, receipt = recorder(None).recorded(f"Patient {NHS_NUMBER} fell")
    assert receipt.answer.status is Status.BLOCKED
    assert NHS_NUMBER not in receipt.model_dump_json()


def test_a_store_at_fault_costs_no_answer(
    receipts: Receipts, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    receipts.database.path.unlink()
    receipts.database.path.write_bytes(b"broken" * 400)
    with caplog.at_level(logging.WARNING):
        answer = recorder(receipts).advise("How? Words not for the log")
    assert answer.status is Status.ANSWERED
    assert answer.receipt == ""
    assert "a receipt was not kept" in caplog.text
    assert "Words not for the log" not in caplog.text


def test_a_store_that_can_not_be_opened_is_logged_and_left(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / FILE).write_bytes(b"broken" * 400)
    settings = Settings(store=StoreOptions(folder=tmp_path))
    with caplog.at_level(logging.WARNING):
        assert open_receipts(settings) is None
    assert "no receipts are kept" in caplog.text
