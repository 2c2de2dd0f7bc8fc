# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker mcp`` as the client of the ``mcp`` package sees it: each tool listed and called."""

import asyncio
import json
import os
import sys
from pathlib import Path

import pytest

from tests.cli.threads import GADGETS, UNKNOWN, V1

pytestmark = pytest.mark.server

CALLS = {
    "show": {"handle": V1, "format": "json"},
    "graph": {"handle": GADGETS},
    "why": {"handle": V1, "fact": "turn"},
    "list": {"query": "widgets"},
    "check": {"handle": V1, "question": "applied"},
    "report": {"query": "gadget", "since": "2025-01-01"},
}


def test_a_client_lists_and_calls_every_tool(indexed: Path) -> None:
    from mcp import Client, StdioServerParameters
    from mcp.client.stdio import stdio_client

    env = {key: os.environ[key] for key in ("PATH", "PYTHONPATH", "TRACKER_HOME")}
    server = StdioServerParameters(command=sys.executable, args=["-m", "tracker", "mcp"], env=env)

    async def talk() -> None:
        async with Client(stdio_client(server)) as client:
            tools = (await client.list_tools()).tools
            assert {one.name for one in tools} == CALLS.keys()
            assert all(one.annotations and one.annotations.read_only_hint for one in tools)
            answers = {name: await client.call_tool(name, values) for name, values in CALLS.items()}
            assert not [name for name, answer in answers.items() if answer.is_error]
            assert answers["show"].structured_content["id"] == V1
            assert json.loads(answers["show"].content[0].text)["id"] == V1
            assert answers["check"].structured_content["answer"] is True
            assert answers["graph"].structured_content is None
            assert "gadget" in answers["graph"].content[0].text
            lost = await client.call_tool("show", {"handle": UNKNOWN})
            assert lost.is_error
            assert "is not cached" in lost.content[0].text
            none = await client.call_tool("shout", {})
            assert none.is_error

    asyncio.run(talk())
