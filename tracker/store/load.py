# SPDX-License-Identifier: GPL-2.0-or-later
"""Reading the database: messages, series, and what is known about them.

It needs the standard library's sqlite3 and no more, so that a reading command starts at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from tracker.errors import Broken
from tracker.model.mail import ArchiveKind, Message, Unreadable
from tracker.model.series import Series
from tracker.store import mail_rows as rows
from tracker.store import mail_tables as fetched
from tracker.store import series as derived
from tracker.store import series_rows as rows_series
from tracker.store.board.reads import BoardReader
from tracker.store.columns import Table
from tracker.store.commit_pages import PageReader
from tracker.store.committers import CommitterReader
from tracker.store.damage.sums import (
    SumCheck,
    compare,
    message_values,
    people_written,
    text_sum,
)
from tracker.store.faults import DAMAGED
from tracker.store.mail_lookup import Lookups
from tracker.store.outside.tables import OutsideReader
from tracker.store.reading import GIVEN, given
from tracker.store.repository_reads import RepositoryReader
from tracker.store.search.candidates import CandidateReader
from tracker.store.search.find import TextReader
from tracker.store.search.telling import TellingReader
from tracker.store.shared.read import NameReader, SetReader
from tracker.store.shared.tables import MESSAGE_REFERENCE

if TYPE_CHECKING:
    from tracker.store.records import ArchiveRow, Location, ThreadFetch


_SMALL = 256 << 20
"""Bytes of a database whose pages are looked through where something is not found."""
_WINDOW = 500
"""How many messages ``all_messages`` holds at a time."""
_LIST_SET, _PEOPLE_SET, _ANSWERS = map(
    fetched.MESSAGE.names.index, ("list_set", "people_set", "answers")
)


class Reader(
    Lookups,
    BoardReader,
    RepositoryReader,
    PageReader,
    CommitterReader,
    TextReader,
    OutsideReader,
    CandidateReader,
    TellingReader,
    SetReader,
    NameReader,
):
    """What the database knows. Open it with ``Reader.open(path)``; nothing here writes."""

    def messages(self, ids: Iterable[str]) -> dict[str, Message]:
        """Return the messages of these ids that are cached, by id."""
        with self._at_once():
            return {m.message_id: m for m in self._messages(f"message_id {GIVEN}", given(ids))}

    def all_messages(self) -> Iterator[Message]:
        """Yield every message, in the order in which they were first stored."""
        return self._windows("1")

    def numbered(self, numbers: Sequence[int]) -> Iterator[Message]:
        """Yield the messages of some numbers, in that order within each few hundred."""
        for start in range(0, len(numbers), _WINDOW):
            with self._at_once():
                some = self._messages(f"id {GIVEN}", given(numbers[start : start + _WINDOW]))
            yield from some

    def message_count(self) -> int:
        """Return how many messages are cached."""
        return int(self._rows("SELECT count(*) FROM message")[0][0])

    def _windows(self, where: str) -> Iterator[Message]:
        last = 0
        while True:
            numbers = [
                row[0]
                for row in self._rows(
                    f"SELECT id FROM message WHERE id > ? AND ({where}) ORDER BY id LIMIT ?",
                    last,
                    _WINDOW,
                )
            ]
            if not numbers:
                return
            with self._at_once():
                some = self._messages(f"id {GIVEN}", given(numbers))
            yield from some
            last = numbers[-1]

    def _messages(self, where: str, value: str) -> list[Message]:
        found = self._tuples(f"{fetched.MESSAGE.select} WHERE {where} ORDER BY id", value)
        targets = self._hung(fetched.TARGET, "message", given(row[0] for row in found))
        named = {target for some in targets.values() for _, target in some}
        names = self._named({row[_ANSWERS] for row in found} - {None} | named)
        found = [(*row[:_ANSWERS], names.get(row[_ANSWERS]), *row[_ANSWERS + 1 :]) for row in found]
        references = {
            number: [(n, names.get(target)) for n, target in some]
            for number, some in targets.items()
        }
        parts = self._parts(found, references)
        return [rows.message(row, parts) for row in found]

    def _parts(
        self, messages: Sequence[tuple[Any, ...]], references: rows.Hung
    ) -> rows.MessageRows:
        """Return what hangs on some messages. Raises Broken where a sum does not fit."""
        numbers = given(row[0] for row in messages)

        def of(table: Table) -> rows.Hung:
            return self._hung(table, "message", numbers)

        hung = {MESSAGE_REFERENCE.name: references}
        hung |= {table.name: of(table) for table in fetched.OF_MESSAGE if table != fetched.TARGET}
        people = self._people({row[_PEOPLE_SET] for row in messages} - {None})
        shared = {
            number: people_written(people.get(number, ()))
            for number in {row[_PEOPLE_SET] for row in messages}
        }
        check = SumCheck(self._path, hung)
        kept = fetched.MESSAGE.names.index("sum")
        for row in messages:
            check.check(row[0], message_values(row), row[kept], shared[row[_PEOPLE_SET]])
        return rows.MessageRows(
            references=rows.plain(references),
            lists=self._lists({row[_LIST_SET] for row in messages} - {None}),
            recipients=people,
            tags=rows.tags(hung["tag_line"]),
            links=rows.links(hung["link_use"]),
            remarks=rows.remarks(hung["remark"]),
            notices=rows.notices(hung["notice"], hung["notice_item"]),
            diffs=rows.diffs(hung["diff"], hung["diff_file"]),
            verdicts=rows.verdicts(hung["verdict"]),
        )

    def _hung(self, table: Table, parent: str, numbers: str) -> rows.Hung:
        """Return the rows of a table that hang on some rows, which a column of it names."""
        order = ", ".join(table.key)
        sql = f"{table.select} WHERE {parent} {GIVEN} ORDER BY {order}"
        return rows.hung(self._tuples(sql, numbers))

    def series(self, ids: Iterable[str]) -> tuple[Series, ...]:
        """Return the series of these ids that are derived, in the order of the ids."""
        wanted = list(dict.fromkeys(ids))
        with self._at_once():
            found = {one.id: one for one in self._series(f"WHERE id {GIVEN}", given(wanted))}
        return tuple(found[name] for name in wanted if name in found)

    def all_series(self) -> tuple[Series, ...]:
        """Return every derived series, the one whose newest message is oldest first."""
        with self._at_once():
            return self._series("")

    def series_count(self) -> int:
        """Return how many series are derived."""
        return int(self._rows("SELECT count(*) FROM series")[0][0])

    def derivation(self) -> int | None:
        """The oldest version of the rules that a series was derived by; None without series."""
        return next(
            (int(v) for (v,) in self._rows("SELECT min(derivation) FROM series") if v is not None),
            None,
        )

    def _series(self, where: str, *value: str) -> tuple[Series, ...]:
        heads = self._rows(
            f"SELECT number, id, sum FROM series {where} ORDER BY last_date, id", *value
        )
        numbers = given(row["number"] for row in heads)

        def of(table: Table) -> rows.Hung:
            return self._hung(table, "series", numbers)

        others = rows.hung(
            self._tuples(
                "SELECT series, ordinal, role, message_id FROM membership"
                " JOIN message ON message.id = membership.message"
                f" WHERE series {GIVEN} AND role IN ('spare', 'reply')"
                " ORDER BY series, ordinal, role, n",
                numbers,
            )
        )
        found = self._tuples(rows_series.PATCHES.format(given=GIVEN), numbers)
        hung = {
            "revision": of(derived.REVISION),
            "revision_patch": rows.hung(row[: rows_series.PATCH_SUMMED] for row in found),
            "membership": others,
            "series_evidence": of(derived.SERIES_EVIDENCE),
        }
        check = SumCheck(self._path, hung)
        for number, name, kept in heads:
            check.check(number, (name,), kept)
        patches = rows_series.patches(rows.hung(found))
        revisions = rows_series.revisions(
            hung["revision"], derived.REVISION.names[1:], patches, rows_series.members(others)
        )
        evidence = rows_series.evidence(hung["series_evidence"])
        return tuple(
            Series(id=name, revisions=revisions[number], evidence=evidence.get(number, ()))
            for number, name, _ in heads
        )

    def where(self, message_id: str) -> Location | None:
        """Return where the raw mail of the message lies."""
        found = self._rows(
            "SELECT kind, path, url, key FROM message JOIN archive ON archive.id = archive"
            f" WHERE message_id {GIVEN}",
            given([message_id]),
        )
        return rows.location(found[0]) if found else None

    def copies(self, message_id: str) -> tuple[Location, ...]:
        """Return where further copies of the raw mail are, the newest archive first."""
        found = self._rows(
            "SELECT kind, path, url, copy.key FROM message JOIN copy ON copy.message = message.id"
            " JOIN archive ON archive.id = copy.archive"
            f" WHERE message_id {GIVEN} ORDER BY copy.archive DESC",
            given([message_id]),
        )
        return tuple(map(rows.location, found))

    def fetch_of(self, message_ids: Iterable[str]) -> ThreadFetch | None:
        """Return the newest fetch that asked for one of these messages."""
        found = self._rows(
            f"{fetched.THREAD_FETCH.select} WHERE message_id {GIVEN}"
            " ORDER BY fetched_at DESC, source LIMIT 1",
            given(message_ids),
        )
        return rows.fetch(found[0]) if found else None

    def cursor(self, kind: ArchiveKind, path: str) -> str | None:
        """Return how far the archive was read; None if it never was."""
        found = self._rows(
            "SELECT cursor FROM archive WHERE kind = ? AND path = ?", kind.value, path
        )
        return found[0]["cursor"] if found else None

    def archives(self) -> tuple[ArchiveRow, ...]:
        """Return every archive, in the order in which they were added."""
        found = self._rows(f"{fetched.ARCHIVE.select} ORDER BY id")
        return tuple(rows.archive(row) for row in found)

    def keys_of(self, archive: int) -> tuple[str, ...]:
        """Where in an archive the mails lie that were read from it, further copies too."""
        found = self._rows(
            "SELECT key FROM message WHERE archive = ? UNION SELECT key FROM copy"
            " WHERE archive = ?",
            archive,
            archive,
        )
        return tuple(key for (key,) in found)

    def keys_sharing_an_id(self, archive: int) -> tuple[str, ...]:
        """Where in an archive mails lie of whose Message-ID it holds several, alike or not."""
        found = self._rows(
            "WITH place AS ("
            " SELECT id, key FROM message WHERE archive = ?1"
            " UNION SELECT message, key FROM copy WHERE archive = ?1),"
            " named AS (SELECT place.key, CASE WHEN message_id GLOB ?2"
            " THEN substr(message_id, 1, length(message_id) - 9) ELSE message_id END AS name"
            " FROM place JOIN message USING (id))"
            " SELECT DISTINCT key FROM named WHERE name IN"
            " (SELECT name FROM named GROUP BY name HAVING count(DISTINCT key) > 1)",
            archive,
            f"*#{'[0-9a-f]' * 8}",
        )
        return tuple(key for (key,) in found)

    def under_one_id(self) -> tuple[str, ...]:
        """The names of mails whose Message-ID another mail bears; see ``mail_writes.renamed``."""
        digits = "[0-9a-f]" * 8
        found = self._rows(
            "SELECT message_id FROM message WHERE message_id GLOB ? ORDER BY id", f"*#{digits}"
        )
        return tuple(name for (name,) in found)

    def bearers(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the names of mails that bear one of these Message-IDs beside the mail of it.

        Names of patches attached to one mail (``ID#2``) may be among them.
        """
        found = self._rows(
            "SELECT message.message_id FROM json_each(?) AS base JOIN message"
            " ON message.message_id > base.value || '#' AND message.message_id < base.value || '$'"
            " ORDER BY message.message_id",
            given(ids),
        )
        return tuple(name for (name,) in found)

    def unreadable(self) -> tuple[Unreadable, ...]:
        """Return the mails that could not be read."""
        found = self._rows(f"{fetched.UNREADABLE.select} ORDER BY archive, key")
        return tuple(rows.unreadable(row) for row in found)

    def stale(self, read_version: int, archive: int | None = None) -> bool:
        """Return whether a mail, of one archive or of any, was read by older rules than these."""
        found = self._rows(
            "SELECT EXISTS (SELECT 1 FROM message"
            " WHERE read_version < ? AND (? = 0 OR archive = ?))"
            " OR EXISTS (SELECT 1 FROM unreadable"
            " WHERE read_version < ? AND (? = 0 OR archive = ?))",
            *2 * (read_version, archive or 0, archive or 0),
        )
        return bool(found[0][0])

    def need_whole(self) -> None:
        """Raise Broken where pages are damaged: what is not found may be in one of those.

        For databases that are read within a second; ``check`` is for all.
        """
        if self._path.stat().st_size > _SMALL:
            return
        if any(row[0] != "ok" for row in self._rows("PRAGMA quick_check(1)")):
            raise Broken(f"the database {self._path} {DAMAGED}")

    def _compare_sums(self) -> None:
        """Read all mail, series and rows of the board. Raises Broken where a sum does not fit."""
        for _ in self.all_messages():
            pass
        self.all_series()
        for record, kept in self._rows("SELECT record, sum FROM board_record"):
            compare(self._path, text_sum(record), kept)

    def check(self) -> tuple[str, ...]:
        """Return what is wrong with the file, in sentences; empty if nothing is."""
        try:
            damage = [row[0] for row in self._rows("PRAGMA quick_check") if row[0] != "ok"]
            loose = [
                f"a row of {table} names a row of {parent} that is not there"
                for table, _, parent, _ in self._rows("PRAGMA foreign_key_check")
            ]
            if not damage:
                self._compare_sums()
        except Broken as error:
            return (str(error),)
        return (*(f"damaged: {line}" for line in damage), *dict.fromkeys(loose))
