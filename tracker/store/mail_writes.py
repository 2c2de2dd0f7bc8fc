# SPDX-License-Identifier: GPL-2.0-or-later
"""Writing mails: what is new, what is a copy, what is read better than before."""

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator

from tracker.lazy_dataclass import dataclass, replace
from tracker.model.mail import Message, Unreadable
from tracker.store import mail_tables as fetched
from tracker.store import mail_values as flatten
from tracker.store.columns import Table
from tracker.store.damage.sums import message_values, people_written, sum_of
from tracker.store.records import SavedCount
from tracker.store.search.words import write_texts
from tracker.store.shared.tables import MESSAGE_REFERENCE
from tracker.store.shared.write import NameWriter, SetWriter

_DIFFERENT = 2
"""How many of title, sender and patch differ between two mails under one Message-ID."""
Keyed = tuple[str, Message | Unreadable]
"""Where in its archive a mail lies, and what was read there."""

_CHILDREN: tuple[tuple[Table, Callable[[int, Message], Iterator[flatten.Row]]], ...] = (
    (fetched.TAG_LINE, flatten.tag_rows),
    (fetched.LINK_USE, flatten.link_rows),
    (fetched.REMARK, flatten.remark_rows),
    (fetched.NOTICE, flatten.notice_rows),
    (fetched.NOTICE_ITEM, flatten.notice_item_rows),
    (fetched.DIFF, flatten.diff_rows),
    (fetched.DIFF_FILE, flatten.diff_file_rows),
    (fetched.VERDICT, flatten.verdict_rows),
)
_UPSERT = (
    fetched.MESSAGE.insert
    + " ON CONFLICT (id) DO UPDATE SET "
    + ", ".join(f'"{name}" = excluded."{name}"' for name in fetched.MESSAGE.names[1:])
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchOrigin:
    """From where and by which rules a batch of mails was read."""

    archive: int
    version: int
    title_key: Callable[[str], str]

    def renamed(self, message: Message) -> Message:
        """Another mail under a known Message-ID: both are kept, this one under a longer name."""
        return renamed(message, self.title_key)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """What is stored of a message, as far as it decides what to do with another reading."""

    number: int
    archive: int
    key: str
    version: int
    abridged: bool
    identity: "_Identity"


@dataclass(frozen=True, slots=True)
class _Identity:
    """What tells two mails apart that bear one Message-ID."""

    title: int
    """The number of the folded title."""
    sender: str
    patch_id: str
    """Empty where it holds no patch."""

    def is_other(self, mail: "_Identity") -> bool:
        """Return whether two of the three differ.

        One alone may: lists rewrite senders, archives mangle patches and cut subjects.
        """
        return (
            (self.title != mail.title)
            + (self.sender != mail.sender)
            + (self.patch_id != mail.patch_id)
        ) >= _DIFFERENT


def _identity_of(message: Message, title_key: Callable[[str], str]) -> _Identity:
    title = fetched.title_number(title_key(message.subject.title))
    return _Identity(title, message.sender.email, message.diff.patch_id if message.diff else "")


def renamed(message: Message, title_key: Callable[[str], str]) -> Message:
    """Return a mail under the name it is kept by where another mail bears its Message-ID."""
    patch_id = message.diff.patch_id if message.diff else ""
    text = "\0".join((title_key(message.subject.title), message.sender.email, patch_id))
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    return replace(message, message_id=f"{message.message_id}#{digest[:8]}")


def message_sum(row: flatten.Row, message: Message) -> int:
    """Return the sum of a row of ``message``, of all rows that hang on it and of its people; not
    of its lists, which copies add to. See ``damage.sums``."""
    parts = [(table.name, list(rows(0, message))) for table, rows in _CHILDREN]
    parts.insert(0, (MESSAGE_REFERENCE.name, list(flatten.reference_rows(0, message))))
    return sum_of(message_values(row), parts, people_written(message.recipients))


def save_batch(
    connection: sqlite3.Connection, reading: BatchOrigin, items: list[Keyed]
) -> SavedCount:
    """Store one batch within the transaction that is open.

    Raises UnicodeEncodeError or OverflowError for text or numbers that SQLite cannot hold;
    what was written by then must be rolled back.
    """
    batch = _Batch(connection, reading, items)
    count = Counter(batch.take(key, record) for key, record in items)
    batch.write()
    return SavedCount(**count)


class _Batch:
    """Some mails of one archive, looked at in order, then written together."""

    def __init__(self, connection: sqlite3.Connection, reading: BatchOrigin, items: list[Keyed]):
        self._connection = connection
        self._sets = SetWriter(connection)
        self._named = NameWriter(connection)
        self._reading = reading
        self._held = _write_held(connection, self._names(items))
        self._copied = _copied(connection, reading.archive, items)
        (self._last,) = connection.execute("SELECT coalesce(max(id), 0) FROM message").fetchone()
        self._messages: dict[int, tuple[str, Message]] = {}
        """By number: the messages to insert or replace, and their keys."""
        self._replaced: list[_Held] = []
        self._copies: dict[str, int] = {}
        """By key: the numbers of the messages that lie there once more."""
        self._unreadable: dict[str, Unreadable] = {}
        self._listed: list[tuple[int, tuple[str, ...]]] = []
        """The lists that copies came by: a mail is of all of them."""

    def _names(self, items: list[Keyed]) -> list[str]:
        """Return the Message-IDs of some mails, also as they are where another mail bears them."""
        records = [record for _, record in items if isinstance(record, Message)]
        plain = [one.message_id for one in records]
        return [*plain, *(self._reading.renamed(one).message_id for one in records)]

    def take(self, key: str, record: Message | Unreadable) -> str:
        """Decide what becomes of one mail; the answer is the field of SavedCount it counts in."""
        if isinstance(record, Unreadable):
            self._unreadable[key] = record
            return "unreadable"
        before = self._held.get(record.message_id)
        other = before is not None and self._is_other(before, key, record)
        if other:
            record = self._reading.renamed(record)
            before = self._held.get(record.message_id)
        if before is None:
            self._last += 1
            self._keep(self._last, key, record)
            return "others" if other else "new"
        now = self._reading_of(before.number, key, record)
        if _is_better(now, before):
            self._keep(before.number, key, record)
            self._replaced.append(before)
            return "replaced"
        if _same_place(now, before):
            return "known"
        self._listed.append((before.number, record.lists))
        if self._copied.get(key) == before.number:
            return "known"
        self._copies[key] = self._copied[key] = before.number
        return "copies"

    def _is_other(self, held: _Held, key: str, record: Message) -> bool:
        """Whether a mail is another than the one that is stored under its Message-ID.

        What lies in the same place is the same mail, however newer rules read it.
        """
        here = (held.archive, held.key) == (self._reading.archive, key)
        return not here and held.identity.is_other(self._identity(record))

    def _identity(self, message: Message) -> _Identity:
        return _identity_of(message, self._reading.title_key)

    def write(self) -> None:
        """Write what was decided."""
        place = self._reading.archive
        write = self._connection.executemany
        taken = [(place, key) for key, _ in self._messages.values()]
        taken += [(place, key) for key in self._copies]
        write("DELETE FROM unreadable WHERE archive = ? AND key = ?", taken)
        write("DELETE FROM copy WHERE archive = ? AND key = ?", taken)
        self._write_messages()
        self._write_lists()
        write(
            "INSERT OR IGNORE INTO board_due (message_id) SELECT message_id FROM message"
            " WHERE id = ?",
            [(old.number,) for old in self._replaced],
        )
        copies = [(place, key, number) for key, number in self._copies.items()]
        moved = [(old.archive, old.key, old.number) for old in self._replaced if self._left(old)]
        write(
            "INSERT OR REPLACE INTO copy (archive, key, message) VALUES (?, ?, ?)", copies + moved
        )
        write(
            "INSERT OR REPLACE INTO unreadable"
            " (archive, key, location, why, message_id, read_version) VALUES (?, ?, ?, ?, ?, ?)",
            [
                (place, key, bad.location, bad.why, bad.message_id, self._reading.version)
                for key, bad in self._unreadable.items()
            ],
        )

    def _reading_of(self, number: int, key: str, message: Message) -> _Held:
        return _Held(
            number=number,
            archive=self._reading.archive,
            key=key,
            version=self._reading.version,
            abridged=message.abridged,
            identity=self._identity(message),
        )

    def _keep(self, number: int, key: str, message: Message) -> None:
        self._messages[number] = (key, message)
        self._held[message.message_id] = self._reading_of(number, key, message)

    def _left(self, old: _Held) -> bool:
        """Return whether the message now lies elsewhere than it did."""
        key, _ = self._messages[old.number]
        return (old.archive, old.key) != (self._reading.archive, key)

    def _write_messages(self) -> None:
        write = self._connection.executemany
        for table in fetched.OF_MESSAGE:
            write(
                f"DELETE FROM {table.name} WHERE message = ?",
                [(old.number,) for old in self._replaced],
            )
        self._named.arrive({mail.message_id: n for n, (_, mail) in self._messages.items()})
        write(_UPSERT, (self._row(n, *kept) for n, kept in self._messages.items()))
        write(fetched.TARGET.insert, self._target_rows())
        for table, rows in _CHILDREN:
            write(
                table.insert,
                (row for n, (_, message) in self._messages.items() for row in rows(n, message)),
            )
        write_texts(self._connection, ((n, kept[1]) for n, kept in self._messages.items()))

    def _target_rows(self) -> Iterator[flatten.Row]:
        for number, (_, message) in self._messages.items():
            for n, target in enumerate(message.references):
                yield number, n, self._named.number(target)

    def _write_lists(self) -> None:
        """Add the lists of copies behind those that are known of a mail."""
        for number, lists in self._listed:
            self._sets.add_lists(number, lists)

    def _row(self, number: int, key: str, message: Message) -> flatten.Row:
        place, rules = self._reading.archive, self._reading.version
        title = fetched.title_number(self._reading.title_key(message.subject.title))
        read = flatten.message_row(number, place, key, rules, message)
        sets = (self._sets.lists(message.lists), self._sets.people(message.recipients))
        younger = (message.addressed, *sets, title, message.author.name, message.author.email)
        above = message.in_reply_to
        total = message_sum((*read, None, *younger, above), message)
        return (*read, total, *younger, None if above is None else self._named.number(above))


def _same_place(one: _Held, other: _Held) -> bool:
    return (one.archive, one.key) == (other.archive, other.key)


def _is_better(now: _Held, before: _Held) -> bool:
    """Return whether a new reading replaces the stored one.

    A whole mail replaces a shortened copy from anywhere; newer rules, only in the same place.
    """
    if before.abridged != now.abridged:
        return before.abridged
    return _same_place(now, before) and now.version > before.version


def _write_held(connection: sqlite3.Connection, names: list[str]) -> dict[str, _Held]:
    rows = connection.execute(
        "SELECT message_id, id, archive, key, read_version, abridged, title_number, sender_email,"
        " coalesce((SELECT patch_id FROM diff WHERE diff.message = message.id), '') FROM message"
        " WHERE message_id IN (SELECT value FROM json_each(?))",
        (json.dumps(names),),
    )
    return {
        name: _Held(
            number=number,
            archive=archive,
            key=key,
            version=version,
            abridged=bool(abridged),
            identity=_Identity(folded, sender, patch),
        )
        for name, number, archive, key, version, abridged, folded, sender, patch in rows
    }


def _copied(connection: sqlite3.Connection, archive: int, items: list[Keyed]) -> dict[str, int]:
    rows = connection.execute(
        "SELECT key, message FROM copy"
        " WHERE archive = ? AND key IN (SELECT value FROM json_each(?))",
        (archive, json.dumps([key for key, _ in items])),
    )
    return dict(rows.fetchall())
