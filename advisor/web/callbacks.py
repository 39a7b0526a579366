"""What happens when somebody asks: thin generators over the advisor and the pure renderers."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import gradio as gr

from advisor.answer import Answer, Status
from advisor.context import ManagerContext
from advisor.web import banner_view, situation
from advisor.web.asking import Opened, answer_safely
from advisor.web.conversation_view import render_conversation
from advisor.web.layout import Page
from advisor.web.loading import Loading

Updates = dict[Any, Any]
Thread = tuple[Answer, ...]

UNFITTED = (Status.OUT_OF_SCOPE, Status.BLOCKED, Status.ERROR)
"""What no situation would change, so that its panel is not shown."""
KEPT = 12
"""How many turns a conversation holds; the oldest go first."""
STEP = 0.1
"""Seconds between two looks at whether the answer is there."""
UNKEPT = (Status.BLOCKED, Status.ERROR)
"""What stays out of the history: the question stays in the box instead."""


class Callbacks:
    """The page's behaviour. All that a visitor wrote or read is in the arguments, none of it here.

    Args:
        page: the components to update.
        advisor: the advisor, perhaps still loading.
    """

    def __init__(self, page: Page, advisor: Loading[Opened]) -> None:
        self.page = page
        self.advisor = advisor

    def ask(self, question: str, thread: Thread) -> Iterator[Updates]:
        """Answer a new question, its situation read from its words and the conversation."""
        yield from self._answer(question, None, thread, thread)

    def ask_again(self, thread: Thread, *values: object) -> Iterator[Updates]:
        """Answer the latest question again with the situation of the panel."""
        if thread:
            context = situation.context_from(values)
            yield from self._answer(thread[-1].question, context, thread[:-1], thread)

    def clear(self) -> Updates:
        """Forget the conversation."""
        page = self.page
        return {**self._shown((), None), page.question: _value(""), page.progress: ""}

    def stop(self) -> Updates:
        """Back to where the page was before the question that is being answered."""
        return self._idle()

    def open_page(self) -> str:
        """The banner with what the collection holds, when it is open."""
        self.advisor.wait()
        return banner_view.opening(None if self.advisor.failure else self.advisor.value().holdings)

    def _answer(
        self, question: str, context: ManagerContext | None, earlier: Thread, thread: Thread
    ) -> Iterator[Updates]:
        yield from self._until(self.advisor, banner_view.WAITING)
        asked = Loading(lambda: answer_safely(self._call, question, context, earlier)).start()
        yield self._busy(banner_view.READY)
        yield from self._until(asked, banner_view.READY)
        answer = asked.value()
        kept = thread if answer.status in UNKEPT else (*thread, answer)[-KEPT:]
        box = question if answer.status in UNKEPT else ""
        yield {**self._shown(kept, answer), self.page.question: _value(box)}

    def _until(self, awaited: Loading[Any], words: str) -> Iterator[Updates]:
        """Wait in short steps: between two of them Gradio can stop us, in the midst of one it can't."""
        while not awaited.wait(STEP):
            yield self._busy(words)

    def _call(self, question: str, context: ManagerContext | None, earlier: Any) -> Answer:
        return self.advisor.value().ask(question, context, earlier)

    def _busy(self, words: str) -> Updates:
        return {self.page.progress: banner_view.progress(words), self.page.stop: _visible(True)}

    def _idle(self) -> Updates:
        return {self.page.progress: "", self.page.stop: _visible(False)}

    def _shown(self, thread: Thread, latest: Answer | None) -> Updates:
        """The page with a conversation on it; `latest` may be one that the conversation does not keep."""
        page = self.page
        context = latest.context if latest else ManagerContext()
        return {
            **self._idle(),
            page.thread: thread,
            page.answer: render_conversation(thread, latest, time.monotonic_ns()) if latest else "",
            page.results: _visible(latest is not None),
            page.starters: _visible(latest is None),
            page.clear: _visible(latest is not None),
            page.situation: _visible(latest is not None and latest.status not in UNFITTED),
            page.understood: situation.summary(context),
            **dict(zip(page.facets, map(_value, situation.values_of(context)), strict=True)),
            **self._suggested(latest.follow_ups if latest else ()),
        }

    def _suggested(self, questions: tuple[str, ...]) -> Updates:
        buttons = self.page.follow_ups
        padded = (*questions, *[""] * len(buttons))[: len(buttons)]
        shown = {b: _button(q) for b, q in zip(buttons, padded, strict=True)}
        return {**shown, self.page.next: _visible(bool(questions))}


def _value(value: object) -> Any:
    return gr.update(value=value)


def _visible(visible: bool) -> Any:
    return gr.update(visible=visible)


def _button(words: str) -> Any:
    return gr.update(value=words, visible=bool(words))
