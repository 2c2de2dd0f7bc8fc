# SPDX-License-Identifier: GPL-2.0-or-later
"""The tables of what is derived from mail; they can be dropped and made again at any time."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from functools import partial

from tracker.model.series import Series
from tracker.store.columns import (
    ColumnKind,
    Group,
    Index,
    TableColumn,
    array,
    flag,
    moment,
    number,
    table,
    text,
)
from tracker.store.mail_values import Row
from tracker.store.series_rows import (
    evidence_rows,
    membership_rows,
    patch_rows,
    revision_rows,
    series_row,
)

_SERIES = number("series", "The series it belongs to.", parent="series")
_ORDINAL = number("ordinal", "The revision's place in the series, from 0, oldest first.")

_table = partial(table, group=Group.DERIVED, since=2)

SERIES = _table(
    "series",
    "All revisions of one work.",
    number("number", "The number other tables of derived facts name it by; it changes."),
    text("id", "Message-ID of its oldest revision at hand."),
    text("title", "Title of its newest revision."),
    text("author_name", "Name of the author of its newest revision."),
    text("author_email", "Address of that author, lower case."),
    moment("first_date", "When its oldest revision was sent."),
    moment("last_date", "When its newest message at hand was sent, replies included."),
    number("derivation", "The version of the rules that derived it."),
    TableColumn(
        "mark",
        ColumnKind.TEXT,
        "Tells it from what another grouping of mails would make; NULL of an older database.",
        null=True,
        since=6,
    ),
    number(
        "sum",
        "The CRC-32 of its rows in other tables; NULL of an older database.",
        null=True,
        since=15,
    ),
    key=("number",),
    unique=("id",),
    indexes=(Index(("last_date",)),),
)

REVISION = _table(
    "revision",
    "One posting of a series.",
    _SERIES,
    _ORDINAL,
    text("message_id", "The cover letter's Message-ID; else the first patch's."),
    text("cover", "Message-ID of the cover letter.", null=True),
    text("title", "The title of the posting."),
    text("author_name", "Name of its author."),
    text("author_email", "Address of its author, lower case."),
    moment("date", "When it was sent."),
    number("version", "The whole number of the version."),
    text("label", "The version counter as written; empty if there is none."),
    number("expected", "The highest total its patches carry; 0 for a pull request."),
    flag("rfc", "it is an RFC."),
    flag("resend", "it is a resend."),
    flag("pull", "it is a pull request."),
    flag("partial", "it replaces single patches of an earlier revision."),
    text("answers", "The message that its root replies to.", null=True),
    text("change_id", "Its change-id.", null=True),
    text("base_commit", "Its base commit.", null=True),
    array("prefixes", "The other words of the subject's brackets."),
    array("lists", "The mailing lists it was sent to."),
    text("poster_name", "Name of who posted it, if not its author.", null=True, since=12),
    text("poster_email", "Address of who posted it, if not its author.", null=True, since=12),
    key=("series", "ordinal"),
)

REVISION_PATCH = table(
    "revision_patch",
    "One patch of a revision; what its message tells stands there.",
    _SERIES,
    _ORDINAL,
    number("n", "Its place among the patches, from 0."),
    number("message", "Its message."),
    number("position", "N of N/M; 1 for a bare patch."),
    text("title", "Its title."),
    text("author_name", "Name of its author; NULL where it is that of the message.", null=True),
    text("author_email", "Address of its author; NULL where it is the message's.", null=True),
    flag("extra", "somebody else sent it into the series, or it is past the count."),
    key=("series", "ordinal", "n"),
    group=Group.DERIVED,
    since=22,
)

MEMBERSHIP = table(
    "membership",
    "Which messages belong to which revision of which series, and as what.",
    _SERIES,
    _ORDINAL,
    text("role", "cover, patch, spare (sent twice or by mistake) or reply."),
    number("n", "Its place among those of its role, from 0."),
    number("message", "The message."),
    key=("series", "ordinal", "role", "n"),
    indexes=(Index(("message",)),),
    group=Group.DERIVED,
    since=22,
)

SERIES_EVIDENCE = _table(
    "series_evidence",
    "Why each later revision is taken to be one of the same work.",
    _SERIES,
    number("n", "Its place, from 0."),
    text("rule", "The rule that read it."),
    text("message_id", "The message it was read in.", null=True),
    number("line", "The line it stands on, from 1.", null=True),
    text("quote", "The quoted words."),
    text("repository", "The repository it was read in.", null=True),
    text("commit_id", "The commit it was read in.", null=True),
    text("url", "A link as its author wrote it.", null=True),
    key=("series", "n"),
)

OF_SERIES = (REVISION, REVISION_PATCH, MEMBERSHIP, SERIES_EVIDENCE)
"""Everything that hangs on one series; replaced with it."""

DERIVED = (SERIES, *OF_SERIES)


_CHILDREN: tuple[tuple[str, Callable[[int, Series], Iterator[Row]]], ...] = (
    (REVISION.insert, revision_rows),
    (
        "INSERT INTO revision_patch SELECT ?, ?, ?, id, ?, ?,"
        " nullif(?, coalesce(author_name, sender_name)),"
        " nullif(?, coalesce(author_email, sender_email)), ? FROM message WHERE message_id = ?",
        patch_rows,
    ),
    (
        "INSERT INTO membership SELECT ?, ?, ?, ?, id FROM message WHERE message_id = ?",
        membership_rows,
    ),
    (SERIES_EVIDENCE.insert, evidence_rows),
)
"""What adds a row to each table, and the values; messages are given by their Message-IDs, the last
of the values."""

_LAST_ACTIVITY = """
UPDATE series SET last_date = max(last_date, coalesce((
    SELECT max(message.date) FROM membership JOIN message ON message.id = membership.message
    WHERE membership.series = series.number), last_date))
WHERE number >= ?
"""
_SAVED = """
INSERT INTO board_state (name, value) VALUES ('saved', '1')
ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)
"""
"""Lets the board see that it must be looked over."""


def save_all(connection: sqlite3.Connection, series: list[Series], derivation: int) -> None:
    """Store the series within the transaction that is open."""
    if not series:
        # Of nothing new the board need not hear: looking it over takes longer than the rest.
        return
    _forget(connection, series)
    (last,) = connection.execute("SELECT coalesce(max(number), 0) FROM series").fetchone()
    numbered = list(enumerate(series, last + 1))
    connection.executemany(
        SERIES.insert,
        (series_row(number, one, derivation) for number, one in numbered),
    )
    for insert, rows in _CHILDREN:
        connection.executemany(
            insert, (row for number, one in numbered for row in rows(number, one))
        )
    connection.execute(_LAST_ACTIVITY, (last + 1,))
    connection.execute(_SAVED)


def drop_all(connection: sqlite3.Connection) -> None:
    """Empty every table of derived facts."""
    for one in reversed(DERIVED):
        connection.execute(f"DELETE FROM {one.name}")
    connection.execute(_SAVED)


def _forget(connection: sqlite3.Connection, series: list[Series]) -> None:
    """Drop these series, and every other that held one of their messages."""
    names = json.dumps([name for one in series for name in (one.id, *one.messages)])
    rows = connection.execute(
        "SELECT series FROM message JOIN membership ON membership.message = message.id"
        " WHERE message_id IN (SELECT value FROM json_each(:names))"
        " UNION SELECT number FROM series WHERE id IN (SELECT value FROM json_each(:names))",
        {"names": names},
    ).fetchall()
    for one in reversed(OF_SERIES):
        connection.executemany(f"DELETE FROM {one.name} WHERE series = ?", rows)
    connection.executemany("DELETE FROM series WHERE number = ?", rows)
