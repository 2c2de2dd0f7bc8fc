# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker stack``."""

import click

from tracker.cli.context import open_context
from tracker.cli.options import Reading, reading
from tracker.cli.output import put, put_json, style


@click.command("stack")
@click.argument("ref")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON document (tracker/stack/1).")
@reading
def stack_command(options: Reading, ref: str, as_json: bool) -> None:
    """List what has to go in for a series to work, in order, over projects.

    What has to be in first stands first, each series with its state. What is needed and not fetched
    is listed as that; series that need each other are named.

    \b
    tracker stack REF
    tracker stack REF --json
    """
    context = open_context(options)
    with context.open(ref) as (library, name):
        from tracker.services.patches.stacks import find_stack

        stack = find_stack(library, name)
    if as_json:
        from tracker.export.json import stack_json

        put_json(stack_json(stack))
    else:
        from tracker.render.readiness import stack_text

        put(stack_text(stack, style()))
