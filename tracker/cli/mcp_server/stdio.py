# SPDX-License-Identifier: GPL-2.0-or-later
"""The tools served over stdin and stdout, by the ``mcp`` package.

That is an extra: it is imported where it is used. Calls run on a thread, one at a time, so that a
long one keeps the client's pings answered.
"""

import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tracker import __version__
from tracker.cli.mcp_server.tool_calls import ABOUT, TOOLS, call_tool
from tracker.errors import TrackerError
from tracker.model.terminal_text import clean

if TYPE_CHECKING:
    import mcp_types as types


def serve(config: Path | None) -> None:
    """Answer a client until it closes stdin; ``config`` is another configuration file."""
    import anyio

    anyio.run(_serve, config)


async def _serve(config: Path | None) -> None:
    import anyio
    import anyio.to_thread
    from mcp.server import Server
    from mcp.server.stdio import stdio_server

    one_at_a_time = anyio.CapacityLimiter(1)

    async def call(
        _context: object, asked: "types.CallToolRequestParams"
    ) -> "types.CallToolResult":
        work = partial(_result, asked.name, asked.arguments or {}, config)
        # A cancelled call is not waited for; it reads, and its thread ends by itself.
        return await anyio.to_thread.run_sync(work, limiter=one_at_a_time, abandon_on_cancel=True)

    server = Server(
        "tracker", version=__version__, instructions=ABOUT, on_list_tools=_tools, on_call_tool=call
    )
    async with stdio_server() as (reads, writes):
        await server.run(reads, writes, server.create_initialization_options())


async def _tools(_context: object, _asked: object) -> "types.ListToolsResult":
    import mcp_types as types

    hints = types.ToolAnnotations(
        read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
    )
    return types.ListToolsResult(
        tools=[
            types.Tool(
                name=one.name,
                description=one.about,
                input_schema=one.schema(),
                annotations=hints,
            )
            for one in TOOLS
        ]
    )


def _result(name: str, values: Mapping[str, object], config: Path | None) -> "types.CallToolResult":
    """Return an answer, or the sentence of a fault that the caller can mend."""
    import mcp_types as types

    failed, document = False, None
    try:
        text = call_tool(name, values, config)
        document = json.loads(text) if text.startswith("{") else None
    except TrackerError as error:
        text, failed = clean(str(error), multiline=True), True
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=text)],
        structured_content=document,
        is_error=failed,
    )
