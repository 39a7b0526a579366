"""The three calls over plain HTTP: one request, one JSON answer, described at ``/api/openapi.json``.

Gradio's own API takes two requests and a stream for each call; a program that needs no stream asks here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, create_model

from advisor.answer import Answer
from advisor.context import FIELDS, MANY, UNKNOWN
from advisor.errors import BadQuestion
from advisor.programs import MOST_FOUND, MOST_TURNS, ApproachSheet, FoundStatement
from advisor.web import words
from advisor.web.api import DESCRIBED, Api
from advisor.web.operating.desk import TurnedAway
from advisor.web.operating.visit import KEY, Visit
from corpus.errors import KmaError
from corpus.records import Kind
from corpus.vocabulary import vocabulary

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

PATH = "/api/"
LONGEST = 20_000
"""Characters of a field, beyond which nothing is looked at; the advisor itself takes fewer."""
STATUS = {"rate": 429, "time-out": 504}
"""Why a question is turned away -> the HTTP status; 503 where nothing is said here."""


def _one_of(values: Iterable[str]) -> Any:
    """The type of a word that must be one of some."""
    return Literal[tuple(values)]


def _facet(name: str) -> Any:
    """The type of one facet of a situation, and what it is when nothing is told of it."""
    word: Any = _one_of((*vocabulary().facets["barrier" if name == "barriers" else name], UNKNOWN))
    return (tuple[word, ...], ()) if name in MANY else (word | None, None)


STRICT = ConfigDict(extra="forbid")
Situation: Any = create_model("Situation", __config__=STRICT, **{name: _facet(name) for name in FIELDS})
"""A `ManagerContext` as its description lists what each facet may be."""


class Asked(BaseModel):
    """A question, with what is known of the situation and the earlier questions of the conversation."""

    model_config = STRICT

    question: str = Field(max_length=LONGEST)
    context: Situation | None = None
    history: list[str] = Field(default=[], max_length=MOST_TURNS)


class Sought(BaseModel):
    """What to look for, and which statements count."""

    model_config = STRICT

    words: str = Field(min_length=1, max_length=LONGEST)
    limit: int = Field(default=10, ge=1, le=MOST_FOUND)
    approach: _one_of(sorted(vocabulary().slugs())) | None = None  # type: ignore[valid-type]
    kind: Kind | None = None


class Problem(BaseModel):
    """What is wrong, and the mend, in one or two sentences."""

    detail: str


class JsonApi:
    """Serves the calls below `PATH`, and hands every other request on. It is put together when first asked for.

    Args:
        app: the rest of the service.
        api: the three calls.
    """

    def __init__(self, app: ASGIApp, api: Api) -> None:
        self.app = app
        self._api = api
        self._calls: FastAPI | None = None
        self._making = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http" or not scope["path"].startswith(PATH):
            await self.app(scope, receive, send)
            return
        async with self._making:
            if self._calls is None:
                self._calls = await asyncio.to_thread(make_calls, self._api)
        calls = self._calls
        await calls(scope, receive, send)


def make_calls(api: Api) -> FastAPI:
    """The calls as an app of their own; what they can't do they say as a `Problem`."""
    problems: dict[int | str, dict[str, Any]] = {
        status: {"model": Problem} for status in (400, 401, 404, 413, 422, 429, 503, 504)
    }
    calls = FastAPI(
        title=words.NAME, openapi_url=f"{PATH}openapi.json", docs_url=None, redoc_url=None, responses=problems
    )

    @calls.post(f"{PATH}ask", response_model=Answer, description=DESCRIBED["ask"])
    async def ask(asked: Asked, request: Request) -> Response:
        visit = request.scope.get(KEY) or Visit("")
        told = asked.context.model_dump(exclude_defaults=True) if asked.context else None
        return _json(await api.answer(visit, asked.question, told, asked.history))

    @calls.post(f"{PATH}search", response_model=list[FoundStatement], description=DESCRIBED["search"])
    async def search(sought: Sought) -> Any:
        return await api.search(sought.words, sought.limit, sought.approach, sought.kind)

    @calls.get(f"{PATH}approaches/{{name}}", response_model=ApproachSheet, description=DESCRIBED["approach"])
    async def approach(name: str) -> Any:
        try:
            return await api.approach(name)
        except BadQuestion as err:
            return _json(Problem(detail=str(err)), 404)

    async def cannot(request: Request, err: Exception) -> Response:
        return _json(Problem(detail=str(err)), 422)

    async def turned_away(request: Request, err: Exception) -> Response:
        assert isinstance(err, TurnedAway)
        return _json(Problem(detail=f"{err.problem} {err.mend}"), STATUS.get(err.reason, 503))

    async def unknown(request: Request, err: Exception) -> Response:
        return _json(
            Problem(detail=f"There is no such call; {PATH}openapi.json describes those there are."), 404
        )

    async def misshapen(request: Request, err: Exception) -> Response:
        assert isinstance(err, RequestValidationError)
        return _json(Problem(detail=fault_in(err.errors())), 422)

    calls.add_exception_handler(404, unknown)
    calls.add_exception_handler(KmaError, cannot)
    calls.add_exception_handler(TurnedAway, turned_away)
    calls.add_exception_handler(RequestValidationError, misshapen)
    return calls


def fault_in(faults: Sequence[Any]) -> str:
    """The first fault of a request's shape in a sentence, without what was sent: that may be personal.

    >>> fault_in([{"loc": ("body", "limit"), "msg": "Input should be less than or equal to 50"}])
    'limit: Input should be less than or equal to 50. Correct it; /api/openapi.json describes each call.'
    """
    first = faults[0]
    place = ".".join(str(part) for part in first["loc"][1:])
    if not place:
        return "That is no JSON object sent as application/json. Send the fields of the call in one."
    return f"{place[:80]}: {first['msg']}. Correct it; {PATH}openapi.json describes each call."


def _json(said: BaseModel, status: int = 200) -> Response:
    return Response(said.model_dump_json(), status_code=status, media_type="application/json")
