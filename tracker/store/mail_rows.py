# SPDX-License-Identifier: GPL-2.0-or-later
"""Rows made into records: the only place where values without a type come in.

``Grouped`` holds the records of one table by the number of the row they hang on, in order.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from tracker.lazy_dataclass import dataclass
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
from tracker.store.reading import to_moment as to_moment

if TYPE_CHECKING:
    from tracker.store.records import ArchiveRow, Location, ThreadFetch


T = TypeVar("T")

_DATE_SOURCES = {source.value: source for source in DateSource}
_PLACES = {place.value: place for place in MailZone}
"""Three times as fast as calling the enum, of which reading many messages is a good part."""
Rows = Iterable[sqlite3.Row]
Grouped = dict[int, tuple[T, ...]]


def _moment_or_none(value: int | None) -> datetime | None:
    return None if value is None else to_moment(value)


def _person_or_none(name: str | None, email: str | None) -> Person | None:
    return None if name is None or email is None else Person(name, email)


def unpacked(text: str) -> tuple[Any, ...]:
    """Return a JSON array as a tuple."""
    return () if text == "[]" else tuple(json.loads(text))


def grouped(rows: Rows, make: Callable[..., T]) -> Grouped[T]:
    """By the first column; ``make`` takes the columns after the second, which is the order."""
    lists: dict[int, list[T]] = {}
    for number, _, *values in rows:
        lists.setdefault(number, []).append(make(*values))
    return {number: tuple(made) for number, made in lists.items()}


def plain(rows: Rows) -> Grouped[str]:
    """Tables of one text column."""
    return grouped(rows, str)


def people(rows: Rows) -> Grouped[Person]:
    """Rows of ``recipient`` with names and addresses; one record serves all of one person."""
    known: dict[tuple[str, str], Person] = {}
    return grouped(rows, lambda *who: known.setdefault(who, Person(*who)))


def tags(rows: Rows) -> Grouped[TagLine]:
    """Return rows of ``tag_line``."""
    return grouped(rows, _stored_tag)


def _stored_tag(
    name: str, person: str, email: str, place: str, line: int, quote: str, lead: str, note: str
) -> TagLine:
    return TagLine(
        name=name,
        person=Person(person, email),
        place=_PLACES[place],
        line=line,
        quote=quote,
        lead=lead,
        note=note,
    )


def links(rows: Rows) -> Grouped[LinkUse]:
    """Return rows of ``link_use``."""
    made: dict[int, list[LinkUse]] = {}
    for row in rows:
        made.setdefault(row["message"], []).append(
            LinkUse(
                url=row["url"],
                message_id=row["message_id"],
                change_id=row["change_id"],
                commit=row["commit_id"],
                place=_PLACES[row["place"]],
                line=row["line"],
                quote=row["quote"],
                used_line=row["used_line"],
                words=row["words"],
                before=row["before"],
                section=row["section"],
                trailer=row["trailer"],
                label=row["label"],
            )
        )
    return {number: tuple(uses) for number, uses in made.items()}


def remarks(rows: Rows) -> Grouped[Remark]:
    """Return rows of ``remark``."""
    return grouped(rows, _stored_remark)


def _stored_remark(kind: str, line: int, quote: str, under: str, word: str) -> Remark:
    return Remark(kind=RemarkKind(kind), line=line, quote=quote, under=under, word=word)


def notices(rows: Rows, items: Rows) -> Grouped[Notice]:
    """Return rows of ``notice``, with those of ``notice_item``."""
    listed: dict[tuple[int, int], list[NoticeItem]] = {}
    for row in items:
        listed.setdefault((row["message"], row["notice"]), []).append(_notice_item(row))
    made: dict[int, list[Notice]] = {}
    for row in rows:
        key = (row["message"], row["n"])
        made.setdefault(row["message"], []).append(_stored_notice(row, tuple(listed.get(key, ()))))
    return {number: tuple(some) for number, some in made.items()}


def _notice_item(row: sqlite3.Row) -> NoticeItem:
    return NoticeItem(
        title=row["title"],
        position=row["position"],
        total=row["total"],
        version=row["version"],
        commit=row["commit_id"],
        url=row["url"],
        author=_person_or_none(row["author_name"], row["author_email"]),
        line=row["line"],
    )


def _stored_notice(row: sqlite3.Row, items: tuple[NoticeItem, ...]) -> Notice:
    return Notice(
        kind=NoticeKind(row["kind"]),
        scope=Scope(row["scope"]),
        positions=unpacked(row["positions"]),
        tree=row["tree"],
        branch=row["branch"],
        by=_person_or_none(row["by_name"], row["by_email"]),
        items=items,
        version=row["version"],
        dropped=bool(row["dropped"]),
        moved=bool(row["moved"]),
        rehash=bool(row["rehash"]),
        sure=bool(row["sure"]),
        line=row["line"],
        quote=row["quote"],
    )


def verdicts(rows: Rows) -> Grouped[Verdict]:
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


def diffs(rows: Rows, files: Rows) -> dict[int, Diff]:
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
        for number, patch_id, added, removed, line, changed in rows
    }


def _stored_subject(row: sqlite3.Row) -> Subject:
    return Subject(
        raw=row["subject"],
        title=row["title"],
        is_reply=bool(row["is_reply"]),
        tagged=bool(row["tagged"]),
        version=row["version"],
        label=row["label"],
        position=row["position"],
        total=row["total"],
        rfc=bool(row["rfc"]),
        resend=bool(row["resend"]),
        pull=bool(row["pull"]),
        stable=bool(row["stable"]),
        words=unpacked(row["words"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """All that hangs on some messages, by their numbers."""

    references: Grouped[str]
    lists: Grouped[str]
    recipients: Grouped[Person]
    tags: Grouped[TagLine]
    links: Grouped[LinkUse]
    remarks: Grouped[Remark]
    notices: Grouped[Notice]
    diffs: dict[int, Diff]
    verdicts: Grouped[Verdict]


def message(row: sqlite3.Row, parts: Parts) -> Message:
    """Return a row of ``message`` with its parts."""
    number = row["id"]
    return Message(
        message_id=row["message_id"],
        subject=_stored_subject(row),
        sender=Person(row["sender_name"], row["sender_email"]),
        author=Person(row["author_name"], row["author_email"]),
        date=to_moment(row["date"]),
        in_reply_to=row["in_reply_to"],
        references=parts.references.get(number, ()),
        lists=parts.lists.get(number, ()),
        recipients=parts.recipients.get(number, ()),
        bot=bool(row["bot"]),
        auto=row["auto"],
        diff=parts.diffs.get(number),
        has_stat=bool(row["has_stat"]),
        change_id=row["change_id"],
        base_commit=row["base_commit"],
        tags=parts.tags.get(number, ()),
        links=parts.links.get(number, ()),
        remarks=parts.remarks.get(number, ()),
        notices=parts.notices.get(number, ()),
        verdicts=parts.verdicts.get(number, ()),
        own_lines=row["own_lines"],
        by_list=row["by_list"] != 0,
        addressed=row["addressed"],
        date_from=_DATE_SOURCES.get(row["date_from"], DateSource.OWN),
        abridged=bool(row["abridged"]),
    )


def archive(row: sqlite3.Row) -> ArchiveRow:
    """Return a row of ``archive``."""
    from tracker.store.records import ArchiveRow

    return ArchiveRow(
        id=row["id"],
        kind=ArchiveKind(row["kind"]),
        path=row["path"],
        url=row["url"],
        cursor=row["cursor"],
        read_at=_moment_or_none(row["read_at"]),
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
        newest=_moment_or_none(row["newest"]),
    )


def unreadable(row: sqlite3.Row) -> Unreadable:
    """Return a row of ``unreadable``."""
    return Unreadable(location=row["location"], why=row["why"], message_id=row["message_id"])
