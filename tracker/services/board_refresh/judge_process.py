# SPDX-License-Identifier: GPL-2.0-or-later
"""Judge series in other processes, a batch at a time; one process writes what they find.

Each is a Python of its own with its own connection: SQLite's locks do not outlive a fork
(sqlite.org/howtocorrupt.html, 2.6), and the terminal UI, which judges beside its threads, could not
fork either. What passes through the pipes is this program's own.
"""

import gc
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from tracker.lazy_dataclass import dataclass
from tracker.model.project import Projects
from tracker.services.commits import CommitOccurrences
from tracker.services.library import MOST_LOADED, Library
from tracker.services.maintainers import Upkeep
from tracker.services.repositories import Watched
from tracker.services.sync.processes import handed_out
from tracker.state.row import commits_of
from tracker.store.board.reads import StaleRow
from tracker.store.board.writes import Judged
from tracker.store.load import Reader

GATHERED = 300
"""Rows from which on what all of them ask for is gathered first."""
_CODE = "from tracker.services.board_refresh.judge_process import serve; serve()"


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeSetup:
    """What a process needs to judge series of one database."""

    database: Path
    now: datetime
    projects: Projects
    upkeep: Upkeep
    watched: tuple[Watched, ...] | None
    """The repositories that may be drawn on."""
    many: bool


class Judge:
    """Judges series with one connection of its own."""

    def __init__(self, setup: JudgeSetup, reader: Reader) -> None:
        found = None
        if setup.watched is not None:
            found = CommitOccurrences(reader, setup.watched, setup.now)
        self._library = Library(reader, setup.now, found, setup.projects, upkeep=setup.upkeep)
        if setup.many:
            reader.gather_appliers()

    def batch(self, batch: Sequence[StaleRow]) -> list[Judged]:
        """Judge some series."""
        if self._library.loaded > MOST_LOADED:
            self._library.let_go()
        self._library.load_ahead([one.series for one in batch])
        return [self._one(one) for one in batch]

    def end(self) -> None:
        """Let go of what it holds."""
        self._library.let_go()

    def _one(self, stale: StaleRow) -> Judged:
        name = stale.series
        with self._library.dependencies.collect("row", name):
            row = self._library.row(name)
        dossier = self._library.dossier(name)
        return Judged(
            stale=stale,
            row=row,
            looked_at=self._library.dependencies.of("row", name),
            commits=commits_of(dossier) if dossier else frozenset(),
        )


def judged_ahead(
    batches: Iterable[Sequence[StaleRow]],
    setup: JudgeSetup,
    processes: int,
    here: Callable[[Sequence[StaleRow]], list[Judged]],
) -> Iterator[list[Judged]]:
    """Yield the batches judged, in their order, by so many processes; with fewer than two, by
    ``here``, which also judges what a process that failed was given."""
    if processes < 2:
        yield from map(here, batches)
        return
    with ExitStack() as stack:
        started = [_JudgeProcess(setup, here) for _ in range(processes)]
        for one in started:
            stack.callback(one.stop)
        yield from handed_out(batches, started)


class _JudgeProcess:
    """One process that judges what it is given."""

    def __init__(
        self, setup: JudgeSetup, here: Callable[[Sequence[StaleRow]], list[Judged]]
    ) -> None:
        # It imports what this process would, and nothing from the current folder beside.
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        self._here = here
        self._batch: Sequence[StaleRow] = ()
        self._process = subprocess.Popen(
            (sys.executable, "-P", "-c", _CODE),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=environment,
        )  # fmt: skip
        self._send(setup)

    def give(self, batch: Sequence[StaleRow]) -> None:
        """Hand over a batch; the result of the one before must have been taken."""
        self._batch = batch
        self._send(batch)

    def result(self) -> list[Judged]:
        """Return the batch judged; judge it here if the process is gone, to find out why."""
        import pickle

        assert self._process.stdout is not None
        try:
            found: list[Judged] = pickle.load(self._process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            return self._here(self._batch)
        return found

    def _send(self, what: object) -> None:
        # Not imported where few rows are judged, by the process that found them.
        import pickle

        assert self._process.stdin is not None
        try:
            pickle.dump(what, self._process.stdin, pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()
        except OSError:
            return

    def stop(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.communicate()


def serve() -> None:
    """Judge what comes on stdin until it ends, as it does when the other process is killed."""
    import pickle

    # Ctrl-C reaches the whole group; the process that started this one decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    setup: JudgeSetup = pickle.load(sys.stdin.buffer)
    # It holds mail, which the collector would go through again and again, and no waste.
    gc.disable()
    reader = Reader.open(setup.database)
    assert reader is not None
    with reader:
        judge = Judge(setup, reader)
        while True:
            try:
                batch: Sequence[StaleRow] = pickle.load(sys.stdin.buffer)
            except EOFError:
                return
            pickle.dump(judge.batch(batch), sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)
            sys.stdout.buffer.flush()
