"""What a reader thought: reasons that go with their thumb, and no personal data."""

from __future__ import annotations

import pytest

from advisor.receipts.feedback import BAD, GOOD, LONGEST, BadFeedback, Reason, judged


def test_every_reason_belongs_to_a_thumb() -> None:
    assert {*GOOD, *BAD} == set(Reason)


def test_a_thumb_alone_will_do() -> None:
    assert judged("up").reason is None
    assert judged("down", "wrong", "  The trial was in Canada. ").words == "The trial was in Canada."


@pytest.mark.parametrize(("thumb", "reason"), [("up", "wrong"), ("down", "fits"), ("down", "because")])
def test_a_reason_of_the_other_thumb_is_refused(thumb: str, reason: str) -> None:
    with pytest.raises(BadFeedback, match="is no reason for a thumb"):
        judged(thumb, reason)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "words",
    [
        "Patient 943 476 5919 fell",
        "write to ann.tester@example.org",
        "943<b></b> 476 5919",
        "943\u200b4765919",
        "x" * (LONGEST + 1),
    ],
)
def test_what_may_not_be_kept_is_refused_without_repeating_it(words: str) -> None:
    with pytest.raises(BadFeedback) as caught:
        judged("down", "other", words)
    assert "nothing was kept" in str(caught.value).lower()
    assert words not in str(caught.value)
