# SPDX-License-Identifier: GPL-2.0-or-later
"""Two postings that are versions of one work, and the sign that says so."""

from collections.abc import Iterator, Sequence
from enum import IntEnum

from tracker.lazy_dataclass import dataclass
from tracker.model.mail import Evidence
from tracker.model.series import Revision


class VersionSign(IntEnum):
    """Why two postings are versions of one work; the higher is the surer."""

    TAKEN_OVER = 0
    """Somebody else's next version that bears the author's sign, or whose sender is known there."""
    FILES = 1
    """Same author, like title, mostly the same files, the next version number."""
    GROWN = 2
    """Same author, and a patch of the same title: one patch became a series, or a series shrank."""
    PATCHES = 3
    """Same author, and patches with the same patch-id."""
    REPLY = 4
    """Sent as a reply to the other, by its author, with a higher version."""
    TITLE = 5
    """Same title and author."""
    CHANGE_ID = 6
    SAME_PATCHES = 7
    """Same author, and the very same patches, within days: sent again, unmarked."""
    TITLE_AND_LINES = 8
    """Same title and author, the next version number, and the same lines changed."""
    LINK = 9
    """Its text links to the other as ``v1``."""
    SAID = 10
    """The user says so."""


RULES = {
    VersionSign.TAKEN_OVER: "revision.taken-over",
    VersionSign.FILES: "revision.files",
    VersionSign.GROWN: "revision.patch-title",
    VersionSign.PATCHES: "revision.patch-id",
    VersionSign.REPLY: "revision.in-reply-to",
    VersionSign.TITLE: "revision.title",
    VersionSign.CHANGE_ID: "revision.change-id",
    VersionSign.TITLE_AND_LINES: "revision.title",
    VersionSign.SAME_PATCHES: "revision.patch-id",
    VersionSign.LINK: "revision.link",
    VersionSign.SAID: "revision.said",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two postings, by number, and what says that they are versions of one work."""

    sign: VersionSign
    older: int
    newer: int
    evidence: Evidence
    shared: int = 0
    """Titles of patches that both hold; of several works that one takes in, the most is its own."""


def pair_of(sign: VersionSign, revisions: Sequence[Revision], a: int, b: int, quote: str) -> Pair:
    """Build the pair of two postings, by their numbers, with what says so in the later one."""
    older, newer = (a, b) if revisions[a].date <= revisions[b].date else (b, a)
    evidence = Evidence(rule=RULES[sign], message_id=revisions[newer].message_id, quote=quote)
    return Pair(sign, older, newer, evidence)


Found = Iterator[Pair | None]
"""The pairs that a sign joins; None after those of each posting."""
