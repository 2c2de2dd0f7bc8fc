# SPDX-License-Identifier: GPL-2.0-or-later
"""Addresses that are one person's, by a mailmap (gitmailmap(5)).

Its lines lead from the name and address that somebody used to those he wants to be known by. All
that lead to one address are one person; names and addresses are compared without case.
"""

from collections.abc import Iterable, Iterator

from tracker.lazy_dataclass import dataclass
from tracker.model.people import Person
from tracker.model.query import Identity, fold

MAX_LINES = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line: who used an address, under any name or one, is known by another."""

    used: str
    """The address that was used."""
    name: str
    """Only who used it under this name is meant; empty for everybody."""
    proper: str
    """The address to be known by."""


def read_mailmap(text: str) -> tuple[Entry, ...]:
    """The lines that tell of addresses; those of no known form are passed over, as git does."""
    return tuple(entry for line in text.splitlines()[:MAX_LINES] if (entry := _mailmap_entry(line)))


def _mailmap_entry(line: str) -> Entry | None:
    if line.startswith("#"):
        return None
    pairs = list(_mailmap_pairs(line))
    match pairs:
        case [(_, used)]:
            # ``Proper Name <used>`` sets the name alone.
            return Entry(used=fold(used), name="", proper=fold(used))
        case [(_, proper), (name, used), *_]:
            return Entry(used=fold(used), name=fold(name), proper=fold(proper))
    return None


def _mailmap_pairs(line: str) -> Iterator[tuple[str, str]]:
    """Names, each with the address after it; what follows the last is a remark."""
    rest = line
    while True:
        name, opened, rest = rest.partition("<")
        address, closed, rest = rest.partition(">")
        if not opened or not closed:
            return
        yield " ".join(name.split()), address.strip()


def joined(addresses: Iterable[str], entries: Iterable[Entry]) -> Identity:
    """Who uses these addresses, with all others that a mailmap says are his."""
    last = {(one.used, one.name): one.proper for one in entries}
    own = {fold(one.strip()) for one in addresses} - {""}
    proper = own | {last[one, ""] for one in own if (one, "") in last}
    anywhere = {used for (used, name), known in last.items() if known in proper and not name}
    mine = own | proper | anywhere
    named = {
        Person(name, used)
        for (used, name), known in last.items()
        if known in proper and name and used not in mine
    }
    return Identity(addresses=frozenset(mine), named=frozenset(named))
