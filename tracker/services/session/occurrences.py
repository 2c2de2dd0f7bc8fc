# SPDX-License-Identifier: GPL-2.0-or-later
"""The git repositories that an answer may draw on: looked at, read on, and opened to answer from.

Commits are kept in the user's database, also for answers about the shipped example. Where that
cannot be written, they are read into a temporary one for this run.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from tracker.errors import Broken, Unreachable, Usage
from tracker.services.commits import CommitOccurrences
from tracker.services.repositories import Watched, look_at, read_new
from tracker.store.load import Reader

Named = tuple[str, Path]
Tell = Callable[[Iterable[str], bool], None]
"""Says texts, each as it comes; a warning is said for good, progress until the next one."""


@contextmanager
def open_occurrences(
    database: Path,
    asked: Sequence[Named],
    configured: Sequence[Named],
    as_of: datetime | None,
    clock: Callable[[], datetime],
    tell: Tell,
) -> Iterator[CommitOccurrences | None]:
    """What the repositories hold, read on to where they are now; None where there is none.

    Without ``as_of`` it is told for the moment after they were read: what this look finds gone
    would else still be there.

    A repository of the configuration that cannot be read is shown and passed over; one that was
    asked for raises Usage or Unreachable. ``tell`` gets what to say, and runs through it.
    """
    names = {name for name, _ in asked}
    twice = [name for name in names if sum(name == one for one, _ in asked) > 1]
    if twice:
        raise Usage(f"--repo {twice[0]}=... is given twice; give each repository its own name")
    wanted = [(one, True) for one in asked]
    wanted += [(one, False) for one in configured if one[0] not in names]
    place = _writable(database)
    found = [one for named, must in wanted if (one := _watch(place, named, must, clock, tell))]
    reader = Reader.open(place)
    if reader is None:
        yield None
        return
    with reader:
        yield CommitOccurrences(reader, found, as_of or clock()) if found else None


def read_on(
    database: Path, named: Iterable[Named], clock: Callable[[], datetime], tell: Tell
) -> None:
    """Read on what repositories hold; one that cannot be read is shown when it is drawn on."""
    place = _writable(database)
    for one in named:
        with suppress(Usage, Unreachable):
            watched = _look_repo(place, one)
            if watched.stale:
                _read_repo(place, watched, clock, tell)


def _watch(
    place: Path, named: Named, must: bool, clock: Callable[[], datetime], tell: Tell
) -> Watched | None:
    try:
        watched = _look_repo(place, named)
        if watched.stale:
            _read_repo(place, watched, clock, tell)
            watched = _look_repo(place, named)
    except (Usage, Unreachable) as error:
        if must:
            raise
        tell([f"{error}; it is passed over"], True)
        return None
    if not watched.places:
        tell([f"{watched.name}: no branch of it counts; is it still being cloned?"], True)
    return watched


def _look_repo(place: Path, named: Named) -> Watched:
    reader = Reader.open(place)
    if reader is None:
        return look_at(*named, None)
    with reader:
        return look_at(*named, reader)


def _read_repo(place: Path, watched: Watched, clock: Callable[[], datetime], tell: Tell) -> None:
    if watched.state.shallow:
        text = f"{watched.path} is a shallow clone: what was applied before it starts is not found"
        tell([text], True)
    if watched.state.partial:
        text = f"{watched.path} is a partial clone: patches are not compared with its diffs"
        tell([text], True)
    try:
        tell(read_new(place, watched, clock), False)
    except Broken as error:
        if not watched.number:
            raise
        tell([f"{error}; {watched.name} is shown as it was last read"], True)


def _writable(database: Path) -> Path:
    """Return the user's database, or a temporary one where that cannot be written."""
    held = database if database.exists() else _repo_above(database)
    if os.access(held, os.W_OK):
        return database
    folder = Path(tempfile.mkdtemp(prefix="tracker-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder / "commits.db"


def _repo_above(path: Path) -> Path:
    """Return the nearest folder above that is there."""
    return next(one for one in path.absolute().parents if one.exists())
