# SPDX-License-Identifier: GPL-2.0-or-later
"""What a web archive's page, or text copied from one, shows of a thread of mail."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from tracker.lazy_dataclass import dataclass


def hyperkitty_hash(message_id: str) -> str:
    """Return how HyperKitty names a message in its URLs: RFC 4648 base32 of the id's SHA-1."""
    from base64 import b32encode

    return b32encode(_digest(message_id)).decode()


def ids_named(names: Iterable[str], message_ids: Iterable[str]) -> tuple[str, ...]:
    """Return the Message-IDs that HyperKitty names so; what cannot be such a name fits none."""
    from base64 import b32decode

    wanted: set[bytes] = set()
    for name in names:
        with suppress(ValueError):
            wanted.add(b32decode(name))
    return tuple(one for one in message_ids if _digest(one) in wanted) if wanted else ()


def _digest(message_id: str) -> bytes:
    from hashlib import sha1

    data = message_id.encode("utf-8", "surrogatepass")
    return sha1(data, usedforsecurity=False).digest()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMail:
    """One mail as a page shows it: never its sender's address, which archives leave out or mask."""

    title: str = ""
    """The subject as shown; empty where the page leaves it out because it is the thread's."""
    name: str = ""
    """The sender's name; empty if the page has none, or has a masked address for one."""
    day: date | None = None
    """The day in UTC, or as shown where the page names no zone."""
    hash: str = ""
    """HyperKitty's name of the mail, base32 of the SHA-1 of its Message-ID."""
    message_id: str = ""
    """From the page's reply link, without angle brackets; empty if it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownThread:
    """A thread as a page or a pasted text shows it."""

    where: str
    """What was read, as it is called in a sentence: ``thread.html``, ``what was piped in``."""
    mails: tuple[ShownMail, ...]
    links: tuple[str, ...] = ()
    """URLs in the text, those cut in print with their ``...``; each once, in order."""
    change_ids: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    """What the page lacks or has in another form, each naming the field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """A page taken apart: the mails that its layout names, and its words."""

    mails: tuple[ShownMail, ...]
    text: str
    """The words of the page, a link as its whole target."""
    faults: tuple[str, ...] = ()
