# SPDX-License-Identifier: GPL-2.0-or-later
"""Sets of lists and of people that mails were sent to: mails of a thread share them.

A set never changes once it is written; a mail that comes to have another gets the number of that.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from tracker.errors import Broken
from tracker.model.people import Person
from tracker.store.columns import Table, select
from tracker.store.faults import DAMAGED
from tracker.store.reading import GIVEN, ReadOnly, given
from tracker.store.shared.tables import LIST_SET, PEOPLE_SET

_NO_ONE = Person("", "")


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


class SetReader(ReadOnly):
    """The sets that mails name by number; what was read is kept, for it never changes."""

    @cached_property
    def _lists_known(self) -> dict[int, tuple[str, ...]]:
        return {}

    @cached_property
    def _sets_known(self) -> dict[int, tuple[Person, ...]]:
        return {}

    @cached_property
    def _people_known(self) -> dict[int, Person]:
        return {}

    def _lists(self, numbers: Iterable[int]) -> Mapping[int, tuple[str, ...]]:
        """Return the addresses of sets of lists. Raises Broken for one that cannot be read."""
        known = self._lists_known
        known |= self._read_sets(LIST_SET, [one for one in numbers if one not in known])
        return known

    def _people(self, numbers: Iterable[int]) -> Mapping[int, tuple[Person, ...]]:
        """Return who is in sets of people. Raises Broken for one that cannot be read."""
        known = self._sets_known
        read = self._read_sets(PEOPLE_SET, [one for one in numbers if one not in known])
        who = self._persons({person for some in read.values() for person in some})
        known |= {number: tuple([who[one] for one in some]) for number, some in read.items()}
        return known

    def _persons(self, numbers: Iterable[int]) -> Mapping[int, Person]:
        """Return who these numbers stand for."""
        known = self._people_known
        if lacking := [one for one in numbers if one not in known]:
            known |= dict.fromkeys(lacking, _NO_ONE)
            sql = f"SELECT id, name, email FROM person WHERE id {GIVEN}"
            for number, *who in self._tuples(sql, given(lacking)):
                known[number] = Person(*who)
        return known

    def _read_sets(self, table: Table, numbers: Sequence[int]) -> dict[int, tuple[Any, ...]]:
        if not numbers:
            return {}
        found = self._tuples(f"{select(table)} WHERE id {GIVEN}", given(numbers))
        try:
            return {number: tuple(json.loads(text)) for number, text in found}
        except (ValueError, TypeError) as error:
            raise Broken(f"the database {self._path} {DAMAGED}") from error
