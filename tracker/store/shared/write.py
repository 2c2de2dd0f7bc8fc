# SPDX-License-Identifier: GPL-2.0-or-later
"""Writing what mails share.

A set of lists or people never changes once it is written; a mail that comes to have another gets
the number of that. A mail that others answer or refer to is named by its number; one that is not
cached has a negative one, in ``absent_mail``, until it comes, and again when it goes.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from tracker.model.people import Person
from tracker.store.columns import Table
from tracker.store.reading import GIVEN, given
from tracker.store.shared.tables import LIST_SET, PEOPLE_SET

_NAMING = (("message", "answers"), ("message_target", "target"))
"""Tables and columns that hold such numbers."""


class SetWriter:
    """The sets of a batch of mails; each is looked up once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._sets: dict[tuple[str, str], int] = {}
        self._people: dict[Person, int] = {}

    def lists(self, addresses: Sequence[str]) -> int | None:
        """Return the number of a set of lists."""
        return self._number(LIST_SET, addresses)

    def people(self, people: Sequence[Person]) -> int | None:
        """Return the number of a set of people."""
        return self._number(PEOPLE_SET, [self._person(one) for one in people])

    def add_lists(self, message: int, addresses: Iterable[str]) -> None:
        """Put lists behind those that are known of a mail."""
        found = self._connection.execute(
            "SELECT address FROM message_list WHERE message = ? ORDER BY n", (message,)
        ).fetchall()
        known = [address for (address,) in found]
        every = [*dict.fromkeys((*known, *addresses))]
        if every != known:
            self._connection.execute(
                "UPDATE message SET list_set = ? WHERE id = ?", (self.lists(every), message)
            )

    def _number(self, table: Table, values: Sequence[str | int]) -> int | None:
        if not values:
            return None
        text = packed_set(values)
        number = self._sets.get((table.name, text))
        if number is None:
            column = table.unique[0]
            number = self._sets[table.name, text] = self._row_of(table.name, {column: text})
        return number

    def _person(self, person: Person) -> int:
        number = self._people.get(person)
        if number is None:
            row = {"name": person.name, "email": person.email}
            number = self._people[person] = self._row_of("person", row)
        return number

    def _row_of(self, table: str, row: Mapping[str, str]) -> int:
        """Return the number of a row, which is made where there is none."""
        equal = " AND ".join(f"{name} = ?" for name in row)
        values = [*row.values()]
        sql = f"SELECT id FROM {table} WHERE {equal}"
        if found := self._connection.execute(sql, values).fetchone():
            return int(found[0])
        marks = ", ".join("?" * len(row))
        sql = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})"
        return int(self._connection.execute(sql, values).lastrowid or 0)


def packed_set(values: Sequence[str | int]) -> str:
    """Return a set as one value, without a space."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


class NameWriter:
    """The numbers of a batch of mails and of those that they name; each is looked up once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._numbers: dict[str, int] = {}

    def arrive(self, mails: Mapping[str, int]) -> None:
        """Take mails that are about to be stored, by their numbers."""
        self._numbers |= mails
        for name, number in mails.items():
            absent = self._found("absent_mail", name)
            if absent is not None:
                _renumber(self._connection, absent, number)
                self._connection.execute("DELETE FROM absent_mail WHERE id = ?", (absent,))

    def number(self, name: str) -> int:
        """Return the number of a mail."""
        number = self._numbers.get(name)
        if number is None:
            number = self._found("message", name)
            if number is None:
                number = self._found("absent_mail", name)
            if number is None:
                number = _add_absent(self._connection, name)
            self._numbers[name] = number
        return number

    def _found(self, table: str, name: str) -> int | None:
        row = self._connection.execute(
            f"SELECT id FROM {table} WHERE message_id = ?", (name,)
        ).fetchone()
        return int(row[0]) if row else None


def forget_names(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Give mails that are about to go, and that others name, numbers of mails not cached."""
    named = " OR ".join(f"id IN (SELECT {column} FROM {table})" for table, column in _NAMING)
    found = connection.execute(
        f"SELECT id, message_id FROM message WHERE id {GIVEN} AND ({named})", (given(numbers),)
    ).fetchall()
    for number, name in found:
        _renumber(connection, number, _add_absent(connection, name))


def _renumber(connection: sqlite3.Connection, old: int, new: int) -> None:
    for table, column in _NAMING:
        connection.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (new, old))


def _add_absent(connection: sqlite3.Connection, name: str) -> int:
    cursor = connection.execute(
        "INSERT INTO absent_mail (id, message_id)"
        " SELECT coalesce(min(id), 0) - 1, ? FROM absent_mail RETURNING id",
        (name,),
    )
    return int(cursor.fetchall()[0][0])
