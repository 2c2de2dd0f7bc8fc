# SPDX-License-Identifier: GPL-2.0-or-later
"""What a link points at, told by its form and by the message itself where that is at hand."""

import re
from dataclasses import dataclass
from enum import Enum

from tracker.lazy_patterns import lazy_pattern
from tracker.mail.links.shapes import made_by_git
from tracker.model.mail import LinkUse, Message
from tracker.model.series import Series


class Shape(Enum):
    """What kind of thing a link points at."""

    POSTED = "posted"
    """A patch or cover letter."""
    LETTER = "letter"
    """A mail that somebody typed: a reply, or the start of a discussion."""
    REPORT = "report"
    """A mail of a test robot."""
    MAIL = "mail"
    """A mail that cannot be told apart: its page holds no Message-ID."""
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


_REPORT = lazy_pattern(
    r"[^@]{1,120}lkp@intel\.com$|(?:[0-9a-f]{8}\.[0-9a-f]{6,10}\.[0-9a-f]{4,6}\.[0-9a-f]{2,4}\.GAE|"
    r"0{8,}[0-9a-f]{6,12})@google\.com$|[^@]{1,100}@(?:syzkaller\.|kernelci\.org$|bugzilla\.)|"
    r"(?:lkp|kisskb|kernelci|kbuild)[^@]{0,80}@",
    re.IGNORECASE,
)
_ISSUE = lazy_pattern(
    r"//(?:bugzilla|bugs|bugreports|bz|issues)\.[^/]{1,80}/(?!attachment)|show_bug\.cgi|//syzkaller\.|"
    r"//github\.com/[^/]{1,80}/[^/]{1,80}/(?:issues|discussions)/\d|"
    r"/-/(?:issues|work_items)/\d|/issues/\d|"
    r"//bugs\.launchpad\.net/|//crbug\.com/|//issuetracker\.google|//buganizer|//groups\.google\.com/g/syzkaller|"
    r"//lore\.kernel\.org/(?:oe-kbuild-all|syzkaller-bugs|oe-lkp|regressions)/",
    re.IGNORECASE,
)
_TREE = lazy_pattern(
    r"^(?:git|ssh)://|//(?:[\w.-]{1,100}\.)?git\.[^/]{1,80}/|\.git(?:/|$|\?)|/-/(?:tree|blob|commits)/|"
    r"//(?:github|gitlab|codeberg|gitea|sourceforge|bitbucket)\.[^/]{1,60}/|//(?:[\w.-]{1,100}\.)?gitlab\.[^/]{1,60}/|"
    r"//git\.sr\.ht/|//(?:cgit|anongit|evilpiepirate)\.|//elixir\.bootlin\.com/|//android\.googlesource\.com/|"
    r"googlesource\.com/|/pub/scm/",
    re.IGNORECASE,
)
_PATCHWORK = lazy_pattern(
    r"//patchwork\.[^/]{1,80}/(?:project/[^/]{1,80}/(?:patch|cover|list/\?series=)|(?:patch|cover|series)/)|"
    r"//lore\.kernel\.org/patchwork/|//lkml\.kernel\.org/patchwork|/project/[^/]{1,80}/list/\?series=",
    re.IGNORECASE,
)
_MAIL = lazy_pattern(
    r"//(?:[\w.-]{1,100}\.)?(?:lkml\.org/lkml/|spinics\.net/|marc\.info/|mail-archive\.com/|lore\.kernel\.org/|"
    r"lkml\.kernel\.org/|msgid\.link/|lwn\.net/ml/|narkive\.|gmane\.org/|zulipchat\.com/)|"
    r"/pipermail/|/hyperkitty/|/archives?/list/|"
    r"//lists?\.[^/]{1,80}/|//listman\.|//lists\.gnu\.org/|//groups\.google\.com/",
    re.IGNORECASE,
)
_LIST = lazy_pattern(
    r"//(?:lore|lkml)\.kernel\.org/([a-z0-9._-]{2,60})/[^/\s]|"
    r"//patchwork\.[^/]{1,80}/project/([a-z0-9._-]{2,60})/|/pipermail/([a-z0-9._-]{2,60})/|"
    r"/lists?/([a-z0-9._-]{2,60})(?:@[^/\s]{1,80})?/|[?&]l=([a-z0-9._-]{2,60})|"
    r"/archive/html/([a-z0-9._-]{2,60})/|//www\.mail-archive\.com/([a-z0-9._-]{2,60})@",
    re.IGNORECASE,
)
_NO_LIST = frozenset({"r", "all", "lkml", "patchwork", "list"})


def target_of(link: LinkUse, message: Message | None, series: Series | None) -> Target:
    """What a link points at; ``message`` and ``series`` where they are at hand."""
    shape = _target_shape(link, message, series)
    if shape is Shape.LETTER and _STANDS_FOR.search(link.before):
        shape = Shape.MAIL
    return Target(shape=shape, message=message, series=series)


_STANDS_FOR = lazy_pattern(
    r"(?:series|patch(?:es|set|-set)?|patches from|rfc)\s*"
    r"(?:is |are |posted |here |at |in |from |can be found )?"
    r"(?:here |at |in )?\W{0,4}$",
    re.IGNORECASE,
)
"""A reply that is called a series stands for the series that it answers."""


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
    if _REPORT.match(name):
        return Shape.REPORT
    if "/comment/" in url:
        return Shape.LETTER
    if made_by_git(name) or _PATCHWORK.search(url):
        return Shape.POSTED
    return Shape.LETTER if is_letter(name) else Shape.MAIL


_TYPED = lazy_pattern(
    r"CA[\w+=.-]{30,80}@mail\.gmail\.com$|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}@|"
    r"[^@]{4,80}\.f(?:sf|fs)(?:_-_)?@|[0-9a-f]{20,64}\.camel@|\d{8,14}\.[A-Z]{2}\d{2,10}[\w-]{0,20}@|"
    r"\d{12,14}\.[a-z0-9]{6,40}@|[\w+=-]{12,30}@(?!.*\.local)[\w.-]+$|[a-z0-9]{40,80}@[a-z0-9]{8,20}$",
    re.IGNORECASE,
)


def is_letter(message_id: str) -> bool:
    """Whether a mail program made the id, not git: replies and discussions have such ids."""
    return bool(_TYPED.match(message_id))


def _shape_of_url(url: str, trailer: str, *, has_commit: bool) -> Shape:
    """A commit that prose names stands for the patch it was; a page or trailer for itself."""
    if _ISSUE.search(url):
        return Shape.ISSUE
    if _PATCHWORK.search(url):
        return Shape.POSTED
    if has_commit and ("/" in url or trailer):
        return Shape.COMMIT
    if has_commit:
        return Shape.POSTED
    if _MAIL.search(url):
        return Shape.MAIL
    return Shape.TREE if _TREE.search(url) else Shape.PAGE


def list_in(url: str) -> str | None:
    """Return the list or patchwork project that a URL names, save those that hold everything."""
    if "//lkml.org/lkml/" in url:
        return "linux-kernel"
    found = _LIST.search(url)
    name = next((one for one in found.groups() if one), "").lower() if found else ""
    return None if not name or name in _NO_LIST else name
