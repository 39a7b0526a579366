"""Which of Gradio's routes may be asked for: those that the page and the API use, and no file but its own."""

from __future__ import annotations

import atexit
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from advisor.web.operating.refusing import refuse
from advisor.web.operating.visit import header

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

API = "/gradio_api"
READ = re.compile(
    r"/(?:config|theme\.css|favicon\.ico|robots\.txt|manifest\.json|login_check|(?:assets|static)/[^\\]+)?/?"
    rf"|{API}/(?:info|openapi\.json|startup-events|app_id|login_check|theme\.css|user|queue/data|upload_progress)/?"
    rf"|{API}/(?:heartbeat/\w+|call/(?:v2/)?\w+/\w+)"
)
WRITTEN = re.compile(
    rf"{API}/(?:queue/join|cancel|reset|upload|component_server|(?:run|api|call|call/v2)/\w+)/?"
)
OWN = re.compile(rf"/api/.+|{API}/mcp(?:/.*)?")
"""Routes of our own, and the tool for programs: they take what methods they say."""
FILE = re.compile(rf"{API}/file=(?P<path>.+)", re.DOTALL)
NO = "There is nothing here."
ELSEWHERE = "That can only be sent from this service's own page."


class Doors:
    """Answers 404 to every route that is not needed, and to every file outside the folder of exports and uploads.

    Args:
        app: Gradio's app, and the routes of our own.
        folder: where Gradio keeps what it was given and what it gives out.
    """

    def __init__(self, app: ASGIApp, folder: Path) -> None:
        self.app = app
        self._folder = folder.resolve()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection; there are no web sockets here."""
        if scope["type"] == "http":
            if scope["method"] == "POST" and header(scope["headers"], b"sec-fetch-site") == "cross-site":
                await refuse(send, 403, ELSEWHERE)
                return
            if not self.leads_somewhere(scope["method"], scope["path"]):
                await refuse(send, 404, NO)
                return
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        await self.app(scope, receive, send)

    def leads_somewhere(self, method: str, path: str) -> bool:
        """Whether a path, decoded once, may be asked for by a method."""
        if ".." in path or "\\" in path or "\x00" in path or path.startswith("//"):
            return False
        if OWN.fullmatch(path):
            return True
        if method in ("GET", "HEAD"):
            found = FILE.fullmatch(path)
            return self._ours(found["path"]) if found else READ.fullmatch(path) is not None
        return method == "POST" and WRITTEN.fullmatch(path) is not None

    def _ours(self, path: str) -> bool:
        """Whether a file lies in the folder, its links followed and nothing left encoded."""
        if unquote(path) != path or ".." in Path(path).parts:
            return False
        try:
            real = Path(path).resolve(strict=True)
        except (OSError, RuntimeError, ValueError):
            return False
        return real.is_file() and real.is_relative_to(self._folder) and real != self._folder


def private_folder() -> Path:
    """A new folder that only this user of the machine can read; it goes when this process ends."""
    folder = Path(tempfile.mkdtemp(prefix="kma-page-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
