# SPDX-License-Identifier: GPL-2.0-or-later
"""Bring the board's rows up to date with the facts: find what is stale, judge it, store it.

What is stale is marked first, in one transaction; then rows are judged and stored in batches, each
a transaction of its own, so that a run that is killed or stopped has done what it has done, and the
next one goes on. Two runs at a time do the same work twice and no harm: a row that is marked again
while it is judged stays marked.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from tracker.errors import Cancelled
from tracker.model.project import Projects
from tracker.services.board import board_key, is_fresh
from tracker.services.commits import CommitOccurrences
from tracker.services.library import Library
from tracker.services.maintainers import NO_UPKEEP, Upkeep
from tracker.state.row import commits_of
from tracker.store.board.reads import StaleRow
from tracker.store.board.writes import Judged
from tracker.store.load import Reader
from tracker.store.save import Writer

MANY = 300
"""Rows from which on what all of them ask for is gathered first."""
MOST_LOADED = 20_000
"""Messages that are kept in memory: so many take some 100 MB with what is drawn from them."""
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
        with reader:
            # Before any mail is read: what is marked later may be judged from older facts.
            turn = reader.board_round()
            library = Library(reader, now, occurrences, projects, upkeep=upkeep)
            if count >= MANY:
                reader.gather_appliers()
            done = 0
            while batch := reader.stale_rows(turn, _BATCH):
                if library.loaded > MOST_LOADED:
                    library = library.emptied()
                library.load_ahead([one.series for one in batch])
                judged = [_judge_board_refresh(library, one) for one in batch]
                with writer.board() as board:
                    board.put(judged, now)
                done += len(batch)
                yield f"{done} of {count} series judged"


def _judge_board_refresh(library: Library, stale: StaleRow) -> Judged:
    name = stale.series
    with library.dependencies.collect("row", name):
        row = library.row(name)
    dossier = library.dossier(name)
    return Judged(
        stale=stale,
        row=row,
        looked_at=library.dependencies.of("row", name),
        commits=commits_of(dossier) if dossier else frozenset(),
    )
