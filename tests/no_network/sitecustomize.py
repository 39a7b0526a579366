"""Keeps a Python process off every host but this machine; the suite's own process and its children load it.

An audit hook sees each connection and each name look-up before it is made, in C code too. What was tried is
noted in the file that KMA_OUTSIDE names, so that a library that swallows the refusal is still found out.
"""

from __future__ import annotations

import ipaddress
import os
import socket
import sys
from typing import Any

NOTE = "KMA_OUTSIDE"
HERE = {"", "localhost", "localhost.localdomain", "testserver", socket.gethostname().lower()}
LOOK_UPS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
SENDING = {"socket.connect", "socket.sendto", "socket.sendmsg"}


class OutsideHost(ConnectionError):
    """The code under test tried to reach another machine."""


def at_home(host: object) -> bool:
    """Whether a host is this machine."""
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    if name is None or not isinstance(name, str) or name.lower() in HERE:
        return True
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _watch(event: str, args: tuple[Any, ...]) -> None:
    if event in LOOK_UPS:
        host = args[0]
    elif event in SENDING:
        sock, address = args
        if sock.family not in (socket.AF_INET, socket.AF_INET6) or not isinstance(address, tuple):
            return
        host = address[0]
    else:
        return
    if not at_home(host):
        if noting := os.environ.get(NOTE):
            with open(noting, "a", encoding="utf-8") as file:
                file.write(f"{event} {host!r} by process {os.getpid()}: {' '.join(sys.argv)[:200]}\n")
        raise OutsideHost(f"the tests allow no host but this one; {event} asked for {host!r}")


if os.environ.get(NOTE):
    sys.addaudithook(_watch)
