# SPDX-License-Identifier: GPL-2.0-or-later
"""Leave when the terminal goes away.

A closed window sends SIGHUP, which ends a program; but not where it was started in a session of
its own (``setsid``, some supervisors). Textual then reads the end of its input again and again,
on a whole core, for ever.
"""

import os
import select
import signal
import sys
import threading


def end_on_hangup() -> None:
    """End as SIGHUP would when the terminal on stdin has hung up.

    Costs nothing while it waits: only a hang-up wakes it (poll(2)). There is no screen left to
    restore, and what is being written is a transaction; a work tree of git is taken away. Where
    SIGHUP is ignored (nohup), it stays so.
    """
    if signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:
        signal.signal(signal.SIGHUP, lambda *_: _end_by(signal.SIGHUP))
    threading.Thread(target=_wait, args=(sys.stdin.fileno(),), name="hangup", daemon=True).start()


def end_as_terminated() -> None:
    """End as SIGTERM would, now that the terminal is as it was: whoever sent it sees that."""
    _end_by(signal.SIGTERM)


def _end_by(number: signal.Signals) -> None:
    """End as by a signal; a series that is being applied leaves nothing behind."""
    if git_apply := sys.modules.get("tracker.sources.git_apply"):
        git_apply.take_trials_away()
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


def _wait(terminal: int) -> None:
    waiting = select.poll()
    # POLLHUP and POLLERR are always told; nothing else is asked for.
    waiting.register(terminal, 0)
    waiting.poll()
    os.kill(os.getpid(), signal.SIGHUP)
