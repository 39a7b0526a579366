"""How much may be sent in, and what kind of file."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING

from advisor.serving_options import ServingOptions
from advisor.web.operating.refusing import refuse
from advisor.web.operating.visit import header

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

UPLOAD = "/gradio_api/upload"
NO_UPLOADS = "This service takes no files."


NO_JSON = "That is not JSON as this service reads it."


class TooLarge(Exception):
    """More came in than may."""


class Bodies:
    """Refuses what is too large before it is read any further, and files of a kind that is not taken.

    Args:
        app: what is behind it.
        options: the sizes and the kinds.
    """

    def __init__(self, app: ASGIApp, options: ServingOptions) -> None:
        self.app = app
        self._body = options.body_kb * 1000
        self._upload = int(options.upload_mb * 1_000_000)
        self._types = tuple(kind.lower() for kind in options.upload_types)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        upload = scope["path"].rstrip("/") == UPLOAD
        if upload and not self._upload:
            await refuse(send, 403, NO_UPLOADS)
            return
        most = self._upload if upload else self._body
        try:
            body = await _whole(scope, receive, most)
        except TooLarge:
            await refuse(send, 413, f"That is too large; the most is {_size(most)}.")
            return
        if upload and (problem := await self._problem(scope, body)):
            await refuse(send, 415, problem)
            return
        if not upload and not _is_json(body):
            await refuse(send, 400, NO_JSON)
            return
        await self.app(scope, _again(body, receive), send)

    async def _problem(self, scope: Scope, body: bytes) -> str:
        """What is wrong with an upload's files, or ""."""
        from starlette.datastructures import Headers, UploadFile
        from starlette.formparsers import MultiPartException, MultiPartParser

        async def stream() -> AsyncGenerator[bytes, None]:
            yield body
            yield b""

        try:
            form = await MultiPartParser(Headers(scope=scope), stream(), max_files=20, max_fields=20).parse()
        except (MultiPartException, KeyError, ValueError, UnicodeDecodeError):
            return "That is not an upload as a browser sends it."
        files = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
        names = [file.filename or "" for file in files]
        await form.close()
        if not names:
            return "No file came with that upload."
        if any(not name.lower().endswith(self._types) for name in names):
            return f"Files of that kind are not taken here; use one of: {', '.join(self._types)}."
        return ""


async def _whole(scope: Scope, receive: Receive, most: int) -> bytes:
    """The body, read to its end; TooLarge as soon as it is known to be."""
    stated = header(scope["headers"], b"content-length")
    if stated.isascii() and stated.isdigit() and int(stated[:20]) > most:
        raise TooLarge
    parts: list[bytes] = []
    held = 0
    while True:
        message = await receive()
        part = message.get("body", b"")
        held += len(part)
        if held > most:
            raise TooLarge
        parts.append(part)
        if message["type"] != "http.request" or not message.get("more_body", False):
            return b"".join(parts)


def _is_json(body: bytes) -> bool:
    """Whether a body can be read, so that nothing behind fails on it."""
    try:
        json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        return False
    return True


def _again(body: bytes, receive: Receive) -> Receive:
    """A receive that gives the body that was read, then what comes after it."""
    given = False

    async def receiving() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receiving


def _size(count: int) -> str:
    return f"{count / 1_000_000:g} MB" if count >= 1_000_000 else f"{count / 1000:g} kB"
