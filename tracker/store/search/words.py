# SPDX-License-Identifier: GPL-2.0-or-later
"""The index of full text, and what is written to it with each mail.

It is contentless (https://sqlite.org/fts5.html#contentless_tables): the words lead to the mail, and
the mail stays where it lies, so the database does not hold its text. SQLite before 3.43 cannot
delete from such an index; what is read again gets a new row, and the old row leads nowhere.
"""

import sqlite3
from collections.abc import Iterable

from tracker.model.mail import Message
from tracker.store.columns import Group, number, table

TEXT_INDEX = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS message_text USING fts5(subject, words, content='',"
    " tokenize='unicode61 remove_diacritics 2')"
)
"""The step that makes it is ``migrations.m016_text``."""

TEXT_ROW = table(
    "text_row",
    "Which message a row of the full-text index message_text is of.",
    number("id", "The row id in message_text; never used twice."),
    number("message", "The message.", parent="message"),
    group=Group.FETCHED,
    since=16,
    key=("id",),
    unique=("message",),
)
_LAST = "SELECT coalesce(max(id), 0) FROM message_text_docsize"


def write_texts(connection: sqlite3.Connection, mails: Iterable[tuple[int, Message]]) -> None:
    """Put mails, by their numbers in ``message``, into the index, in place of what it had of them.

    A machine's own text is left out: only its subject is found.
    """
    (last,) = connection.execute(_LAST).fetchone()
    numbered = [(n, number, mail) for n, (number, mail) in enumerate(mails, last + 1)]
    connection.executemany(
        "INSERT INTO message_text (rowid, subject, words) VALUES (?, ?, ?)",
        [(n, mail.subject.title, "" if mail.bot else mail.own_text) for n, _, mail in numbered],
    )
    connection.executemany(
        "INSERT OR REPLACE INTO text_row (id, message) VALUES (?, ?)",
        [(n, number) for n, number, _ in numbered],
    )
