"""The same three calls as MCP tools, for assistants that can use tools.

Gradio's own MCP server is not used: it calls the service back over HTTP at whatever host the first request names,
so that one forged header could send every later question to another machine.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from advisor.web import words
from advisor.web.api import DESCRIBED, Api
from advisor.web.operating.desk import TurnedAway
from advisor.web.operating.visit import KEY, Visit
from corpus.errors import KmaError

if TYPE_CHECKING:
    from mcp.server.fastmcp import FastMCP
    from starlette.types import ASGIApp, Receive, Scope, Send

PATH = "/gradio_api/mcp"
INSTRUCTIONS = (
    "Evidence on ways of getting knowledge used in health services. Each sentence of an answer cites numbered sources: "
    "pass the citations on. Never send details of patients or staff."
)


class McpTools:
    """Serves MCP over streamable HTTP at `PATH`, and hands every other request on.

    The protocol's library is imported when it is first asked for, so that the page opens without it.

    Args:
        app: the rest of the service.
        api: the three calls.
    """

    def __init__(self, app: ASGIApp, api: Api) -> None:
        self.app = app
        self._api = api
        self._tools: FastMCP | None = None
        self._making = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection; each stands alone, so nothing of a caller is held between two."""
        if scope["type"] != "http" or scope["path"].rstrip("/") != PATH:
            await self.app(scope, receive, send)
            return
        async with self._making:
            if self._tools is None:
                self._tools = await asyncio.to_thread(make_tools, self._api)
        from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

        manager = StreamableHTTPSessionManager(self._tools._mcp_server, json_response=True, stateless=True)
        async with manager.run():
            await manager.handle_request(scope, receive, send)


def make_tools(api: Api) -> FastMCP:
    """The tools; what they can't do they say in one sentence."""
    from mcp.server.fastmcp import FastMCP
    from mcp.server.fastmcp.exceptions import ToolError

    tools = FastMCP(words.NAME, instructions=INSTRUCTIONS, log_level="WARNING")

    async def told(work: Any) -> Any:
        try:
            return await work
        except TurnedAway as away:
            raise ToolError(f"{away.problem} {away.mend}") from away
        except KmaError as err:
            raise ToolError(str(err)) from err

    async def ask(
        question: str, context: dict[str, Any] | None = None, history: list[str] | None = None
    ) -> dict[str, Any]:
        request = tools.get_context().request_context.request
        visit = request.scope.get(KEY) if request else None
        return dict(await told(api.ask(visit or Visit(""), question, context, history)))

    async def search(
        words: str, limit: int = 10, approach: str | None = None, kind: str | None = None
    ) -> dict[str, Any]:
        return {"statements": await told(api.search(words, limit, approach, kind))}

    async def approach(name: str) -> dict[str, Any]:
        return dict(await told(api.approach(name)))

    for call in (ask, search, approach):
        tools.add_tool(call, description=DESCRIBED[call.__name__])
    return tools
