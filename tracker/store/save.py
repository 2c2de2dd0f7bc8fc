# SPDX-License-Identifier: GPL-2.0-or-later
"""Writing the database. Every method is one transaction, or part of the one that is open."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from tracker.errors import Usage
from tracker.model.headings import Heading
from tracker.model.mail import ArchiveKind, Message, Unreadable
from tracker.model.outside.pages import CommitPage
from tracker.model.outside.states import OutsideAnswer
from tracker.model.repository import Commit, Tip
from tracker.model.series import Series
from tracker.store import repositories
from tracker.store.board.writes import BoardTable
from tracker.store.commit_pages import save_page
from tracker.store.connect import PATIENCE, VERSION, open_to_write, version_of
from tracker.store.faults import told_plainly
from tracker.store.headings.write import drop_headings, write_headings
from tracker.store.mail_removal import remove_mail
from tracker.store.mail_values import seconds
from tracker.store.mail_writes import BatchOrigin, Keyed, save_batch
from tracker.store.outside.tables import save_outside
from tracker.store.records import SavedCount, ThreadFetch, UserStep
from tracker.store.series import drop_all, save_all
from tracker.store.storable import WONT_STORE, refused, without_nul

if TYPE_CHECKING:
    from tracker.store.user_action_writes import UserActionWriter

_BATCH = 1000


class Writer:
    """The one way to change the database; a run that was killed can be run again.

    Use it as a context manager. Opening makes the file where it is missing, and brings an older
    one to the schema of today. A connection serves the thread that opened it.
    """

    def __init__(self, path: Path, *, patience: float = PATIENCE) -> None:
        """Open ``path``, waiting ``patience`` seconds for a lock.

        Raises Broken for a file that is damaged, locked, not ours, or of a newer version.
        """
        self._path = path
        if not path.exists():
            from tracker.store.migrations import create

            create(path)
        self._db = open_to_write(path, patience)
        try:
            with told_plainly(path):
                if version_of(self._db, path) != VERSION:
                    from tracker.store.migrations import migrate

                    migrate(self._db, path)
        except BaseException:
            self._db.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; an open transaction is rolled back."""
        self._db.close()

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """Join several calls into one transaction: all of it is stored, or nothing.

        The write lock is taken at once, so that a second writer waits at the start and does not
        fail in the middle (https://sqlite.org/isolation.html).
        """
        connection = self._db
        if connection.in_transaction:
            with _savepoint(connection):
                yield
            return
        with told_plainly(self._path):
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                connection.commit()
            except BaseException:
                connection.rollback()
                raise

    def add_archive(self, kind: ArchiveKind, path: str, url: str | None) -> int:
        """Return the number of the archive, which is added where it is not known yet."""
        with self.atomic():
            sql = "SELECT 1 FROM archive WHERE kind = ? AND path = ?"
            known = self._db.execute(sql, (kind, path)).fetchone()
            row = self._db.execute(
                "INSERT INTO archive (kind, path, url) VALUES (?, ?, ?)"
                " ON CONFLICT (kind, path) DO UPDATE SET url = coalesce(excluded.url, url)"
                " RETURNING id",
                (kind, path, url),
            ).fetchall()
            if known is None:
                self._write_copy()
            return int(row[0][0])

    def save_mail(
        self,
        archive_id: int,
        items: Iterable[tuple[str, Message | Unreadable]],
        cursor: str | None,
        at: datetime,
        *,
        read_version: int,
        title_key: Callable[[str], str],
    ) -> SavedCount:
        """Store mails by their keys in the archive, and how far the archive is read by now.

        A stored message stays as it is, and the new reading counts as a copy, unless it was
        abridged and the new one is whole, or newer rules read the same place again. A mail that
        SQLite cannot hold is stored as Unreadable. With no ``cursor`` the old one stays.
        All of it is one transaction: hand over some thousand mails a call.
        ``title_key`` folds a title to the key that ``Reader.ids_by_titles`` is asked with.
        """
        reading = BatchOrigin(archive=archive_id, version=read_version, title_key=title_key)
        count = SavedCount()
        rest = (without_nul(key, record) for key, record in items)
        with self.atomic():
            while batch := list(islice(rest, _BATCH)):
                count += self._save_batch(reading, batch)
            self._db.execute(
                "UPDATE archive SET cursor = coalesce(?, cursor), read_at = ? WHERE id = ?",
                (cursor, seconds(at), archive_id),
            )
        return count

    def _save_batch(self, reading: BatchOrigin, batch: list[Keyed]) -> SavedCount:
        """Store a batch; where one mail spoils it, halve it until that one stands alone."""
        try:
            with _savepoint(self._db):
                return save_batch(self._db, reading, batch)
        except WONT_STORE:
            if len(batch) == 1:
                return save_batch(self._db, reading, [refused(*batch[0])])
            half = len(batch) // 2
            first = self._save_batch(reading, batch[:half])
            return first + self._save_batch(reading, batch[half:])

    def save_headings(
        self, archive: int, headings: Iterable[Heading], title_key: Callable[[str], str]
    ) -> None:
        """Store the headers of mails that are not read yet; those known already stay."""
        with self.atomic():
            write_headings(self._db, archive, headings, title_key)

    def drop_headings(self, archive: int, keys: Iterable[str]) -> None:
        """Forget the headers of mails that were read."""
        with self.atomic():
            drop_headings(self._db, archive, keys)

    def remove_mail(self, archive: int, keys: Sequence[str]) -> int:
        """Forget the mails that an archive has taken out; how many are in no other place.

        A mail that lies in another archive too is kept as that one has it. What a person said
        hangs on the Message-ID and stays. The derived tables are the caller's to make again.
        """
        with self.atomic():
            return remove_mail(self._db, archive, keys)

    def save_fetch(self, fetch: ThreadFetch) -> None:
        """Remember that a thread was asked for, and when."""
        with self.atomic():
            self._db.execute(
                "INSERT OR REPLACE INTO thread_fetch"
                " (source, message_id, fetched_at, messages, newest) VALUES (?, ?, ?, ?, ?)",
                (
                    fetch.source,
                    fetch.message_id,
                    seconds(fetch.fetched_at),
                    fetch.messages,
                    None if fetch.newest is None else seconds(fetch.newest),
                ),
            )

    def save_series(self, series: Iterable[Series], derivation: int) -> int:
        """Store series, in place of every series that held one of their messages; how many."""
        rest, count = iter(series), 0
        with self.atomic():
            while some := list(islice(rest, _BATCH)):
                save_all(self._db, some, derivation)
                count += len(some)
        return count

    def drop_derived(self) -> None:
        """Forget everything that can be derived again."""
        with self.atomic():
            drop_all(self._db)

    def add_repository(self, path: str) -> int:
        """Return the number of the repository, which is added where it is not known yet."""
        with self.atomic():
            return repositories.add(self._db, path)

    def save_commits(
        self, repository: int, commits: Sequence[Commit], title_key: Callable[[str], str]
    ) -> int:
        """Add commits, parents before children; known ones stay. Returns how many are new."""
        with self.atomic():
            return repositories.save_commits(self._db, repository, commits, title_key)

    def save_tips(
        self,
        repository: int,
        tips: Iterable[Tip],
        shallow: str,
        at: datetime,
        rebuilt: Iterable[Tip] = (),
    ) -> None:
        """Remember the branches and tags as they are now: how far the repository was read.

        ``rebuilt`` are tips of before whose branches no longer hold what they held.
        """
        with self.atomic():
            repositories.save_tips(self._db, repository, tips, shallow, at, rebuilt)

    def forget_commits(self, repository: int) -> None:
        """Drop what is known of a repository, so that it is read again."""
        with self.atomic():
            repositories.forget(self._db, repository)

    def save_page(self, page: CommitPage) -> None:
        """Remember what came of asking a web server for a commit."""
        with self.atomic():
            save_page(self._db, page)

    def save_outside(self, answer: OutsideAnswer) -> int:
        """Keep what a service has patches as; return how much of it is new."""
        with self.atomic():
            return save_outside(self._db, answer)

    @contextmanager
    def board(self) -> Iterator[BoardTable]:
        """The rows of the board, to be marked and written; one transaction."""
        with self.atomic():
            yield BoardTable(self._db)

    @contextmanager
    def user_actions(self) -> "Iterator[UserActionWriter]":
        """What the user records now, one transaction; ``keep`` lets it be taken back."""
        from tracker.store.user_action_writes import UserActionWriter

        with self._recording():
            yield UserActionWriter(self._db)

    @contextmanager
    def _recording(self) -> Iterator[None]:
        """One transaction that changes what is recorded, and the copy of it."""
        with self.atomic():
            yield
            self._write_copy()

    def _write_copy(self) -> None:
        # Not imported for mail alone.
        from tracker.store.recorded.copy import write_copy

        write_copy(self._db, self._path)

    def take_back(self, step: UserStep) -> bool:
        """Put what was said back as it was; whether it was still there to be taken back.

        Raises Usage where something said later changed the same again.
        """
        from tracker.store.user_action_writes import later, take_back

        with self._recording():
            since = later(self._db, step)
            if since is not None:
                raise Usage(f"something was said of it since: {since}; take that back first")
            return take_back(self._db, step)

    def set_mark(self, name: str, at: datetime) -> None:
        """Remember the moment that a report of this name was told for."""
        with self._recording():
            values = (name, seconds(at))
            self._db.execute("INSERT OR REPLACE INTO mark (name, at) VALUES (?, ?)", values)

    def track(self, message_id: str, at: datetime) -> None:
        """Follow the series of a message; if it is followed already, since then."""
        with self.user_actions() as said:
            said.track(message_id, at)

    def see(self, message_id: str, at: datetime) -> None:
        """The user looked at the series of a message; an earlier look changes nothing."""
        with self.user_actions() as said:
            said.see(message_id, at)


@contextmanager
def _savepoint(connection: sqlite3.Connection) -> Iterator[None]:
    """Undo what is written inside, and nothing before it, where that raises.

    They nest: a name means the innermost (https://sqlite.org/lang_savepoint.html).
    """
    connection.execute("SAVEPOINT inner")
    try:
        yield
    except BaseException:
        # A full disk has ended the whole transaction (https://sqlite.org/lang_transaction.html).
        if connection.in_transaction:
            connection.execute("ROLLBACK TO inner")
            connection.execute("RELEASE inner")
        raise
    connection.execute("RELEASE inner")
