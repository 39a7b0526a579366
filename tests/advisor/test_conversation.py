"""Follow-ups: what they point to, and what is carried over."""

from __future__ import annotations

import pytest

from advisor.answer import Status
from advisor.context import ManagerContext
from advisor.conversation import Standing, Turn, stand_alone

SITUATION = ManagerContext(
    organisation="trust-acute",
    money="none",
    goal="change-clinical-practice",
    timescale="weeks",
    barriers=("no-time",),
)
FIRST = Turn(
    question="How do we get ward nurses to act on falls data?",
    approaches=("audit-feedback", "facilitation", "knowledge-brokers"),
    context=SITUATION,
)


def follow(question: str, *turns: Turn) -> Standing:
    return stand_alone(question, turns or (FIRST,))


def test_a_first_question_stands_as_it_is() -> None:
    question = "And what about the second one?"
    assert stand_alone(question, ()) == Standing(question, question)


@pytest.mark.parametrize("status", [Status.BLOCKED, Status.ERROR])
def test_a_blocked_or_failed_turn_is_as_if_it_had_not_been(status: Status) -> None:
    gone = Turn(question="something", status=status, approaches=("facilitation",), context=SITUATION)
    question = "Why the first one?"
    assert stand_alone(question, [gone]) == Standing(question, question)
    assert stand_alone(question, [FIRST, gone]) == stand_alone(question, [FIRST])


def test_after_an_answer_out_of_scope_nothing_is_carried_over() -> None:
    out = Turn(question="What is the capital of France?", status=Status.OUT_OF_SCOPE)
    assert follow("And what about Spain?", out) == Standing("And what about Spain?", "And what about Spain?")


@pytest.mark.parametrize(
    ("question", "slug"),
    [
        ("Tell me more about the first one", "audit-feedback"),
        ("What does the second cost?", "facilitation"),
        ("And option 2?", "facilitation"),
        ("Who has done the third?", "knowledge-brokers"),
        ("What about the last one?", "knowledge-brokers"),
    ],
)
def test_ordinals_point_to_approaches_of_the_last_answer(question: str, slug: str) -> None:
    standing = follow(question)
    assert standing.focus == (slug,)
    assert standing.follows
    assert standing.base == SITUATION


def test_an_ordinal_beyond_the_list_is_its_last() -> None:
    short = FIRST.model_copy(update={"approaches": ("audit-feedback", "facilitation")})
    assert follow("And the third one?", short).focus == ("facilitation",)


def test_why_asks_about_the_first_unless_it_points_elsewhere() -> None:
    assert follow("But why?").focus == ("audit-feedback",)
    assert follow("Why the second?").focus == ("facilitation",)
    assert FIRST.question in follow("Why?").text


def test_a_bare_pronoun_means_the_first() -> None:
    standing = follow("Does it cost a lot?")
    assert standing.focus == ("audit-feedback",)
    assert "audit and feedback" in standing.asked


@pytest.mark.parametrize(
    "question",
    ["And if we had no money?", "What if it was for a care home?", "Sorry, we are a community trust"],
)
def test_a_what_if_asks_the_earlier_question_again(question: str) -> None:
    standing = follow(question)
    assert standing.asked == FIRST.question
    assert standing.text == f"{FIRST.question} {question}"
    assert standing.base == SITUATION
    assert standing.follows
    assert standing.focus == ()


def test_the_last_answer_with_approaches_is_the_one_pointed_to() -> None:
    later = Turn(question="How many cases?", approaches=())
    assert follow("And the second one?", FIRST, later).focus == ("facilitation",)


def test_a_named_approach_outweighs_an_ordinal() -> None:
    standing = follow("And what is the evidence on opinion leaders, not the second?")
    assert standing.focus == ()
    assert standing.text == standing.asked


def test_a_new_question_keeps_who_asks_but_not_what_was_asked() -> None:
    question = "Which ways of sharing research with commissioners have been tried by integrated care boards in England?"
    standing = follow(question)
    assert standing.text == standing.asked == question
    assert not standing.follows
    assert standing.base == ManagerContext(organisation="trust-acute", money="none", barriers=("no-time",))


def test_a_turn_keeps_no_more_than_it_says() -> None:
    assert set(Turn.model_fields) == {"question", "status", "approaches", "context"}


SUGGESTED = Turn(
    question="How do we get GPs to use the asthma guideline?", approaches=("audit-feedback", "educational-outreach")
)


@pytest.mark.parametrize("question", ["which is cheapest?", "and which of these is the quickest"])
def test_a_choice_between_what_was_suggested_compares_it(question: str) -> None:
    standing = stand_alone(question, [SUGGESTED])
    assert standing.asked.startswith("compare ")
    assert standing.focus == SUGGESTED.approaches


@pytest.mark.parametrize("question", ["where do we start?", "what should I do first", "how would we go about it?"])
def test_a_first_step_is_of_the_first_approach(question: str) -> None:
    assert stand_alone(question, [SUGGESTED]).focus == ("audit-feedback",)


def test_a_new_subject_that_is_announced_is_no_follow_up() -> None:
    standing = stand_alone("forget that. How can the library help our board?", [SUGGESTED])
    assert not standing.follows
    assert standing.asked == "How can the library help our board?"


def test_what_asks_nothing_adds_to_the_situation() -> None:
    standing = stand_alone("tbh the evidence for it is pretty thin", [SUGGESTED])
    assert standing.follows
    assert standing.asked == SUGGESTED.question
    assert standing.focus == ()
