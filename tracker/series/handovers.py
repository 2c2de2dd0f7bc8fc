# SPDX-License-Identifier: GPL-2.0-or-later
"""Works that somebody else goes on with: their versions stay with the work, and say who sent them.

Anybody can send the next number under a title, so a sign of the author, or of those who talk about
the work, is asked for.
"""

from collections.abc import Sequence

from tracker.mail.people import same_person
from tracker.series.common_work import (
    NEAR,
    Postings,
    is_everyday_title,
    mostly_same_files,
    share_files,
    titles_alike,
    words_of_title,
)

_MISSED = 5
"""Versions that may be missing between one that is cached and its next one by somebody else."""
_BY_HAND = frozenset({"Signed-off-by", "Co-developed-by"})
_TELLING_WORDS = 4
"""Words of a title that two people do not choose by chance."""


def handed_over(postings: Postings, before: Sequence[int], b: int) -> int | None:
    """Which older posting of one title another person goes on with, its author's patches in it."""
    newer = postings.revisions[b]
    if len(words_of_title(newer.title)) < _TELLING_WORDS or is_everyday_title(newer.title):
        return None
    for a in reversed(before):
        older = postings.revisions[a]
        near = newer.date - older.date <= NEAR and 0 < newer.version - older.version <= _MISSED
        if near and share_files(older, newer) and _bears_sign_of(postings, a, b):
            return a
    return None


def taken_over(postings: Postings, a: int, b: int) -> bool:
    """Whether a posting is another person's next version of a work.

    The next number under a title that is alike, on mostly the same files, is not enough, as
    anybody can send that: the author's sign-off stands in it, the author answers it, its sender
    has talked about the work before, or it was applied.
    """
    older, newer = postings.revisions[a], postings.revisions[b]
    if abs(newer.date - older.date) > NEAR or newer.pull or newer.partial:
        return False
    if newer.version <= older.version or newer.version > older.version + 2:
        return False
    alike = titles_alike(older.title, newer.title) and len(words_of_title(newer.title)) > 2
    if not alike or not (mostly_same_files(older, newer) or postings.overlap(a, b)):
        return False
    return _bears_sign_of(postings, a, b) or _is_known_to(postings, a, b)


def _bears_sign_of(postings: Postings, a: int, b: int) -> bool:
    """Whether the author of one posting signs, or is an author in, another."""
    author = postings.revisions[a].author
    return any(
        same_person(message.author, author)
        or any(tag.name in _BY_HAND and same_person(tag.person, author) for tag in message.tags)
        for message in postings.own_mails(b)
    )


def _is_known_to(postings: Postings, a: int, b: int) -> bool:
    """Whether those who talk about one posting take another as its next version."""
    older, newer = postings.revisions[a], postings.revisions[b]
    poster = newer.poster or newer.author
    if any(same_person(one.sender, poster) for one in postings.replies(a) if one.date < newer.date):
        return True
    return any(
        same_person(one.sender, older.author) or (one.notices and not one.notices[0].dropped)
        for one in postings.replies(b)
    )
