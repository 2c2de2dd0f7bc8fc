# SPDX-License-Identifier: GPL-2.0-or-later
"""Signs in the patches of two postings that they are versions of one work: titles and patch-ids."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from tracker.lazy_dataclass import replace
from tracker.mail.people import same_person
from tracker.mail.subjects import title_key
from tracker.model.series import Revision
from tracker.series.common_work import (
    NEAR,
    Postings,
    is_everyday_title,
    is_fragment,
    of_one_hand,
    other_trees,
    patch_ids,
    steps_on,
    titles_alike,
)
from tracker.series.version_pairs import Found, VersionSign, pair_of

SAME_VERSION = timedelta(days=60)
"""How far apart two postings of one title and version may be that change other lines."""
_SENT_AGAIN = timedelta(days=14)
"""How soon after a posting the very same patches are that posting again, unmarked."""
_PATCHES_LOOKED_AT = 40
"""Postings that hold a patch, the newest, that are compared."""


def by_patches(revisions: Sequence[Revision]) -> Found:
    """Patches with the same patch-id by the same person."""
    seen: dict[str, list[int]] = defaultdict(list)
    for n, revision in enumerate(revisions):
        for patch_id in sorted(patch_ids(revision)):
            for a in reversed(seen[patch_id][-20:]):
                older = revisions[a]
                near = abs(revision.date - older.date) <= NEAR
                again = _is_sent_again(older, revision)
                if again or (near and _continues(older, revision)):
                    sign = VersionSign.SAME_PATCHES if again else VersionSign.PATCHES
                    quote = f"patch-id {patch_id[:12]}"
                    pair = pair_of(sign, revisions, a, n, quote)
                    yield replace(pair, shared=len(patch_ids(older) & patch_ids(revision)))
                    break
            seen[patch_id].append(n)
        yield None


def _continues(older: Revision, newer: Revision) -> bool:
    """Same author, and either a like title or at least half of the patches shared."""
    if not of_one_hand(older, newer) or other_trees(older, newer):
        return False
    if titles_alike(older.title, newer.title):
        return True
    shared = patch_ids(older) & patch_ids(newer)
    smaller = min(len(older.patches), len(newer.patches))
    further = newer.version > 1 or newer.resend or older.rfc
    return 2 * len(shared) >= smaller and further and not is_taken_in(older, newer)


def is_taken_in(older: Revision, newer: Revision) -> bool:
    """Whether a set that came further than a lone patch takes it in, as no version of it.

    ``[PATCH] bar`` goes on as ``[PATCH v2 0/3]``, but not as a patch of ``[PATCH v7 0/14]``.
    """
    lone = older.expected == 1 < newer.expected
    further = newer.version > older.version + 1
    return lone and further and not titles_alike(older.title, newer.title)


def _is_sent_again(older: Revision, newer: Revision) -> bool:
    """Whether the very same patches were sent once more, soon, under whatever title."""
    mine = patch_ids(older)
    same = bool(mine) and mine == patch_ids(newer) and len(older.patches) == len(newer.patches)
    near = abs(newer.date - older.date) <= _SENT_AGAIN
    every = all(patch.patch_id for patch in (*older.patches, *newer.patches))
    if not (same and near and every) or older.pull or newer.pull:
        return False
    # Who passes on another's patch, in a request to pull it, sends no version of it.
    one, other = (rev.poster or rev.author for rev in (older, newer))
    return same_person(one, other) and not other_trees(older, newer)


def by_patch_title(postings: Postings) -> Found:
    """``[PATCH] T`` that became ``2/3 T`` of ``[PATCH v2 0/3]``, and the reverse.

    Of two series at least half of the smaller one's titles are shared.
    """
    revisions = postings.revisions
    seen: dict[str, list[int]] = defaultdict(list)
    for n, revision in enumerate(revisions):
        titles = _patch_titles(revision)
        found: set[int] = set()
        for key in sorted(titles):
            before = postings.sent_within(seen[key][-_PATCHES_LOOKED_AT:], n, NEAR)
            for a in reversed(before):
                if a not in found and _grew(postings, a, n):
                    found.add(a)
                    counted = steps_on(revisions[a], revision)
                    sign = VersionSign.GROWN if counted else VersionSign.TITLE_AND_LINES
                    pair = pair_of(sign, revisions, a, n, titles[key])
                    shared = len(titles.keys() & _patch_titles(revisions[a]).keys())
                    yield replace(pair, shared=shared)
                    break
            seen[key].append(n)
        yield None


def _patch_titles(revision: Revision) -> dict[str, str]:
    """The titles of patches that tell of one work, by their folded form."""
    if revision.pull or revision.partial:
        return {}
    return {
        title_key(one.title): one.title
        for one in revision.patches
        if not is_everyday_title(one.title)
    }


def _grew(postings: Postings, a: int, b: int) -> bool:
    """Whether the next version of a work holds its patches under another cover.

    A lone patch may come again without a version, as ``2/2`` of a set, until it is applied.
    """
    older, newer = postings.revisions[a], postings.revisions[b]
    if newer.date < older.date or newer.date - older.date > NEAR:
        return False
    if not of_one_hand(older, newer):
        return False
    mine, theirs = _patch_titles(older), _patch_titles(newer)
    if not steps_on(older, newer):
        lone = older.expected == 1 < newer.expected and newer.version == older.version == 1
        near = newer.date - older.date <= SAME_VERSION
        fresh = lone and near and not postings.applied_before(a, b)
        return fresh and not mine.keys() - theirs.keys() and postings.overlap(a, b)
    if is_taken_in(older, newer):
        return False
    return 2 * len(mine.keys() & theirs.keys()) >= min(len(mine), len(theirs))


def by_single(postings: Postings) -> Found:
    """A patch of a set that was sent again alone, under its number: ``[PATCH 7/8]``."""
    revisions = postings.revisions
    seen: dict[tuple[str, int, str], list[int]] = defaultdict(list)
    for n, revision in enumerate(revisions):
        count = revision.expected, revision.label.lower()
        keys = [(title_key(one.title), *count) for one in revision.patches]
        if revision.pull or revision.expected < 2 or not keys:
            pass
        elif is_fragment(revision):
            before = seen[keys[0]][-_PATCHES_LOOKED_AT:]
            for a in reversed(postings.sent_within(before, n, SAME_VERSION)):
                if of_one_hand(revisions[a], revision) and not other_trees(revisions[a], revision):
                    title = revision.patches[0].title
                    yield pair_of(VersionSign.TITLE_AND_LINES, revisions, a, n, title)
                    break
        else:
            for key in keys:
                seen[key].append(n)
        yield None
