# SPDX-License-Identifier: GPL-2.0-or-later
"""Reading the Atom feed of a public-inbox: which mails are new, and what they answer."""

import html
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import unquote, urlsplit

from tracker.lazy_dataclass import dataclass
from tracker.lazy_patterns import lazy_pattern

_MOST = 1000
"""Entries that are read of a feed."""
_HEAD = 16 << 10
"""Characters of an entry in which its links and dates are: before what the mail says."""
_LINK = lazy_pattern(r'<link\s[^<>]{0,200}?href="([^"<>]{1,2000})"')
_ANSWERS = lazy_pattern(r'<thr:in-reply-to\s[^<>]{0,2000}?href="([^"<>]{1,2000})"')
_UPDATED = lazy_pattern(r"<updated>([0-9TZ:.+-]{10,40})</updated>")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """A mail that a feed names."""

    message_id: str
    answers: str
    """Message-ID of the mail it answers; empty if it names none."""
    updated: datetime
    """When the server got it (UTC)."""


def feed_items(data: bytes) -> tuple[FeedItem, ...]:
    """Return the mails that a feed names; an entry without a link or a date is left out.

    The Message-ID is in the link alone: public-inbox's ``id`` is made from it and leads nowhere.
    """
    return tuple(_entries(data.decode("utf-8", "replace")))


def _entries(text: str) -> Iterator[FeedItem]:
    for entry in text.split("<entry>", _MOST)[1:]:
        head = entry.partition("<content")[0][:_HEAD]
        link, answers, updated = (one.search(head) for one in (_LINK, _ANSWERS, _UPDATED))
        try:
            when = datetime.fromisoformat(updated[1]) if updated else None
        except ValueError:
            when = None
        name = _last_part(link[1]) if link else ""
        if name and when is not None:
            moment = when.replace(tzinfo=when.tzinfo or UTC).astimezone(UTC)
            answered = _last_part(answers[1]) if answers else ""
            yield FeedItem(message_id=name, answers=answered, updated=moment)


def _last_part(href: str) -> str:
    """Return the Message-ID at the end of a link; empty without one."""
    try:
        path = urlsplit(html.unescape(href)).path
    except ValueError:
        return ""
    return unquote(path.rstrip("/").rpartition("/")[2])
