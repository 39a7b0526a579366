"""Noting the hosts that a process turns to."""

from __future__ import annotations

import contextlib
import socket

from index import outside
from index.outside import at_home, noting


def test_this_machine_is_not_noted() -> None:
    with noting() as hosts, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        with contextlib.suppress(OSError):
            sender.connect(("127.0.0.1", 9))
        socket.getaddrinfo("localhost", 80)
    assert hosts == []


def test_any_other_host_is_noted_while_it_is_listened_to() -> None:
    """Told as Python tells it: the suite itself stops every real attempt."""
    with noting() as hosts:
        outside._hear("socket.getaddrinfo", (b"example.org", 443, 0, 0, 0))
        outside._hear("socket.connect", (None, ("192.0.2.1", 443)))
        outside._hear("socket.connect", (None, "/run/a.socket"))
        outside._hear("open", ("example.org",))
    outside._hear("socket.connect", (None, ("192.0.2.2", 443)))
    assert hosts == ["example.org", "192.0.2.1"]


def test_what_is_this_machine() -> None:
    assert all(
        map(at_home, ("127.0.0.1", "::1", "localhost", "LOCALHOST", b"127.0.0.1", "", None, "0.0.0.0"))
    )
    assert not any(map(at_home, ("192.0.2.1", "example.org", b"example.org", "2001:db8::1")))
