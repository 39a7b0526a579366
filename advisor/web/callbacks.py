"""What happens when somebody asks: thin generators over the advisor and the pure renderers."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Sequence
from typing import Any

import gradio as gr

from advisor.answer import Answer, Sentence, Status
from advisor.context import ManagerContext
from advisor.conversation import Turn
from advisor.web import banner_view, situation
from advisor.web.asking import Opened, answer_safely, failed
from advisor.web.conversation_view import render_earlier, render_newest
from advisor.web.layout import Page
from advisor.web.loading import Loading
from advisor.web.operating.desk import Desk, TurnedAway
from advisor.web.operating.visit import KEY, Visit
from advisor.web.sharing import read_fragment
from advisor.web.thread import Thread, lengthened
from advisor.writing.listening import listening

Updates = dict[Any, Any]

UNFITTED = (Status.OUT_OF_SCOPE, Status.BLOCKED, Status.ERROR)
"""What no situation would change, so that its panel is not shown."""
STEP = 0.05
"""Seconds between two looks at whether the advisor is open."""
AT_ONCE = 0.15
"""Seconds within which an answer comes without a word that it is being looked for."""
UNKEPT = (Status.BLOCKED, Status.ERROR)
"""What stays out of the history: the question stays in the box instead."""


class Callbacks:
    """The page's behaviour. All that a visitor wrote or read is in the arguments, none of it here.

    Args:
        page: the components to update.
        advisor: the advisor, perhaps still loading.
        desk: where questions are taken.
    """

    def __init__(self, page: Page, advisor: Loading[Opened], desk: Desk) -> None:
        self.page = page
        self.advisor = advisor
        self.desk = desk

    async def ask(self, request: gr.Request, question: str, thread: Thread) -> AsyncIterator[Updates]:
        """Answer a new question, its situation read from its words and the conversation."""
        async for updates in self._answer(request, question, None, thread, thread):
            yield updates

    async def ask_again(self, request: gr.Request, thread: Thread, *values: object) -> AsyncIterator[Updates]:
        """Answer the latest question again with the situation of the panel."""
        if thread:
            context = situation.context_from(values)
            async for updates in self._answer(
                request, thread[-1].turn.question, context, thread[:-1], thread
            ):
                yield updates

    async def reopen(self, request: gr.Request, event: gr.EventData) -> AsyncIterator[Updates]:
        """Ask what a link asks: its earlier questions, then its question in its situation."""
        sent = event._data if isinstance(event._data, dict) else {}
        shared = read_fragment(str(sent.get("fragment", "")))
        if shared is None:
            return
        thread: Thread = ()
        for question, context in (*((q, None) for q in shared.before), (shared.question, shared.context)):
            async for updates in self._answer(request, question, context, thread, thread):
                yield updates
                thread = updates.get(self.page.thread, thread)

    def clear(self) -> Updates:
        """Forget the conversation."""
        page = self.page
        return {**self._shown(None), page.thread: (), page.question: _value(""), page.progress: ""}

    def recall(self, thread: Thread, event: gr.EventData) -> str:
        """The turns that the page names because it was never shown them."""
        sent = event._data if isinstance(event._data, dict) else {}
        missed = sent.get("missed")
        return render_earlier(tuple(k for k in thread if isinstance(missed, list) and k.key in missed))

    def stop(self) -> Updates:
        """Back to where the page was before the question that is being answered."""
        return self._idle()

    def open_page(self) -> str:
        """The banner with what the collection holds, when it is open."""
        self.advisor.wait()
        return banner_view.opening(None if self.advisor.failure else self.advisor.value().holdings)

    async def _answer(
        self,
        request: gr.Request,
        question: str,
        context: ManagerContext | None,
        earlier: Thread,
        thread: Thread,
    ) -> AsyncIterator[Updates]:
        if not self.advisor.wait(0):
            yield self._busy(banner_view.WAITING)
            while not self.advisor.wait(0):  # a wait in short steps can be stopped by its visitor
                await asyncio.sleep(STEP)
        written: list[Sentence] = []
        turns = tuple(k.turn for k in earlier)
        asked = asyncio.ensure_future(self._asked(request, question, context, turns, written))
        try:
            if not (await asyncio.wait([asked], timeout=AT_ONCE))[0]:
                yield self._busy(banner_view.READY)
            shown = 0
            while not (await asyncio.wait([asked], timeout=AT_ONCE))[0]:
                if len(written) > shown:
                    shown = len(written)
                    yield {self.page.progress: banner_view.writing(written[:shown])}
            answer = await asked
        finally:
            asked.cancel()
        yield self._answered(answer, question, thread)

    async def _asked(
        self,
        request: gr.Request,
        question: str,
        context: ManagerContext | None,
        earlier: Sequence[Turn],
        written: list[Sentence],
    ) -> Answer:
        """The answer, or why the desk gives none now; what a chat model writes of it is added to ``written``."""

        def work() -> Answer:
            with listening(written.append):
                return answer_safely(self._call, question, context, earlier)

        try:
            return await self.desk.answer(work, visit_to(request))
        except TurnedAway as away:
            return failed(question, context, away.problem, away.mend)

    def _call(self, question: str, context: ManagerContext | None, earlier: Sequence[Turn]) -> Answer:
        return self.advisor.value().ask(question, context, earlier)

    def _busy(self, words: str) -> Updates:
        return {self.page.progress: banner_view.progress(words), self.page.stop: _visible(True)}

    def _idle(self) -> Updates:
        return {self.page.progress: "", self.page.stop: _visible(False)}

    def _answered(self, answer: Answer, question: str, thread: Thread) -> Updates:
        """The page with one more answer on it, which the conversation may not keep."""
        key = secrets.token_hex(6)
        page, shown = self.page, self._shown(answer)
        if answer.status in UNKEPT:
            newest = render_newest(answer, key, thread)
            return {**shown, page.arrived: newest, page.question: _value(question)}
        kept = lengthened(thread, answer, key)
        newest = render_newest(answer, key, kept[:-1])
        return {**shown, page.thread: kept, page.arrived: newest, page.question: _value("")}

    def _shown(self, latest: Answer | None) -> Updates:
        """The page around the newest answer, or without one."""
        page = self.page
        context = latest.context if latest else ManagerContext()
        return {
            **self._idle(),
            **({} if latest else {page.arrived: ""}),
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


def visit_to(request: gr.Request) -> Visit:
    """The visit that one of the page's events belongs to."""
    found = request.request.scope.get(KEY) if request.request else None
    return found if isinstance(found, Visit) else Visit(request.session_hash or "", on_this_machine=True)


def _value(value: object) -> Any:
    return gr.update(value=value)


def _visible(visible: bool) -> Any:
    return gr.update(visible=visible)


def _button(words: str) -> Any:
    return gr.update(value=words, visible=bool(words))
