# SPDX-License-Identifier: GPL-2.0-or-later
"""Storing and forgetting the headers of mails that are not read yet."""

import json
import sqlite3
from collections.abc import Callable, Iterable

from tracker.model.headings import Heading
from tracker.store.headings.tables import HEADING
from tracker.store.mail_tables import title_number
from tracker.store.mail_values import seconds


def write_headings(
    connection: sqlite3.Connection,
    archive: int,
    headings: Iterable[Heading],
    title_key: Callable[[str], str],
) -> None:
    """Store headers, within the transaction that is open; those known already stay."""
    names = ", ".join(HEADING.names[1:])
    marks = ", ".join("?" for _ in HEADING.names[1:])
    connection.executemany(
        f"INSERT OR IGNORE INTO heading ({names}) VALUES ({marks})",
        (
            (
                archive,
                one.key,
                None if one.arrived is None else seconds(one.arrived),
                one.message_id,
                one.root,
                one.title,
                title_number(title_key(one.title)),
                one.is_reply,
                one.sender.name,
                one.sender.email,
                one.change_id,
            )
            for one in headings
        ),
    )


def drop_headings(connection: sqlite3.Connection, archive: int, keys: Iterable[str]) -> None:
    """Forget the headers of mails that were read or taken out, within the open transaction."""
    if connection.execute("SELECT 1 FROM heading LIMIT 1").fetchone():
        connection.execute(
            "DELETE FROM heading WHERE archive = ? AND key IN (SELECT value FROM json_each(?))",
            (archive, json.dumps(list(keys))),
        )
