"""The page on a free port of loopback, for as long as a test needs it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.types import ASGIApp

from advisor.web.serving import address, open_port, server


@contextmanager
def served(app: ASGIApp) -> Iterator[str]:
    """Serve an app; gives its address, and stops it at the end."""
    listener = open_port("127.0.0.1", 0)
    serving = server(app)
    thread = threading.Thread(target=serving.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    yield address(listener)
    serving.should_exit = True
    thread.join(10)
