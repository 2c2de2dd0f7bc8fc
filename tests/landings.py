# SPDX-License-Identifier: GPL-2.0-or-later
"""From invented mail and real repositories to the ladder that is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from tests.mails import at
from tests.stored import LATE, Stock
from tracker.mail.refs import parse_ref
from tracker.model.landing import LandingStep
from tracker.model.views import SeriesView
from tracker.services.commits import CommitOccurrences
from tracker.services.library import Library
from tracker.services.repositories import Watched, look_at, read_new
from tracker.store.load import Reader


def read_in(database: Path, name: str, path: Path) -> Watched:
    """Bring a repository up to date in the database."""
    reader = Reader.open(database)
    watched = look_at(name, path, reader)
    if reader is not None:
        reader.close()
    if watched.stale:
        list(read_new(database, watched, lambda: LATE))
    with opened(database) as again:
        return look_at(name, path, again)


@contextmanager
def opened(database: Path) -> Iterator[Reader]:
    reader = Reader.open(database)
    assert reader is not None
    with reader:
        yield reader


class Landings:
    """One stock of mail, and the repositories beside it."""

    def __init__(self, folder: Path, *mails: bytes) -> None:
        self.stock = Stock(folder)
        self.stock.take(mails)
        self.watched: list[Watched] = []

    def add(self, name: str, path: Path) -> Watched:
        """Draw on a repository, as it is now."""
        self.watched = [one for one in self.watched if one.name != name]
        self.watched.append(read_in(self.stock.path, name, path))
        return self.watched[-1]

    @contextmanager
    def library(self, as_of: datetime = LATE) -> Iterator[Library]:
        with opened(self.stock.path) as reader:
            yield Library(reader, as_of, CommitOccurrences(reader, self.watched, as_of))

    def view(self, name: str, hours: float | None = None) -> SeriesView:
        """The series of ``NAME@example.org``, as it stood then."""
        with self.library(LATE if hours is None else at(hours)) as library:
            return library.view(library.find(parse_ref(f"{name}@example.org")))

    def rungs(self, name: str, hours: float | None = None) -> tuple[LandingStep, ...]:
        """The ladder of the patch ``NAME@example.org``."""
        for revision in self.view(name, hours).revisions:
            for one in revision.patches:
                if one.message_id == f"{name}@example.org":
                    return one.landing
        raise AssertionError(f"no patch {name}")

    def told(self, name: str, hours: float | None = None) -> list[str]:
        """The same in words: ``tree widget/main``, ``release v1.0``."""
        return [_told(one) for one in self.rungs(name, hours)]


def _told(rung: LandingStep) -> str:
    place = rung.tag if rung.rung == "release" else f"{rung.tree}/{rung.branch}"
    return f"{rung.rung.value} {place}"
