# SPDX-License-Identifier: GPL-2.0-or-later
"""Clusters of postings that are versions of one work, grown pair by pair."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from tracker.mail.people import name_key
from tracker.mail.subjects import names_release, stable_branch, title_key
from tracker.model.mail import Evidence
from tracker.model.series import Revision
from tracker.series.common_work import (
    Postings,
    alike_words,
    files_of,
    is_everyday_title,
    of_one_hand,
    words_of_title,
)
from tracker.series.version_pairs import RULES, Pair, VersionSign

_SOON = timedelta(days=30)
"""How soon a version follows one that nothing but its author, files and number ties to it."""

_Titles = dict[tuple[int, bool, bool], set[frozenset[str]]]
"""Version, RFC and pull request -> the titles posted under it, as words."""


class VersionClusters:
    """Revisions joined so far, and whether a further join would clash."""

    def __init__(self, postings: Postings, cut: Sequence[tuple[int, int]] = ()) -> None:
        self.postings = postings
        self.cut = cut
        """Postings that the user says are no versions of one work."""
        self.root = list(range(len(postings.revisions)))
        self.members = {n: [n] for n in self.root}
        self.branches = [stable_branch(one.prefixes) for one in postings.revisions]
        """A backport has the title and author of what it ports, and goes its own way."""

    def find(self, n: int) -> int:
        """Return the posting that stands for the cluster of another."""
        while self.root[n] != n:
            n = self.root[n]
        return n

    def join(self, pair: Pair) -> bool:
        """Join two clusters if nothing speaks against it; whether they were joined by this."""
        one, other = self.find(pair.older), self.find(pair.newer)
        apart = self.branches[one] != self.branches[other] and not self._goes_to_mainline(pair)
        if one == other or apart or self._is_cut(one, other):
            return False
        clash = pair.sign < VersionSign.TITLE_AND_LINES and self._clash(one, other)
        if clash and not self._goes_on_singly(pair, one, other):
            return False
        if pair.sign <= VersionSign.PATCHES and self._starts_anew(one, other):
            return False
        if len(self.members[one]) < len(self.members[other]):
            one, other = other, one
        self.root[other] = one
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

    def _starts_anew(self, one: int, other: int) -> bool:
        """Whether the later of two works begins at v1 after the earlier one had come further."""
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

    def _is_cut(self, one: int, other: int) -> bool:
        return any({self.find(a), self.find(b)} == {one, other} for a, b in self.cut)

    def _titles(self, root: int) -> _Titles:
        """The words of titles by version; a resend or partial reroll repeats a version."""
        found: _Titles = {}
        for one in map(self.postings.revisions.__getitem__, self.members[root]):
            if not one.partial and not one.resend:
                key = (one.version, one.rfc, one.pull)
                found.setdefault(key, set()).add(words_of_title(one.title))
        return found

    def _clash(self, one: int, other: int) -> bool:
        """Two works rather than versions of one: one version number under different titles."""
        mine, theirs = self._titles(one), self._titles(other)
        return any(
            not alike_words(a, b)
            for version in mine.keys() & theirs.keys()
            for a in mine[version]
            for b in theirs[version]
        )


def next_of_kin(clusters: VersionClusters) -> Iterator[Pair]:
    """Find the v1 of each work that begins at v2 under a title and lines of its own.

    It is the only work of the same person in the same subsystem that ends one version below, at
    most a month before, touches a common file, and was not applied.
    """
    revisions = clusters.postings.revisions
    ends: dict[str, list[tuple[int, datetime, int]]] = defaultdict(list)
    begins: list[int] = []
    for members in clusters.members.values():
        whole = [n for n in members if not revisions[n].partial and not revisions[n].pull]
        if not whole:
            continue
        ordered = sorted(whole, key=lambda n: (revisions[n].date, revisions[n].message_id))
        last = revisions[ordered[-1]]
        ends[_hand(last)].append((ordered[-1], last.date, last.version))
        if revisions[ordered[0]].version > 1:
            begins.append(ordered[0])
    for b in begins:
        newer = revisions[b]
        near = [
            a
            for a, date, version in ends[_hand(newer)]
            if date < newer.date <= date + _SOON and newer.version == version + 1
            if _leads_to(clusters.postings, a, b)
        ]
        if len(near) == 1:
            quote = "same author and file, the next version number"
            evidence = Evidence(
                rule=RULES[VersionSign.FILES], message_id=revisions[b].message_id, quote=quote
            )
            yield Pair(VersionSign.FILES, near[0], b, evidence)


def _hand(revision: Revision) -> str:
    return name_key(revision.author.name) or revision.author.email


def _leads_to(postings: Postings, a: int, b: int) -> bool:
    older, newer = postings.revisions[a], postings.revisions[b]
    if is_everyday_title(newer.title) or not files_of(older) & files_of(newer):
        return False
    if _place_of(older).isdisjoint(_place_of(newer)) or postings.other_project(a, b):
        return False
    return of_one_hand(older, newer) and not postings.applied_before(a, b)


def _place_of(revision: Revision) -> set[str]:
    """What stands before the colons of its titles: the subsystem, or the driver."""
    titles = (revision.title, *(one.title for one in revision.patches))
    return {title.casefold().rpartition(":")[0].strip() for title in titles if ":" in title}
