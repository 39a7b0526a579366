"""Serves the page on one port of our own choosing."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

from advisor.web import words
from corpus.errors import KmaError

if TYPE_CHECKING:
    import gradio as gr
    import uvicorn
    from starlette.types import ASGIApp

    from advisor.web.api import Api
    from advisor.web.operating.operation import Operation


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


def web_app(blocks: gr.Blocks, operation: Operation, api: Api) -> ASGIApp:
    """The page and its tools for assistants as an ASGI app, with our look and behind the layers of `Operation`."""
    import gradio as gr
    from fastapi import FastAPI

    from advisor.web import theme
    from advisor.web.json_api import JsonApi
    from advisor.web.mcp_tools import McpTools

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
        max_file_size=int(operation.options.upload_mb * 1_000_000),
    )
    return operation.guarded(JsonApi(McpTools(mounted, api), api))


def server(app: ASGIApp, operation: Operation | None = None) -> uvicorn.Server:
    """A server that has not started; `run(sockets=[...])` serves until it is told to stop.

    Who a proxy speaks for is read by `Visitors`, so uvicorn's own reading of forwarded headers is off.
    """
    import uvicorn

    from advisor.web.operating.draining import DrainingServer

    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    if operation is None:
        return uvicorn.Server(config)
    return DrainingServer(config, operation.desk, operation.options.shutdown_seconds)
