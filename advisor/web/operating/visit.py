"""Who is asking, from where: forwarded headers are believed from listed proxies alone."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

from advisor.request_id import HEADER, accepted
from advisor.serving_options import ServingOptions

if TYPE_CHECKING:
    from starlette.types import Scope

log = logging.getLogger(__name__)

KEY = "kma.visit"
"""Where a connection's scope keeps its Visit."""
FORWARDED = (b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-host", b"x-forwarded-port", b"forwarded")
Headers = Iterable[tuple[bytes, bytes]]
Address = IPv4Address | IPv6Address


@dataclass(frozen=True)
class Visit:
    """One request: its id, where it comes from and who signed on.

    ``on_this_machine`` is true only when no proxy stands between.
    """

    request_id: str
    address: str = ""
    on_this_machine: bool = False
    user: str = ""

    @property
    def visitor(self) -> str:
        """What the limits count by: the user, or else the address (of IPv6 its network of 64 bits)."""
        if self.user:
            return f"user {self.user}"
        return str(ip_network(f"{self.address}/64", strict=False)) if ":" in self.address else self.address

    def signed_on(self, user: str) -> Visit:
        """The same visit by a known user."""
        return replace(self, user=user)


def header(headers: Headers, name: bytes) -> str:
    """The first value of a header (its name in lower case), or ""."""
    return next((value.decode("latin-1").strip() for key, value in headers if key == name), "")


def visit_of(scope: Scope) -> Visit:
    """The visit that `Visitors` noted in a scope."""
    found = scope[KEY]
    assert isinstance(found, Visit)
    return found


class Visitors:
    """Reads who visits from a request's scope.

    Args:
        options: which proxies are believed, and in which header they name a user.
    """

    def __init__(self, options: ServingOptions) -> None:
        self._proxies = options.trusted_proxies
        self._user = options.user_header.lower().encode()
        self._warned = False

    def meet(self, scope: Scope) -> Scope:
        """The scope with its Visit noted; headers that only a trusted proxy may set are gone from others'."""
        peer = (scope.get("client") or ("", 0))[0]
        headers = list(scope["headers"])
        request_id = accepted(header(headers, HEADER.lower().encode()))
        if self._trusted(peer):
            address = self._forwarded(header(headers, b"x-forwarded-for")) or peer
            user = header(headers, self._user) if self._user else ""
            scheme = header(headers, b"x-forwarded-proto") or scope.get("scheme", "http")
            visit = Visit(request_id, address, on_this_machine=False, user=user)
            return {**scope, KEY: visit, "scheme": "https" if scheme == "https" else "http"}
        kept = [(k, v) for k, v in headers if k not in FORWARDED and (not self._user or k != self._user)]
        direct = len(kept) == len(headers)
        if not direct:
            self._warn(peer)
        local = direct and (_address(peer) or ip_address("0.0.0.0")).is_loopback
        return {**scope, "headers": kept, KEY: Visit(request_id, peer, local)}

    def _trusted(self, peer: str) -> bool:
        address = _address(peer)
        return address is not None and any(address in network for network in self._proxies)

    def _forwarded(self, chain: str) -> str:
        """The last address of a chain that is no trusted proxy's: what lies before it anybody may have written."""
        for hop in reversed([h.strip() for h in chain.split(",") if h.strip()]):
            address = _address(hop)
            if address is None:
                return ""
            if not any(address in network for network in self._proxies):
                return str(address)
        return ""

    def _warn(self, peer: str) -> None:
        if not self._warned:
            self._warned = True
            log.warning(
                "headers of a proxy at %s are not believed; if it is yours, name it in "
                "KMA_SERVING__TRUSTED_PROXIES",
                peer,
            )


def _address(text: str) -> Address | None:
    """An address, also in the forms that proxies write: with a port, in brackets, IPv4 inside IPv6."""
    bare = text.partition("]")[0].lstrip("[") if text.startswith("[") else text
    if bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        address = ip_address(bare.partition("%")[0])
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None)
    return mapped or address
