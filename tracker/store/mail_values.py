# SPDX-License-Identifier: GPL-2.0-or-later
"""Messages taken apart into rows, their values in the order of the table's columns."""

import json
from collections.abc import Iterator
from datetime import datetime

from tracker.model.mail import Message, Subject

Value = str | int | bytes | None
Row = tuple[Value, ...]


def seconds(moment: datetime) -> int:
    """Return a point in time as whole seconds since 1970, UTC."""
    return int(moment.timestamp())


def packed(values: tuple[str, ...] | tuple[int, ...]) -> str:
    """Return a short tuple as one value."""
    return json.dumps(values, ensure_ascii=False) if values else "[]"


def message_row(number: int, archive: int, key: str, version: int, message: Message) -> Row:
    """Return the row of ``message``, up to what is younger than its first version."""
    return (
        number,
        message.message_id,
        archive,
        key,
        version,
        message.abridged,
        *_value_subject(message.subject),
        message.sender.name,
        message.sender.email,
        seconds(message.date),
        message.bot,
        message.auto,
        message.has_stat,
        message.change_id,
        message.base_commit,
        message.own_lines,
        message.by_list,
        message.date_from.value,
    )


def _value_subject(subject: Subject) -> Row:
    return (
        subject.raw,
        subject.title,
        subject.is_reply,
        subject.tagged,
        subject.version,
        subject.label,
        subject.position,
        subject.total,
        subject.rfc,
        subject.resend,
        subject.pull,
        subject.stable,
        packed(subject.words),
    )


def reference_rows(number: int, message: Message) -> Iterator[Row]:
    """Yield the rows of ``message_reference``, which are stored by number."""
    return ((number, n, target) for n, target in enumerate(message.references))


def tag_rows(number: int, message: Message) -> Iterator[Row]:
    """Yield the rows of ``tag_line``."""
    for n, tag in enumerate(message.tags):
        yield (
            number,
            n,
            tag.name,
            tag.person.name,
            tag.person.email,
            tag.place,
            tag.line,
            tag.quote,
            tag.lead,
            tag.note,
        )


def link_rows(number: int, message: Message) -> Iterator[Row]:
    """Yield the rows of ``link_use``."""
    for n, link in enumerate(message.links):
        yield (
            number,
            n,
            link.url,
            link.message_id,
            link.change_id,
            link.commit,
            link.place,
            link.line,
            link.quote,
            link.used_line,
            link.words,
            link.before,
            link.section,
            link.trailer,
            link.label,
        )


def remark_rows(number: int, message: Message) -> Iterator[Row]:
    """Yield the rows of ``remark``."""
    for n, remark in enumerate(message.remarks):
        yield (number, n, remark.kind, remark.line, remark.quote, remark.under, remark.word)


def verdict_rows(number: int, message: Message) -> Iterator[Row]:
    """Yield the rows of ``verdict``."""
    for n, verdict in enumerate(message.verdicts):
        yield (
            number,
            n,
            verdict.context,
            verdict.state,
            verdict.severity,
            verdict.series,
            verdict.target,
            verdict.title,
            verdict.url,
            verdict.summary,
            verdict.line,
            verdict.quote,
        )


def notice_rows(number: int, message: Message) -> Iterator[Row]:
    """Yield the rows of ``notice``."""
    for n, notice in enumerate(message.notices):
        yield (
            number,
            n,
            notice.kind,
            notice.scope,
            packed(notice.positions),
            notice.tree,
            notice.branch,
            notice.by.name if notice.by else None,
            notice.by.email if notice.by else None,
            notice.version,
            notice.dropped,
            notice.moved,
            notice.rehash,
            notice.sure,
            notice.line,
            notice.quote,
        )


def notice_item_rows(number: int, message: Message) -> Iterator[Row]:
    """Yield the rows of ``notice_item``."""
    for at, notice in enumerate(message.notices):
        for n, item in enumerate(notice.items):
            yield (
                number,
                at,
                n,
                item.title,
                item.position,
                item.total,
                item.version,
                item.commit,
                item.url,
                item.author.name if item.author else None,
                item.author.email if item.author else None,
                item.line,
            )


def diff_rows(number: int, message: Message) -> Iterator[Row]:
    """Yield the row of ``diff``, if there is one."""
    if diff := message.diff:
        yield (number, diff.patch_id, diff.added, diff.removed, diff.line, diff.changed)


def diff_file_rows(number: int, message: Message) -> Iterator[Row]:
    """Yield the rows of ``diff_file``."""
    if message.diff:
        yield from ((number, n, path) for n, path in enumerate(message.diff.files))
