"""The page's behaviour, without a browser."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import gradio as gr
import pytest

from advisor.answer import Answer, Status
from advisor.web import banner_view
from advisor.web.asking import Opened
from advisor.web.callbacks import KEPT, Callbacks
from advisor.web.layout import Page, lay_out
from advisor.web.loading import Loading
from advisor.web.situation import values_of
from tests.advisor.web.samples import CONTEXT, OPENED, answered

Updates = dict[Any, Any]


@pytest.fixture(scope="module")
def page() -> Page:
    with gr.Blocks(analytics_enabled=False):
        return lay_out()


@pytest.fixture
def callbacks(page: Page) -> Callbacks:
    return Callbacks(page, Loading.of(OPENED))


def last(updates: Iterable[Updates]) -> Updates:
    return list(updates)[-1]


def test_a_question_is_answered_and_kept(page: Page, callbacks: Callbacks) -> None:
    shown = last(callbacks.ask("How?", ()))
    assert [a.question for a in shown[page.thread]] == ["How?"]
    assert "kma-is-answered" in shown[page.answer]
    assert shown[page.question]["value"] == ""
    assert shown[page.results]["visible"]
    assert not shown[page.starters]["visible"]
    assert not shown[page.stop]["visible"]
    assert [shown[b]["visible"] for b in page.follow_ups] == [True, True, False, False]
    assert [shown[f]["value"] for f in page.facets] == values_of(CONTEXT)


def test_the_page_says_that_it_is_working(page: Page, callbacks: Callbacks) -> None:
    first = next(callbacks.ask("How?", ()))
    assert banner_view.READY in first[page.progress]
    assert first[page.stop]["visible"]


@pytest.mark.parametrize("status", [Status.BLOCKED, Status.ERROR])
def test_what_is_blocked_stays_in_the_box_and_out_of_the_history(
    page: Page, callbacks: Callbacks, status: Status
) -> None:
    shown = last(callbacks.ask(f"#{status.value}", ()))
    assert shown[page.thread] == ()
    assert shown[page.question]["value"] == f"#{status.value}"
    assert f"kma-is-{status.value}" in shown[page.answer]


def test_asking_again_uses_the_panel_and_the_same_question(page: Page) -> None:
    asked: list[tuple[str, Any, tuple[Answer, ...]]] = []

    def ask(question: str, context: Any, earlier: Any) -> Answer:
        asked.append((question, context, tuple(earlier)))
        return answered(question, context=context)

    callbacks = Callbacks(page, Loading.of(Opened(ask=ask, holdings=OPENED.holdings)))
    thread = (answered("First?"), answered("How?"))
    wanted = CONTEXT.updated(money="over-100k")
    shown = last(callbacks.ask_again(thread, *values_of(wanted)))
    assert asked == [("How?", wanted, thread[:1])]
    assert [a.question for a in shown[page.thread]] == ["First?", "How?", "How?"]


def test_asking_again_before_any_question_does_nothing(callbacks: Callbacks) -> None:
    assert list(callbacks.ask_again((), *values_of(CONTEXT))) == []


def test_a_conversation_keeps_its_newest_turns(page: Page, callbacks: Callbacks) -> None:
    thread = tuple(answered(f"Question {n}?") for n in range(KEPT))
    kept = last(callbacks.ask("New?", thread))[page.thread]
    assert len(kept) == KEPT
    assert kept[-1].question == "New?"


def test_clearing_forgets_everything(page: Page, callbacks: Callbacks) -> None:
    shown = callbacks.clear()
    assert shown[page.thread] == ()
    assert shown[page.answer] == ""
    assert shown[page.starters]["visible"]


def test_a_question_asked_early_waits_for_the_advisor(page: Page) -> None:
    loading: Loading[Opened] = Loading(lambda: OPENED)
    asking = Callbacks(page, loading).ask("How?", ())
    assert banner_view.WAITING in next(asking)[page.progress]
    loading.start()
    assert "kma-is-answered" in last(asking)[page.answer]


def test_every_facet_can_be_unknown(page: Page) -> None:
    for facet in page.facets:
        labels = [label for label, _ in facet.choices]
        assert facet.multiselect or labels[0] == "I don't know"
