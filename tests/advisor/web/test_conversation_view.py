"""Several turns on one page: what is sent of them."""

from __future__ import annotations

from typing import Any

from lxml import html as parser

from advisor.answer import Answer, Status
from advisor.web.conversation_view import frame, render_earlier, render_newest
from advisor.web.thread import Thread, lengthened
from tests.advisor.web.samples import CONTEXT, answered, ended


def held(*answers: Answer) -> Thread:
    """A conversation of these answers."""
    thread: Thread = ()
    for n, answer in enumerate(answers, start=1):
        thread = lengthened(thread, answer, f"k{n}")
    return thread


def tree_of(sent: str) -> Any:
    return parser.fromstring(f"<div>{sent}</div>")


def test_only_the_newest_is_sent_and_it_names_the_earlier() -> None:
    tree = tree_of(render_newest(answered("Third?"), "k3", held(answered("First?"), answered("Second?"))))
    (article,) = tree.iter("article")
    assert "Third?" in article.text_content()
    assert "First?" not in article.text_content()
    assert article.get("data-key") == "k3"
    assert tree.xpath("//@data-earlier") == ["k1 k2"]


def test_no_two_turns_share_an_id() -> None:
    thread = held(answered("First?"), answered("Second?"))
    newest = render_newest(answered("Third?").model_copy(update={"receipt": "r"}), "k3", thread)
    ids = tree_of(newest + render_earlier(thread)).xpath("//@id")
    assert len(ids) == len(set(ids))


def test_what_the_page_missed_is_sent_without_what_goes_with_the_newest() -> None:
    tree = tree_of(render_earlier(held(answered("First?"), answered("Second?"))))
    assert [a.get("data-key") for a in tree.iter("article")] == ["k1", "k2"]
    assert not tree.xpath("//@data-announce | //*[contains(@class, 'kma-tools')] | //pre")


def test_an_answer_that_is_not_kept_stands_above_all_that_are() -> None:
    tree = tree_of(render_newest(ended(Status.BLOCKED), "x", held(answered("First?"))))
    assert "kma-is-blocked" in tree.find(".//article").get("class")
    assert tree.xpath("//@data-earlier") == ["k1"]


def test_asking_again_tells_what_was_changed() -> None:
    before = answered("How?", context=CONTEXT)
    after = answered("How?", context=CONTEXT.updated(money="10k-100k", timescale="weeks"))
    told = tree_of(render_newest(after, "k2", held(before))).text_content()
    assert (
        "You changed: Money: No money → £10,000 to £100,000; How soon you need it: I don't know → Weeks"
        in told
    )


def test_a_new_question_tells_no_change() -> None:
    before, after = answered("How?"), answered("Why?", context=CONTEXT.updated(money="10k-100k"))
    assert "You changed" not in render_newest(after, "k2", held(before))


def test_the_page_has_patterns_for_what_it_puts_around_a_turn() -> None:
    assert tree_of(frame()).xpath("//template/@data-pattern") == ["earlier", "folded"]


def test_the_size_of_what_is_sent_does_not_grow_with_the_conversation() -> None:
    alone = len(render_newest(answered("How?"), "k", ()))
    late = len(render_newest(answered("How?"), "k", held(*(answered(f"Question {n}?") for n in range(11)))))
    assert late < alone + 400
