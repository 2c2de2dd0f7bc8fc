# SPDX-License-Identifier: GPL-2.0-or-later
"""Mails that scripts of maintainers send when a patch enters or leaves their queue.

Greg Kroah-Hartman's scripts: ``Patch "title" has been added to the 6.1-stable tree``, and ``patch
"title" added to usb-next``. Andrew Morton's: ``+ file.patch added to mm-unstable branch`` and
``[merged mm-stable] file.patch removed from -mm tree``. They thread with nothing as a rule; the
title tells what they speak of.
"""

import re
from collections.abc import Sequence

from tracker.mail.lines import Line
from tracker.mail.notices.bots import person_in
from tracker.mail.notices.thanks import unquoted
from tracker.mail.parts import Parts
from tracker.mail.phrases.landing.queue_mails import (
    DOES_NOT_APPLY,
    LIST_BEFORE_SUBJECT,
    MM_FATE,
    MM_PATCH_SUBJECT,
    MM_SUBJECT,
    MM_TITLED,
    QUEUED_LINK,
    STABLE_FAILED,
    STABLE_QUEUED,
    STABLE_TREE,
)
from tracker.mail.phrases.required_words import folded
from tracker.mail.subjects import parse_subject
from tracker.mail.urls import message_id_in
from tracker.model.mail import Notice, NoticeItem, NoticeKind, Person, Scope


def find_queue_notice(parts: Parts) -> Notice | None:
    """What a queue mail says; None for any other mail."""
    raw = parts.subject.raw
    low = folded(raw)
    if not any(one.may_be_in(low) for one in (STABLE_QUEUED, STABLE_FAILED, MM_SUBJECT)):
        return None
    for subject in dict.fromkeys((raw, LIST_BEFORE_SUBJECT.sub("", raw))):
        if found := STABLE_QUEUED.match(subject):
            return _queue(parts, found)
        if found := STABLE_FAILED.match(subject):
            return _failed(parts, found)
        if MM_SUBJECT.match(subject):
            return _mm(parts, subject)
    return None


def is_queue_mail(notices: Sequence[Notice]) -> bool:
    """Whether a mail is one of a queue: it carries the patch of another and is no posting."""
    return any(
        one.scope is Scope.LISTED and one.kind in (NoticeKind.PERSON, NoticeKind.STABLE)
        for one in notices
    )


def _queue(parts: Parts, found: re.Match[str]) -> Notice | None:
    tree = found[3].rstrip(".,")
    stable = STABLE_TREE.match(tree) is not None
    lines = unquoted(parts.lines)
    told = next((line for line in lines[:6] if "This is a note to let you know" in line.text), None)
    if told is None:
        return None
    return Notice(
        kind=NoticeKind.STABLE if stable else NoticeKind.PERSON,
        scope=Scope.LISTED,
        tree=tree,
        by=parts.sender,
        items=(_queue_item(found[1], parts.lines, told.number),),
        dropped=not found[2].lower().startswith("added"),
        line=told.number,
        quote=told.text.strip(),
    )


def _failed(parts: Parts, found: re.Match[str]) -> Notice | None:
    """A patch that does not apply to a stable branch: a notice that is not sure moves nothing."""
    lines = unquoted(parts.lines)
    told = next((line for line in lines[:6] if DOES_NOT_APPLY.match(line.text)), None)
    if told is None or STABLE_TREE.match(found[2]) is None:
        return None
    return Notice(
        kind=NoticeKind.STABLE,
        scope=Scope.LISTED,
        tree=found[2],
        by=parts.sender,
        items=(_queue_item(found[1], parts.lines, told.number),),
        sure=False,
        line=told.number,
        quote=told.text.strip(),
    )


def _mm(parts: Parts, subject: str) -> Notice | None:
    """A mail of mm-commits; "removed" with "merged" in its brackets is no loss."""
    lines = unquoted(parts.lines)
    start = next((n for n, line in enumerate(lines[:8]) if MM_TITLED.match(line.text)), None)
    if start is None:
        return None
    titled = next(
        (f for line in lines[start : start + 3] if (f := MM_PATCH_SUBJECT.match(line.text))), None
    )
    if titled is None:
        return None
    fate = MM_FATE.match(subject)
    word = fate[1] if fate else ""
    added = MM_SUBJECT.match(subject)
    branch = added[1] if added and added[1] else word.removeprefix("merged").strip()
    return Notice(
        kind=NoticeKind.PERSON,
        scope=Scope.LISTED,
        tree="mm",
        branch=branch or None,
        by=parts.sender,
        items=(_queue_item(titled[1], parts.lines, lines[start].number),),
        dropped="removed from" in subject and not word.startswith("merged"),
        line=lines[start].number,
        quote=parts.subject.raw[:200],
    )


def _queue_item(title: str, lines: Sequence[Line], number: int) -> NoticeItem:
    return NoticeItem(
        title=parse_subject(title).title,
        author=_queue_author(lines),
        url=_queue_link(lines),
        line=number,
    )


def _queue_link(lines: Sequence[Line]) -> str | None:
    """The first ``Link:`` of the patch that the mail carries: the mail that was queued."""
    found = (one for line in lines[:400] if (one := QUEUED_LINK.match(line.text)))
    return next((one[1] for one in found if message_id_in(one[1])), None)


def _queue_author(lines: Sequence[Line]) -> Person | None:
    """The From: line of the patch that the mail carries."""
    for line in lines[:60]:
        if line.text.startswith("From: "):
            return person_in(line.text[6:])
    return None
