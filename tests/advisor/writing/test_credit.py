"""Who wrote an answer, in words for its reader."""

from __future__ import annotations

from advisor.answer import Status
from advisor.writing.credit import COMPOSED, credit
from tests.advisor.writing.queued import composed


def test_a_composed_answer_says_so() -> None:
    assert credit(composed()) == COMPOSED


def test_a_written_answer_names_its_model_and_counts_what_was_removed() -> None:
    told = credit(composed(writer="openai:queued", removed=2))
    assert "a chat model (openai:queued)" in told
    assert told.endswith("2 sentences were left out because no source supported what was written.")
    assert "1 sentence was left out" in credit(composed(removed=1))


def test_an_answer_without_sentences_gives_no_credit() -> None:
    assert credit(composed(status=Status.BLOCKED, short_answer=(), recommendations=())) == ""
