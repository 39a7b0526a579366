"""Keeps every request on this host: headers that browsers obey, and no word of other hosts in the page."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
)
# Gradio's page names its own site in tags for social media; we serve to people, not to those.
OUTSIDE = re.compile(rb"<meta\s+(?:property|name)=\"(?:og|twitter):[^>]*>\s*", re.DOTALL)


class AtHome:
    """Adds the headers of `HEADERS`, and takes the tags that name other hosts out of the page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif scope["path"] == "/" and scope["method"] == "GET":
            headers = scope["headers"]
            squeeze = any(k == b"accept-encoding" and b"gzip" in v for k, v in headers)
            plain = [(k, v) for k, v in headers if k != b"accept-encoding"]
            await self.app({**scope, "headers": plain}, receive, _Page(send, squeeze))
        else:
            await self.app(scope, receive, _with_headers(send))


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", []), *HEADERS]
        await send(message)

    return sending


class _Page:
    """Holds the one page back until it is whole, cleans it and sends it, compressed where it may be."""

    def __init__(self, send: Send, squeeze: bool) -> None:
        self.send = send
        self.squeeze = squeeze
        self.start: Any = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        """Take one part of the answer."""
        if message["type"] == "http.response.start":
            self.start = message
            return
        self.body += message.get("body", b"")
        if not message.get("more_body", False):
            await self._finish()

    async def _finish(self) -> None:
        body = OUTSIDE.sub(b"", self.body)
        own = [(b"content-encoding", b"gzip"), (b"vary", b"accept-encoding")] if self.squeeze else []
        body = gzip.compress(body) if self.squeeze else body
        kept = [(k, v) for k, v in self.start.get("headers", []) if k.lower() != b"content-length"]
        headers = [*kept, *own, (b"content-length", str(len(body)).encode()), *HEADERS]
        await self.send({**self.start, "headers": headers})
        await self.send({"type": "http.response.body", "body": body})
