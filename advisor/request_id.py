"""The id of the request being answered: the same in the log, the answer's receipt and the response's header."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

HEADER = "X-Request-ID"
"""The header that carries it, in and out."""
WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")
_current: ContextVar[str] = ContextVar("request_id", default="")


def current() -> str:
    """The id of the request that this task or thread works for; "" outside of any."""
    return _current.get()


def accepted(given: str | None) -> str:
    """An id that a proxy gave when it is well formed, else a new one.

    >>> accepted("edge-0123456789")
    'edge-0123456789'
    >>> len(accepted("two\\nlines"))
    32
    """
    return given if given and WELL_FORMED.fullmatch(given) else secrets.token_hex(16)


@contextmanager
def working_for(request_id: str) -> Iterator[None]:
    """Make an id the current one for the length of a block."""
    token = _current.set(request_id)
    try:
        yield
    finally:
        _current.reset(token)
