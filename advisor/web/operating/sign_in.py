"""Who may come in: names and passwords of the settings, or a user whom a trusted proxy has signed on."""

from __future__ import annotations

import asyncio
import base64
import binascii
import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING

from advisor.passwords import hashed, matches, read_users
from advisor.serving_options import ServingOptions
from advisor.web.operating.rates import Rates
from advisor.web.operating.refusing import refuse
from advisor.web.operating.visit import KEY, Visit, header, visit_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

CHALLENGE = ((b"www-authenticate", b'Basic realm="Knowledge-Mobilisation Advisor", charset="UTF-8"'),)
SIGN_IN = "Sign in to use this service."
SIGN_ON = "Sign on through your organisation to use this service."
SLOWLY = "Too many wrong passwords were given from your address. Wait a minute, then try again."
REMEMBERED = 1000


class SignIn:
    """Lets in only those who may; everybody, when the settings name neither users nor a user header.

    Args:
        app: what is behind it.
        options: the users, their file, and the header of a proxy that signs people on.
        rates: slows down those who guess passwords.
    """

    def __init__(self, app: ASGIApp, options: ServingOptions, rates: Rates) -> None:
        self.app = app
        self._users = read_users(options.users, options.users_file)
        self._open = not self._users and not options.user_header
        self._rates = rates
        self._key = secrets.token_bytes(32)
        self._known: dict[bytes, str] = {}
        self._nobody = hashed(secrets.token_hex(16)) if self._users else ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if self._open or scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        visit = visit_of(scope)
        user = visit.user
        if not user and self._users:
            given = header(scope["headers"], b"authorization")
            if given and (seconds := self._rates.spent("wrong password", visit)):
                await refuse(send, 429, SLOWLY, ((b"retry-after", str(seconds).encode()),))
                return
            user = await self._user(given, visit)
        if not user:
            await refuse(send, 401, *((SIGN_IN, CHALLENGE) if self._users else (SIGN_ON, ())))
            return
        kept = [(k, v) for k, v in scope["headers"] if k != b"authorization"]
        await self.app({**scope, "headers": kept, KEY: visit.signed_on(user)}, receive, send)

    async def _user(self, given: str, visit: Visit) -> str:
        """The user whose name and password were given, or ""."""
        credentials = _credentials(given)
        if credentials is None:
            return ""
        name, password = credentials
        mark = hmac.digest(self._key, f"{name}:{password}".encode(), hashlib.sha256)
        if found := self._known.get(mark):  # a page makes dozens of requests; the hash is slow on purpose
            return found
        kept = self._users.get(name, self._nobody)  # an unknown name takes as long as a known one
        right = await asyncio.to_thread(matches, password, kept)
        if not (right and name in self._users):
            self._rates.wait("wrong password", visit)
            return ""
        while len(self._known) >= REMEMBERED:
            self._known.pop(next(iter(self._known)))
        self._known[mark] = name
        return name


def _credentials(given: str) -> tuple[str, str] | None:
    """The name and the password of a Basic header (RFC 7617)."""
    scheme, _, encoded = given.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        name, colon, password = base64.b64decode(encoded, validate=True).decode("utf-8").partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return (name, password) if colon else None
