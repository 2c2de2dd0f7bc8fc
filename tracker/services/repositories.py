# SPDX-License-Identifier: GPL-2.0-or-later
"""Read git repositories into the database: what is new since the last look, and no more.

A repository whose branches and tags stand where they stood costs two short git commands. What a
killed run has stored already is not read again.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path

from tracker.landing.ancestry import reach
from tracker.landing.trees import places
from tracker.lazy_dataclass import dataclass, replace
from tracker.mail.subjects import title_key
from tracker.model.repository import KnownRef, RepositoryState, Tip
from tracker.sources.repository import new_commits, open_repository, read_commits, read_state
from tracker.store.load import Reader

_BATCH = 2_000
"""Commits that are stored in one transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A repository that answers may draw on."""

    name: str
    """What the user calls it."""
    path: Path
    """Its git directory."""
    number: int
    """Its number in the database; 0 until it is read."""
    state: RepositoryState
    places: tuple[KnownRef, ...]
    stale: bool
    """Its branches or tags have moved since it was read."""

    @property
    def tips(self) -> tuple[Tip, ...]:
        """The branches and tags that count."""
        counted = {one.ref for one in self.places}
        return tuple(tip for tip in self.state.tips if tip.ref in counted)


def look_at(name: str, path: Path, reader: Reader | None) -> Watched:
    """Return a repository as it is now, beside what is known of it.

    Raises Usage for a path that is no repository, Unreachable if git cannot read it.
    """
    git_dir = open_repository(path)
    state = read_state(git_dir)
    known = reader.repository(str(git_dir)) if reader else None
    watched = Watched(
        name=name,
        path=git_dir,
        number=known[0] if known else 0,
        state=state,
        places=places(name, state),
        stale=True,
    )
    if reader is None or known is None or known[1] != state.shallow:
        return watched
    before = {tip.ref: tip.commit for tip in reader.tips(known[0])}
    now = {tip.ref: tip.commit for tip in watched.tips}
    return replace(watched, stale=before != now)


def read_new(database: Path, watched: Watched, clock: Callable[[], datetime]) -> Iterator[str]:
    """Store the commits that are new, and where the branches stand; yields how far it got.

    Raises Unreachable if git cannot read the repository; what was stored by then stays.
    """
    from tracker.landing.commits import read_commit
    from tracker.store.save import Writer

    state = watched.state
    with Writer(database) as writer:
        number = writer.add_repository(str(watched.path))
        with _repository_reader(database) as reader:
            known = reader.repository(str(watched.path))
            if known is not None and known[1] != state.shallow:
                writer.forget_commits(number)
            fresh = _fresh(reader, number, watched)
        read = read_commits(watched.path, fresh, diffs=not state.partial)
        commits = map(read_commit, read)
        done = 0
        while batch := list(islice(commits, _BATCH)):
            writer.save_commits(number, batch, title_key)
            done += len(batch)
            yield f"{watched.name}: {done} of {len(fresh)} commits read"
        with _repository_reader(database) as reader:
            rebuilt = _rebuilt(reader, number, watched)
        writer.save_tips(number, watched.tips, state.shallow, clock(), rebuilt)


def _rebuilt(reader: Reader, number: int, watched: Watched) -> list[Tip]:
    """Tips of before that their branches, as they are now, do not contain."""
    now = {tip.ref: tip.commit for tip in watched.tips}
    moved = [tip for tip in reader.tips(number) if now.get(tip.ref, tip.commit) != tip.commit]
    if not moved:
        return []
    ends = {
        one.id: one.number
        for one in reader.commits_by_digits([number], {now[tip.ref] for tip in moved})
    }
    known = reach(reader.history(number), [tip.number for tip in moved])
    return [
        tip
        for bit, tip in enumerate(moved)
        if now[tip.ref] in ends and not known[ends[now[tip.ref]]] >> bit & 1
    ]


def _fresh(reader: Reader, number: int, watched: Watched) -> list[str]:
    """Return ids of the commits that are not stored yet, parents before children."""
    before = [tip.commit for tip in reader.tips(number)]
    found = new_commits(watched.path, (tip.commit for tip in watched.tips), before)
    stored = reader.stored_commits(number, found)
    return [one for one in found if one not in stored]


def _repository_reader(database: Path) -> Reader:
    reader = Reader.open(database)
    assert reader is not None
    return reader
