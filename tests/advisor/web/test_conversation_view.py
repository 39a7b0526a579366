"""Several turns on one page."""

from __future__ import annotations

from lxml import html as parser

from advisor.answer import Status
from advisor.web.conversation_view import render_conversation
from tests.advisor.web.samples import CONTEXT, answered, ended


def test_the_newest_is_open_and_the_earlier_are_folded() -> None:
    first, second = answered("First?"), answered("Second?")
    tree = parser.fromstring(f"<div>{render_conversation((first, second), second)}</div>")
    assert "Second?" in tree.find("article").text_content()
    folded = tree.findall("section/details")
    assert ["First?" in d.find("summary").text_content() for d in folded] == [True]
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_an_answer_that_is_not_kept_is_shown_above_those_that_are() -> None:
    kept, blocked = answered("First?"), ended(Status.BLOCKED)
    tree = parser.fromstring(f"<div>{render_conversation((kept,), blocked)}</div>")
    assert "kma-is-blocked" in tree.find("article").get("class")
    assert len(tree.findall("section/details")) == 1


def test_asking_again_tells_what_was_changed() -> None:
    before = answered("How?", context=CONTEXT)
    after = answered("How?", context=CONTEXT.updated(money="10k-100k", timescale="weeks"))
    told = parser.fromstring(f"<div>{render_conversation((before, after), after)}</div>").text_content()
    assert (
        "You changed: Money: No money → £10,000 to £100,000; How soon you need it: I don't know → Weeks"
        in told
    )


def test_a_new_question_tells_no_change() -> None:
    before, after = answered("How?"), answered("Why?", context=CONTEXT.updated(money="10k-100k"))
    assert "You changed" not in render_conversation((before, after), after)
