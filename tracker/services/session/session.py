# SPDX-License-Identifier: GPL-2.0-or-later
"""What every answer is drawn from: folders, configuration, a moment, and the database.

The command line and ``tracker.api`` stand on it. It reads what is cached and asks no server. What
is only needed for some answers is imported where it is used, so that a warm start stays fast.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.config import Config
from tracker.errors import Broken, Usage
from tracker.lazy_dataclass import dataclass
from tracker.model.project import Projects
from tracker.paths import Paths

if TYPE_CHECKING:
    from tracker.mail.refs import Ref
    from tracker.model.board import Order
    from tracker.model.query import Identity
    from tracker.model.rows import SeriesRow
    from tracker.services.candidates import Watch
    from tracker.services.commits import CommitOccurrences
    from tracker.services.library import Library
    from tracker.services.maintainers import Upkeep
    from tracker.services.session.occurrences import Tell
    from tracker.store.load import Reader


def drop(texts: Iterable[str], warning: bool) -> None:
    """Run through the texts and say nothing."""
    for _ in texts:
        pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One use of the tracker."""

    paths: Paths
    config: Config
    clock: Callable[[], datetime]
    """Returns the moment that it is (UTC)."""
    moment: datetime | None = None
    """The moment that answers are for; None is now."""
    repos: tuple[tuple[str, Path], ...] = ()
    """Git repositories beside the configured ones: what each is called, and where it is."""
    server: str | None = None
    """The server that numbers may be asked of; None asks none."""
    tell: "Tell" = drop
    """Takes texts that come one by one, and whether they are warnings; runs through them."""

    @property
    def as_of(self) -> datetime:
        """The moment that is shown."""
        return self.moment or self.clock()

    @property
    def projects(self) -> Projects:
        """The table by which the project of a series is known, with the user's own rows."""
        from tracker.series.projects import with_own

        return with_own(self.config.projects)

    @property
    def upkeep(self) -> "Upkeep":
        """What the configuration says of who maintains what."""
        from tracker.services.maintainers import Upkeep

        config = self.config
        me: tuple[str, ...] = ()
        if config.maintains:
            from tracker.services.identity import who_asks

            me = tuple(sorted(who_asks(config)().addresses))
        return Upkeep(path=config.maintainers, maintains=config.maintains, me=me, mute=config.mute)

    @contextmanager
    def library(self) -> "Iterator[Library | None]":
        """The user's library; None if there is no database yet."""
        reader = session_reader(self.paths.database)
        if reader is None:
            yield None
            return
        with reader, self.occurrences() as found:
            yield self._library(reader, found)

    def _library(self, reader: "Reader", found: "CommitOccurrences | None") -> "Library":
        from tracker.services.library import Library

        today, upkeep = self.moment is None, self.upkeep
        return Library(reader, self.as_of, found, self.projects, today=today, upkeep=upkeep)

    @contextmanager
    def example(self) -> "Iterator[Library]":
        """The library of the shipped example."""
        reader = session_reader(self.example_database())
        assert reader is not None
        with reader, self.occurrences() as found:
            yield self._library(reader, found)

    def example_database(self) -> Path:
        """Return where the example's own database is."""
        from tracker.services.demo import example_database

        return example_database(self.paths.cache, self.clock)

    @contextmanager
    def occurrences(self, tell: "Tell | None" = None) -> "Iterator[CommitOccurrences | None]":
        """What the named and the configured repositories hold, as they are now; None of none.

        ``tell`` takes what there is to say in place of the session's own.
        """
        if not self.repos and not self.config.repos:
            yield None
            return
        from tracker.services.session.occurrences import open_occurrences

        with open_occurrences(
            self.paths.database,
            self.repos,
            self.config.repos,
            self.moment,
            self.clock,
            tell or self.tell,
        ) as found:
            yield found

    def say(self, text: str) -> None:
        """Hand on a sentence that a person should see."""
        self.tell([text], True)

    def ref(self, text: str, take_file: Callable[[Path], str] | None = None) -> "Ref":
        """Return a handle taken apart.

        ``take_file`` takes in a file that is named as a handle, and returns its Message-ID; without
        it a file is no handle. Raises Usage for a handle of no known form; Ambiguous for words that
        several series have.
        """
        from tracker.mail.refs import Ref, RefKind, parse_ref

        if text.startswith("<") and "@" not in text:
            from tracker.services.session.handles import id_as_stored

            if odd := id_as_stored(self, text):
                return odd
        try:
            ref = parse_ref(text)
        except Usage as unread:
            from tracker.services.session.handles import read_handle

            return read_handle(self, text, unread, take_file)
        if ref.kind is RefKind.NUMBERED:
            from tracker.services.session.numbered import mail_numbered

            return Ref(kind=RefKind.MESSAGE_ID, id=mail_numbered(self, ref))
        return ref

    def read_unread(self, ref: "Ref") -> None:
        """Read the series that a handle names where no more than headers of it were read.

        Raises Usage, Unreachable where the archive that holds it cannot be read.
        """
        reader = session_reader(self.paths.database)
        if reader is None:
            return
        with reader:
            if reader.unread_until() is None:
                return
        from tracker.services.sync.ingest import Ingest
        from tracker.services.sync.unread_mail import bring_unread

        steps = bring_unread(Ingest(self.paths.database, self.clock), ref)
        self.tell((step.text for step in steps), False)

    # ---- the board -----------------------------------------------------------------------------

    def bring_up(self) -> bool:
        """Judge the rows of the board that are stale; whether all are true now.

        They are not where the database cannot be written, or repositories were named for this
        session alone: then the caller judges in memory.
        """
        if self.moment is not None or self.repos:
            return False
        if not self.paths.database.exists():
            return True
        from tracker.services.board import is_fresh

        with self.occurrences() as found:
            configured = self.config.maintainers is not None or self.config.maintains
            # Not imported for a warm start where nothing is configured.
            stamp = self.upkeep.stamp if configured else ""
            if is_fresh(self.paths.database, self.projects, found, stamp):
                return True
            from tracker.services.board_refresh.refresh import freshening

            place, now = self.paths.database, self.clock()
            try:
                self.tell(freshening(place, found, self.projects, now, self.upkeep), False)
            except Broken:
                return False
        return True

    def rows(
        self,
        words: tuple[str, ...],
        order: "Order",
        me: "Identity",
        *,
        everything: bool,
        watch: "Watch" = tuple,
    ) -> "tuple[SeriesRow, ...]":
        """Return the series that a query holds, from the board where it is true.

        Elsewhere they are judged now; ``watch`` is given the names, as they are gone through.
        Raises Usage for a query that is not understood.
        """
        from tracker.query.parse import parse_query

        if self.bring_up():
            from tracker.services.board import rows_on_board

            place, text = self.paths.database, " ".join(words)
            return rows_on_board(
                place, text, order, everything=everything, now=self.as_of, me=lambda: me
            )
        from tracker.services.candidates import names_that_may
        from tracker.services.full_text import with_bodies
        from tracker.store.board.memory import select_rows

        with self.library() as library:
            if library is None:
                return ()
            asked = with_bodies(library.reader, parse_query(words), self.as_of)
            names = names_that_may(library, asked, me, everything=everything)
            rows = library.rows(watch(names))
        return select_rows(rows, asked, self.as_of, me, order)


def session_reader(path: Path) -> "Reader | None":
    """Return a reader of a database; None where there is none yet."""
    from tracker.store.load import Reader

    return Reader.open(path)
