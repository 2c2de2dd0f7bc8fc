# SPDX-License-Identifier: GPL-2.0-or-later
"""Which tags are releases, told by the form of their names.

Kernel: ``v6.17``, ``v6.17-rc1``, ``v6.12.5``. Elsewhere: ``5.72``, ``liburing-2.9-rc1``,
``v1.8pre1``, ``libs-2.0-pre7``. Tags of pull requests (``for-net-2025-07-10``) and of days
(``next-20250807``) are none.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from tracker.mail.phrases.landing.ref_names import LETTERED_TAG, RELEASE_TAG
from tracker.model.repository import RefRole, Tip

_TAGS = "refs/tags/"


def tag_role(tag: str) -> RefRole | None:
    """``RELEASE`` or ``CANDIDATE``; None for a tag that is neither."""
    match = RELEASE_TAG.fullmatch(tag) or LETTERED_TAG.fullmatch(tag)
    if match is None or (match["name"] and "." not in match["number"]):
        return None
    return RefRole.CANDIDATE if match["before"] else RefRole.RELEASE


def version_key(tag: str) -> tuple[tuple[int, ...], int]:
    """Orders releases by number, those before a release first, those with a letter last."""
    match = RELEASE_TAG.fullmatch(tag)
    if match is None:
        if lettered := LETTERED_TAG.fullmatch(tag):
            return tuple(map(int, lettered["number"].split("."))), 1 + ord(lettered["letter"])
        return (), 0
    return tuple(map(int, match["number"].split("."))), 0 if match["before"] else 1


def oldest_first(
    tips: Iterable[Tip], role: RefRole, as_of: datetime | None = None
) -> tuple[Tip, ...]:
    """The tags that have the role and were made by then; of one moment the lowest number first."""
    held = [
        tip
        for tip in tips
        if tip.ref.startswith(_TAGS)
        and tag_role(tag_name(tip)) is role
        and (as_of is None or tip.date <= as_of)
    ]
    held.sort(key=lambda tip: (tip.date, version_key(tag_name(tip)), tip.ref))
    return tuple(held)


def first_tags(tags: Iterable[Tip], known: Sequence[int]) -> dict[int, Tip]:
    """Bit -> the first of the tags whose commit contains the wanted commit of that bit.

    ``known`` is what each commit contains, by its number; see ``core.ancestry.reach``.
    """
    found: dict[int, Tip] = {}
    told = 0
    for tip in tags:
        fresh = known[tip.number] & ~told
        told |= fresh
        while fresh:
            low = fresh & -fresh
            found[low.bit_length() - 1] = tip
            fresh ^= low
    return found


def tag_name(tip: Tip) -> str:
    """The short name of a tag."""
    return tip.ref.removeprefix(_TAGS)
