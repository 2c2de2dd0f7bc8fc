# SPDX-License-Identifier: GPL-2.0-or-later
"""Mails that SQLite cannot hold, made into records that it can.

Mail is hostile: lone surrogates cannot be stored as UTF-8, a counter of twenty digits does not
fit into 64 bits, and a NUL would cut a Message-ID short where it is looked up.
"""

from tracker.lazy_dataclass import replace
from tracker.model.mail import Message, Unreadable

WONT_STORE = (UnicodeEncodeError, OverflowError)
"""What sqlite3 raises for such values."""


def without_nul(key: str, record: Message | Unreadable) -> tuple[str, Message | Unreadable]:
    """Return the mail, or an Unreadable where its name or its key holds a NUL."""
    if "\0" in key or "\0" in (record.message_id or ""):
        return refused(key, record, "its name holds a NUL")
    return key, record


def refused(key: str, record: Message | Unreadable, why: str = "") -> tuple[str, Unreadable]:
    """A record of the mail that can be stored in any case; what cannot is written as an escape."""
    if isinstance(record, Unreadable):
        bad = record
    else:
        reason = why or "it holds text that is no Unicode, or a number past 64 bits"
        bad = Unreadable(location=key, why=reason, message_id=record.message_id)
    name = bad.message_id
    safe = replace(
        bad,
        location=_storable_escaped(bad.location),
        why=_storable_escaped(bad.why),
        message_id=None if name is None else _storable_escaped(name),
    )
    return _storable_escaped(key), safe


def storable(text: str) -> str:
    """Return a text with what SQLite cannot hold written as an escape."""
    return _storable_escaped(text)


def _storable_escaped(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\x00")
