"""Notes which hosts beyond this machine the process turns to, by Python's own audit events."""

from __future__ import annotations

import ipaddress
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_listening: list[list[str]] = []
_hooked = False
LOOK_UPS = ("socket.getaddrinfo", "socket.gethostbyname")
SENDING = ("socket.connect", "socket.sendto")


@contextmanager
def noting() -> Iterator[list[str]]:
    """A list that fills with the hosts that are looked up or connected to while the block runs."""
    global _hooked
    if not _hooked:  # a hook can't be taken away again, so there is one, and it mostly does nothing
        sys.addaudithook(_hear)
        _hooked = True
    noted: list[str] = []
    _listening.append(noted)
    try:
        yield noted
    finally:
        _listening.remove(noted)


def at_home(host: object) -> bool:
    """Whether a host is this machine."""
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    if not isinstance(name, str) or name.lower() in ("", "localhost"):
        return True
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _hear(event: str, args: tuple[Any, ...]) -> None:
    if not _listening or event not in (*LOOK_UPS, *SENDING):
        return
    where = args[0] if event in LOOK_UPS else args[1]
    host = where[0] if isinstance(where, tuple) else where if event in LOOK_UPS else None
    if not at_home(host):
        for noted in _listening:
            noted.append(host.decode("ascii", "replace") if isinstance(host, bytes) else str(host))
