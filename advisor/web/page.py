"""The page as a Gradio app: components, callbacks and what starts each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import gradio as gr

from advisor.web import words
from advisor.web.afterwards import Afterwards
from advisor.web.api import Api, offer
from advisor.web.asking import Opened
from advisor.web.banner_view import header
from advisor.web.callbacks import Callbacks
from advisor.web.explore.tab import lay_out as lay_out_explore
from advisor.web.layout import Page, lay_out
from advisor.web.lean import LeanBlocks
from advisor.web.loading import Loading
from advisor.web.operating.desk import Desk
from advisor.web.workshop.tab import lay_out as lay_out_workshop

ExtraTab = tuple[str, Callable[[], None]]
"""A tab's title, and what makes its components."""
EVENTS = 40
"""How many of the page's small events are worked on at one time; the desk bounds the questions."""


def build_page(advisor: Loading[Opened], desk: Desk, extra_tabs: Sequence[ExtraTab] = ()) -> gr.Blocks:
    """The page over an advisor that may still be loading, with tabs of others after its own."""
    blocks = LeanBlocks(title=words.NAME, analytics_enabled=False)
    with blocks:
        offer(Api(advisor, desk))  # first, for the names of its calls would else be taken by the page's own
        gr.HTML(header(), apply_default_css=False, elem_id="kma-top")
        with gr.Tabs(elem_id="kma-tabs", overflow_behavior="wrap"):
            with gr.Tab("Ask", id="ask"):
                page = lay_out()
            with gr.Tab("Explore", id="explore"):
                lay_out_explore(advisor)
            with gr.Tab("Workshop", id="workshop"):
                lay_out_workshop(advisor)
            for title, lay_out_extra in extra_tabs:
                with gr.Tab(title, id=title.lower()):
                    lay_out_extra()
        _wire(blocks, page, Callbacks(page, advisor, desk))
    blocks.queue(default_concurrency_limit=EVENTS)
    return blocks


def _wire(blocks: gr.Blocks, page: Page, callbacks: Callbacks) -> None:
    """Bind each button to its callback; `api` alone offers anything to programs."""
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    asking: dict[str, Any] = {
        "outputs": _outputs(page),
        "concurrency_id": "ask",
        "concurrency_limit": None,
        **quiet,
    }
    typed = [page.question, page.thread]
    asked = [
        page.question.submit(callbacks.ask, typed, **asking),
        page.ask.click(callbacks.ask, typed, **asking),
    ]
    for button in (*page.examples, *page.follow_ups):
        asked.append(button.click(callbacks.ask, [button, page.thread], **asking))
    asked.append(page.ask_again.click(callbacks.ask_again, [page.thread, *page.facets], **asking))

    asked.append(page.parcel.submit(callbacks.reopen, None, **asking))

    ending: dict[str, Any] = {"cancels": asked, "queue": False, **quiet}
    idle = [page.progress, page.stop]
    page.stop.click(callbacks.stop, None, idle, js="() => window.kma.stopped()", **ending)
    page.clear.click(callbacks.clear, None, _outputs(page), js="() => window.kma.cleared()", **ending)
    after = Afterwards(callbacks.advisor)
    page.conversation.download(after.download, page.thread, page.parcel, **quiet)
    page.conversation.like(after.judge, page.thread, page.parcel, **quiet)
    page.arrived.retry(callbacks.recall, page.thread, page.recalled, **quiet)
    blocks.load(callbacks.open_page, None, page.opening, concurrency_limit=None, **quiet)


def _outputs(page: Page) -> list[Any]:
    """Every component that an answer may change."""
    return [
        page.thread, page.question, page.stop, page.clear, page.progress, page.starters, page.results,
        page.arrived, page.next, page.situation, *page.follow_ups, page.understood, *page.facets,
    ]  # fmt: skip
