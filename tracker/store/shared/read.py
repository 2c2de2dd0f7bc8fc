# SPDX-License-Identifier: GPL-2.0-or-later
"""Reading what mails share: sets of lists and of people, and the mails that others name."""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from tracker.errors import Broken
from tracker.model.people import Person
from tracker.store.columns import Table
from tracker.store.faults import DAMAGED
from tracker.store.reading import GIVEN, ReadOnly, given
from tracker.store.shared.tables import LIST_SET, PEOPLE_SET

_NO_ONE = Person("", "")


_MOST_KEPT = 10_000
"""Sets of people that are kept; a list of a hundred thousand mails has some thirty thousand."""


class SetReader(ReadOnly):
    """The sets that mails name by number; what was read last is kept, for it never changes."""

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
        if len(known) > _MOST_KEPT:
            known.clear()
            self._people_known.clear()
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
        found = self._tuples(f"{table.select} WHERE id {GIVEN}", given(numbers))
        try:
            return {number: tuple(json.loads(text)) for number, text in found}
        except (ValueError, TypeError) as error:
            raise Broken(f"the database {self._path} {DAMAGED}") from error


class NameReader(ReadOnly):
    """The mails that others name."""

    def _named(self, numbers: Iterable[int]) -> dict[int, str]:
        """Return the Message-IDs of mails by number."""
        asked = given(numbers)
        return dict(
            self._tuples(
                f"SELECT id, message_id FROM message WHERE id {GIVEN}"
                f" UNION ALL SELECT id, message_id FROM absent_mail WHERE id {GIVEN}",
                asked,
                asked,
            )
        )
