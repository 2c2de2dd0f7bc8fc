# SPDX-License-Identifier: GPL-2.0-or-later
"""``python -m tracker``, and what the program ``tracker`` runs."""

import atexit
import os

from tracker.cli import main


def program() -> None:
    """Run a command, then leave without taking every module apart.

    That took a tenth of the CPU of a warm answer, for memory that the system takes back anyhow.
    It is the last step of the interpreter's end: threads have ended, and what others registered
    since the start has run.
    """
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
