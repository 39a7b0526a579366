"""What is held of a conversation."""

from __future__ import annotations

from advisor.conversation import turn_of
from advisor.web.thread import KEPT, Thread, lengthened, next_place
from tests.advisor.web.samples import answered


def test_a_turn_that_is_kept_comes_back_whole() -> None:
    answer = answered("Ünïcode & <b>?").model_copy(update={"receipt": "one"})
    (kept,) = lengthened((), answer, "k")
    assert kept.answer() == answer
    assert kept.turn == turn_of(answer)
    assert (kept.key, kept.place) == ("k", 1)


def test_the_oldest_goes_and_numbers_are_never_used_again() -> None:
    thread: Thread = ()
    for n in range(KEPT + 2):
        assert next_place(thread) == n + 1
        thread = lengthened(thread, answered(f"Question {n}?"), f"k{n}")
    assert [k.place for k in thread] == list(range(3, KEPT + 3))
    assert thread[0].turn.question == "Question 2?"


def test_it_is_small() -> None:
    answer = answered()
    (kept,) = lengthened((), answer, "k")
    assert len(kept.packed) < len(answer.model_dump_json()) / 3
