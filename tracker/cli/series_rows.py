# SPDX-License-Identifier: GPL-2.0-or-later
"""Print series one a line, each with a handle: its row number on a terminal, else its id."""

import os
from collections.abc import Sequence

from tracker.cli.context import CommandContext, is_terminal
from tracker.cli.output import PAGER, put_page, say, style
from tracker.model.rows import SeriesRow


def put_rows(context: CommandContext, rows: Sequence[SeriesRow]) -> None:
    """Print series, one at least, in the order given.

    A terminal gets them numbered, and the numbers are handles until the next list. A pipe gets
    whole titles, and the id of each at the end of its line; where ``COLUMNS`` gives its width, as
    watch(1) does, titles are cut to it and ids left out. Raises as ``put``.
    """
    from tracker.render.board import list_legend, list_text

    live = is_terminal()
    whole = not live and "COLUMNS" not in os.environ
    put_page(list_text(rows, style(), context.as_of, numbered=live, whole=whole))
    if not live:
        return
    from tracker.services.session.handles import remember_rows

    remember_rows(context.session, rows)
    if signs := list_legend(rows, style()):
        say(signs)
    say(f"{len(rows)} series; 'tracker show N' shows that of row N{_paging(len(rows))}")


def _paging(count: int) -> str:
    """Return how to see the first rows of a list that has run off the top of the screen."""
    # Not imported for a list in a pipe.
    import shutil

    if os.environ.get(PAGER) is not None or count < shutil.get_terminal_size().lines:
        return ""
    return f"; --limit N prints the first N, {PAGER}=less pages"
