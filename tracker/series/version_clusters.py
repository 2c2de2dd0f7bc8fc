# SPDX-License-Identifier: GPL-2.0-or-later
"""Clusters of postings that are versions of one work, grown pair by pair."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from tracker.mail.people import name_key
from tracker.mail.subjects import names_release, part_number, stable_branch, title_key
from tracker.model.mail import Evidence
from tracker.model.series import Revision
from tracker.series.common_work import (
    COMMON_LINES,
    Postings,
    alike_words,
    files_of,
    is_everyday_title,
    is_fragment,
    of_one_hand,
    patch_ids,
    telling_words,
    titles_alike,
    words_of_title,
)
from tracker.series.version_pairs import RULES, Pair, VersionSign

_SOON = timedelta(days=30)
"""How soon a version follows one that nothing but its author, files and number ties to it."""
_LONG_WORD = 8
"""Letters of a name that another holds: ``delayed_node`` in ``lamp_get_delayed_node``."""
_MEMBERS_LOOKED_AT = 100
_HALF, _MANY_TIMES = 0.5, 5
_SOME_LINES = 3
"""Changed lines that a set and the lone patch that it began as have in common at least."""
_TITLE_WORDS = 4
"""Words of a title that are enough to know it by."""
_AT_ONCE = timedelta(days=3)
"""How soon it follows where the titles have nothing in common but the subsystem."""
_BY_PATCHES = frozenset(
    {
        VersionSign.FILES,
        VersionSign.GROWN,
        VersionSign.PATCHES,
        VersionSign.TITLE_AND_LINES,
    }
)
"""Signs that a patch in common may give; the last also stands for a patch that became a set."""


class VersionClusters:
    """Revisions joined so far, and whether a further join would clash."""

    def __init__(self, postings: Postings, cut: Sequence[tuple[int, int]] = ()) -> None:
        self.postings = postings
        self.cut = cut
        """Postings that the user says are no versions of one work."""
        self.root = list(range(len(postings.revisions)))
        self.members = {n: [n] for n in self.root}
        named = [
            # A patch of a set that is sent anew is called by itself.
            (
                stable_branch(one.prefixes),
                "" if one.partial else part_number(one.prefixes, one.title),
            )
            for one in postings.revisions
        ]
        self.branches = [branch for branch, _ in named]
        """A backport has the title and author of what it ports, and goes its own way."""
        self.parts = [part for _, part in named]
        """Of a cluster, by its root: which part of a change it is."""

    def find(self, n: int) -> int:
        """Return the posting that stands for the cluster of another."""
        while self.root[n] != n:
            n = self.root[n]
        return n

    def join(self, pair: Pair) -> bool:
        """Join two clusters if nothing speaks against it; whether they were joined by this."""
        one, other = self.find(pair.older), self.find(pair.newer)
        apart = self.branches[one] != self.branches[other] and not self._goes_to_mainline(pair)
        if one == other or apart or self._is_cut(one, other) or self._are_two_parts(pair):
            return False
        clash = pair.sign < VersionSign.SAME_PATCHES and self._clash(one, other)
        grown = pair.sign is VersionSign.GROWN
        singly = grown and self._goes_on_singly(pair, one, other)
        if (clash and not singly) or self._is_taken_in(pair):
            return False
        if pair.sign <= VersionSign.PATCHES and self._starts_anew(pair, one, other):
            return False
        if pair.sign <= VersionSign.PATCHES and self._goes_back(pair) and not singly:
            return False
        if len(self.members[one]) < len(self.members[other]):
            one, other = other, one
        self.root[other] = one
        self.parts[one] = self.parts[one] or self.parts[other]
        self.members[one] += self.members.pop(other)
        return True

    def _goes_to_mainline(self, pair: Pair) -> bool:
        """Whether the next version goes to mainline like the one before, or instead of a branch.

        ``[PATCH FOR v7.1]``, then ``[PATCH v2]``; ``[PATCH]``, then ``[PATCH for-6.14 v2]``, which
        names the release it should be in. The user may join any two.
        """
        older, newer = (self.postings.revisions[n] for n in (pair.older, pair.newer))
        further = newer.version > older.version and pair.sign >= VersionSign.TITLE
        release = not stable_branch(older.prefixes) and names_release(newer.prefixes)
        mainline = release or not stable_branch(newer.prefixes)
        return pair.sign is VersionSign.SAID or (further and mainline)

    def _goes_on_singly(self, pair: Pair, one: int, other: int) -> bool:
        """Whether a set goes on as single patches: ``1/2`` and ``2/2``, then two ``[PATCH v2]``.

        All that the later version number holds are lone patches with titles of the set.
        """
        older, newer = (self.postings.revisions[n] for n in (pair.older, pair.newer))
        titles = {title_key(patch.title) for patch in older.patches}
        if pair.sign is not VersionSign.GROWN or len(titles) < 2 or newer.version <= older.version:
            return False
        later = [
            revision
            for n in (*self.members[one], *self.members[other])
            if (revision := self.postings.revisions[n]).version > older.version
        ]
        return all(
            revision.expected == 1 and title_key(revision.title) in titles for revision in later
        )

    def _members_of(self, n: int) -> list[Revision]:
        """The whole postings of the cluster of one; of very many some."""
        members = self.members[self.find(n)][-_MEMBERS_LOOKED_AT:]
        found = map(self.postings.revisions.__getitem__, members)
        return [one for one in found if not (one.partial or one.pull or is_fragment(one))]

    def _goes_back(self, pair: Pair) -> bool:
        """Whether a weak sign would put a version under a work that has come so far before.

        ``[PATCH v2 0/3] lamp: more tests`` after v4 of ``lamp: tests`` is a work of its own.
        """
        newer = self.postings.revisions[pair.newer]
        if newer.resend:
            return False
        further = [
            one
            for one in self._members_of(pair.older)
            if one.version >= newer.version and one.date < newer.date and one.rfc <= newer.rfc
        ]
        key = title_key(newer.title)
        if pair.sign is VersionSign.FILES:
            return bool(further) and all(title_key(one.title) != key for one in further)
        words = words_of_title(newer.title)
        return bool(further) and not any(
            alike_words(words_of_title(one.title), words) for one in further
        )

    def _is_taken_in(self, pair: Pair) -> bool:
        """Whether a set that was under way before a lone patch takes that patch in.

        A set that goes on from a lone patch begins after it.
        """
        titled = pair.sign is VersionSign.TITLE_AND_LINES and not pair.shared
        if pair.sign not in _BY_PATCHES or titled:
            return False
        older, newer = (self.postings.revisions[n] for n in (pair.older, pair.newer))
        if not older.expected == 1 < newer.expected or titles_alike(older.title, newer.title):
            return False
        return any(
            one.expected > 1 and one.date < older.date for one in self._members_of(pair.newer)
        )

    def _starts_anew(self, pair: Pair, one: int, other: int) -> bool:
        """Whether the later of two works begins at v1 after the earlier one had come further.

        The next number of a posting starts nothing anew, whatever else was sent between them.
        """
        older, newer = (self.postings.revisions[n] for n in (pair.older, pair.newer))
        if newer.version > older.version > 1:
            return False
        first, second = sorted((one, other), key=lambda n: self._begin(n).date)
        later = self._begin(second)
        if later.version > 1 or later.rfc or later.resend or later.partial:
            return False
        return any(
            revision.version > 1 and not revision.rfc and revision.date < later.date
            for revision in map(self.postings.revisions.__getitem__, self.members[first])
        )

    def _begin(self, root: int) -> Revision:
        members = (self.postings.revisions[n] for n in self.members[root])
        return min(members, key=lambda one: (one.date, one.message_id))

    def _are_two_parts(self, pair: Pair) -> bool:
        """Whether two works are two parts of a change: ``[PART 3]``, then ``[PART 4]``."""
        one, other = self.find(pair.older), self.find(pair.newer)
        told = pair.sign < VersionSign.LINK and self.parts[one] and self.parts[other]
        return bool(told) and self.parts[one] != self.parts[other]

    def _is_cut(self, one: int, other: int) -> bool:
        return any({self.find(a), self.find(b)} == {one, other} for a, b in self.cut)

    def _versions(self, root: int) -> dict[tuple[int, bool, bool], list[Revision]]:
        """The postings by version; a resend or partial reroll repeats a version."""
        found: dict[tuple[int, bool, bool], list[Revision]] = {}
        for one in map(self.postings.revisions.__getitem__, self.members[root]):
            if not (one.partial or one.resend or is_fragment(one)):
                found.setdefault((one.version, one.rfc, one.pull), []).append(one)
        return found

    def _clash(self, one: int, other: int) -> bool:
        """Two works rather than versions of one: one version number under different titles."""
        mine, theirs = self._versions(one), self._versions(other)
        return any(
            not alike_words(words_of_title(a.title), words_of_title(b.title)) or _are_two_sets(a, b)
            for version in mine.keys() & theirs.keys()
            for a in mine[version]
            for b in theirs[version]
        )


def _are_two_sets(one: Revision, other: Revision) -> bool:
    """Whether two sets under titles that are alike have no patch in common, by title or content.

    ``[PATCH v4 00/39] lamps, stoves: Use the switch`` and ``[PATCH v4 00/13] lamps, kettles: Use
    the switch`` are the halves of one that grew too long.
    """
    if min(len(one.patches), len(other.patches)) < 2 or title_key(one.title) == title_key(
        other.title
    ):
        return False
    mine, theirs = ({title_key(patch.title) for patch in rev.patches} for rev in (one, other))
    return mine.isdisjoint(theirs) and patch_ids(one).isdisjoint(patch_ids(other))


def next_of_kin(clusters: VersionClusters) -> Iterator[Pair]:
    """Find the v1 of each work that begins at v2 under a title and lines of its own.

    It is the only work of the same person in the same subsystem that ends one version below, at
    most a month before, touches a common file, and was not applied.
    """
    revisions = clusters.postings.revisions
    ends: dict[str, list[tuple[int, datetime, int]]] = defaultdict(list)
    sent: dict[str, list[int]] = defaultdict(list)
    begins: list[int] = []
    for members in clusters.members.values():
        whole = [n for n in members if not revisions[n].partial and not revisions[n].pull]
        if not whole:
            continue
        ordered = sorted(whole, key=lambda n: (revisions[n].date, revisions[n].message_id))
        last = revisions[ordered[-1]]
        ends[_hand(last)].append((ordered[-1], last.date, last.version))
        for n in whole:
            sent[_hand(revisions[n])].append(n)
        if revisions[ordered[0]].version > 1:
            begins.append(ordered[0])
    for postings in sent.values():
        postings.sort()  # The revisions stand the oldest first.
    for b in begins:
        newer = revisions[b]
        own = sent[_hand(newer)]
        near = [
            a
            for a, date, version in ends[_hand(newer)]
            if date < newer.date <= date + 2 * _SOON and newer.version == version + 1
            if _leads_to(clusters.postings, a, b, own)
        ]
        if len(near) > 1:
            alike = [a for a in near if _changes_same_lines(clusters.postings, a, b)]
            near = alike or [a for a in near if _share_object(revisions[a], revisions[b])]
        if len(near) == 1:
            quote = "same author and file, the next version number"
            evidence = Evidence(
                rule=RULES[VersionSign.FILES], message_id=revisions[b].message_id, quote=quote
            )
            yield Pair(VersionSign.FILES, near[0], b, evidence)


def _hand(revision: Revision) -> str:
    return name_key(revision.author.name) or revision.author.email


def _leads_to(postings: Postings, a: int, b: int, sent: Sequence[int]) -> bool:
    older, newer = postings.revisions[a], postings.revisions[b]
    if _is_moved(older, newer):
        return of_one_hand(older, newer) and not postings.applied_before(a, b)
    if newer.date - older.date > _SOON:
        return False
    if is_everyday_title(newer.title) or not files_of(older) & files_of(newer):
        return False
    if _place_of(older).isdisjoint(_place_of(newer)) or postings.other_project(a, b):
        return False
    if not of_one_hand(older, newer) or postings.applied_before(a, b):
        return False
    # A driver's author touches its main file in every work.
    mostly = 3 * len(files_of(older) & files_of(newer)) >= len(files_of(older) | files_of(newer))
    at_once = newer.date - older.date <= _AT_ONCE
    if mostly and (at_once or _share_object(older, newer) or _is_quiet(postings, a, b, sent)):
        return True
    return _changes_same_lines(postings, a, b)


def _is_quiet(postings: Postings, a: int, b: int, sent: Sequence[int]) -> bool:
    """Whether their author sent nothing for these files between two postings.

    ``sent`` is what the author of both has sent, the oldest first.
    """
    older, newer = postings.revisions[a], postings.revisions[b]
    first = bisect_right(sent, older.date, key=lambda n: postings.revisions[n].date)
    files = files_of(older) & files_of(newer)
    for n in sent[first : first + _MEMBERS_LOOKED_AT]:
        between = postings.revisions[n]
        if between.date >= newer.date:
            return True
        if not files.isdisjoint(files_of(between)):
            return False
    return False


def _is_moved(older: Revision, newer: Revision) -> bool:
    """Whether a title is the same but for its place: ``lamp: core: Wait``, ``lamp: host: Wait``."""
    mine, theirs = (title_key(one.title.rpartition(":")[2]) for one in (older, newer))
    return mine == theirs and len(mine.split()) >= _TITLE_WORDS


def _changes_same_lines(postings: Postings, a: int, b: int) -> bool:
    """Whether enough lines are common that a bracket or a label more or less is not decisive."""
    common, share = postings.common_lines(a, b)
    one, other = (len(postings.revisions[n].patches) for n in (a, b))
    # Among the lines of many patches stand many that any change may have.
    many = max(one, other) > _MANY_TIMES * min(one, other)
    return common >= _SOME_LINES and share >= (_HALF if many else COMMON_LINES)


def _share_object(one: Revision, other: Revision) -> bool:
    """Whether the titles of two works have a word in common behind the name of the subsystem."""
    mine, theirs = (telling_words(rev.title.rpartition(":")[2]) for rev in (one, other))
    return bool(mine & theirs) or any(
        len(short) >= _LONG_WORD and short in long
        for a in mine
        for b in theirs
        for short, long in ((a, b), (b, a))
    )


def _place_of(revision: Revision) -> set[str]:
    """What stands before the colons of its titles: the subsystem, or the driver."""
    titles = (revision.title, *(one.title for one in revision.patches))
    return {title.casefold().rpartition(":")[0].strip() for title in titles if ":" in title}
