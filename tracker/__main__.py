# SPDX-License-Identifier: GPL-2.0-or-later
"""``python -m tracker``, and what the program ``tracker`` runs."""

import atexit
import gc
import os

COLLECT_AFTER = (100_000, 20, 20)
"""New objects before a collection of the young ones, and such before one of the older."""


def program() -> None:
    """Run a command, then leave without taking every module apart.

    That took a tenth of the CPU of a warm answer, for memory that the system takes back anyhow.
    It is the last step of the interpreter's end: threads have ended, and what others registered
    since the start has run.
    """
    # A start makes many objects that stay: the collector would go through them again and again.
    gc.set_threshold(*COLLECT_AFTER)
    from tracker.cli import main

    ended: list[int] = []
    atexit.register(_leave, ended)
    try:
        main()
    except SystemExit as end:
        if not isinstance(end.code, int):
            raise
        ended.append(end.code)


def _leave(ended: list[int]) -> None:
    from tracker.cli.output import settle_streams

    if ended:
        settle_streams()
        os._exit(ended[0])


if __name__ == "__main__":
    program()
