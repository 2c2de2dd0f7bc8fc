# SPDX-License-Identifier: GPL-2.0-or-later
"""The Message-ID in a URL: lore and its kin, patch.msgid.link, patchwork, any public-inbox.

A link reader calls ``message_id_in`` for every URL of every mail, so it is one pass over the
path, without network, and it never raises.
"""

from itertools import pairwise
from urllib.parse import SplitResult, unquote, urlsplit

from tracker.mail.phrases.links.server_urls import DOMAIN, ID_WITHOUT_AT, INBOX_HOST, LIST_NAME

LORE = "https://lore.kernel.org"
"""Where kernel mail is looked up unless the user says otherwise."""

_MAX_URL = 2_000
_MAX_ID = 900
_REDIRECTORS = frozenset({"patch.msgid.link", "msgid.link"})
_PATCHWORK = frozenset({"patch", "cover", "comment", "msgid"})


def message_id_in(url: str) -> str | None:
    """The Message-ID that a URL holds, unescaped; None if it holds none. Never raises."""
    if len(url) > _MAX_URL:
        return None
    if url[:4].lower() == "mid:":
        return _url_clean(unquote(url[4:]).split("/", 1)[0]) if "@" in unquote(url) else None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    found = id_in(parts)
    return found[0] if found else None


def id_in(parts: SplitResult) -> tuple[str, str | None] | None:
    """The Message-ID in a split URL and the base URL of the public-inbox that serves it.

    For lore and the redirectors to it the base is lore's ``/all``, whichever list was named:
    a thread is whole only there. Patchwork has no base.
    """
    if parts.scheme.lower() not in ("http", "https"):
        return None
    host = host_of(parts)
    names = segments(parts.path)
    if is_lore(host):
        found = _lore(names, redirector=host in _REDIRECTORS)
        return (found, f"{LORE}/all") if found else None
    for before, name in pairwise(names):
        if before in _PATCHWORK and "project" in names and "@" in name:
            return _url_sentence((name, None))
    if host == "patchew.org":
        return _url_sentence(next(((name, None) for name in names if "@" in name), None))
    if host.endswith("marc.info"):
        asked = (item[2:] for item in parts.query.split("&") if item.startswith("i="))
        return _url_sentence(
            next(((unquote(one), None) for one in asked if "@" in unquote(one)), None)
        )
    return _url_sentence(_elsewhere(parts, names, known=bool(INBOX_HOST.match(host))))


def host_of(parts: SplitResult) -> str:
    """The host of a URL in lower case, without port and ``www.``."""
    return (parts.hostname or "").removeprefix("www.")


def origin_of(parts: SplitResult) -> str:
    """Scheme, host and port of a URL, without user and password."""
    return f"{parts.scheme.lower()}://{parts.netloc.rpartition('@')[2]}"


def is_lore(host: str) -> bool:
    """Whether a host is lore.kernel.org, a mirror of it, or redirects to it."""
    return (
        host in ("lore.kernel.org", "lkml.kernel.org")
        or host in _REDIRECTORS
        or host.endswith(".lore.kernel.org")
    )


def segments(path: str) -> list[str]:
    """The names in a URL's path, each unescaped once, so that a ``%2F`` stays in its name."""
    return [unquote(name) for name in path.split("/") if name]


def _lore(names: list[str], redirector: bool) -> str | None:
    """``/r/ID``, ``/LIST/ID/...``, ``/ID``; a slash in the id may stand unescaped."""
    for at, name in enumerate(names[:12]):
        if "@" in name:
            start = 0 if redirector and names[0] != "r" else min(1, at)
            return _url_clean("/".join(names[start : at + 1]))
    return None


def id_without_at(parts: SplitResult) -> str | None:
    """The name on a lore page that may be one of the few ids without an ``@``.

    For a handle that a person gives; a link in a mail that looks like this was cut by a line end.
    """
    names = segments(parts.path)
    if not is_lore(host_of(parts)) or not 2 <= len(names) <= 3 or names[0] == "patchwork":
        return None
    return _url_clean(names[1]) if ID_WITHOUT_AT.fullmatch(names[1]) else None


def _elsewhere(parts: SplitResult, names: list[str], known: bool) -> tuple[str, str] | None:
    """A name with an ``@`` in a path of a host that may or may not be a public-inbox."""
    for at, name in enumerate(names):
        local, _, domain = name.strip("<>").rpartition("@")
        if not local or (at and names[at - 1] in ("list", "lists", "user")):
            continue
        if not known and not _looks_made(local, domain):
            continue
        if LIST_NAME.fullmatch(local) and len(names) > at + 1 and "@" in names[at + 1]:
            continue
        return name, "/".join((origin_of(parts), *names[:at]))
    return None


def _looks_made(local: str, domain: str) -> bool:
    """Whether ``local@domain`` is made by a mail program, not a mailbox, handle or package."""
    if len(local) < 8 or not DOMAIN.fullmatch(domain):
        return False
    digits = sum(letter.isdigit() for letter in local)
    return digits > 4 or not LIST_NAME.fullmatch(local)


def _url_sentence(found: tuple[str, str | None] | None) -> tuple[str, str | None] | None:
    if found is None:
        return None
    name = _url_clean(found[0])
    return (name, found[1]) if name else None


def _url_clean(name: str) -> str | None:
    """The id without angle brackets; None if it holds what no Message-ID may hold."""
    name = name.strip().strip("<>")
    usable = name.isprintable() and " " not in name and not name.startswith("@")
    return name if name and usable and len(name) <= _MAX_ID else None
