"""The headers, and the page without its words of other hosts."""

from __future__ import annotations

import asyncio
import gzip
from typing import Any

from advisor.web.at_home import HEADERS, AtHome

PAGE = b'<head><meta property="og:image" content="https://elsewhere.example/x.jpg" /><title>T</title></head>'


async def plain(scope: Any, receive: Any, send: Any) -> None:
    """An app that answers each request with a page that names another host."""
    assert not any(k == b"accept-encoding" for k, _ in scope["headers"] if scope["path"] == "/")
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1")]})
    await send({"type": "http.response.body", "body": PAGE[:10], "more_body": True})
    await send({"type": "http.response.body", "body": PAGE[10:]})


def get(path: str, *headers: tuple[bytes, bytes]) -> tuple[dict[bytes, bytes], bytes]:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    scope: Any = {"type": "http", "path": path, "method": "GET", "headers": list(headers)}
    asyncio.run(AtHome(plain)(scope, None, send))  # type: ignore[arg-type]
    return dict(sent[0]["headers"]), b"".join(m.get("body", b"") for m in sent[1:])


def test_the_page_names_no_other_host() -> None:
    headers, body = get("/")
    assert body == b"<head><title>T</title></head>"
    assert headers[b"content-length"] == str(len(body)).encode()
    assert set(HEADERS) <= set(headers.items())


def test_the_page_is_compressed_for_those_who_can_read_it() -> None:
    headers, body = get("/", (b"accept-encoding", b"br, gzip"))
    assert headers[b"content-encoding"] == b"gzip"
    assert gzip.decompress(body) == b"<head><title>T</title></head>"


def test_other_answers_pass_with_the_headers() -> None:
    headers, body = get("/x")
    assert body == PAGE
    assert b"connect-src 'self'" in headers[b"content-security-policy"]
