# SPDX-License-Identifier: GPL-2.0-or-later
"""Bring the board's rows up to date with the facts: find what is stale, judge it, store it.

What is stale is marked first, in one transaction; then rows are judged and stored in batches, each
a transaction of its own, so that a run that is killed or stopped has done what it has done, and the
next one goes on. Two runs at a time do the same work twice and no harm: a row that is marked again
while it is judged stays marked.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from functools import cache
from pathlib import Path

from tracker.errors import Cancelled
from tracker.model.project import Projects
from tracker.services.board import board_key, is_fresh
from tracker.services.board_refresh.judge_process import GATHERED, Judge, JudgeSetup, judged_ahead
from tracker.services.commits import CommitOccurrences
from tracker.services.library import uncollected
from tracker.services.look_ahead import batches
from tracker.services.maintainers import NO_UPKEEP, Upkeep
from tracker.services.sync.processes import cores
from tracker.store.board.writes import Judged
from tracker.store.load import Reader
from tracker.store.save import Writer

MANY = 1500
"""Rows from which on a second process is worth its start, about 0.4 s of CPU."""
_ROWS = 20_000
"""Rows whose names are held in memory."""
_BATCH = 100


def freshen(
    database: Path,
    occurrences: CommitOccurrences | None,
    projects: Projects,
    clock: Callable[[], datetime],
    *,
    report: Callable[[str], None],
    stop: Callable[[], bool] = lambda: False,
    upkeep: Upkeep = NO_UPKEEP,
) -> bool:
    """Judge the rows that are stale; whether there were any.

    ``report`` takes one line for each step, after which ``stop`` may say that it is enough. Raises
    Broken for a database that cannot be written, Cancelled where it was stopped.
    """
    any_stale = False
    for step in freshening(database, occurrences, projects, clock(), upkeep):
        any_stale = True
        report(step)
        if stop():
            raise Cancelled(f"stopped; {step}")
    return any_stale


def freshening(
    database: Path,
    occurrences: CommitOccurrences | None,
    projects: Projects,
    now: datetime,
    upkeep: Upkeep = NO_UPKEEP,
) -> Iterator[str]:
    """Yield the same in steps, each told in a line; none where nothing is stale.

    Whoever takes no further step ends it; what was told of by then is stored.
    """
    stamp = upkeep.stamp
    if is_fresh(database, projects, occurrences, stamp):
        return
    with Writer(database) as writer:
        with writer.board() as board:
            count = board.look_over(board_key(projects, occurrences, stamp))
        yield f"{count} series to be judged"
        reader = Reader.open(database)
        assert reader is not None
        with reader, uncollected():
            # Before any mail is read: what is marked later may be judged from older facts.
            turn = reader.board_round()
            setup = JudgeSetup(
                database=database,
                now=now,
                projects=projects,
                upkeep=upkeep,
                watched=occurrences.watched if occurrences else None,
                many=count >= GATHERED,
            )
            done = 0
            for judged in _judged(reader, turn, setup, cores() if count >= MANY else 1):
                with writer.board() as board:
                    board.put(judged, now)
                done += len(judged)
                yield f"{done} of {count} series judged"


def _judged(reader: Reader, turn: int, setup: JudgeSetup, processes: int) -> Iterator[list[Judged]]:
    """Yield the rows that a round marked, judged, a batch at a time."""

    with ExitStack() as stack:

        @cache
        def judge() -> Judge:
            made = Judge(setup, reader)
            stack.callback(made.end)
            return made

        related = reader.series_linked() if setup.many else ()
        while rows := {one.series: one for one in reader.stale_rows(turn, _ROWS)}:
            some = ([rows[name] for name in one] for one in batches(rows, related, _BATCH))
            yield from judged_ahead(some, setup, processes, lambda batch: judge().batch(batch))
