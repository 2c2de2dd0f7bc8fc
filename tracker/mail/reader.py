"""Read one mail into a ``Message``, once, at the border; bad mail becomes ``Unreadable``.

Everything that later stages need is taken from the mail here, so that nothing is parsed twice
and no mail text travels inward.
"""

import re
from datetime import datetime

from tracker.mail import mime, patchid
from tracker.mail.checks.find import find_verdicts
from tracker.mail.checks.reports import machine_speaking
from tracker.mail.lines import Line, LineKind, split_lines
from tracker.mail.links.find import find_links
from tracker.mail.notices.find import find_notices
from tracker.mail.parts import Parts
from tracker.mail.people import bot_name, undo_gateway
from tracker.mail.remarks import find_remarks
from tracker.mail.subjects import parse_subject
from tracker.mail.trailers import find_tags
from tracker.model.mail import Diff, Message, Person, Stored, Unreadable

_LIST_HOSTS = re.compile(
    r"@(?:vger\.kernel\.org|lists\.[a-z0-9.-]+|[a-z0-9.-]*googlegroups\.com|"
    r"nongnu\.org|gnu\.org|sourceware\.org|alsa-project\.org)$|"
    r"^linux-[a-z0-9-]+@kvack\.org$"
)
"""Where lists live. Hosts whose addresses are people's are none: linuxfoundation.org and
freedesktop.org keep their lists on ``lists.`` hosts; of kvack.org only the lists are told."""
_LIST_ID = re.compile(rb"<([^<>\s]+)>")
_BODY_FROM = re.compile(r"From:\s*(.{0,200}?)\s*<([^<>\s]+@[^<>\s]+)>\s*$")
_CHANGE_ID = re.compile(r"change-id:\s*(\S{8,200})\s*$", re.IGNORECASE)
_BASE = re.compile(r"base-commit:\s*([0-9a-f]{12,64})\b")
_STAT_SUM = re.compile(r" ?\d+ files? changed")


def read(mail: Stored) -> Message | Unreadable:
    """One mail as a record. Never raises for anything a mail can hold."""
    if not mail.raw.strip():
        return Unreadable(location=f"{mail.archive}:{mail.key}", why="the mail is not there")
    headers, body = mime.split(mail.raw)
    names = mime.ids(headers.first("message-id")) or _bare_id(headers.first("message-id"))
    if not names:
        return Unreadable(location=f"{mail.archive}:{mail.key}", why="it has no Message-ID")
    when = _when(mime.date(headers.first("date")), mail.arrived)
    if when is None:
        where = f"{mail.archive}:{mail.key}"
        return Unreadable(location=where, why="it has no date", message_id=names[0])
    parts = _take_apart(names[0], headers, body, when)
    return _message(parts, headers, mail.abridged or bool(headers.first("x-abridged")))


def read_text(raw: bytes) -> str:
    """The decoded text of a mail, whose lines ``Evidence.line`` counts."""
    headers, body = mime.split(raw)
    return mime.text(headers, body).replace("\r\n", "\n")


def _bare_id(value: bytes) -> tuple[str, ...]:
    word = mime.to_text(value, "utf-8").strip("<> \t")
    return (word,) if word and " " not in word else ()


def _when(own: datetime | None, arrived: datetime | None) -> datetime | None:
    """The mail's date; its arrival where the clock of the sender was a day or more ahead."""
    if own is None or own.year < 1990:
        return arrived
    if arrived is not None and (own - arrived).total_seconds() > 86400:
        return arrived
    return own


def _take_apart(name: str, headers: mime.Headers, body: bytes, when: datetime) -> Parts:
    subject = parse_subject(mime.decode_words(headers.first("subject")))
    who, address = mime.sender(headers.first("from"))
    lines = split_lines(mime.text(headers, body))
    robot = bot_name(who, address) or machine_speaking(lines)
    own = [line for line in lines if line.kind is LineKind.DIFF]
    answered = mime.ids(headers.first("in-reply-to"))
    return Parts(
        message_id=name,
        subject=subject,
        sender=undo_gateway(who, address),
        date=when,
        in_reply_to=answered[0] if answered else None,
        references=mime.ids(headers.first("references")),
        lines=lines,
        bot=bool(robot),
        auto=robot,
        is_patch=bool(own) and not robot,
    )


def _message(parts: Parts, headers: mime.Headers, abridged: bool) -> Message:
    recipients = mime.people((*headers.every("to"), *headers.every("cc")))
    lists = _lists(headers, recipients)
    diff = _diff(parts.lines)
    return Message(
        message_id=parts.message_id,
        subject=parts.subject,
        sender=parts.sender,
        author=_author(parts),
        date=parts.date,
        in_reply_to=parts.in_reply_to,
        references=tuple(one for one in parts.references if one != parts.in_reply_to),
        lists=lists,
        recipients=tuple(one for one in recipients if one.email not in lists),
        bot=parts.bot,
        auto=parts.auto,
        diff=diff,
        has_stat=any(
            _STAT_SUM.match(line.text) for line in parts.lines if line.kind is LineKind.STAT
        ),
        change_id=_change_id(headers, parts.lines),
        base_commit=_last(parts.lines, _BASE),
        tags=find_tags(parts),
        links=find_links(parts),
        remarks=find_remarks(parts),
        notices=find_notices(parts),
        verdicts=find_verdicts(parts),
        by_list=bool(headers.first("list-id") or headers.first("x-mailing-list")),
        own_lines=sum(line.kind in (LineKind.OWN, LineKind.TRAILER) for line in parts.lines),
        abridged=abridged,
    )


def _author(parts: Parts) -> Person:
    """The in-body From: of a patch (git am takes it as author), else the sender."""
    if parts.is_patch:
        for line in parts.lines[:5]:
            if found := _BODY_FROM.match(line.text):
                return undo_gateway(found[1], found[2])
            if line.text.strip() and not line.text.startswith(("Subject:", "Date:")):
                break
    return parts.sender


def _lists(headers: mime.Headers, recipients: tuple[Person, ...]) -> tuple[str, ...]:
    """The lists a mail went to: those addressed first, then the one it came by, then copied."""
    named = [one.decode("ascii", "replace").lower() for one in headers.every("x-mailing-list")]
    for value in headers.every("list-id"):
        if found := _LIST_ID.search(value):
            name, _, host = found[1].decode("ascii", "replace").lower().partition(".")
            named.append(f"{name}@{host}")
    first = [one.email for one in mime.people(headers.every("to"))]
    sent = [one.email for one in recipients]
    lists = [one for one in first if _LIST_HOSTS.search(one)]
    lists += [one for one in named if "@" in one]
    lists += [one for one in sent if _LIST_HOSTS.search(one)]
    return tuple(dict.fromkeys(lists))


def _change_id(headers: mime.Headers, lines: tuple[Line, ...]) -> str | None:
    field = mime.to_text(headers.first("x-change-id"), "utf-8").strip()
    return field or _last(lines, _CHANGE_ID)


def _last(lines: tuple[Line, ...], pattern: re.Pattern[str]) -> str | None:
    """What the last unquoted line outside the diff gives for a pattern."""
    for line in reversed(lines):
        if line.kind not in (LineKind.QUOTE, LineKind.DIFF) and (found := pattern.match(line.text)):
            return found[1]
    return None


def _diff(lines: tuple[Line, ...]) -> Diff | None:
    inside = [line for line in lines if line.kind is LineKind.DIFF]
    if not inside:
        return None
    facts = patchid.facts([line.text for line in inside])
    return Diff(
        patch_id=facts.patch_id,
        files=facts.files,
        added=facts.added,
        removed=facts.removed,
        line=inside[0].number,
        changed=facts.changed,
    )
