"""How the service stands: alive, ready or not and why, and its figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from advisor.serving_options import ServingOptions
from advisor.web.operating.figures import MEDIA_TYPE, Figures
from advisor.web.operating.refusing import refuse, send_body, send_json
from advisor.web.operating.visit import Visit, visit_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

Reason = Callable[[], str]
"""Why questions can't be answered now, in one plain sentence; "" when they can."""
PATHS = frozenset({"/health", "/ready", "/standing", "/metrics"})


class Standing:
    """Answers /health, /ready, /standing and /metrics, which need no sign-in and count for nobody's limit.

    Args:
        app: what is behind it.
        options: who may read the figures.
        figures: the figures.
        reason: why the service is not ready.
    """

    def __init__(self, app: ASGIApp, options: ServingOptions, figures: Figures, reason: Reason) -> None:
        self.app = app
        self._who = options.metrics
        self._figures = figures
        self._reason = reason

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http" or scope["path"] not in PATHS:
            await self.app(scope, receive, send)
        elif scope["method"] not in ("GET", "HEAD"):
            await refuse(send, 405, "This can only be read.", ((b"allow", b"GET, HEAD"),))
        elif scope["path"] == "/health":
            await send_json(send, 200, {"status": "alive"})
        elif scope["path"] == "/ready":
            await self._ready(send, 503)
        elif scope["path"] == "/standing":
            # The page asks here: a browser takes a 503 for a fault of the page.
            await self._ready(send, 200)
        else:
            await self._metrics(send, visit_of(scope))

    async def _ready(self, send: Send, otherwise: int) -> None:
        reason = self._reason()
        if reason:
            await send_json(send, otherwise, {"ready": False, "reason": reason}, ((b"retry-after", b"5"),))
        else:
            await send_json(send, 200, {"ready": True})

    async def _metrics(self, send: Send, visit: Visit) -> None:
        if self._who == "off":
            await refuse(send, 404, "The figures are switched off.")
        elif self._who == "this-machine" and not visit.on_this_machine:
            await refuse(send, 403, "The figures can be read on the serving machine only.")
        else:
            self._figures.ready.set(not self._reason())
            await send_body(send, 200, self._figures.text(), MEDIA_TYPE)
