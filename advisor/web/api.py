"""What the page offers to programs through Gradio's API: ``ask``, ``search`` and ``approach``, and nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import gradio as gr
from gradio.events import api as named

from advisor.answer import Answer
from advisor.programs import Programs
from advisor.web.asking import Opened
from advisor.web.callbacks import visit_to
from advisor.web.loading import Loading
from advisor.web.operating.desk import Desk, TurnedAway
from advisor.web.operating.visit import Visit
from corpus.errors import KmaError

DESCRIBED = {
    "ask": """Ask which ways of getting knowledge used fit a situation; each sentence of the answer is cited.

question: the question, in plain English, without details of any person.
context: facets of the situation, each a slug of the vocabulary, such as {"money": "none"}; may be left out.
history: the earlier questions of the conversation, the oldest first; may be left out.""",
    "search": """Search the statements of the collection, each with the reference that it cites.

words: what to look for, in plain English.
limit: the most statements, from 1 to 50.
approach: only statements on this approach, such as "knowledge brokers".
kind: only statements of records of this kind: case, finding or interview.""",
    "approach": """Read all that is held on one approach: definition, marks, statements and their references.

name: the approach, by its name or slug, such as "audit-feedback".""",
}
"""What each call does, for the programs and assistants that choose one."""


class Api:
    """The three calls, each answered as JSON. `mcp_tools` and `json_api` offer the same three.

    Args:
        advisor: the advisor, perhaps still loading.
        desk: where questions are taken.
    """

    def __init__(self, advisor: Loading[Opened], desk: Desk) -> None:
        self._advisor = advisor
        self._desk = desk

    async def answer(
        self, visit: Visit, question: str, context: dict[str, Any] | None, history: list[str] | None
    ) -> Answer:
        """An Answer; KmaError when the situation or the history is wrong, TurnedAway when the desk is full."""
        return await self._desk.answer(
            lambda: self._programs().ask(question, context, history or ()), visit
        )

    async def ask(
        self, visit: Visit, question: str, context: dict[str, Any] | None, history: list[str] | None
    ) -> dict[str, Any]:
        """The same as JSON."""
        return (await self.answer(visit, question, context, history)).model_dump(mode="json")

    async def search(
        self, words: str, limit: int, approach: str | None, kind: str | None
    ) -> list[dict[str, Any]]:
        """Statements, best first; KmaError when the words or a filter can't be taken."""
        found = await asyncio.to_thread(lambda: self._programs().search(words, limit, approach, kind))
        return [statement.model_dump(mode="json") for statement in found]

    async def approach(self, name: str) -> dict[str, Any]:
        """All that is held on one approach; KmaError when there is none of that name."""
        sheet = await asyncio.to_thread(lambda: self._programs().approach(name))
        return sheet.model_dump(mode="json")

    def _programs(self) -> Programs:
        programs = self._advisor.value().programs
        if programs is None:
            raise KmaError("the collection is not open.", "Try again in a minute.")
        return programs


def offer(api: Api) -> None:
    """Name the three endpoints; call it inside the page's `gr.Blocks`."""

    async def ask(
        question: str,
        request: gr.Request,
        context: dict[str, Any] | None = None,
        history: list[str] | None = None,
    ) -> dict[str, Any]:
        return dict(await told(api.ask(visit_to(request), question, context, history)))

    async def search(
        words: str, limit: int = 10, approach: str | None = None, kind: str | None = None
    ) -> list[dict[str, Any]]:
        return list(await told(api.search(words, limit, approach, kind)))

    async def approach(name: str) -> dict[str, Any]:
        return dict(await told(api.approach(name)))

    calls: dict[str, Callable[..., Any]] = {"ask": ask, "search": search, "approach": approach}
    for name, call in calls.items():
        named(call, api_name=name, api_description=DESCRIBED[name], concurrency_limit=None)


async def told(work: Any) -> Any:
    """What the work gives; what is wrong becomes Gradio's error, whose words reach the caller."""
    try:
        return await work
    except TurnedAway as away:
        raise gr.Error(f"{away.problem} {away.mend}", print_exception=False) from away
    except KmaError as err:
        raise gr.Error(str(err), print_exception=False) from err
