# SPDX-License-Identifier: GPL-2.0-or-later
"""Read no more than the header of a mail: a tenth of what reading the mail costs."""

from tracker.mail import mime
from tracker.mail.subjects import parse_subject
from tracker.model.headings import Heading
from tracker.model.mail import Stored
from tracker.model.people import Person

_CHANGE_ID = b"\nchange-id: "
"""As b4 writes it below the ``---`` of a cover letter or patch."""
_LONGEST = 998
"""Characters of a line of a header (RFC 5322, 2.1.1)."""


def read_heading(mail: Stored) -> Heading | None:
    """Return what the header says; None for a mail that only reading it whole can tell of.

    That is one without a Message-ID, or with a header that is no plain text.
    """
    headers, _ = mime.split(mail.raw)
    names = mime.ids(headers.first("message-id"))
    if not names:
        return None
    above = mime.ids(headers.first("references")) or mime.ids(headers.first("in-reply-to"))
    subject = parse_subject(mime.decode_words(headers.first("subject")))
    made = Heading(
        key=mail.key,
        arrived=mail.arrived,
        message_id=names[0],
        root=(above or names)[0],
        title=subject.title,
        is_reply=subject.is_reply,
        sender=Person(*mime.sender(headers.first("from"))),
        change_id=_change_id(mail.raw),
    )
    return made if _is_plain(made) else None


def _change_id(raw: bytes) -> str | None:
    start = raw.find(_CHANGE_ID)
    if start < 0:
        return None
    start += len(_CHANGE_ID)
    word = raw[start : start + _LONGEST].split(b"\n", 1)[0].strip()
    return word.decode("ascii") if word and word.isascii() else None


def _is_plain(heading: Heading) -> bool:
    """Return whether each text is one that can be stored and asked for as it is."""
    sender = heading.sender
    texts = (heading.message_id, heading.root, heading.title, sender.name, sender.email)
    return all(len(text) <= _LONGEST and text.isprintable() for text in texts)
