# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker mcp``."""

import sys
from pathlib import Path

import click

from tracker.cli.context import open_context
from tracker.cli.options import Reading, config_option
from tracker.errors import Usage

_EXTRA = (
    "'tracker mcp' needs the package mcp, version 2, which is not installed; install the extra"
    " in the folder that the tracker was installed from: pip install '.[mcp]'"
)


@click.command("mcp")
@config_option
def mcp_command(config: Path | None) -> None:
    """Serve the tracker to a client of the Model Context Protocol, over stdin and stdout.

    The tools show, graph, why, list, check and report answer from what is cached, as 'tracker.api'
    does: no server is asked, nothing is recorded, and what mails say comes back as data. It ends
    when the client closes stdin. It needs the extra, in the checkout: pip install '.[mcp]'.

    A client starts it by its own configuration, of which docs/recipes.md has an example.

    \b
    tracker mcp
    tracker mcp --config ~/team/tracker.toml
    """
    from importlib.util import find_spec

    # A configuration with a fault is reported where the client shows why a server does not start.
    open_context(Reading(as_of=None, offline=True, sources=(), config=config))
    if any(find_spec(one) is None for one in ("mcp", "mcp_types")):
        raise Usage(_EXTRA)
    from tracker.cli.mcp_server.stdio import serve
    from tracker.cli.output import say

    if sys.stdin is None:
        raise Usage("a client talks to 'tracker mcp' on stdin, and stdin is closed")
    if sys.stdin.isatty():
        say("a client of the Model Context Protocol starts this and talks to it; Ctrl-D ends it")
    serve(config)


__all__ = ["mcp_command"]
