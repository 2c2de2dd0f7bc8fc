# SPDX-License-Identifier: GPL-2.0-or-later
"""Series that hold patches of another one: they were split from it, or it went into them."""

from tracker.mail.links.targets import Shape, Target
from tracker.mail.people import same_person
from tracker.mail.subjects import title_key
from tracker.model.series import Revision
from tracker.relations.verdict import LinkSource

SAME_PATCHES = "same-patches"
"""The rule by which titles of patches show what the words do not."""


def has_patches_of(source: LinkSource, target: Target) -> bool:
    """Return whether a posting links to a larger one of its author that had half of its patches or
    more.

    "These go their own way now, see URL" says that in words without number; the titles show it.
    """
    other = target.series
    if other is None or other.id == source.series.id or target.shape is not Shape.POSTED:
        return False
    if not source.is_posting or not same_person(other.newest.author, source.revision.author):
        return False
    ours = _patch_titles(source.revision)
    older = [one for one in other.revisions if one.date < source.revision.date]
    theirs = {title for one in older for title in _patch_titles(one)}
    common = ours & theirs
    return bool(common) and 2 * len(common) >= len(ours) and len(theirs) > len(common)


def holds_patches_of(source: LinkSource, target: Target) -> bool:
    """Return whether a posting links to an older, smaller one of which it has every patch."""
    other = target.series
    if other is None or other.id == source.series.id or target.shape is not Shape.POSTED:
        return False
    ours, theirs = _patch_titles(source.revision), _patch_titles(other.newest)
    older = other.newest.date < source.revision.date
    return source.is_posting and older and bool(theirs) and theirs < ours


def has_title(revision: Revision, title: str) -> bool:
    """Return whether a patch of a posting has a title."""
    return title_key(title) in _patch_titles(revision)


def _patch_titles(revision: Revision) -> set[str]:
    return {title_key(one.title) for one in revision.patches if not one.extra}
