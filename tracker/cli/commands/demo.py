# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker demo``."""

import contextlib
import shlex
import shutil
import sys
from pathlib import Path

import click

from tracker.cli.context import open_context
from tracker.cli.options import Reading, reading
from tracker.cli.output import put, put_json, style
from tracker.errors import Exit
from tracker.state.graph import Limits


@click.command("demo")
@click.option("--tui", "in_tui", is_flag=True, help="Open it in the terminal UI.")
@click.option("--json", "as_json", is_flag=True, help="The example's series as JSON.")
@reading
def demo_command(options: Reading, in_tui: bool, as_json: bool) -> int:
    """Show the shipped example: one change in three parts, on two lists and in two projects.

    It needs no network and changes nothing of yours.

    \b
    tracker demo
    tracker demo --as-of 2025-07-16       as it stood that day
    tracker demo --tui                    in the terminal UI
    """
    from tracker.services.demo import EXAMPLE

    context = open_context(options, queries=in_tui)
    if in_tui:
        from tracker.cli.commands.tui import open_example

        return open_example(context)
    with context.example() as library:
        name = library.home(EXAMPLE)
        assert name is not None
        view = library.view(name)
        graph = library.graph(name, Limits(depth=context.config.depth, works=context.config.works))
    if as_json:
        from tracker.export.json import series_json

        put_json(series_json(view))
        return Exit.DONE
    from tracker.cli.example_text import story

    put(story(view, graph, style(), program()))
    return Exit.DONE


def program() -> str:
    """What the user types to call us: ``tracker`` where that is found on PATH, else as called."""
    called = Path(sys.argv[0])
    if called.name == "__main__.py":
        return "python -m tracker"
    if not called.exists():
        return "tracker"
    with contextlib.suppress(OSError):
        found = shutil.which("tracker")
        if found and called.samefile(found):
            return "tracker"
    return shlex.quote(sys.argv[0])
