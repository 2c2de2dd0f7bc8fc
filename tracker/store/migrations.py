# SPDX-License-Identifier: GPL-2.0-or-later
"""Numbered steps that bring a database of any age to the schema of today.

A step never changes once it has shipped: what is new gets ``since=<its number>`` in the
description of its table or column, and a step of its own at the end. Each runs whole or not at all.
"""

import os
import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path

from sqlite_utils import Database, Migrations

from tracker.errors import Broken
from tracker.store.board.tables import BOARD
from tracker.store.columns import Table, statements
from tracker.store.commit_pages import PAGES
from tracker.store.connect import APPLICATION_ID, VERSION, open_to_write, version_of
from tracker.store.faults import told_plainly
from tracker.store.headings.tables import HEADING
from tracker.store.mail_tables import FETCHED
from tracker.store.outside.tables import OUTSIDE
from tracker.store.recorded.copy import set_aside, write_copy
from tracker.store.repositories import REPOSITORIES
from tracker.store.search.words import TEXT_INDEX, TEXT_ROW
from tracker.store.series import DERIVED
from tracker.store.shared.reshape import (
    leave_implied,
    number_members,
    number_names,
    set_apart,
    set_members_apart,
    share_sets,
)
from tracker.store.shared.tables import SHARED
from tracker.store.user_actions import SAID

TABLES: tuple[Table, ...] = (
    *FETCHED,
    *SHARED,
    HEADING,
    TEXT_ROW,
    *REPOSITORIES,
    *PAGES,
    *OUTSIDE,
    *DERIVED,
    *BOARD,
    *SAID,
)
"""The whole schema."""
_EMPTY = "SELECT freelist_count, page_count FROM pragma_freelist_count, pragma_page_count"
migrations = Migrations("tracker")


@migrations()
def m001_fetched(db: Database) -> None:
    """Archives, and every mail read once."""
    _migration_step(db, 1)


@migrations()
def m002_derived(db: Database) -> None:
    """Series and their revisions."""
    _migration_step(db, 2)


@migrations()
def m003_said(db: Database) -> None:
    """What the user recorded."""
    _migration_step(db, 3)


@migrations()
def m004_repositories(db: Database) -> None:
    """Commits and refs of git repositories."""
    _migration_step(db, 4)


@migrations()
def m005_words(db: Database) -> None:
    """Snoozes, and how far a report has told."""
    _migration_step(db, 5)


@migrations()
def m006_board(db: Database) -> None:
    """The board's rows."""
    _migration_step(db, 6)


@migrations()
def m007_pages(db: Database) -> None:
    """Commits read from the pages of a web server; histories packed; branches rebuilt."""
    _migration_step(db, 7)


@migrations()
def m008_arrivals(db: Database) -> None:
    """Which mail came after a look."""
    _migration_step(db, 8)


@migrations()
def m009_verdicts(db: Database) -> None:
    """What machines say of patches."""
    _migration_step(db, 9)


@migrations()
def m010_delivered(db: Database) -> None:
    """Whether a mailing list delivered a mail."""
    _migration_step(db, 10)


@migrations()
def m011_board_checks(db: Database) -> None:
    """Failing checks and subsystems of the board's rows."""
    _migration_step(db, 11)


@migrations()
def m012_posters(db: Database) -> None:
    """Who posted a revision that somebody else wrote."""
    _migration_step(db, 12)


@migrations()
def m013_dates(db: Database) -> None:
    """Where the date of a mail is from."""
    _migration_step(db, 13)


@migrations()
def m014_labels(db: Database) -> None:
    """Labels, and an ordered queue of series."""
    _migration_step(db, 14)


@migrations()
def m015_sums(db: Database) -> None:
    """Check sums of mails, series and rows of the board."""
    _migration_step(db, 15)


@migrations()
def m016_text(db: Database) -> None:
    """Full text of subjects and people's own words; filled as mail is read again."""
    db.execute(TEXT_INDEX)
    _migration_step(db, 16)


@migrations()
def m017_outside(db: Database) -> None:
    """What other services have patches as."""
    _migration_step(db, 17)


@migrations()
def m018_addressed(db: Database) -> None:
    """How many of its recipients a mail was addressed to; the others got a copy."""
    _migration_step(db, 18)


@migrations()
def m019_sets(db: Database) -> None:
    """Lists and recipients that mails share, once for all of them."""
    _migration_step(db, 19)
    share_sets(db.conn)


@migrations()
def m020_implied(db: Database) -> None:
    """Titles found by a number; authors and lines of tags that other columns imply."""
    old = set_apart(db.conn)
    _migration_step(db, 20)
    if old:
        leave_implied(db.conn)


@migrations()
def m021_names(db: Database) -> None:
    """Mails that others answer or refer to, by number."""
    _migration_step(db, 21)
    number_names(db.conn)


@migrations()
def m022_members(db: Database) -> None:
    """Members and patches of a revision, by the number of their message."""
    old = set_members_apart(db.conn)
    _migration_step(db, 22)
    if old:
        number_members(db.conn)


@migrations()
def m023_needs(db: Database) -> None:
    """What mails name in words as needed, found without reading every remark."""
    _migration_step(db, 23)


@migrations()
def m024_sums(db: Database) -> None:
    """Check sums are made of other bytes: those of before are not compared any more."""
    _migration_step(db, 24)
    for name in ("message", "series"):
        db.execute(f"UPDATE {name} SET sum = NULL")


@migrations()
def m025_headings(db: Database) -> None:
    """Mails of which only the header was read."""
    _migration_step(db, 25)


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the database to the newest schema, all steps or none.

    Raises Broken for a file that another program, or a newer version of this one, has made.
    """
    version = version_of(connection, path)
    if version == VERSION:
        return
    if version == 0:
        set_aside(path)
    connection.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(Database(connection, execute_plugins=False))
        if version:
            write_copy(connection, path)
    except BaseException:
        connection.rollback()
        raise
    connection.commit()
    if version:
        _give_back(connection)


def _give_back(connection: sqlite3.Connection) -> None:
    """Make the file smaller where the steps left much of it empty.

    On a full disk, or while another program reads, it stays as it is: new mail fills it.
    """
    ((empty, pages),) = connection.execute(_EMPTY).fetchall()
    if empty > pages // 20:
        with suppress(sqlite3.OperationalError):
            connection.execute("VACUUM")


def create(path: Path) -> None:
    """Make a new database, whole from its first moment on; another program may be the first.

    It is readable for its owner only: it will hold notes. Raises Broken where it cannot be made.
    """
    name = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Broken(f"the folder {path.parent} cannot be made: {error.strerror}") from error
    try:
        number, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        os.close(number)
        connection = sqlite3.connect(name, isolation_level=None)
        with told_plainly(path), closing(connection):
            connection.execute("PRAGMA journal_mode = WAL")
            migrate(connection, path)
            # What a disk that fails leaves in the log would stay behind under the other name.
            _settle_log(connection, path)
        _link_new(Path(name), path)
    except OSError as error:
        raise Broken(f"the database {path} cannot be made: {error.strerror}") from error
    finally:
        for end in ("", "-wal", "-shm") if name else ():
            Path(f"{name}{end}").unlink(missing_ok=True)


def _settle_log(connection: sqlite3.Connection, path: Path) -> None:
    """Write what is in the log of a new database into its file. Raises Broken."""
    try:
        ((busy, _, _),) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except sqlite3.DatabaseError as error:
        # SQLite calls a log that it cannot read malformed; nothing of the user's is in it yet.
        raise Broken(f"the database {path} cannot be made: the disk reports a fault") from error
    if busy:
        raise Broken(f"the database {path} cannot be made: another program holds it")


def _link_new(made: Path, path: Path) -> None:
    """Give a new file its name, unless there is one of that name already."""
    try:
        path.hardlink_to(made)
    except FileExistsError:
        return
    except OSError:
        # Not every file system has links: there the first of two programs may lose its file.
        if not path.exists():
            made.replace(path)
    with suppress(OSError):
        number = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def upgrade(path: Path, patience: float) -> None:
    """Bring the file at ``path`` to the newest schema.

    Raises Broken for a file that cannot be written.
    """
    connection = open_to_write(path, patience)
    try:
        with told_plainly(path):
            migrate(connection, path)
    finally:
        connection.close()


def _migration_step(db: Database, number: int) -> None:
    for sql in statements(TABLES, number):
        db.execute(sql)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {number}")
