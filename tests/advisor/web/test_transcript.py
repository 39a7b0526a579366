"""The plain text of an answer."""

from __future__ import annotations

from advisor.answer import Status
from advisor.web.transcript import announcement, plain_text
from tests.advisor.web.samples import answered, ended


def test_the_copy_holds_each_sentence_with_its_numbers_and_the_references() -> None:
    answer = answered()
    copied = plain_text(answer)
    for sentence in answer.sentences():
        assert sentence.text in copied
    assert "ward teams their own falls figures each month. [1, 2]" in copied
    for source in answer.sources:
        assert f"[{source.number}] {source.reference} {source.link}" in copied


def test_what_was_blocked_is_not_copied() -> None:
    assert "secret" not in plain_text(ended(Status.BLOCKED, question="secret"))


def test_the_announcement_is_short_and_says_how_it_ended() -> None:
    told = announcement(answered())
    assert told.startswith("Your answer is ready. Start by showing")
    assert told.endswith("Approaches suggested: Audit and feedback; Facilitation; Networks.")
    assert announcement(ended(Status.CLARIFY)).startswith("One question first.")
    assert "Who should use it?" in announcement(ended(Status.CLARIFY))
