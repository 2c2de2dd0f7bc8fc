# SPDX-License-Identifier: GPL-2.0-or-later
"""The sign of a work that was renamed: the next version number, and the same lines or files."""

from collections import defaultdict

from tracker.mail.people import name_key
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
    telling_words,
)
from tracker.series.patch_signs import is_taken_in
from tracker.series.version_pairs import Found, VersionSign, pair_of

_HANDS_LOOKED_AT = 40
"""Postings of one person, the newest, that are compared."""
MISSED_BETWEEN = 5
"""Versions that may be missing between two that change the same lines."""
_HALF = 0.5
_MANY_LINES = 8
"""Changed lines that two works of one author hardly have in common by chance."""
_NEARLY_ALL, _SOME_LINES = 0.75, 3
"""The share and the number of changed lines of a small patch that are enough."""
_TITLE_WORDS = 4
"""Words of a title that are enough to know it by."""


def by_content(postings: Postings) -> Found:
    """The next version of a work that was renamed, by its changed lines, files and titles."""
    revisions = postings.revisions
    by_author: dict[str, list[int]] = defaultdict(list)
    for n, revision in enumerate(revisions):
        keys = {name_key(revision.author.name), revision.author.email} - {""}
        if revision.version > 1 or revision.resend:
            mine = {a for key in keys for a in by_author[key][-_HANDS_LOOKED_AT:]}
            near = postings.sent_within(sorted(mine, reverse=True), n, NEAR)
            found = (a for a in near if _renamed(postings, a, n))
            if (a := next(found, None)) is not None:
                quote = "same author, lines and files"
                yield pair_of(VersionSign.FILES, revisions, a, n, quote)
        for key in keys:
            by_author[key].append(n)
        yield None


def _renamed(postings: Postings, a: int, b: int) -> bool:
    """Whether a posting is the next version of one with another title.

    Half of the lines need a common file or half of the title; fewer lines, or most of the files,
    need some of the title, and three quarters of a title one common file.
    """
    older, newer = postings.revisions[a], postings.revisions[b]
    step = newer.version - older.version
    further = 0 < step <= MISSED_BETWEEN or (step == 0 and older.rfc)
    if newer.date - older.date > NEAR or not further:
        return False
    if newer.pull or older.pull or newer.partial or is_taken_in(older, newer):
        return False
    mine, theirs = telling_words(older.title), telling_words(newer.title)
    shared, every = len(mine & theirs), len(mine | theirs)
    titled = share_patch_title(older, newer)
    in_files = share_own_files(older, newer)
    if not (in_files or titled or 2 * shared >= every or _mostly_in_files(older, newer)):
        # Most pairs of one author: their mails need not be read.
        return False
    common, share = postings.common_lines(a, b)
    told = in_files and not is_everyday_title(newer.title)
    told = told and not other_objects(older.title, newer.title)
    small = share >= _NEARLY_ALL and common >= _SOME_LINES and step == 1
    if told and small and _mostly_in_files(older, newer):
        return True
    if share >= _HALF and common >= _MANY_LINES:
        # Two files that lose one old licence text have many lines in common, and no more.
        same = 2 * shared >= every and not other_objects(older.title, newer.title)
        some = titled or 3 * shared >= every
        return same or (in_files and some) or (step <= 2 and (titled or in_files))
    if step > 2:
        return False
    if told and share >= COMMON_LINES and (2 * shared >= every or titled):
        return True
    if step == 2:
        return False
    if in_files and 4 * shared >= 3 * every >= 3 * _TITLE_WORDS:
        return True
    some = 3 * shared >= every and not other_objects(older.title, newer.title)
    return _mostly_in_files(older, newer) and (some or titled)


def _mostly_in_files(one: Revision, other: Revision) -> bool:
    """Whether three of five files are common."""
    mine, theirs = files_of(one), files_of(other)
    both = len(mine & theirs)
    return both > 0 and 5 * both >= 3 * len(mine | theirs)
