# SPDX-License-Identifier: GPL-2.0-or-later
"""What older releases kept in other tables and columns, brought into those of today.

A new database never had them, so each finds out first whether there is something to bring.
"""

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from tracker.store.columns import Table, create_statements, stored_values
from tracker.store.mail_tables import TAG_LINE, title_number
from tracker.store.shared.tables import (
    LIST_SET,
    MESSAGE_ANSWERS,
    MESSAGE_LIST,
    MESSAGE_REFERENCE,
    PEOPLE_SET,
    RECIPIENT,
)
from tracker.store.shared.write import packed_set

_TABLE = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?"


def share_sets(connection: sqlite3.Connection) -> None:
    """Put the lists and people of each mail, one a row, into sets that mails share."""
    for old, column, table in (
        (MESSAGE_LIST, "address", LIST_SET),
        (RECIPIENT, "person", PEOPLE_SET),
    ):
        if connection.execute(_TABLE, (old.name,)).fetchone():
            rows = connection.execute(f"SELECT message, {column} FROM {old.name} ORDER BY 1, n")
            connection.executemany(
                f"UPDATE message SET {table.name} = ? WHERE id = ?",
                _numbered(connection, table, rows),
            )
            connection.execute(f"DROP TABLE {old.name}")
        connection.execute(old.create)


def _numbered(
    connection: sqlite3.Connection, table: Table, rows: sqlite3.Cursor
) -> Iterator[tuple[int, int]]:
    """Yield the number of the set of each message, which is made where there is none."""
    numbers: dict[str, int] = {}
    insert = f"INSERT INTO {table.name} ({table.unique[0]}, id) VALUES (?, ?)"
    for message, some in groupby(rows, key=itemgetter(0)):
        text = packed_set([value for _, value in some])
        if text not in numbers:
            numbers[text] = len(numbers) + 1
            connection.execute(insert, (text, numbers[text]))
        yield numbers[text], message


def set_apart(connection: sqlite3.Connection) -> bool:
    """Rename what takes another form under the same name; whether there is any of it."""
    found = connection.execute("SELECT name FROM pragma_table_info('message')").fetchall()
    if ("title_key",) not in found:
        return False
    for name in ("author_name", "author_email"):
        connection.execute(f"ALTER TABLE message RENAME COLUMN {name} TO former_{name}")
    connection.execute("ALTER TABLE tag_line RENAME TO former_tag_line")
    return True


def leave_implied(connection: sqlite3.Connection) -> None:
    """Number the titles, and leave out authors and lines of tags that other columns imply."""
    connection.create_function("title_number", 1, title_number, deterministic=True)
    connection.execute(
        "UPDATE message SET title_number = title_number(title_key),"
        " author_name = nullif(former_author_name, sender_name),"
        " author_email = nullif(former_author_email, sender_email)"
    )
    connection.execute("DROP INDEX message_by_title_key")
    for name in ("title_key", "former_author_name", "former_author_email"):
        connection.execute(f"ALTER TABLE message DROP COLUMN {name}")
    for sql in create_statements(TAG_LINE):
        connection.execute(sql)
    places = {name: f'"{name}"' for name in TAG_LINE.names}
    values = ", ".join((places | stored_values(TAG_LINE, places)).values())
    connection.execute(f"INSERT INTO tag_line SELECT {values} FROM former_tag_line")
    connection.execute("DROP TABLE former_tag_line")


def number_names(connection: sqlite3.Connection) -> None:
    """Name the mails that others answer or refer to by number, and no longer by Message-ID."""
    if connection.execute(_TABLE, (MESSAGE_REFERENCE.name,)).fetchone():
        for sql in _NUMBERS:
            connection.execute(sql)
    for view in (MESSAGE_ANSWERS, MESSAGE_REFERENCE):
        connection.execute(view.create)


def set_members_apart(connection: sqlite3.Connection) -> bool:
    """Rename the tables of members and patches by Message-ID; whether there are any."""
    if not connection.execute(_TABLE, ("membership",)).fetchone():
        return False
    connection.execute("DROP INDEX membership_by_message_id")
    for name in ("membership", "revision_patch"):
        connection.execute(f"ALTER TABLE {name} RENAME TO former_{name}")
    return True


def number_members(connection: sqlite3.Connection) -> None:
    """Name members and patches by the number of their message, which has the rest."""
    for sql in _MEMBERS:
        connection.execute(sql)


_MEMBERS = (
    "INSERT INTO membership SELECT series, ordinal, role, n, message.id FROM former_membership"
    " JOIN message USING (message_id)",
    "INSERT INTO revision_patch SELECT series, ordinal, n, m.id, p.position, p.title,"
    " nullif(p.author_name, coalesce(m.author_name, m.sender_name)),"
    " nullif(p.author_email, coalesce(m.author_email, m.sender_email)), extra"
    " FROM former_revision_patch AS p JOIN message AS m USING (message_id)",
    "DROP TABLE former_membership",
    "DROP TABLE former_revision_patch",
    # A series of another sum counts as damaged; one without is not compared.
    "UPDATE series SET sum = NULL",
)
_NUMBER_OF = (
    "coalesce((SELECT id FROM message AS m WHERE m.message_id = {0}),"
    " (SELECT id FROM absent_mail AS a WHERE a.message_id = {0}))"
)
_NUMBERS = (
    "INSERT INTO absent_mail (id, message_id) SELECT -row_number() OVER (ORDER BY name), name FROM"
    " (SELECT in_reply_to AS name FROM message WHERE in_reply_to IS NOT NULL"
    " UNION SELECT target FROM message_reference)"
    " WHERE name NOT IN (SELECT message_id FROM message)",
    f"UPDATE message SET answers = {_NUMBER_OF.format('message.in_reply_to')}"
    " WHERE in_reply_to IS NOT NULL",
    "INSERT INTO message_target (message, n, target)"
    f" SELECT message, n, {_NUMBER_OF.format('target')} FROM message_reference",
    "DROP TABLE message_reference",
    "DROP INDEX message_by_in_reply_to",
    "ALTER TABLE message DROP COLUMN in_reply_to",
)
