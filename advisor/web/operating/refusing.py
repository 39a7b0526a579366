"""A refusal on the way in: one plain sentence, as a browser or a program reads it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import Send

Extra = tuple[tuple[bytes, bytes], ...]


async def send_json(send: Send, status: int, content: dict[str, object], extra: Extra = ()) -> None:
    """Send a whole JSON response that nobody keeps.

    Args:
        send: where it goes.
        status: the HTTP status.
        content: what it says.
        extra: more headers.
    """
    body = json.dumps(content, ensure_ascii=False).encode()
    await send_body(send, status, body, b"application/json", extra)


async def send_body(send: Send, status: int, body: bytes, kind: bytes, extra: Extra = ()) -> None:
    """Send a whole response of some media type."""
    headers = [
        (b"content-type", kind),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        *extra,
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def refuse(send: Send, status: int, problem: str, extra: Extra = ()) -> None:
    """Refuse a request in one sentence; Gradio's page shows what stands under ``detail``."""
    await send_json(send, status, {"detail": problem}, extra)
