# SPDX-License-Identifier: GPL-2.0-or-later
"""Recognise links, Message-IDs and commits in one line of text.

Forms of Message-IDs: RFC 5322 section 3.6.4; those that git-send-email(1), git-format-patch(1)
and b4 make are distinguished from addresses by their form. Every expression here is tried on
lines of at most ``text.MAX_LINE`` characters and repeats single characters only, so time stays
linear.
"""

import re

from tracker.lazy_dataclass import dataclass
from tracker.mail.phrases.links.message_ids import (
    BEFORE_AN_ADDRESS,
    BEFORE_AN_ID,
    COUNTED_ID,
    ID_SHAPE,
    MADE_BY_MAILER,
    MADE_BY_TOOL,
    REST_OF_ID,
)
from tracker.mail.phrases.links.server_urls import (
    ANCHOR_OF_MAIL,
    ARCHIVE_URL,
    COMMIT_URL,
    LINK_URL,
)
from tracker.mail.refs import message_id_in

_OPENING = {")": "(", "]": "[", "}": "{"}
_TRUNCATED = ("...", "\u2026", "[...]", "[snip]")


@dataclass(frozen=True, slots=True)
class LinkForm:
    """A link as it stands in a line, and what it holds."""

    start: int
    end: int
    url: str
    """As written, without the punctuation around it."""
    message_id: str | None = None
    change_id: str | None = None
    commit: str | None = None


def shapes_in(line: str) -> list[LinkForm]:
    """Return the URLs and clear Message-IDs of a line, from left to right."""
    found = [_url_found(match) for match in LINK_URL.finditer(line)] if _may_hold_url(line) else []
    if "@" in line:
        found += _bare_ids(line, found)
    return sorted(found, key=lambda shape: shape.start)


def _may_hold_url(line: str) -> bool:
    return "/" in line or "mid:" in line


def url_shape(url: str, start: int, end: int) -> LinkForm:
    """Return what a URL holds: the Message-ID of an archive's page, the commit of a git
    server's.
    """
    whole = url if "://" in url or url.startswith("mid:") else f"https://{url}"
    commit = COMMIT_URL.search(url)
    name = url[4:] if url.lower().startswith("mid:") else message_id_in(whole)
    if name and (anchor := ANCHOR_OF_MAIL.search(url)):
        name = _anchored(name, anchor[1])
    return LinkForm(start, end, url, message_id=name, commit=commit[1] if commit else None)


_SERIES = 100
"""Patches of one sending that are looked at for the one an anchor names."""


def _anchored(name: str, digest: str) -> str:
    """Return the mail of a thread's page that an anchor names: public-inbox makes it of the SHA-1
    of the Message-ID (PublicInbox::MID, ``id_compress``). Of the patches of one sending, whose ids
    git counts through, it can be told which; of other mails not, so that the page stays.
    """
    counted = COUNTED_ID.match(name)
    if counted is None:
        return name
    names = (f"{counted[1]}{number}{counted[2]}" for number in range(_SERIES))
    return next((one for one in names if _anchor(one) == digest), name)


def is_elsewhere(url: str, name: str) -> bool:
    """Return whether the anchor of a thread's page names another mail than the page does."""
    anchor = ANCHOR_OF_MAIL.search(url)
    return anchor is not None and anchor[1] != _anchor(name)


def _anchor(name: str) -> str:
    from hashlib import sha1  # Few mails have such a link.

    return sha1(name.encode(errors="surrogatepass"), usedforsecurity=False).hexdigest()


def _url_found(match: re.Match[str]) -> LinkForm:
    raw = match[0]
    url = trim(raw)
    cut_off = raw.endswith(_TRUNCATED) and not raw.endswith("....")
    shape = url_shape(url, match.start(), match.start() + len(url))
    return LinkForm(shape.start, shape.end, url) if cut_off else shape


def trim(url: str) -> str:
    """Return a URL without the punctuation of the sentence: ``(see https://host/x).``"""
    while url and (last := url[-1]) in ".,;:!?'\u2026)]}":
        opening = _OPENING.get(last)
        if opening and url.count(opening) >= url.count(last):
            break
        url = url[:-1]
    return url


def _bare_ids(line: str, urls: list[LinkForm]) -> list[LinkForm]:
    found: list[LinkForm] = []
    for match in ID_SHAPE.finditer(line):
        inside = any(one.start < match.end() and match.start() < one.end for one in urls)
        if not inside and is_message_id(match[0], line[: match.start()], line[match.end() :]):
            name = match[0].rstrip(".")
            found.append(LinkForm(match.start(), match.start() + len(name), name, message_id=name))
    return found


def is_message_id(word: str, before: str, after: str) -> bool:
    """Return whether ``id@host`` is a Message-ID and not the address of a person."""
    if MADE_BY_TOOL.match(word) or MADE_BY_MAILER.match(word):
        return True
    if BEFORE_AN_ID.search(before[-40:]):
        return True
    return is_bracketed_id(word, before, after)


def is_bracketed_id(word: str, before: str, after: str) -> bool:
    """Return whether ``<id@host>`` in plain brackets may be a Message-ID of any mailer.

    Whether it is one shows where the message is cached; after the name of a person it is their
    address.
    """
    if (
        not before.rstrip().endswith("<")
        or not after.startswith(">")
        or BEFORE_AN_ADDRESS.search(before)
    ):
        return False
    return _may_be_made(word.partition("@")[0])


def _may_be_made(local: str) -> bool:
    """Return whether a mailer may have made the left half of an id: it has digits, or no words in
    it.
    """
    digits = sum(map(str.isdecimal, local))
    mixed = local != local.lower() and local != local.upper()
    unbroken = len(local) >= 16 and not re.search(r"[._-]", local)
    return len(local) >= 10 and (digits >= 4 or (mixed and digits > 0) or unbroken)


def is_clear_id(name: str) -> bool:
    """Return whether an id has the form of a known mailer's, so that it is one wherever it
    stands.
    """
    return bool(MADE_BY_TOOL.match(name) or MADE_BY_MAILER.match(name))


def made_by_git(message_id: str) -> bool:
    """Return whether git or b4 made the id: it names a patch or cover, not a letter typed by
    hand.
    """
    return bool(MADE_BY_TOOL.match(message_id))


def joined_shape(shape: LinkForm, line: str, after: str) -> tuple[LinkForm, int] | None:
    """Return a link that is broken at the end of its line, whole, and how much of the next line it
    took.

    In angle brackets white space inside a URL does not count (RFC 3986, appendix C). Without
    them only a mail's page that lacks its Message-ID is joined, with a word that completes it.
    """
    if line[shape.end :].strip() or "://" not in shape.url:
        return None
    word, indent = after.strip().split(" ")[0], len(after) - len(after.lstrip())
    bracketed = line[: shape.start].endswith("<") and word.endswith(">") and len(word) > 1
    rest = REST_OF_ID.match(word)
    lacking = (
        "@" not in (shape.message_id or "")
        and shape.commit is None
        and ARCHIVE_URL.search(shape.url)
    )
    if not word or not (bracketed or (lacking and rest)):
        return None
    tail = word.rstrip(">") if bracketed else trim(word)
    if "://" in tail:
        return None
    raw = line[shape.start : shape.end] + tail
    return url_shape(raw, shape.start, shape.end), indent + len(word)
