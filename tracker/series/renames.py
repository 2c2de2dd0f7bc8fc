# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether a posting is the next version of one that had another title."""

from tracker.model.series import Revision
from tracker.series.common_work import (
    COMMON_LINES,
    NEAR,
    Postings,
    files_of,
    is_everyday_title,
    other_objects,
    share_own_files,
    share_patch_title,
    words_of_title,
)

_HALF = 0.5
_MANY_LINES = 8
"""Changed lines that two works of one author hardly have in common by chance."""
_TELLING_WORDS = 4
"""Words of a title that two people do not choose by chance."""


def is_renamed(postings: Postings, a: int, b: int) -> bool:
    """Whether a posting is the next version of one with another title.

    Half of the lines need a common file or half of the title; fewer lines, or most of the files,
    need some of the title, and three quarters of a title one common file.
    """
    older, newer = postings.revisions[a], postings.revisions[b]
    step = newer.version - older.version
    if newer.date - older.date > NEAR or not (step in (1, 2) or (step == 0 and older.rfc)):
        return False
    if newer.pull or older.pull or newer.partial:
        return False
    mine, theirs = words_of_title(older.title), words_of_title(newer.title)
    shared, every = len(mine & theirs), len(mine | theirs)
    titled = share_patch_title(older, newer)
    in_files = share_own_files(older, newer)
    if not (in_files or titled or 2 * shared >= every or _mostly_in_files(older, newer)):
        # Most pairs of one author: their mails need not be read.
        return False
    common, share = postings.common_lines(a, b)
    if share >= _HALF and common >= _MANY_LINES:
        # Two files that lose one old licence text have many lines in common, and no more.
        same = 2 * shared >= every and not other_objects(older.title, newer.title)
        return same or titled or in_files
    told = in_files and not is_everyday_title(newer.title)
    told = told and not other_objects(older.title, newer.title)
    if told and share >= COMMON_LINES and (2 * shared >= every or titled):
        return True
    if step == 2:
        return False
    if in_files and 4 * shared >= 3 * every >= 3 * _TELLING_WORDS:
        return True
    some = 3 * shared >= every and not other_objects(older.title, newer.title)
    return _mostly_in_files(older, newer) and (some or titled)


def _mostly_in_files(one: Revision, other: Revision) -> bool:
    """Whether three of five files are common."""
    mine, theirs = files_of(one), files_of(other)
    both = len(mine & theirs)
    return both > 0 and 5 * both >= 3 * len(mine | theirs)
