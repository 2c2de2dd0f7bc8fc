# SPDX-License-Identifier: GPL-2.0-or-later
"""What a link points at, by its form and by the message itself where that is cached."""

from enum import Enum

from tracker.lazy_dataclass import dataclass
from tracker.mail.links.shapes import is_elsewhere, made_by_git
from tracker.mail.phrases.links.link_words import STANDS_FOR_SERIES
from tracker.mail.phrases.links.message_ids import REPORT_ID, TYPED_MAIL_ID
from tracker.mail.phrases.links.server_urls import (
    ISSUE_URL,
    LIST_IN_URL,
    MAIL_URL,
    PATCHWORK_URL,
    TREE_URL_OF_SERVER,
)
from tracker.model.mail import LinkUse, Message
from tracker.model.series import Series


class Shape(Enum):
    """What kind of thing a link points at."""

    POSTED = "posted"
    """A patch or cover letter."""
    LETTER = "letter"
    """A mail that was typed by hand: a reply, or the start of a discussion."""
    REPORT = "report"
    """A mail of a test robot."""
    MAIL = "mail"
    """A mail of either kind: its page holds no Message-ID."""
    ISSUE = "issue"
    """A bug tracker's page."""
    COMMIT = "commit"
    TREE = "tree"
    """A repository, branch or file in one."""
    PAGE = "page"
    """Anything else: documents, specifications."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a link points at, as far as it is known."""

    shape: Shape
    message: Message | None = None
    series: Series | None = None


_NO_LIST = frozenset({"r", "all", "lkml", "patchwork", "list"})


def target_of(link: LinkUse, message: Message | None, series: Series | None) -> Target:
    """Return what a link points at; ``message`` and ``series`` where they are cached."""
    shape = _target_shape(link, message, series)
    elsewhere = link.message_id is not None and is_elsewhere(link.url, link.message_id)
    if shape is Shape.LETTER and (elsewhere or STANDS_FOR_SERIES.search(link.before)):
        shape = Shape.MAIL
    return Target(shape=shape, message=message, series=series)


def _target_shape(link: LinkUse, message: Message | None, series: Series | None) -> Shape:
    if message is not None:
        return _shape_of_message(message)
    name = link.message_id
    if series is not None and name is not None:
        own = {one for revision in series.revisions for one in revision.own}
        return Shape.POSTED if name in own else Shape.LETTER
    if link.change_id:
        return Shape.POSTED
    if name:
        return _shape_of_id(name, link.url)
    return _shape_of_url(link.url, link.trailer, has_commit=bool(link.commit))


def _shape_of_message(message: Message) -> Shape:
    if message.bot:
        return Shape.REPORT
    subject = message.subject
    patchy = (subject.tagged or message.diff is not None) and not subject.is_reply
    return Shape.POSTED if patchy else Shape.LETTER


def _shape_of_id(name: str, url: str) -> Shape:
    if REPORT_ID.match(name):
        return Shape.REPORT
    if "/comment/" in url:
        return Shape.LETTER
    if made_by_git(name) or PATCHWORK_URL.search(url):
        return Shape.POSTED
    return Shape.LETTER if is_letter(name) else Shape.MAIL


def is_letter(message_id: str) -> bool:
    """Return whether a mail program made the id, not git: replies and discussions have such ids."""
    return bool(TYPED_MAIL_ID.match(message_id))


def _shape_of_url(url: str, trailer: str, *, has_commit: bool) -> Shape:
    """Return a commit that prose names stands for the patch it was; a page or trailer for
    itself.
    """
    if ISSUE_URL.search(url):
        return Shape.ISSUE
    if PATCHWORK_URL.search(url):
        return Shape.POSTED
    if has_commit and ("/" in url or trailer):
        return Shape.COMMIT
    if has_commit:
        return Shape.POSTED
    if MAIL_URL.search(url):
        return Shape.MAIL
    return Shape.TREE if TREE_URL_OF_SERVER.search(url) else Shape.PAGE


def list_in(url: str) -> str | None:
    """Return the list or patchwork project that a URL names, save those that hold everything."""
    if "//lkml.org/lkml/" in url:
        return "linux-kernel"
    found = LIST_IN_URL.search(url)
    name = next((one for one in found.groups() if one), "").lower() if found else ""
    return None if not name or name in _NO_LIST else name
