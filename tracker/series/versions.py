"""Join revisions into series: which postings are versions of one work.

No sign proves it alone: a change-id is reused for another work, a title belongs to several
people, "Link to v1" may point at a reply. So each pair of postings is joined by its best sign,
the surest first, and a join that would put two different titles under one version number needs
an explicit link. The signs and how often each is right: docs/decisions/ tells.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum

from tracker.mail.people import name_key, same_person
from tracker.mail.subjects import stable_branch, title_key
from tracker.model.mail import Evidence, LinkUse, Message
from tracker.model.series import Revision, Series

_VERSION_LABEL = re.compile(r"(?:^|\b)(?:rfc\s*)?(?:patch\s*)?v\s?\d+(?:\.\d+)?\b", re.IGNORECASE)
_PREVIOUS = re.compile(
    r"(?:previous|prior|earlier|last|original|initial) (?:version|posting|revision|submission)"
)
NEAR = timedelta(days=270)
"""Weak signs join only postings that are this near; a slow series takes two or three months."""


class Sign(IntEnum):
    """Why two postings are versions of one work; the higher is the surer."""

    FILES = 1
    """Same author, like title, mostly the same files, the next version number."""
    PATCHES = 2
    """Same author, and patches with the same patch-id."""
    REPLY = 3
    """Sent as a reply to the other, by its author, with a higher version."""
    TITLE = 4
    """Same title and author."""
    CHANGE_ID = 5
    LINK = 6
    """Its text links to the other as ``v1``."""


RULES = {
    Sign.FILES: "revision.files",
    Sign.PATCHES: "revision.patch-id",
    Sign.REPLY: "revision.in-reply-to",
    Sign.TITLE: "revision.title",
    Sign.CHANGE_ID: "revision.change-id",
    Sign.LINK: "revision.link",
}


@dataclass(frozen=True, slots=True)
class _Pair:
    sign: Sign
    older: int
    newer: int
    evidence: Evidence


def evolve(revisions: Sequence[Revision], messages: Mapping[str, Message]) -> tuple[Series, ...]:
    """Series of revisions, each with the evidence that joined its versions."""
    pairs = sorted(_pairs(revisions, messages), key=lambda one: (-one.sign, one.newer, one.older))
    clusters = _Clusters(revisions)
    kept = [pair for pair in pairs if clusters.join(pair)]
    reasons: dict[int, list[Evidence]] = defaultdict(list)
    for pair in kept:
        reasons[clusters.find(pair.newer)].append(pair.evidence)
    made = []
    for root, members in clusters.members.items():
        ordered = sorted(members, key=lambda n: (revisions[n].date, revisions[n].message_id))
        made.append(
            Series(
                id=revisions[ordered[0]].message_id,
                revisions=tuple(revisions[n] for n in ordered),
                evidence=tuple(reasons[root]),
            )
        )
    return tuple(sorted(made, key=lambda one: (one.revisions[0].date, one.id)))


_Titles = dict[tuple[int, bool, bool], set[frozenset[str]]]
"""Version, RFC and pull request -> the titles posted under it, as words."""


class _Clusters:
    """Revisions joined so far, and whether a further join would clash."""

    def __init__(self, revisions: Sequence[Revision]) -> None:
        self.revisions = revisions
        self.root = list(range(len(revisions)))
        self.members = {n: [n] for n in self.root}
        self.titles = [_titles_by_version(one) for one in revisions]
        self.branches = [stable_branch(one.prefixes) for one in revisions]
        """A backport has the title and author of what it ports, and goes its own way."""

    def find(self, n: int) -> int:
        while self.root[n] != n:
            n = self.root[n]
        return n

    def join(self, pair: _Pair) -> bool:
        """Join two clusters if nothing speaks against it; whether they were joined by this."""
        one, other = self.find(pair.older), self.find(pair.newer)
        if one == other or self.branches[one] != self.branches[other]:
            return False
        if pair.sign < Sign.LINK and self._clash(one, other):
            return False
        if len(self.members[one]) < len(self.members[other]):
            one, other = other, one
        self.root[other] = one
        self.members[one] += self.members.pop(other)
        for version, titles in self.titles[other].items():
            self.titles[one].setdefault(version, set()).update(titles)
        return True

    def _clash(self, one: int, other: int) -> bool:
        """Two works rather than versions of one: one version number under different titles."""
        mine, theirs = self.titles[one], self.titles[other]
        return any(
            not _alike(a, b)
            for version in mine.keys() & theirs.keys()
            for a in mine[version]
            for b in theirs[version]
        )


def _titles_by_version(revision: Revision) -> _Titles:
    """The words of its title under its version; a resend or partial reroll repeats a version."""
    if revision.partial or revision.resend:
        return {}
    return {(revision.version, revision.rfc, revision.pull): {_words(revision.title)}}


def _titles_alike(one: str, other: str) -> bool:
    return _alike(_words(one), _words(other))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and 2 * len(one & other) >= len(one | other)


def _words(title: str) -> frozenset[str]:
    return frozenset(title_key(title).split())


def _pairs(revisions: Sequence[Revision], messages: Mapping[str, Message]) -> Iterator[_Pair]:
    owner = {name: n for n, revision in enumerate(revisions) for name in revision.own}
    yield from _by_link(revisions, messages, owner)
    yield from _by_change_id(revisions)
    yield from _by_title(revisions)
    yield from _by_reply(revisions, messages, owner)
    yield from _by_patches(revisions)
    yield from _by_files(revisions)


def _pair(sign: Sign, revisions: Sequence[Revision], a: int, b: int, quote: str) -> _Pair:
    older, newer = (a, b) if revisions[a].date <= revisions[b].date else (b, a)
    evidence = Evidence(rule=RULES[sign], message_id=revisions[newer].message_id, quote=quote)
    return _Pair(sign, older, newer, evidence)


def _by_link(
    revisions: Sequence[Revision], messages: Mapping[str, Message], owner: Mapping[str, int]
) -> Iterator[_Pair]:
    """``Link to v1: URL``, ``v2: URL``, ``[v1] URL`` in the author's own cover or patch."""
    for n, revision in enumerate(revisions):
        for name in revision.own:
            message = messages.get(name)
            for link in message.links if message else ():
                target = owner.get(link.message_id or "")
                if target is None or target == n or revisions[target].date > revision.date:
                    continue
                if says_version(link) and _plausible(revision, revisions[target]):
                    evidence = Evidence(
                        rule=RULES[Sign.LINK],
                        message_id=name,
                        line=link.line,
                        quote=link.quote,
                        url=link.url,
                    )
                    yield _Pair(Sign.LINK, target, n, evidence)


def says_version(link: LinkUse) -> bool:
    """Whether the words on a link's own line call it a version of this work."""
    if _VERSION_LABEL.search(link.label):
        return True
    return not link.trailer and bool(_PREVIOUS.search(f"{link.label} {link.before}".lower()))


def of_one_hand(one: Revision, other: Revision) -> bool:
    """Whether two postings come from one person: sent by one, or written by one who sent either.

    Two maintainers who collect a third one's patches under one title have sent two works.
    """
    if same_person(one.poster or one.author, other.poster or other.author):
        return True
    return same_person(one.author, other.author) and None in (one.poster, other.poster)


def _plausible(newer: Revision, older: Revision) -> bool:
    """A linked version: its author's, or alike in title, files or patches."""
    if of_one_hand(newer, older):
        return True
    return _titles_alike(newer.title, older.title) or bool(_patch_ids(newer) & _patch_ids(older))


def _by_change_id(revisions: Sequence[Revision]) -> Iterator[_Pair]:
    groups: dict[str, list[int]] = defaultdict(list)
    for n, revision in enumerate(revisions):
        if revision.change_id:
            groups[revision.change_id].append(n)
    for value, members in groups.items():
        for place, b in enumerate(members):
            for a in members[max(0, place - 40) : place]:
                if _goes_on(revisions[a], revisions[b]):
                    yield _pair(Sign.CHANGE_ID, revisions, a, b, f"change-id: {value}")


def _goes_on(one: Revision, other: Revision) -> bool:
    """Whether a shared change-id can mean one work: b4 keeps it over a rename, people reuse it.

    A new title under a lower version than before is another work, unless an RFC became a patch
    or the files are mostly the same.
    """
    older, newer = (one, other) if one.date <= other.date else (other, one)
    if _titles_alike(older.title, newer.title) or newer.version > older.version:
        return True
    return (older.rfc and not newer.rfc) or _mostly_same_files(older, newer)


def _by_title(revisions: Sequence[Revision]) -> Iterator[_Pair]:
    groups: dict[str, list[int]] = defaultdict(list)
    for n, revision in enumerate(revisions):
        if (key := title_key(revision.title)) and not revision.pull:
            groups[key].append(n)
    for members in groups.values():
        for place, b in enumerate(members):
            for a in reversed(members[max(0, place - 40) : place]):
                older, newer = revisions[a], revisions[b]
                if of_one_hand(older, newer):
                    if _in_step(older, newer):
                        yield _pair(Sign.TITLE, revisions, a, b, newer.title)
                        break
                elif _taken_over(older, newer):
                    yield _pair(Sign.FILES, revisions, a, b, newer.title)
                    break


def _taken_over(older: Revision, newer: Revision) -> bool:
    """Another person's next version: the same title, the next number, mostly the same files.

    The first versions of two people under one title are two works.
    """
    if newer.version != older.version + 1 or abs(newer.date - older.date) > NEAR:
        return False
    return len(_words(newer.title)) >= 4 and _mostly_same_files(older, newer)


def _in_step(older: Revision, newer: Revision) -> bool:
    """A title alone proves little over years, or for a title that everybody uses."""
    if older.date > newer.date:
        older, newer = newer, older
    near = newer.date - older.date <= 2 * NEAR
    return near and len(title_key(newer.title)) >= 8


def _by_reply(
    revisions: Sequence[Revision], messages: Mapping[str, Message], owner: Mapping[str, int]
) -> Iterator[_Pair]:
    """A higher version, a resend or a partial reroll sent as a reply to its author's posting."""
    for n, revision in enumerate(revisions):
        for above in _above(revision, messages, owner):
            older = revisions[above]
            if above == n or not of_one_hand(older, revision):
                continue
            higher = revision.version > older.version or (older.rfc and not revision.rfc)
            if revision.partial or revision.resend or higher:
                yield _pair(Sign.REPLY, revisions, above, n, f"In-Reply-To: {revision.answers}")
            break


def _above(
    revision: Revision, messages: Mapping[str, Message], owner: Mapping[str, int]
) -> Iterator[int]:
    root = messages.get(revision.message_id)
    for name in root.parents if root else ():
        if name in owner:
            yield owner[name]


def _by_patches(revisions: Sequence[Revision]) -> Iterator[_Pair]:
    seen: dict[str, list[int]] = defaultdict(list)
    for n, revision in enumerate(revisions):
        for patch_id in sorted(_patch_ids(revision)):
            for a in reversed(seen[patch_id][-20:]):
                older = revisions[a]
                near = abs(revision.date - older.date) <= NEAR
                if near and _continues(older, revision):
                    yield _pair(Sign.PATCHES, revisions, a, n, f"patch-id {patch_id[:12]}")
                    break
            seen[patch_id].append(n)


def _continues(older: Revision, newer: Revision) -> bool:
    """Same author, and either a like title or at least half of the patches shared."""
    if not of_one_hand(older, newer):
        return False
    shared = _patch_ids(older) & _patch_ids(newer)
    smaller = min(len(older.patches), len(newer.patches))
    return _titles_alike(older.title, newer.title) or (
        2 * len(shared) >= smaller and (newer.version > 1 or newer.resend or older.rfc)
    )


def _by_files(revisions: Sequence[Revision]) -> Iterator[_Pair]:
    """The next version of a work that was renamed, told by its files and most of its title."""
    by_author: dict[str, list[int]] = defaultdict(list)
    for n, revision in enumerate(revisions):
        key = name_key(revision.author.name) or revision.author.email
        if revision.version > 1 or revision.resend:
            for a in reversed(by_author[key][-40:]):
                if _renamed(revisions[a], revision):
                    yield _pair(Sign.FILES, revisions, a, n, "same author and files")
                    break
        by_author[key].append(n)


def _renamed(older: Revision, newer: Revision) -> bool:
    step = newer.version - older.version
    if newer.date - older.date > NEAR or not (step == 1 or (step == 0 and older.rfc)):
        return False
    mine, theirs = _files(newer), _files(older)
    both = len(mine & theirs)
    if not both or 5 * both < 3 * len(mine | theirs):
        return False
    a, b = _words(older.title), _words(newer.title)
    shared_patches = {title_key(one.title) for one in older.patches} & {
        title_key(one.title) for one in newer.patches
    }
    return 3 * len(a & b) >= len(a | b) or bool(shared_patches)


def _patch_ids(revision: Revision) -> set[str]:
    return {patch.patch_id for patch in revision.patches if patch.patch_id}


def _mostly_same_files(one: Revision, other: Revision) -> bool:
    mine, theirs = _files(one), _files(other)
    return 2 * len(mine & theirs) >= len(mine | theirs) > 0


def _files(revision: Revision) -> set[str]:
    return {name for patch in revision.patches for name in patch.files}
