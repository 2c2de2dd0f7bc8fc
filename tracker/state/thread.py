# SPDX-License-Identifier: GPL-2.0-or-later
"""The threads of a series as a tree, each message with what it gives."""

from collections import defaultdict

from tracker.model.mail import Message, RemarkKind
from tracker.model.views import ThreadLine
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
