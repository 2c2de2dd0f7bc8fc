"""Which tags are releases, told by the form of their names.

Kernel: ``v6.17``, ``v6.17-rc1``, ``v6.12.5``. Elsewhere: ``5.72``, ``liburing-2.9-rc1``,
``v1.8pre1``, ``libs-2.0-pre7``. Tags of pull requests (``for-net-2025-07-10``) and of days
(``next-20250807``) are none.
"""

import re
from collections.abc import Iterable
from datetime import datetime

from tracker.model.repository import Role, Tip

_RELEASE = re.compile(
    r"(?P<name>(?:[A-Za-z][A-Za-z+]{0,30}[-_/]){0,3})[vV]?"
    r"(?P<number>\d{1,5}(?:\.\d{1,5}){1,4}|\d{1,3})"
    r"(?P<before>[-_.~]?(?:rc|pre|alpha|beta|dev|b(?=\d)|a(?=\d))[-_.]?\d{0,4})?",
    re.IGNORECASE,
)
_TAGS = "refs/tags/"


def tag_role(tag: str) -> Role | None:
    """``RELEASE`` or ``CANDIDATE``; None for a tag that is neither."""
    match = _RELEASE.fullmatch(tag)
    if match is None or (match["name"] and "." not in match["number"]):
        return None
    return Role.CANDIDATE if match["before"] else Role.RELEASE


def version_key(tag: str) -> tuple[tuple[int, ...], int]:
    """Orders releases by number, those before a release first."""
    match = _RELEASE.fullmatch(tag)
    if match is None:
        return (), 0
    return tuple(map(int, match["number"].split("."))), 0 if match["before"] else 1


def first_tag(tips: Iterable[Tip], role: Role, as_of: datetime | None = None) -> Tip | None:
    """The oldest of the tags that has the role; None if there is none by then."""
    held = [
        tip
        for tip in tips
        if tip.ref.startswith(_TAGS)
        and tag_role(tag_name(tip)) is role
        and (as_of is None or tip.date <= as_of)
    ]
    return min(held, key=lambda tip: (tip.date, version_key(tag_name(tip)), tip.ref), default=None)


def tag_name(tip: Tip) -> str:
    """The short name of a tag."""
    return tip.ref.removeprefix(_TAGS)
