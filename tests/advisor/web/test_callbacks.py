"""The page's behaviour, without a browser."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import gradio as gr
import pytest

from advisor.answer import Answer, Status
from advisor.conversation import Turn, turn_of
from advisor.serving_options import ServingOptions
from advisor.web import banner_view
from advisor.web.asking import Opened
from advisor.web.callbacks import Callbacks
from advisor.web.layout import Page, lay_out
from advisor.web.loading import Loading
from advisor.web.operating.desk import OFTEN, STOPPING, Desk
from advisor.web.operating.figures import Figures
from advisor.web.operating.rates import Rates
from advisor.web.situation import values_of
from advisor.web.thread import KEPT, Thread, lengthened
from advisor.writing.listening import tell
from tests.advisor.web.samples import CONTEXT, OPENED, answered

Updates = dict[Any, Any]
REQUEST = gr.Request(session_hash="session")


@pytest.fixture(scope="module")
def page() -> Page:
    with gr.Blocks(analytics_enabled=False):
        return lay_out()


@pytest.fixture
def callbacks(page: Page) -> Callbacks:
    return Callbacks(page, Loading.of(OPENED), desk())


def desk(**options: Any) -> Desk:
    """A desk of its own; `limit_this_machine` so that its limits hold in tests."""
    wanted = ServingOptions(**{"limit_this_machine": True, **options})
    return Desk(wanted, Figures(), Rates(wanted))


def every(updates: AsyncIterator[Updates]) -> list[Updates]:
    async def listed() -> list[Updates]:
        return [u async for u in updates]

    return asyncio.run(listed())


def last(updates: AsyncIterator[Updates]) -> Updates:
    return every(updates)[-1]


def held(*questions: str) -> Thread:
    """A conversation in which these were asked."""
    thread: Thread = ()
    for question in questions:
        thread = lengthened(thread, answered(question), question)
    return thread


def slow(question: str, context: Any, earlier: Any) -> Answer:
    time.sleep(0.4)
    return answered(question)


def test_a_question_is_answered_and_kept(page: Page, callbacks: Callbacks) -> None:
    shown = last(callbacks.ask(REQUEST, "How?", ()))
    assert [k.turn.question for k in shown[page.thread]] == ["How?"]
    assert "kma-is-answered" in shown[page.arrived]
    assert shown[page.question]["value"] == ""
    assert shown[page.results]["visible"]
    assert not shown[page.starters]["visible"]
    assert not shown[page.stop]["visible"]
    assert [shown[b]["visible"] for b in page.follow_ups] == [True, True, False, False]
    assert [shown[f]["value"] for f in page.facets] == values_of(CONTEXT)


def test_the_page_says_that_it_is_working(page: Page) -> None:
    slowly = Callbacks(page, Loading.of(Opened(ask=slow, holdings=OPENED.holdings)), desk())
    first, shown = every(slowly.ask(REQUEST, "How?", ()))
    assert banner_view.READY in first[page.progress]
    assert first[page.stop]["visible"]
    assert "kma-is-answered" in shown[page.arrived]


def test_a_quick_answer_comes_at_once(callbacks: Callbacks) -> None:
    assert len(every(callbacks.ask(REQUEST, "How?", ()))) == 1


def test_who_asks_too_often_is_told_so_and_keeps_the_question(page: Page) -> None:
    often = Callbacks(page, Loading.of(OPENED), desk(questions_a_minute=1))
    last(often.ask(REQUEST, "How?", ()))
    shown = last(often.ask(REQUEST, "And then?", ()))
    assert OFTEN in shown[page.arrived]
    assert shown[page.question]["value"] == "And then?"


def test_a_server_that_stops_takes_no_questions(page: Page, callbacks: Callbacks) -> None:
    callbacks.desk.closing = True
    assert STOPPING in last(callbacks.ask(REQUEST, "How?", ()))[page.arrived]


@pytest.mark.parametrize("status", [Status.BLOCKED, Status.ERROR])
def test_what_is_blocked_stays_in_the_box_and_out_of_the_history(
    page: Page, callbacks: Callbacks, status: Status
) -> None:
    shown = last(callbacks.ask(REQUEST, f"#{status.value}", held("First?")))
    assert page.thread not in shown
    assert 'data-earlier="First?"' in shown[page.arrived]
    assert shown[page.question]["value"] == f"#{status.value}"
    assert f"kma-is-{status.value}" in shown[page.arrived]


def test_asking_again_uses_the_panel_and_the_same_question(page: Page) -> None:
    asked: list[tuple[str, Any, tuple[Turn, ...]]] = []

    def ask(question: str, context: Any, earlier: Any) -> Answer:
        asked.append((question, context, tuple(earlier)))
        return answered(question, context=context)

    callbacks = Callbacks(page, Loading.of(Opened(ask=ask, holdings=OPENED.holdings)), desk())
    thread = held("First?", "How?")
    wanted = CONTEXT.updated(money="over-100k")
    shown = last(callbacks.ask_again(REQUEST, thread, *values_of(wanted)))
    assert asked == [("How?", wanted, (turn_of(answered("First?")),))]
    assert [k.turn.question for k in shown[page.thread]] == ["First?", "How?", "How?"]


def test_asking_again_before_any_question_does_nothing(callbacks: Callbacks) -> None:
    assert every(callbacks.ask_again(REQUEST, (), *values_of(CONTEXT))) == []


def test_a_conversation_keeps_its_newest_turns(page: Page, callbacks: Callbacks) -> None:
    thread = held(*(f"Question {n}?" for n in range(KEPT)))
    kept = last(callbacks.ask(REQUEST, "New?", thread))[page.thread]
    assert len(kept) == KEPT
    assert kept[-1].turn.question == "New?"
    assert kept[-1].place == KEPT + 1


def test_what_the_page_was_never_shown_is_sent_when_it_asks(callbacks: Callbacks) -> None:
    sent = callbacks.recall(held("One", "Two", "Three"), gr.EventData(None, {"missed": ["Two", "gone"]}))
    assert sent.count("<article") == 1
    assert 'data-key="Two"' in sent


@pytest.mark.parametrize("sent", [None, "One", {"missed": "One"}, {"missed": [{"One": 1}, None]}, {}])
def test_nothing_is_sent_to_a_page_that_names_nothing(callbacks: Callbacks, sent: Any) -> None:
    assert callbacks.recall(held("One"), gr.EventData(None, sent)) == ""


def test_clearing_forgets_everything(page: Page, callbacks: Callbacks) -> None:
    shown = callbacks.clear()
    assert shown[page.thread] == ()
    assert shown[page.arrived] == ""
    assert shown[page.starters]["visible"]


def test_a_question_asked_early_waits_for_the_advisor(page: Page) -> None:
    loading: Loading[Opened] = Loading(lambda: OPENED)

    async def early() -> tuple[Updates, Updates]:
        asking = Callbacks(page, loading, desk()).ask(REQUEST, "How?", ())
        first = await anext(asking)
        loading.start()
        return first, [u async for u in asking][-1]

    first, shown = asyncio.run(early())
    assert banner_view.WAITING in first[page.progress]
    assert "kma-is-answered" in shown[page.arrived]


def test_every_facet_can_be_unknown(page: Page) -> None:
    for facet in page.facets:
        labels = [label for label, _ in facet.choices]
        assert facet.multiselect or labels[0] == "I don't know"


def test_what_a_chat_model_writes_is_shown_as_each_sentence_is_verified(page: Page) -> None:
    whole = answered("What works?")

    def writes(question: str, context: Any, earlier: Any) -> Answer:
        for sentence in whole.short_answer:
            tell(sentence)
            time.sleep(0.4)
        return whole

    opened = Callbacks(page, Loading.of(replace(OPENED, ask=writes)), desk())
    seen = [str(u[page.progress]) for u in every(opened.ask(REQUEST, "What works?", ()))]
    assert banner_view.writing(whole.short_answer[:1]) in seen
    assert seen[-1] == ""


def test_what_is_shown_of_one_question_never_reaches_another(page: Page) -> None:
    tell(answered("What works?").short_answer[0])
    seen = every(Callbacks(page, Loading.of(replace(OPENED, ask=slow)), desk()).ask(REQUEST, "Why?", ()))
    assert all(banner_view.WRITING not in str(u[page.progress]) for u in seen)
