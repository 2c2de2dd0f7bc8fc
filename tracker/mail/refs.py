# SPDX-License-Identifier: GPL-2.0-or-later
"""What a person may name a series by: Message-ID, URL, change-id, commit; told apart by form.

Sources of the forms: RFC 5322 (Message-ID), RFC 2392 (``mid:``), the URLs of public-inbox
(``design_www``, ``/T/``, ``t.mbox.gz``, ``raw``), lore's ``/r/`` and patch.msgid.link, patchwork's
URLs by Message-ID, HyperKitty's hash (RFC 4648 base32 of the SHA-1 of the Message-ID), cgit's
commit pages, and b4's change-ids (date, words, 12 hexadecimal digits).
"""

import re
from enum import Enum
from urllib.parse import SplitResult, quote, unquote, urlsplit

from tracker.errors import Usage
from tracker.lazy_dataclass import dataclass
from tracker.lazy_patterns import lazy_pattern
from tracker.mail.urls import (
    LORE,
    host_of,
    id_in,
    id_without_at,
    is_lore,
    message_id_in,
    origin_of,
    segments,
)
from tracker.model.outside.web_threads import hyperkitty_hash

__all__ = ["LORE", "Ref", "RefKind", "hyperkitty_hash", "message_id_in", "parse_ref", "url_of"]

MAX_REF = 2_000
"""Characters; nothing longer is looked at."""
MIN_START = 8
"""Characters of a shortened id that must be left for a look-up to make sense."""

_ELLIPSIS = lazy_pattern(r"\.{3,}|\u2026")
_SCHEME = lazy_pattern(r"[a-z][a-z0-9+.-]{1,20}://", re.IGNORECASE)
_LIST_URL = lazy_pattern(r"https?://[^/?#]+/[A-Za-z0-9._-]+/?", re.IGNORECASE)
"""A server and one name: a list of a public-inbox has such a page."""
_BARE_HOST = lazy_pattern(
    r"(?:www\.)?(?:lore\.kernel\.org|lkml\.kernel\.org|(?:patch\.)?msgid\.link)/", re.IGNORECASE
)
_LABEL = lazy_pattern(r"(?:mid|msgid|id|message-id|m|news):\s*", re.IGNORECASE)
_BEFORE_URL = lazy_pattern(r"[a-z][a-z-]{1,20}:\s*<?(?=https?://)", re.IGNORECASE)
"""The name of a trailer before its link: ``Link: https://...``."""
_SEARCHED = lazy_pattern(
    r"(?:^|&)q=(?:(?:m|mid|id)(?::|%3a))?([^&\s]{1,500}(?:@|%40)[^&\s]{1,255})", re.IGNORECASE
)
"""A Message-ID that is searched for: ``/all/?q=m:ID``."""
_CHANGE_LABEL = lazy_pattern(r"(?:change-id|changeid):\s*", re.IGNORECASE)
_CHANGE_ID = lazy_pattern(r"(?:19|20)\d{6}-[^\s@<>]{1,200}-[0-9a-f]{12}")
_COMMIT = lazy_pattern(r"[0-9a-f]{7,40}", re.IGNORECASE)
_HASH = lazy_pattern(r"[A-Z2-7]{32}")
_ID = lazy_pattern(r"[^\s<>@]{1,500}@[^\s<>@]{1,255}")
_SERIES_ASKED = lazy_pattern(r"(?:^|&)series=(\d{1,9})(?:&|$)")
_NUMBERED = {
    "patch": "patches",
    "patches": "patches",
    "cover": "covers",
    "covers": "covers",
    "series": "series",
}
"""Patchwork's pages and the collections of its API."""
ACCEPTED = (
    "a Message-ID, a lore, patchwork, HyperKitty or cgit URL of a mail or commit, "
    "a change-id or a commit is accepted"
)
"""Ends the sentence on what is no handle."""


class RefKind(Enum):
    """What a handle names."""

    MESSAGE_ID = "message-id"
    TRUNCATED = "truncated"
    """A Message-ID cut short with ``...``, as web archives print long links."""
    CHANGE_ID = "change-id"
    COMMIT = "commit"
    MESSAGE_HASH = "message-hash"
    """HyperKitty's name of a message or thread; see ``hyperkitty_hash``."""
    NUMBERED = "numbered"
    """Patchwork's number of a patch, cover or series, or its name of a bundle: ``series/12``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """A handle, taken apart."""

    kind: RefKind
    id: str
    """The Message-ID without angle brackets, change-id, commit or hash; of a shortened
    Message-ID the part before the gap."""
    end: str = ""
    """Of a shortened Message-ID the part behind the gap; empty if its end is gone."""
    server: str | None = None
    """Base URL of the public-inbox, HyperKitty or cgit repository that the URL points into;
    None for a bare handle, and for patchwork, which serves no threads."""
    request: str = ""
    """The pull or merge request whose URL was typed; its forge may be asked for checks."""


def parse_ref(text: str) -> Ref:
    """What the text names.

    Raises Usage for a URL that holds no Message-ID or commit, and for anything else that has
    none of the accepted forms.
    """
    handle = text.strip().strip("<>").strip()
    if "://" in handle and (field := _BEFORE_URL.match(handle)):
        handle = handle[field.end() :]
    if not handle or len(handle) > MAX_REF or not handle.isprintable():
        raise Usage(f"{_ref_short(text)!r} names nothing; {ACCEPTED}")
    if "/" in handle and _BARE_HOST.match(handle):
        handle = "https://" + handle
    elif "@" not in handle:
        # As it stands in a URL.
        handle = handle.replace("%40", "@")
    url = "://" in handle and _SCHEME.match(handle)
    found = _ref_from_url(handle) if url else _ref_from_words(handle)
    if found is None and url and _LIST_URL.fullmatch(handle):
        raise Usage(
            f"{_ref_short(handle)!r} names no mail; if it is a whole list, 'tracker index --mirror"
            " URL' reads that"
        )
    if found is None:
        raise Usage(f"{_ref_short(handle)!r} holds no Message-ID that can be read; {ACCEPTED}")
    return found


def url_of(message_id: str, base: str = LORE) -> str:
    """The page of a message: lore's redirector, or the message's page under another base."""
    name = quote(message_id, safe="@+=~,:", errors="surrogatepass")
    parts = urlsplit(base)
    if is_lore(host_of(parts)):
        return f"{origin_of(parts)}/r/{name}"
    return f"{base.rstrip('/')}/{name}/"


def _ref_from_words(handle: str) -> Ref | None:
    labelled = ":" in handle
    if labelled and (change := _CHANGE_LABEL.match(handle)):
        handle = handle[change.end() :]
    elif labelled and (label := _LABEL.match(handle)):
        name = handle[label.end() :].strip("<> ")
        return _maybe_cut(name, None) or Ref(kind=RefKind.MESSAGE_ID, id=name) if name else None
    if _CHANGE_ID.fullmatch(handle):
        return Ref(kind=RefKind.CHANGE_ID, id=handle)
    if _COMMIT.fullmatch(handle):
        return Ref(kind=RefKind.COMMIT, id=handle.lower())
    if cut := _maybe_cut(handle, None):
        return cut
    return Ref(kind=RefKind.MESSAGE_ID, id=handle) if _ID.fullmatch(handle) else None


def _ref_from_url(url: str) -> Ref | None:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - reading it is how a wrong port is found
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https"):
        return None
    if _ELLIPSIS.search(parts.path):
        return _cut_url(parts)
    found = id_in(parts)
    if found is not None:
        message_id, base = found
        # "https://lore.kernel.org@example.org/": what stands before the "@" is there to mislead.
        server = None if "@" in parts.netloc else base
        return Ref(kind=RefKind.MESSAGE_ID, id=message_id, server=server)
    if asked := _SEARCHED.search(parts.query):
        name = unquote(asked[1]).strip("<>")
        return Ref(kind=RefKind.MESSAGE_ID, id=name) if _ID.fullmatch(name) else None
    if bare := id_without_at(parts):
        return Ref(kind=RefKind.MESSAGE_ID, id=bare, server=f"{LORE}/all")
    return _hyperkitty(parts) or _numbered(parts) or _commit_page(parts)


def _cut_url(parts: SplitResult) -> Ref | None:
    """A URL shortened in print: the gap stands in the Message-ID, and may end the URL."""
    names = segments(parts.path)
    at = next((n for n, name in enumerate(names) if _ELLIPSIS.search(name)), None)
    if at is None or (at == 0 and len(names) > 1):
        return None
    lore = is_lore(host_of(parts))
    base = f"{LORE}/all" if lore else "/".join((origin_of(parts), *names[:at]))
    return _maybe_cut(names[at], None if "@" in parts.netloc else base)


def _maybe_cut(name: str, server: str | None) -> Ref | None:
    gap = _ELLIPSIS.search(name)
    if gap is None:
        return None
    start, end = name[: gap.start()], name[gap.end() :].strip(">")
    if len(start) < MIN_START or " " in name:
        raise Usage(
            f"{_ref_short(name)!r} is cut too short to be looked up; give {MIN_START} or more "
            "characters of the Message-ID before the gap, or the whole of it"
        )
    return Ref(kind=RefKind.TRUNCATED, id=start, end=end, server=server)


def _hyperkitty(parts: SplitResult) -> Ref | None:
    """``/list/<address>/thread/<HASH>/`` and ``/message/<HASH>/``."""
    names = segments(parts.path)
    for at, name in enumerate(names[1:], 1):
        if names[at - 1] in ("thread", "message") and _HASH.fullmatch(name):
            base = "/".join((origin_of(parts), *names[: at - 1]))
            return Ref(kind=RefKind.MESSAGE_HASH, id=name, server=base)
    return None


def _numbered(parts: SplitResult) -> Ref | None:
    """Patchwork's ``/patch/N/``, ``/list/?series=N``, ``/api/1.3/series/N/``, ``/bundle/A/NAME/``.

    Only at a server called patchwork, or in a path that no other program has.
    """
    names = segments(parts.path)
    if asked := _SERIES_ASKED.search(parts.query):
        at = names.index("project") if "project" in names else -1
        if at >= 0 and names[at + 2 :] == ["list"]:
            return _numbered_ref(parts, names[:at], f"series/{asked[1]}")
    api = names.index("api") if "api" in names else -1
    named = host_of(parts).startswith("patchwork") or api >= 0
    if not named and not (names[:1] == ["bundle"] and len(names) == 3):
        return None
    for at, name in enumerate(names[:-1]):
        kind = _NUMBERED.get(name)
        if kind and names[at + 1].isdecimal() and len(names[at + 1]) < 10:
            base = names[: api if api >= 0 else at]
            return _numbered_ref(parts, base, f"{kind}/{int(names[at + 1])}")
        if name == "bundle" and len(names) == at + 3:
            return _numbered_ref(parts, names[:at], "bundle/" + "/".join(names[at + 1 :]))
    return None


def _numbered_ref(parts: SplitResult, before: list[str], name: str) -> Ref:
    server = "/".join((origin_of(parts), *before))
    return Ref(kind=RefKind.NUMBERED, id=name, server=server)


def _commit_page(parts: SplitResult) -> Ref | None:
    """cgit ``/REPO/commit/?id=HEX`` and ``/REPO/c/HEX``; ``/REPO/commit/HEX`` of forges."""
    names = segments(parts.path)
    asked = [item[3:] for item in parts.query.split("&") if item.startswith(("id=", "h="))]
    for at, name in enumerate(names):
        if name in ("commit", "c", "patch"):
            inline = names[at + 1 : at + 2] if name != "patch" else []
            for candidate in (*asked, *inline):
                if _COMMIT.fullmatch(candidate):
                    base = "/".join((origin_of(parts), *names[:at]))
                    base = base.removesuffix("/-")
                    return Ref(kind=RefKind.COMMIT, id=candidate.lower(), server=base)
    return None


def _ref_short(text: str) -> str:
    return text if len(text) <= 80 else text[:77] + "..."
