# SPDX-License-Identifier: GPL-2.0-or-later
"""From invented raw mails to the records that the core makes of them, without a mock."""

from datetime import datetime, timedelta

from tests.mails import at, cover, mail, patch
from tracker.mail.reader import read
from tracker.model.mail import Message, Stored
from tracker.model.series import Revision, Series
from tracker.series.grouping import Grouping, group
from tracker.series.versions import evolve
from tracker.state.dossier import Dossier, compile_dossier

LATE = at(24 * 3650)
"""After every mail of every test."""


def message(raw: bytes, arrived: datetime | None = None) -> Message:
    found = read(Stored(raw=raw, archive="tests", key="1", arrived=arrived))
    assert isinstance(found, Message), found
    return found


def pool(*raws: bytes) -> dict[str, Message]:
    return {one.message_id: one for one in map(message, raws)}


def postings(*raws: bytes) -> Grouping:
    return group(pool(*raws).values())


def posting(*raws: bytes) -> Revision:
    """The one posting that the mails make; no mail is left over."""
    found = postings(*raws)
    assert len(found.revisions) == 1, found.revisions
    assert not found.loose
    return found.revisions[0]


def works(*raws: bytes) -> tuple[Series, ...]:
    messages = pool(*raws)
    return evolve(group(messages.values()).revisions, messages)


def work(*raws: bytes) -> Series:
    found = works(*raws)
    assert len(found) == 1, [[one.message_id for one in each.revisions] for each in found]
    return found[0]


def dossier(*raws: bytes, as_of: datetime = LATE) -> Dossier:
    """The one series that the mails make, as it stood then."""
    found = compile_dossier(work(*raws), pool(*raws), as_of)
    assert found is not None
    return found


def sent(
    name: str,
    *,
    title: str = "widget: Make it better",
    total: int = 2,
    version: int = 1,
    hours: float = 0,
    sender: str = "Ada Author <ada@example.org>",
    prefix: str = "PATCH",
    body: str = "These patches make the widgets better.\n",
    parts: tuple[str, ...] = (),
    answers: str = "",
) -> list[bytes]:
    """A whole posting as git send-email threads it: ``NAME-0@example.org`` and its patches."""
    head = f"{name}-0@example.org"
    date = at(hours)
    raws = [
        cover(
            title,
            sender,
            total=total,
            version=version,
            prefix=prefix,
            body=body,
            message_id=head,
            date=date,
            in_reply_to=answers,
        )
    ]
    for number in range(1, total + 1):
        words = parts[number - 1] if parts else f"{title}, part {number}"
        raws.append(
            patch(
                words,
                sender,
                number=number,
                total=total,
                version=version,
                prefix=prefix,
                message_id=f"{name}-{number}@example.org",
                date=date + timedelta(seconds=number),
                in_reply_to=head,
            )
        )
    return raws


def reply(
    name: str, to: str, body: str, sender: str = "Rex Reviewer <rex@example.org>", hours: float = 5
) -> bytes:
    """An answer ``NAME@example.org`` to a mail of a posting made by ``sent``."""
    return mail(
        "Re: [PATCH] widget: Make it better",
        sender,
        body,
        message_id=f"{name}@example.org",
        in_reply_to=f"{to}@example.org",
        date=at(hours),
    )


def tagged(name: str, to: str, tag: str = "Reviewed-by", **fields: object) -> bytes:
    """An answer that gives a tag of its sender."""
    sender = str(fields.get("sender", "Rex Reviewer <rex@example.org>"))
    return reply(name, to, f"Good.\n\n{tag}: {sender}\n", **fields)  # type: ignore[arg-type]
