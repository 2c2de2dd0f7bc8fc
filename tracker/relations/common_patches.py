# SPDX-License-Identifier: GPL-2.0-or-later
"""Series that hold patches of another one: they were split from it, or it went into them."""

from collections.abc import Iterable, Iterator

from tracker.mail.links.targets import Shape, Target
from tracker.mail.people import same_person
from tracker.mail.refs import url_of
from tracker.mail.subjects import stable_branch, title_key
from tracker.model.mail import Evidence
from tracker.model.relations import Kind, Relation
from tracker.model.series import Revision, Series
from tracker.relations.verdict import LinkSource

SAME_PATCHES = "same-patches"
"""The rule by which titles of patches show what the words do not."""
TAKEN_IN = "taken-in"
"""The rule for a work whose patches are posted again, unchanged, in a larger set."""


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


def works_taken_in(series: Series, others: Iterable[Series]) -> Iterator[Relation]:
    """Yield the relations to smaller works of which a later posting holds every patch unchanged.

    Their sender posts them again in a larger set: they are reviewed and applied there. A work that
    the newest version holds no more was left out again, and goes its own way.
    """
    for other in others:
        if other.id == series.id or not _holds_still(series.newest, other.newest):
            continue
        holders = (one for one in series.revisions if _takes_in(one, other.newest))
        if (holder := next(holders, None)) is not None:
            yield _taken_in(series, holder, other.newest)


def _holds_still(newest: Revision, taken: Revision) -> bool:
    return _patch_titles(taken) <= _patch_titles(newest)


def _takes_in(larger: Revision, taken: Revision) -> bool:
    """Whether a posting is later than a smaller one of its sender, and has all of its patches."""
    if larger.pull or taken.pull or larger.partial or taken.partial or larger.date <= taken.date:
        return False
    if not 0 < len(taken.patches) < len(larger.patches):
        return False
    senders = (one.poster or one.author for one in (larger, taken))
    if not same_person(*senders) or not same_person(larger.author, taken.author):
        return False
    if stable_branch(larger.prefixes) != stable_branch(taken.prefixes):
        return False
    theirs = {one.patch_id for one in taken.patches}
    return "" not in theirs and theirs <= {one.patch_id for one in larger.patches}


def _taken_in(series: Series, holder: Revision, taken: Revision) -> Relation:
    first = taken.patches[0]
    place = next(one for one in holder.patches if one.patch_id == first.patch_id)
    return Relation(
        kind=Kind.REPLACES,
        source=series.id,
        message_id=taken.message_id,
        url=url_of(taken.message_id),
        version=taken.version,
        confidence=0.7,
        evidence=Evidence(
            rule=f"relation.{Kind.REPLACES}.{TAKEN_IN}",
            message_id=place.message_id,
            quote=f"patch-id {first.patch_id[:12]}",
            url=url_of(taken.message_id),
        ),
    )


def has_title(revision: Revision, title: str) -> bool:
    """Return whether a patch of a posting has a title."""
    return title_key(title) in _patch_titles(revision)


def _patch_titles(revision: Revision) -> set[str]:
    return {title_key(one.title) for one in revision.patches if not one.extra}
