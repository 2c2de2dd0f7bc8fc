# SPDX-License-Identifier: GPL-2.0-or-later
"""The signs that two postings are versions of one work, each pair with its best evidence."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import chain

from tracker.lazy_dataclass import replace
from tracker.mail.people import name_key
from tracker.mail.phrases.forms.subject_marks import LABEL_OF_OTHER_PART, LABEL_OF_VERSION
from tracker.mail.phrases.version_words import PREVIOUS_POSTING
from tracker.mail.subjects import title_key
from tracker.model.mail import Evidence, LinkUse
from tracker.model.series import Revision
from tracker.series.common_work import (
    NEAR,
    Postings,
    files_of,
    is_everyday_title,
    mostly_same_files,
    of_one_hand,
    other_objects,
    patch_ids,
    share_files,
    share_patch_title,
    steps_on,
    titles_alike,
    words_of_title,
)
from tracker.series.handovers import handed_over, taken_over
from tracker.series.renames import is_renamed
from tracker.series.version_pairs import RULES, Pair, VersionSign

_SAME_VERSION = timedelta(days=60)
"""How far apart two postings of one title and version may be that change other lines."""
_LOOKED_AT = 40
"""Postings of one title or person, the newest, that are compared."""
_TELLING_WORDS = 4
"""Words of a title that two people do not choose by chance."""


Found = Iterator[Pair | None]
"""The pairs that a sign joins; None after those of each posting."""


def version_pairs(postings: Postings) -> Iterator[Pair]:
    """Every pair of postings that a sign joins. Those of two projects only a link does."""
    linked, *weaker = _one_by_one(
        _version_sign_by_link(postings),
        _by_change_id(postings.revisions),
        _version_sign_by_title(postings),
        _by_reply(postings),
        _by_patches(postings.revisions),
        _by_patch_title(postings),
        _by_content(postings),
    )
    yield from linked
    for pair in chain.from_iterable(weaker):
        if not postings.other_project(pair.older, pair.newer):
            yield pair


def _one_by_one(*signs: Found) -> list[list[Pair]]:
    """Return what each sign joins. All of them look at one posting, then at the next.

    So each posting is read once, where not all of them fit into memory.
    """
    found: list[list[Pair]] = [[] for _ in signs]
    going = True
    while going:
        going = False
        for sign, pairs in zip(signs, found, strict=True):
            for pair in sign:
                if pair is None:
                    going = True
                    break
                pairs.append(pair)
    return found


def _version_sign_pair(
    sign: VersionSign, revisions: Sequence[Revision], a: int, b: int, quote: str
) -> Pair:
    older, newer = (a, b) if revisions[a].date <= revisions[b].date else (b, a)
    evidence = Evidence(rule=RULES[sign], message_id=revisions[newer].message_id, quote=quote)
    return Pair(sign, older, newer, evidence)


def _version_sign_by_link(postings: Postings) -> Found:
    """``Link to v1: URL``, ``v2: URL``, ``[v1] URL`` in the author's own cover or patch."""
    revisions, owner = postings.revisions, postings.owner
    for n in postings.walk(lambda revision: revision.own):
        revision = revisions[n]
        for message in postings.own_mails(n):
            for link in message.links:
                target = owner.get(link.message_id or "")
                if target is None or target == n or revisions[target].date > revision.date:
                    continue
                if says_version(link) and _plausible(revision, revisions[target]):
                    evidence = Evidence(
                        rule=RULES[VersionSign.LINK],
                        message_id=message.message_id,
                        line=link.line,
                        quote=link.quote,
                        url=link.url,
                    )
                    yield Pair(VersionSign.LINK, target, n, evidence)
        yield None


def says_version(link: LinkUse) -> bool:
    """Whether the words on a link's own line call it a version of this work."""
    if LABEL_OF_VERSION.search(link.label):
        return LABEL_OF_OTHER_PART.search(link.label) is None
    return not link.trailer and bool(PREVIOUS_POSTING.search(f"{link.label} {link.before}".lower()))


def _plausible(newer: Revision, older: Revision) -> bool:
    """A linked version: its author's, or alike in title, files or patches."""
    if of_one_hand(newer, older):
        return True
    return titles_alike(newer.title, older.title) or bool(patch_ids(newer) & patch_ids(older))


def _by_change_id(revisions: Sequence[Revision]) -> Found:
    seen: dict[str, list[int]] = defaultdict(list)
    for n, revision in enumerate(revisions):
        if value := revision.change_id:
            for a in seen[value][-_LOOKED_AT:]:
                if _version_sign_goes_on(revisions[a], revision):
                    yield _version_sign_pair(
                        VersionSign.CHANGE_ID, revisions, a, n, f"change-id: {value}"
                    )
            seen[value].append(n)
        yield None


def _version_sign_goes_on(one: Revision, other: Revision) -> bool:
    """Whether a shared change-id can mean one work: b4 keeps it over a rename, people reuse it.

    A new title under a lower version than before is another work, unless an RFC became a patch
    or the files are mostly the same.
    """
    older, newer = (one, other) if one.date <= other.date else (other, one)
    if titles_alike(older.title, newer.title) or newer.version > older.version:
        return True
    return (older.rfc and not newer.rfc) or mostly_same_files(older, newer)


def _version_sign_by_title(postings: Postings) -> Found:
    revisions = postings.revisions
    seen: dict[str, list[int]] = defaultdict(list)
    for n, revision in enumerate(revisions):
        if (key := title_key(revision.title)) and not revision.pull:
            before = postings.sent_within(seen[key][-_LOOKED_AT:], n, 2 * NEAR)
            if (a := _version_before(postings, before, n)) is not None:
                further = steps_on(revisions[a], revision) and postings.overlap(a, n)
                sign = VersionSign.TITLE_AND_LINES if further else VersionSign.TITLE
                yield _version_sign_pair(sign, revisions, a, n, revision.title)
            elif (a := handed_over(postings, before, n)) is not None:
                yield _version_sign_pair(VersionSign.TAKEN_OVER, revisions, a, n, revision.title)
            seen[key].append(n)
        yield None


def _version_before(postings: Postings, before: Sequence[int], b: int) -> int | None:
    """Which of some older postings of one title a posting is the next version of.

    The newest that changes the same lines, else the newest whose counter and files allow it.
    """
    newer = postings.revisions[b]
    mine = [a for a in before if of_one_hand(postings.revisions[a], newer)]
    for a in reversed(mine):
        if in_step(postings, a, b) and postings.overlap(a, b):
            return a
    return next((a for a in reversed(mine) if in_step(postings, a, b)), None)


def in_step(postings: Postings, a: int, b: int) -> bool:
    """Whether a posting can be a version of an older one that has its title and author.

    A title proves little over years, for a title that everybody uses, for two trees at once, and
    where the older one was applied before the newer one was sent.
    """
    if postings.revisions[a].date > postings.revisions[b].date:
        a, b = b, a
    older, newer = postings.revisions[a], postings.revisions[b]
    everyday = is_everyday_title(newer.title)
    if newer.date - older.date > 2 * NEAR or len(title_key(newer.title)) < 8:
        return False
    further = steps_on(older, newer) or newer.resend
    if not further and (postings.applied_before(a, b) or _other_trees(older, newer)):
        return False
    # "Updates to the driver" again, as v1 after v5, with other patches below it.
    if newer.version < older.version and not further and not share_patch_title(older, newer):
        return False
    # "btrfs: more trivial BTRFS_PATH_AUTO_FREE conversions": the same line in another set of files.
    if not further and not share_files(older, newer):
        return False
    if postings.overlap(a, b):
        return True
    if newer.version < older.version and not steps_on(older, newer):
        return False
    if everyday:
        fresh = not postings.applied_before(a, b)
        return further and fresh and share_files(older, newer) and bool(files_of(newer))
    if further:
        return share_files(older, newer) or len(words_of_title(newer.title)) >= _TELLING_WORDS
    near = newer.date - older.date <= _SAME_VERSION
    return near and share_files(older, newer)


def _other_trees(one: Revision, other: Revision) -> bool:
    """Whether the words in brackets name two trees or projects: ``[PATCH a]``, ``[PATCH b]``."""
    mine, theirs = _version_sign_trees(one), _version_sign_trees(other)
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _version_sign_trees(revision: Revision) -> frozenset[str]:
    """The words in brackets, without those that lists add and the name of a tree's branch."""
    lists = {address.partition("@")[0] for address in revision.lists}
    return frozenset(
        word.removesuffix("-next").removesuffix("-fixes")
        for word in revision.prefixes
        if word not in lists and not word.isdigit()
    )


def _by_reply(postings: Postings) -> Found:
    """A higher version, a resend or a partial reroll sent as a reply to its author's posting."""
    revisions = postings.revisions
    for n in postings.walk(lambda revision: (revision.message_id,)):
        revision = revisions[n]
        for above in _version_sign_above(postings, n):
            older = revisions[above]
            if above == n:
                break
            if not of_one_hand(older, revision):
                if taken_over(postings, above, n):
                    quote = f"In-Reply-To: {revision.answers}"
                    yield _version_sign_pair(VersionSign.TAKEN_OVER, revisions, above, n, quote)
                break
            if (
                revision.partial
                or revision.resend
                or steps_on(older, revision)
                or (
                    titles_alike(older.title, revision.title)
                    and not other_objects(older.title, revision.title)
                    and postings.overlap(above, n)
                )
            ):
                yield _version_sign_pair(
                    VersionSign.REPLY, revisions, above, n, f"In-Reply-To: {revision.answers}"
                )
            break
        yield None


def _version_sign_above(postings: Postings, n: int) -> Iterator[int]:
    name = postings.revisions[n].message_id
    root = postings.mails.of([name]).get(name)
    for name in root.parents if root else ():
        if name in postings.owner:
            yield postings.owner[name]


def _by_patches(revisions: Sequence[Revision]) -> Found:
    seen: dict[str, list[int]] = defaultdict(list)
    for n, revision in enumerate(revisions):
        for patch_id in sorted(patch_ids(revision)):
            for a in reversed(seen[patch_id][-20:]):
                older = revisions[a]
                near = abs(revision.date - older.date) <= NEAR
                if near and _continues(older, revision):
                    pair = _version_sign_pair(
                        VersionSign.PATCHES, revisions, a, n, f"patch-id {patch_id[:12]}"
                    )
                    yield replace(pair, shared=len(patch_ids(older) & patch_ids(revision)))
                    break
            seen[patch_id].append(n)
        yield None


def _continues(older: Revision, newer: Revision) -> bool:
    """Same author, and either a like title or at least half of the patches shared."""
    if not of_one_hand(older, newer) or _other_trees(older, newer):
        return False
    shared = patch_ids(older) & patch_ids(newer)
    smaller = min(len(older.patches), len(newer.patches))
    return titles_alike(older.title, newer.title) or (
        2 * len(shared) >= smaller and (newer.version > 1 or newer.resend or older.rfc)
    )


def _by_patch_title(postings: Postings) -> Found:
    """``[PATCH] T`` that became ``2/3 T`` of ``[PATCH v2 0/3]``, and the reverse.

    Of two series at least half of the smaller one's titles are shared.
    """
    revisions = postings.revisions
    seen: dict[str, list[int]] = defaultdict(list)
    for n, revision in enumerate(revisions):
        titles = _patch_titles(revision)
        found: set[int] = set()
        for key in sorted(titles):
            before = postings.sent_within(seen[key][-_LOOKED_AT:], n, NEAR)
            for a in reversed(before):
                if a not in found and _grew(postings, a, n):
                    found.add(a)
                    counted = steps_on(revisions[a], revision)
                    sign = VersionSign.GROWN if counted else VersionSign.TITLE_AND_LINES
                    pair = _version_sign_pair(sign, revisions, a, n, titles[key])
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
        lone = older.expected == 1 and newer.expected > 1 and newer.version == older.version
        near = newer.date - older.date <= _SAME_VERSION
        fresh = lone and near and not postings.applied_before(a, b)
        return fresh and not mine.keys() - theirs.keys() and postings.overlap(a, b)
    return 2 * len(mine.keys() & theirs.keys()) >= min(len(mine), len(theirs))


def _by_content(postings: Postings) -> Found:
    """The next version of a work that was renamed, by its changed lines, files and titles."""
    revisions = postings.revisions
    by_author: dict[str, list[int]] = defaultdict(list)
    for n, revision in enumerate(revisions):
        keys = {name_key(revision.author.name), revision.author.email} - {""}
        if revision.version > 1 or revision.resend:
            mine = {a for key in keys for a in by_author[key][-_LOOKED_AT:]}
            near = postings.sent_within(sorted(mine, reverse=True), n, NEAR)
            found = (a for a in near if is_renamed(postings, a, n))
            if (a := next(found, None)) is not None:
                yield _version_sign_pair(
                    VersionSign.FILES, revisions, a, n, "same author, lines and files"
                )
        for key in keys:
            by_author[key].append(n)
        yield None
