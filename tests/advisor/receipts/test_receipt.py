"""What may be kept of an answer."""

from __future__ import annotations

import pytest

from advisor.answer import Status
from advisor.conversation import Turn
from advisor.receipts.receipt import Receipt, fit_to_keep
from tests.advisor.receipts.samples import NHS_NUMBER, ended, receipt


def test_a_plain_receipt_is_kept_whole_and_reads_back() -> None:
    made = receipt()
    assert fit_to_keep(made) == made
    assert Receipt.model_validate_json(made.model_dump_json()) == made


def test_a_blocked_question_leaves_no_words() -> None:
    kept = fit_to_keep(ended(Status.BLOCKED, "The words of a blocked question"))
    assert "words of a blocked" not in kept.model_dump_json()
    assert kept.answer.status is Status.BLOCKED
    assert not kept.considered
    assert not kept.judged


@pytest.mark.parametrize("field", ["question", "read_as"])
@pytest.mark.parametrize("status", [Status.ERROR, Status.ANSWERED])
def test_what_seems_personal_is_found_again_before_it_is_kept(status: Status, field: str) -> None:
    made = ended(status, "How do we start?").model_copy(update={field: f"Patient {NHS_NUMBER} fell"})
    kept = fit_to_keep(made).model_dump_json()
    assert NHS_NUMBER not in kept
    assert "an NHS number" in kept
    assert "How do we start" not in kept


def test_an_answer_that_repeats_what_is_personal_is_not_kept() -> None:
    made = receipt()
    repeated = made.answer.model_copy(update={"question": f"Patient {NHS_NUMBER} fell"})
    assert NHS_NUMBER not in fit_to_keep(made.model_copy(update={"answer": repeated})).model_dump_json()


def test_earlier_turns_are_screened_one_by_one() -> None:
    history = (
        Turn(question="The first question"),
        Turn(question=f"Patient {NHS_NUMBER} fell"),
        Turn(question="words of a blocked turn", status=Status.BLOCKED),
    )
    kept = fit_to_keep(receipt(history=history))
    assert [t.question for t in kept.history] == ["The first question", "", ""]
    assert kept.question == "How do we start?"
