# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker tui``."""

import click

from tracker.cli.context import CommandContext, open_context
from tracker.cli.options import Reading, reading
from tracker.errors import ConfigError, Exit, Usage


@click.command("tui")
@click.argument("ref", required=False)
@reading
def tui_command(options: Reading, ref: str | None = None) -> int:
    """Open the terminal UI: the board of tracked series, or one series.

    \b
    j k      up and down         Enter  open          q  back, quit
    ?        all keys            e      evidence      t  track

    \b
    tracker tui
    tracker tui REF
    tracker tui REF --as-of 2025-07-16    as it stood that day
    """
    context = open_context(options, queries=True)
    if ref is not None:
        context.bring(context.ref(ref))
    return _run_tui(context, ref, example=False)


def open_example(context: CommandContext) -> int:
    """Return the terminal UI over the shipped example; its exit status."""
    from tracker.services.demo import EXAMPLE

    return _run_tui(context, None, example=True, first=EXAMPLE)


def _run_tui(
    context: CommandContext, ref: str | None, *, example: bool, first: str | None = None
) -> int:
    import sys

    # Textual paints on stderr.
    if not all(one is not None and one.isatty() for one in (sys.stdin, sys.stdout, sys.stderr)):
        raise Usage("the terminal UI needs a terminal; try 'tracker list' or 'tracker show REF'")
    import os

    if os.environ.get("TERM") == "dumb":
        # What a shell within Emacs says of itself: it would print every escape sequence.
        raise Usage(
            "the terminal UI cannot be drawn on a terminal without a cursor (TERM is dumb);"
            " try 'tracker list' or 'tracker show REF'"
        )
    import gc

    # What is imported stays: the collector would look through it again and again, which takes a
    # tenth of the time to the first paint.
    gc.disable()
    from tracker.cli.backend.backend import TuiBackend
    from tracker.cli.hangup import end_as_terminated, end_on_hangup
    from tracker.cli.locales import draw_in_cells, lacks_signs
    from tracker.tui.first import read_ahead

    database = context.example_database() if example else context.paths.database
    backend = TuiBackend(context, database, live=not example)
    # SQLite works while Textual, which takes far longer, is imported.
    ahead = read_ahead(backend, first)
    from tracker.tui.app import TrackerApp

    gc.freeze()
    gc.enable()
    title = "tracker: the shipped example" if example else "tracker"
    try:
        app = TrackerApp(
            backend,
            ref,
            title,
            lambda: context.as_of,
            first,
            own_keys=context.config.keys,
            theme=context.config.theme,
            columns=context.config.columns,
            ahead=ahead,
        )
    except ConfigError as error:
        from tracker.config.lines import with_line

        raise with_line(context.config.path, error) from error
    end_on_hangup()
    draw_in_cells(ascii_alone=context.config.ascii or lacks_signs(os.environ))
    app.run()
    if app.terminated:
        end_as_terminated()
    # Textual prints the traceback of a fault of ours and returns.
    return Exit.FAULT if app.return_code else Exit.DONE
