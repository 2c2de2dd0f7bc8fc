# SPDX-License-Identifier: GPL-2.0-or-later
"""Choose the server that a handle is asked at: the configured one, or one that the user named.

A URL that the user types on another host may be asked, for what it names and what that is related
to; the server that brought a series is remembered for it. A URL in a mail is never asked: nothing
of a mail comes here, only handles and what was remembered of earlier ones.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

from tracker.lazy_patterns import lazy_pattern
from tracker.mail.refs import Ref, RefKind
from tracker.mail.urls import host_of, is_lore, origin_of
from tracker.model.outside.web_threads import hyperkitty_hash
from tracker.store.load import Reader

_SERVER = "server:"
_HYPERKITTY = lazy_pattern(r"/list/[^/@]{1,100}@[^/]{1,200}/?$")
"""How the URL of a list's archive at HyperKitty ends."""
_PLAIN_URL = lazy_pattern(
    r"https?://(?:\[[0-9a-f:.]{2,50}\]|[^\s/?#@\\%:\[\]]{1,255})(?::\d{1,5})?"
    r"(?:/(?!\.{1,2}(?:/|$))[\w.+~-]{1,100}){0,8}"
)
"""An inbox or a server: ``https://inbox.sourceware.org/libc-alpha``. No user, nothing escaped."""


def typed_server(ref: Ref, configured: str) -> str | None:
    """Return the URL of the inbox in a handle, if it is on another host than the configured one.

    A host of other letters than ASCII is returned as it is asked, in its ASCII form, so that what
    only looks like a known name is seen. None for a bare handle, for lore and the redirectors to
    it, and for a URL with a user in it or parts that no inbox has.
    """
    if ref.server is None or ref.kind not in (RefKind.MESSAGE_ID, RefKind.TRUNCATED):
        return None
    if not _PLAIN_URL.fullmatch(ref.server):
        return None
    parts = urlsplit(ref.server)
    here = origin_of(urlsplit(configured)).lower()
    if is_lore(host_of(parts)) or origin_of(parts).lower() == here:
        return None
    try:
        asked = parts.netloc.lower().encode("idna").decode("ascii")
    except UnicodeError:
        return None
    return parts._replace(netloc=asked).geturl()


def server_name(name: str) -> str:
    """Under which name the server that brought a message is remembered, as a fetch of its own."""
    return _SERVER + name


def is_hyperkitty(url: str) -> bool:
    """Return whether a list's archive is one of HyperKitty's, by the form of its URL."""
    return _HYPERKITTY.search(url) is not None


def archive_ref(ref: Ref, url: str) -> Ref | None:
    """Return a Message-ID as an archive of HyperKitty's knows it; None for other handles."""
    if ref.kind is not RefKind.MESSAGE_ID:
        return None
    name = hyperkitty_hash(ref.id)
    return Ref(kind=RefKind.MESSAGE_HASH, id=name, server=url.rstrip("/"))


def server_of_list(
    reader: Reader, held: Iterable[str], servers: Iterable[tuple[str, str]]
) -> str | None:
    """Return the public-inbox of a list that one of these messages was sent to; None without.

    A HyperKitty, which cannot be searched, is asked only for what is not cached.
    """
    by_list = {name.lower().replace("@", ".", 1): url for name, url in servers}
    if not by_list:
        return None
    lists = (one for mail in reader.messages(held).values() for one in mail.lists)
    found = (by_list.get(one.replace("@", ".", 1)) for one in lists)
    return next((url for url in found if url and not is_hyperkitty(url)), None)


def remembered_server(reader: Reader, names: Iterable[str]) -> str | None:
    """Return the URL of the server that the user named for a series, by any of its messages."""
    messages: set[str] = set()
    for name in names:
        home = reader.series_of(name)
        messages |= {name, *(reader.series([home])[0].messages if home else ())}
    found = reader.fetch_of(map(server_name, sorted(messages)))
    return found.source if found else None
