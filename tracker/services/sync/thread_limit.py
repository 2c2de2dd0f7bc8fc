# SPDX-License-Identifier: GPL-2.0-or-later
"""A limit of CPU time for a thread that is not the main one, which no signal reaches."""

import ctypes
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

_PAUSE = 0.05
"""Seconds between two looks, at least: a thread that waits uses no CPU time."""
_ARRIVES = 1000
"""Turns of a loop; what is sent to a thread arrives at the next one."""


@contextmanager
def limited_thread(seconds: float, fault: type[BaseException]) -> Iterator[None]:
    """Raise ``fault`` in this thread once what is done inside used so much CPU time.

    It is raised between two instructions of Python, so that one long call of a library ends first.
    """
    ident = ctypes.c_ulong(threading.get_ident())
    used = _cpu_clock()
    ends = used() + seconds
    done, sent, turn = threading.Event(), threading.Event(), threading.Lock()
    send = ctypes.pythonapi.PyThreadState_SetAsyncExc

    def watch() -> None:
        # A thread that is gone took its clock along.
        with suppress(OSError):
            while not done.wait(max(ends - used(), _PAUSE)):
                with turn:
                    if not done.is_set() and used() >= ends:
                        sent.set()
                        send(ident, ctypes.py_object(fault))
                        return

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        with turn:
            done.set()
        if sent.is_set():
            # One that has not arrived yet arrives here. Sending NULL would take it back and leave
            # the interpreter looking for it for good: slow, and a traced call never begins.
            with suppress(fault):
                for _ in range(_ARRIVES):
                    pass


def _cpu_clock() -> Callable[[], float]:
    """Return what tells this thread's CPU time in seconds, to any thread."""
    if not hasattr(time, "pthread_getcpuclockid"):
        # macOS: as time passes, which is no less.
        return time.monotonic
    clock = time.pthread_getcpuclockid(threading.get_ident())
    return lambda: time.clock_gettime(clock)
