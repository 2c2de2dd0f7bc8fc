# SPDX-License-Identifier: GPL-2.0-or-later
"""The threads of a series as a tree, each message with what it gives."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from tracker.lazy_patterns import lazy_pattern
from tracker.model.mail import DateSource, Message, RemarkKind
from tracker.model.views import MailNote, ThreadLine
from tracker.series.threads import Threads, by_date
from tracker.state.dossier import Dossier

_MARKS = {
    RemarkKind.QUESTION: "question",
    RemarkKind.NACK: "nack",
    RemarkKind.CHANGES: "changes",
    RemarkKind.COMMAND: "command",
    RemarkKind.WITHDRAW: "withdrawn",
}
MAX_INDENT = 24
_SHARED_ID = lazy_pattern(r"(.+)#[0-9a-f]{8}")
"""The name of a mail whose Message-ID another mail bears."""
_SOURCES = {
    DateSource.RECEIVED: "its Received field",
    DateSource.FROM_LINE: 'the "From " line of its mbox',
    DateSource.ARCHIVE: "the archive, which took it in then",
}
_MOST_NAMED = 4
"""Mails of one Message-ID that are named in a note."""


def thread(dossier: Dossier) -> tuple[ThreadLine, ...]:
    """Every message of the series in reading order: revisions by date, answers below."""
    names = set(dossier.series.messages) & set(dossier.messages)
    parents = _thread_parents(dossier, names)
    children: dict[str | None, list[Message]] = defaultdict(list)
    for name, parent in parents.items():
        children[parent].append(dossier.messages[name])
    for below in children.values():
        below.sort(key=lambda one: (one.subject.position or 0, one.date, one.message_id)
                   if one.diff else (10_000, one.date, one.message_id))  # fmt: skip
    children[None].sort(key=lambda one: (one.date, one.message_id))
    roles = _roles(dossier)
    out: list[ThreadLine] = []
    stack = [(one, 0) for one in reversed(children[None])]
    while stack:
        message, depth = stack.pop()
        out.append(_line(message, parents[message.message_id], depth, roles))
        below = children.get(message.message_id, [])
        stack += [(one, min(depth + 1, MAX_INDENT)) for one in reversed(below)]
    return tuple(out)


def _thread_parents(dossier: Dossier, names: set[str]) -> dict[str, str | None]:
    """What each message hangs below; where mails answer each other, the oldest is the top."""
    threads = Threads(dossier.messages)
    parents: dict[str, str | None] = {}
    up: dict[str, str] = {}
    for message in by_date(dossier.messages[name] for name in names):
        name = message.message_id
        parent = next((one for one in threads.ancestors(message) if one in names), None)
        if parent is not None and _top(parent, up) != name:
            parents[name] = up[name] = parent
        else:
            parents[name] = None
    return parents


def _top(name: str, up: dict[str, str]) -> str:
    """Where the way up from a message ends; the way is halved each time it is gone."""
    while name in up:
        above = up[name]
        up[name] = up.get(above, above)
        name = above
    return name


def _roles(dossier: Dossier) -> dict[str, str]:
    roles: dict[str, str] = {}
    for revision in dossier.series.revisions:
        roles |= {one.message_id: "patch" for one in revision.patches}
        roles |= dict.fromkeys(revision.spare, "patch")
        if revision.cover:
            roles[revision.cover] = "cover"
    return roles


def _line(message: Message, parent: str | None, depth: int, roles: dict[str, str]) -> ThreadLine:
    role = roles.get(message.message_id)
    if role is None:
        role = "notice" if message.notices else "bot" if message.bot else "reply"
    given = [tag.name for tag in message.tags] if role == "reply" else []
    marks = [_MARKS[one.kind] for one in message.remarks if one.kind in _MARKS]
    if role != "reply":
        marks = []
    return ThreadLine(
        message_id=message.message_id,
        parent=parent,
        date=message.date,
        who=message.sender,
        subject=message.subject.raw,
        depth=depth,
        role=role,
        marks=tuple(dict.fromkeys([*given, *marks])),
    )


def shared_id(name: str) -> str:
    """Return the Message-ID of a mail by the name it is kept by: ``ID`` of ``ID#1a2b3c4d``."""
    found = _SHARED_ID.fullmatch(name)
    return found[1] if found else name


def mail_notes(
    dossier: Dossier, lines: Iterable[ThreadLine], bearers: Mapping[str, Message]
) -> tuple[MailNote, ...]:
    """Return what is odd about the mails of a series, in the order of its thread's lines.

    ``bearers`` are mails, of this series or of others, that may bear a Message-ID of it.
    """
    by_id: dict[str, dict[str, Message]] = defaultdict(dict)
    for name, message in {**bearers, **dossier.messages}.items():
        if message.date <= dossier.as_of:
            by_id[shared_id(name)][name] = message
    notes: list[MailNote] = []
    noted: set[str] = set()
    for line in lines:
        message = dossier.messages[line.message_id]
        if message.date_from is not DateSource.OWN:
            notes.append(_date_note(message))
        base = shared_id(line.message_id)
        if base not in noted and len(by_id[base]) > 1:
            noted.add(base)
            notes.append(_same_id_note(line.message_id, base, by_id[base].values()))
    return tuple(notes)


def _date_note(message: Message) -> MailNote:
    where = _SOURCES[message.date_from]
    text = f"the date of {message.message_id} is from {where}: its own is missing or cannot be"
    return MailNote(
        kind="date", message_id=message.message_id, text=text, date_from=message.date_from
    )


def _same_id_note(name: str, base: str, bearers: Iterable[Message]) -> MailNote:
    mails = by_date(bearers)
    named = [f'"{one.subject.raw}" by {one.sender.called}' for one in mails[:_MOST_NAMED]]
    left = len(mails) - len(named)
    rest = f" and {left} more" if left > 0 else ""
    return MailNote(
        kind="same-id",
        message_id=name,
        text=f"{len(mails)} mails bear the Message-ID {base}: {', '.join(named)}{rest}; "
        + ("both are kept" if len(mails) == 2 else "all are kept"),
        others=tuple(one.message_id for one in mails if one.message_id != name),
    )
