# SPDX-License-Identifier: GPL-2.0-or-later
"""Rows made into records: the only place where values without a type come in.

``Hung`` holds the rows of one table by the number of the row they hang on, in order and without
that number; ``Grouped`` the records made of them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from tracker.lazy_dataclass import dataclass, maker
from tracker.model.mail import (
    ArchiveKind,
    DateSource,
    Diff,
    LinkUse,
    MailZone,
    Message,
    Notice,
    NoticeItem,
    NoticeKind,
    Person,
    Remark,
    RemarkKind,
    Scope,
    Subject,
    TagLine,
    Unreadable,
)
from tracker.model.verdicts import CheckState, Severity, Verdict
from tracker.store.reading import moment_or_none
from tracker.store.reading import to_moment as to_moment

if TYPE_CHECKING:
    from tracker.store.records import ArchiveRow, Location, ThreadFetch


T = TypeVar("T")

_DATE_SOURCES = {source.value: source for source in DateSource}
_PLACES = {place.value: place for place in MailZone}
_REMARKS = {kind.value: kind for kind in RemarkKind}
"""Three times as fast as calling the enum, of which reading many messages is a good part."""
Hung = Mapping[int, Sequence[tuple[Any, ...]]]
Grouped = dict[int, tuple[T, ...]]


def _person_or_none(name: str | None, email: str | None) -> Person | None:
    return None if name is None or email is None else Person(name, email)


@lru_cache(maxsize=1024)
def unpacked(text: str) -> tuple[Any, ...]:
    """Return a JSON array as a tuple."""
    return () if text == "[]" else tuple(json.loads(text))


def hung(rows: Iterable[tuple[Any, ...]]) -> Hung:
    """Return rows by their first column, the number of the row they hang on."""
    found: dict[int, list[tuple[Any, ...]]] = {}
    for row in rows:
        number = row[0]
        if number in found:
            found[number].append(row[1:])
        else:
            found[number] = [row[1:]]
    return found


def grouped(rows: Hung, make: Callable[..., T]) -> Grouped[T]:
    """Return records; ``make`` takes the columns after the first, which is the order."""
    return {number: tuple([make(*row[1:]) for row in some]) for number, some in rows.items()}


def plain(rows: Hung) -> Grouped[str]:
    """Tables of one text column."""
    return {number: tuple([text for _, text in some]) for number, some in rows.items()}


def tags(rows: Hung) -> Grouped[TagLine]:
    """Return rows of ``tag_line``."""
    make = maker(TagLine, "name", "person", "place", "line", "quote", "lead", "note")

    def tag(name: str, person: str, email: str, place: str, *rest: object) -> TagLine:
        return make(name, Person(person, email), _PLACES[place], *rest)

    return grouped(rows, tag)


def links(rows: Hung) -> Grouped[LinkUse]:
    """Return rows of ``link_use``."""
    make = maker(
        LinkUse, "url", "message_id", "change_id", "commit", "place", "line", "quote", "used_line",
        "words", "before", "section", "trailer", "label",
    )  # fmt: skip
    return {
        number: tuple([make(*row[1:5], _PLACES[row[5]], *row[6:]) for row in some])
        for number, some in rows.items()
    }


def remarks(rows: Hung) -> Grouped[Remark]:
    """Return rows of ``remark``."""
    make = maker(Remark, "kind", "line", "quote", "under", "word")
    return grouped(rows, lambda kind, *rest: make(_REMARKS[kind], *rest))


def notices(rows: Hung, items: Hung) -> Grouped[Notice]:
    """Return rows of ``notice``, with those of ``notice_item``."""
    made: dict[int, tuple[Notice, ...]] = {}
    for number, some in rows.items():
        listed = items.get(number, ())
        made[number] = tuple(
            _stored_notice(
                tuple(_notice_item(*item[2:]) for item in listed if item[0] == row[0]), *row[1:]
            )
            for row in some
        )
    return made


def _notice_item(
    title: str,
    position: int | None,
    total: int | None,
    version: int | None,
    commit: str | None,
    url: str | None,
    author_name: str | None,
    author_email: str | None,
    line: int,
) -> NoticeItem:
    return NoticeItem(
        title=title,
        position=position,
        total=total,
        version=version,
        commit=commit,
        url=url,
        author=_person_or_none(author_name, author_email),
        line=line,
    )


def _stored_notice(
    items: tuple[NoticeItem, ...],
    kind: str,
    scope: str,
    positions: str,
    tree: str | None,
    branch: str | None,
    by_name: str | None,
    by_email: str | None,
    version: int | None,
    dropped: int,
    moved: int,
    rehash: int,
    sure: int,
    line: int,
    quote: str,
) -> Notice:
    return Notice(
        kind=NoticeKind(kind),
        scope=Scope(scope),
        positions=unpacked(positions),
        tree=tree,
        branch=branch,
        by=_person_or_none(by_name, by_email),
        items=items,
        version=version,
        dropped=bool(dropped),
        moved=bool(moved),
        rehash=bool(rehash),
        sure=bool(sure),
        line=line,
        quote=quote,
    )


def verdicts(rows: Hung) -> Grouped[Verdict]:
    """Return rows of ``verdict``."""
    return grouped(rows, _verdict)


def _verdict(
    context: str,
    state: str,
    severity: str | None,
    series: int,
    target: str,
    title: str,
    url: str | None,
    summary: str,
    line: int,
    quote: str,
) -> Verdict:
    return Verdict(
        context=context,
        state=CheckState(state),
        severity=Severity(severity) if severity else None,
        series=bool(series),
        target=target,
        title=title,
        url=url,
        summary=summary,
        line=line,
        quote=quote,
    )


def diffs(rows: Hung, files: Hung) -> dict[int, Diff]:
    """Return rows of ``diff``, with those of ``diff_file``."""
    named = plain(files)
    return {
        number: Diff(
            patch_id=patch_id,
            files=named.get(number, ()),
            added=added,
            removed=removed,
            line=line,
            changed=changed,
        )
        for number, ((patch_id, added, removed, line, changed),) in rows.items()
    }


def _make_subject() -> Callable[..., Subject]:
    return maker(
        Subject, "raw", "title", "is_reply", "tagged", "version", "label", "position", "total",
        "rfc", "resend", "pull", "stable", "words",
    )  # fmt: skip


def _make_message() -> Callable[..., Message]:
    return maker(
        Message, "message_id", "subject", "sender", "author", "date", "date_from", "in_reply_to",
        "references", "lists", "recipients", "addressed", "bot", "auto", "diff", "has_stat",
        "change_id", "base_commit", "tags", "links", "remarks", "notices", "verdicts", "by_list",
        "own_lines", "abridged",
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRows:
    """All that hangs on some messages, by their numbers."""

    references: Grouped[str]
    lists: Mapping[int, tuple[str, ...]]
    """By the numbers of sets."""
    recipients: Mapping[int, tuple[Person, ...]]
    """By the numbers of sets."""
    tags: Grouped[TagLine]
    links: Grouped[LinkUse]
    remarks: Grouped[Remark]
    notices: Grouped[Notice]
    diffs: dict[int, Diff]
    verdicts: Grouped[Verdict]
    make_subject: Callable[..., Subject] = field(default_factory=_make_subject)
    make_message: Callable[..., Message] = field(default_factory=_make_message)


def message(values: tuple[Any, ...], parts: MessageRows) -> Message:
    """Return a row of ``message``, its columns in the order of the table, with its parts."""
    (
        number, message_id, _archive, _key, _read_version, abridged, subject, title,
        is_reply, tagged, version, label, position, total, rfc, resend, pull, stable, words,
        sender_name, sender_email, date, bot, auto,
        has_stat, change_id, base_commit, own_lines, by_list, date_from, _sum, addressed, list_set,
        people_set, _title_number, author_name, author_email, in_reply_to,
    ) = values  # fmt: skip
    sender = Person(sender_name, sender_email)
    same = author_email == sender_email and author_name == sender_name
    return parts.make_message(
        message_id,
        parts.make_subject(
            subject, title, is_reply == 1, tagged == 1, version, label, position, total, rfc == 1,
            resend == 1, pull == 1, stable == 1, unpacked(words),
        ),
        sender,
        sender if same else Person(author_name, author_email),
        to_moment(date),
        _DATE_SOURCES.get(date_from, DateSource.OWN),
        in_reply_to,
        parts.references.get(number, ()),
        parts.lists.get(list_set, ()),
        parts.recipients.get(people_set, ()),
        addressed,
        bot == 1,
        auto,
        parts.diffs.get(number),
        has_stat == 1,
        change_id,
        base_commit,
        parts.tags.get(number, ()),
        parts.links.get(number, ()),
        parts.remarks.get(number, ()),
        parts.notices.get(number, ()),
        parts.verdicts.get(number, ()),
        by_list != 0,
        own_lines,
        abridged == 1,
    )  # fmt: skip


def archive(row: sqlite3.Row) -> ArchiveRow:
    """Return a row of ``archive``."""
    from tracker.store.records import ArchiveRow

    return ArchiveRow(
        id=row["id"],
        kind=ArchiveKind(row["kind"]),
        path=row["path"],
        url=row["url"],
        cursor=row["cursor"],
        read_at=moment_or_none(row["read_at"]),
    )


def location(row: sqlite3.Row) -> Location:
    """Return the kind, path and url of an archive, and a key in it."""
    from tracker.store.records import Location

    return Location(kind=ArchiveKind(row["kind"]), path=row["path"], url=row["url"], key=row["key"])


def fetch(row: sqlite3.Row) -> ThreadFetch:
    """Return a row of ``thread_fetch``."""
    from tracker.store.records import ThreadFetch

    return ThreadFetch(
        source=row["source"],
        message_id=row["message_id"],
        fetched_at=to_moment(row["fetched_at"]),
        messages=row["messages"],
        newest=moment_or_none(row["newest"]),
    )


def unreadable(row: sqlite3.Row) -> Unreadable:
    """Return a row of ``unreadable``."""
    return Unreadable(location=row["location"], why=row["why"], message_id=row["message_id"])
