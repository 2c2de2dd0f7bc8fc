# SPDX-License-Identifier: GPL-2.0-or-later
"""Numbered steps that bring a database of any age to the schema of today.

A step never changes once it has shipped: what is new gets ``since=<its number>`` in the
description of its table or column, and a step of its own at the end. Each runs whole or not at all.
"""

from pathlib import Path

from sqlite_utils import Database, Migrations

from tracker.store.board.tables import BOARD
from tracker.store.columns import Table, statements
from tracker.store.commit_pages import PAGES
from tracker.store.connect import APPLICATION_ID, VERSION, open_to_write, version_of
from tracker.store.faults import told_plainly
from tracker.store.mail_tables import FETCHED
from tracker.store.repositories import REPOSITORIES
from tracker.store.series import DERIVED
from tracker.store.user_actions import SAID

TABLES: tuple[Table, ...] = (*FETCHED, *REPOSITORIES, *PAGES, *DERIVED, *BOARD, *SAID)
"""The whole schema."""
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


def migrate(db: Database, path: Path) -> None:
    """Bring the database to the newest schema, all steps or none.

    Raises Broken for a file that another program, or a newer version of this one, has made.
    """
    if version_of(db.conn, path) == VERSION:
        return
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(db)
    except BaseException:
        db.conn.rollback()
        raise
    db.conn.commit()


def upgrade(path: Path, patience: float) -> None:
    """Bring the file at ``path`` to the newest schema.

    Raises Broken for a file that cannot be written.
    """
    connection = open_to_write(path, patience)
    try:
        with told_plainly(path):
            migrate(Database(connection, execute_plugins=False), path)
    finally:
        connection.close()


def _migration_step(db: Database, number: int) -> None:
    for sql in statements(TABLES, number):
        db.execute(sql)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {number}")
