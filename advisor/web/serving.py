"""Serves the page on one port of our own choosing."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

from advisor.web import words
from advisor.web.at_home import AtHome
from corpus.errors import KmaError

if TYPE_CHECKING:
    import gradio as gr
    import uvicorn
    from starlette.types import ASGIApp


class PortError(KmaError):
    """The address can't be served on."""


def open_port(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes any free one.

    Raises:
        PortError: when the port is in use, or the host is not one of this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    if os.name == "posix":  # elsewhere this option lets two programs share one port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except (OSError, OverflowError) as err:
        listener.close()
        reason = getattr(err, "strerror", None) or str(err)
        problem = f"can't serve on {host} port {port}: {reason[:1].lower()}{reason[1:]}."
        raise PortError(problem, "Stop what uses that port, or choose another with --port.") from err
    return listener


def address(listener: socket.socket) -> str:
    """The address to open in a browser."""
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/"


def web_app(blocks: gr.Blocks) -> ASGIApp:
    """The page as an ASGI app, with our look and our headers."""
    import gradio as gr
    from fastapi import FastAPI

    from advisor.web import theme

    app = FastAPI(title=words.NAME, docs_url=None, redoc_url=None, openapi_url=None)
    mounted = gr.mount_gradio_app(
        app,
        blocks,
        "/",
        theme=theme.theme(),
        head=theme.head(),
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        show_error=False,
        pwa=False,
    )
    return AtHome(mounted)


def server(app: ASGIApp) -> uvicorn.Server:
    """A server that has not started; `run(sockets=[...])` serves until it is told to stop."""
    import uvicorn

    return uvicorn.Server(
        uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=2)
    )
