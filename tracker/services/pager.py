# SPDX-License-Identifier: GPL-2.0-or-later
"""Show a long answer in the pager that the user asked for."""

import os
import shlex
import signal
import subprocess
import sys

_NOT_RUN = (126, 127)
"""What env(1) and a shell end with where they may not run a program, or do not find it."""


def page_through(asked: str, text: bytes) -> str:
    """Give a text to a pager and wait for it; return why it did not run, empty where it did.

    ``asked`` is split into words as a shell does it, but no shell is started. Where ``LESS`` says
    nothing, less shows colours and leaves what fits on the screen there, as below git (core.pager).
    """
    try:
        words = shlex.split(asked)
    except ValueError as error:
        return str(error).lower()
    sys.stdout.flush()
    # Ctrl-C is the pager's: there it ends a search, not the program.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        ended = subprocess.run(words, input=text, check=False, env={"LESS": "FRX", **os.environ})
    except OSError as error:
        return error.strerror or "it cannot be started"
    finally:
        signal.signal(signal.SIGINT, before)
    return f"it ended with {ended.returncode}" if ended.returncode in _NOT_RUN else ""
