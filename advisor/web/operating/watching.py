"""The outermost layer: who visits, the request's id, one log line and one count a request."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from advisor.request_id import HEADER, working_for
from advisor.web.operating.figures import Figures
from advisor.web.operating.rates import Rates
from advisor.web.operating.refusing import refuse
from advisor.web.operating.visit import Visitors, visit_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger(__name__)
QUICKLY = "You are sending requests faster than this service takes them. Wait a little."

FAILED = (
    "Something went wrong here. Try again; if it goes wrong again, tell the person who runs this service."
)


class Watching:
    """Notes each request. Addresses with what follows a question mark are not logged: links may hold questions.

    Args:
        app: what is behind it.
        visitors: who is asking.
        figures: where requests are counted.
    """

    def __init__(self, app: ASGIApp, visitors: Visitors, figures: Figures) -> None:
        self.app = app
        self._visitors = visitors
        self._figures = figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope = self._visitors.meet(scope)
        visit = visit_of(scope)
        began = time.monotonic()
        status = 0

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                named = (HEADER.lower().encode(), visit.request_id.encode())
                message["headers"] = [*message.get("headers", []), named]
            await send(message)

        with working_for(visit.request_id):
            try:
                await self.app(scope, receive, sending)
            except Exception:  # whatever it is, the visitor gets a sentence and the log gets the rest
                log.exception("a request failed")
                if not status:
                    await refuse(sending, 500, FAILED)
            finally:
                self._figures.requests.labels(str(status)).inc()
                if log.isEnabledFor(logging.INFO):
                    fields = {
                        "method": scope["method"],
                        "path": _shown(scope["path"]),
                        "status": status,
                        "seconds": round(time.monotonic() - began, 3),
                    }
                    log.info("request", extra=fields)


class Paced:
    """Refuses the requests of a visitor who sends too many; what only reads the page's parts is not counted.

    Args:
        app: what is behind it.
        rates: how many requests one visitor may send.
    """

    def __init__(self, app: ASGIApp, rates: Rates) -> None:
        self.app = app
        self._rates = rates

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        counted = scope["type"] == "http" and not scope["path"].startswith(("/assets/", "/static/"))
        if counted and (seconds := self._rates.wait("request", visit_of(scope))):
            await refuse(send, 429, QUICKLY, ((b"retry-after", str(seconds).encode()),))
            return
        await self.app(scope, receive, send)


def _shown(path: str) -> str:
    """A path as the log shows it: its first two names, without the names of files, sessions and events."""
    shown = "/".join(path.partition("=")[0].split("/")[:3])
    return shown[:80].encode("ascii", "replace").decode().replace("\n", "?").replace("\r", "?")
