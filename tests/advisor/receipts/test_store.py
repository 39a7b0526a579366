"""Receipts and feedback in SQLite."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from advisor.answer import Status
from advisor.database import StoreOptions
from advisor.receipts.feedback import judged
from advisor.receipts.store import NoReceipt, Receipts
from tests.advisor.receipts.samples import NHS_NUMBER, ended, receipt

LONG_AGO = datetime.now(UTC) - timedelta(days=400)


@pytest.fixture
def receipts(tmp_path: Path) -> Receipts:
    return Receipts(StoreOptions(folder=tmp_path))


def on_disk(receipts: Receipts) -> bytes:
    return b"".join(p.read_bytes() for p in receipts.database.path.parent.iterdir())


def test_a_receipt_comes_back_as_it_was_kept(receipts: Receipts) -> None:
    made = receipts.keep(receipt())
    assert Receipts(receipts.options).get(made.id) == made


def test_the_newest_come_first_and_are_chosen_by_feedback_status_and_time(receipts: Receipts) -> None:
    old = receipts.keep(receipt("Asked first", made=datetime.now(UTC) - timedelta(hours=2)))
    new = receipts.keep(ended(Status.CANNOT_ANSWER, "Asked last"))
    receipts.judge(old.id, judged("down", "wrong", "It was in Canada."))
    assert [s.question for s in receipts.list()] == ["Asked last", "Asked first"]
    assert [s.id for s in receipts.list(limit=1)] == [new.id]
    assert [s.id for s in receipts.list(since=datetime.now(UTC) - timedelta(hours=1))] == [new.id]
    assert [s.id for s in receipts.list(status="cannot_answer")] == [new.id]
    assert [s.id for s in receipts.list(thumb="up")] == []
    (found,) = receipts.list(thumb="down")
    assert found.feedback == receipts.feedback(old.id) == judged("down", "wrong", "It was in Canada.")


def test_a_reader_may_think_again(receipts: Receipts) -> None:
    made = receipts.keep(receipt())
    assert receipts.feedback(made.id) is None
    receipts.judge(made.id, judged("down", "unclear"))
    receipts.judge(made.id, judged("up", "fits"))
    assert receipts.feedback(made.id) == judged("up", "fits")


def test_a_receipt_that_is_not_there_is_said_plainly(receipts: Receipts) -> None:
    for asked in (lambda: receipts.get("nothing"), lambda: receipts.judge("nothing", judged("up"))):
        with pytest.raises(
            NoReceipt, match=r"there is no receipt 'nothing'\. python -m advisor receipts list"
        ):
            asked()


def test_a_receipt_in_another_form_is_said_plainly(receipts: Receipts) -> None:
    made = receipts.keep(receipt())
    with receipts.database.writing() as base:
        base.execute("UPDATE receipts SET body = '{}'")
    with pytest.raises(NoReceipt, match="in a form that this version can't read"):
        receipts.get(made.id)


def test_no_word_of_a_blocked_or_personal_question_is_on_disk(receipts: Receipts) -> None:
    receipts.keep(ended(Status.BLOCKED, "Blocked words that must not be kept"))
    receipts.keep(ended(Status.ERROR, f"Patient {NHS_NUMBER} fell on the ward"))
    held = on_disk(receipts)
    assert b"Blocked words" not in held
    assert NHS_NUMBER.encode() not in held
    assert b"fell on the ward" not in held
    assert [s.question for s in receipts.list()] == ["", ""]


def test_old_receipts_go_with_their_feedback_and_leave_nothing(receipts: Receipts) -> None:
    old = receipts.keep(receipt("An old question that goes", made=LONG_AGO))
    new = receipts.keep(receipt("A new question that stays"))
    receipts.judge(old.id, judged("down", "other", "Old feedback that goes."))
    assert receipts.purge() == 1
    assert [s.id for s in receipts.list()] == [new.id]
    assert receipts.feedback(old.id) is None
    held = on_disk(receipts)
    assert b"that goes" not in held
    assert b"that stays" in held
    assert receipts.purge(days=0) == 1
    assert b"that stays" not in on_disk(receipts)


def test_opening_the_store_purges_what_is_too_old(receipts: Receipts) -> None:
    receipts.keep(receipt("An old question", made=LONG_AGO))
    assert Receipts(receipts.options).list() == ()


def test_many_threads_keep_receipts_at_once(receipts: Receipts) -> None:
    threads = [
        threading.Thread(target=lambda: [receipts.keep(receipt()) for _ in range(5)]) for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(receipts.list(limit=100)) == 30
