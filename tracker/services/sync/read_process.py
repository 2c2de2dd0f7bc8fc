# SPDX-License-Identifier: GPL-2.0-or-later
"""Processes that read mails: forked from this one, which alone writes."""

import multiprocessing
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from multiprocessing.connection import Connection

from tracker.model.mail import Stored
from tracker.services.sync.guarded_read import read_chunk
from tracker.store.mail_writes import Keyed


def may_fork() -> bool:
    """Return whether no other thread may hold a lock that the forked process would wait for."""
    alone = threading.active_count() == 1
    return alone and "fork" in multiprocessing.get_all_start_methods()


class ReadProcess:
    """One process that reads what it is given, a chunk at a time."""

    def __init__(self, others: Sequence["ReadProcess"]) -> None:
        """``others`` were started before: the new process must not keep their pipes open."""
        context = multiprocessing.get_context("fork")
        self.pipe, far = context.Pipe()
        pipes = [*(one.pipe for one in others), self.pipe]
        self._process = context.Process(target=_serve, args=(far, pipes), daemon=True)
        self._process.start()
        far.close()
        self._chunk: list[Stored] = []

    def give(self, chunk: list[Stored]) -> None:
        """Hand over the next mails; the result of those before must have been taken."""
        self._chunk = chunk
        try:
            self.pipe.send(chunk)
        except OSError:
            self.pipe.close()

    def result(self) -> list[Keyed]:
        """Return the mails as they were read; read here if the process is gone (out of memory)."""
        try:
            found: list[Keyed] = self.pipe.recv()
        except (EOFError, OSError):
            self.pipe.close()
            return read_chunk(self._chunk)
        return found

    def stop(self) -> None:
        """End the process, whatever it does."""
        self.pipe.close()
        self._process.terminate()
        self._process.join()


@contextmanager
def read_processes(count: int) -> Iterator[list[ReadProcess]]:
    """Start the processes, and end them with the block."""
    with ExitStack() as stack:
        started: list[ReadProcess] = []
        for _ in range(count):
            started.append(ReadProcess(started))
            stack.callback(started[-1].stop)
        yield started


def _serve(pipe: Connection, others: Sequence[Connection]) -> None:
    """Read what comes until the other end closes, as it does when that process is killed."""
    # Ctrl-C reaches the whole group; the process that started this one decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for one in others:
        one.close()
    try:
        while True:
            pipe.send(read_chunk(pipe.recv()))
    except (EOFError, OSError):
        return
