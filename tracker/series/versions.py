# SPDX-License-Identifier: GPL-2.0-or-later
"""Join revisions into series: which postings are versions of one work.

No sign proves it alone: a change-id is reused for another work, a title belongs to several
people, "Link to v1" may point at a reply. So each pair of postings is joined by its best sign
(``version_signs``), the surest first, and a join that would put two different titles under one
version number needs an explicit link. The signs and how often each is right: docs/decisions/ tells.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tracker.mail.subjects import stable_branch
from tracker.model.mail import Evidence, Message, Person
from tracker.model.relations import Kind, SaidLink
from tracker.model.series import Revision, Series
from tracker.series.common_work import Postings, alike_words, words_of_title
from tracker.series.version_pairs import RULES, Pair, Sign
from tracker.series.version_signs import version_pairs

__all__ = ["Sign", "evolve"]


def evolve(
    revisions: Sequence[Revision],
    messages: Mapping[str, Message],
    said: Sequence[SaidLink] = (),
) -> tuple[Series, ...]:
    """Return the series of revisions, each with the evidence that joined its versions.

    ``said`` is what the user joined and cut by hand: it wins over every sign.
    """
    postings = Postings(revisions, messages)
    joined, cut = _by_hand(revisions, said)
    found = sorted(version_pairs(postings), key=lambda one: (-one.sign, one.newer, one.older))
    # By hand last: a version that the user adds must not push out one that a mail joins.
    pairs = [*found, *joined]
    clusters = _Clusters(postings, cut)
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
                revisions=_named([revisions[n] for n in ordered], messages),
                evidence=tuple(reasons[root]),
            )
        )
    return tuple(sorted(made, key=lambda one: (one.revisions[0].date, one.id)))


def _by_hand(
    revisions: Sequence[Revision], said: Sequence[SaidLink]
) -> tuple[list[Pair], list[tuple[int, int]]]:
    """Return the postings that the user says are versions of one work, and those that are not."""
    places = {name: n for n, one in enumerate(revisions) for name in (*one.replies, *one.own)}
    joined: list[Pair] = []
    cut: list[tuple[int, int]] = []
    for link in said:
        newer, older = places.get(link.source), places.get(link.target)
        if newer is None or older is None or newer == older:
            continue
        if link.kind is None:
            cut.append((newer, older))
        elif link.kind is Kind.PREVIOUS_VERSION:
            evidence = Evidence(
                rule=RULES[Sign.SAID],
                message_id=link.source,
                quote=f"linked by hand on {link.at:%Y-%m-%d} {link.note}".strip(),
                url=link.target,
            )
            joined.append(Pair(sign=Sign.SAID, older=older, newer=newer, evidence=evidence))
    return joined, cut


def _named(revisions: Sequence[Revision], messages: Mapping[str, Message]) -> tuple[Revision, ...]:
    """The revisions with the names that their own mails know for addresses without one."""
    lacking = {
        one.email
        for revision in revisions
        for one in (revision.author, *(patch.author for patch in revision.patches))
        if not one.name
    }
    if not lacking:
        return tuple(revisions)
    seen: Counter[Person] = Counter()
    for revision in revisions:
        for name in (*revision.own, *revision.replies):
            if message := messages.get(name):
                seen.update(_people_of(message))
    names: dict[str, str] = {}
    for person, _ in sorted(seen.items(), key=lambda one: (-one[1], one[0].name)):
        if person.name and person.email in lacking:
            names.setdefault(person.email, person.name)
    return tuple(_with_names(one, names) for one in revisions) if names else tuple(revisions)


def _people_of(message: Message) -> Iterable[Person]:
    return (message.sender, message.author, *(tag.person for tag in message.tags))


def _with_names(revision: Revision, names: Mapping[str, str]) -> Revision:
    return replace(
        revision,
        author=_with_name(revision.author, names),
        patches=tuple(
            replace(one, author=_with_name(one.author, names)) for one in revision.patches
        ),
    )


def _with_name(person: Person, names: Mapping[str, str]) -> Person:
    return person if person.name else Person(names.get(person.email, ""), person.email)


_Titles = dict[tuple[int, bool, bool], set[frozenset[str]]]
"""Version, RFC and pull request -> the titles posted under it, as words."""


class _Clusters:
    """Revisions joined so far, and whether a further join would clash."""

    def __init__(self, postings: Postings, cut: Sequence[tuple[int, int]] = ()) -> None:
        self.cut = cut
        """Postings that the user says are no versions of one work."""
        self.root = list(range(len(postings.revisions)))
        self.members = {n: [n] for n in self.root}
        self.titles = [_titles_by_version(one) for one in postings.revisions]
        self.branches = [stable_branch(one.prefixes) for one in postings.revisions]
        """A backport has the title and author of what it ports, and goes its own way."""

    def find(self, n: int) -> int:
        while self.root[n] != n:
            n = self.root[n]
        return n

    def join(self, pair: Pair) -> bool:
        """Join two clusters if nothing speaks against it; whether they were joined by this."""
        one, other = self.find(pair.older), self.find(pair.newer)
        apart = self.branches[one] != self.branches[other] and pair.sign is not Sign.SAID
        if one == other or apart or self._is_cut(one, other):
            return False
        if pair.sign < Sign.TITLE_AND_LINES and self._clash(one, other):
            return False
        if len(self.members[one]) < len(self.members[other]):
            one, other = other, one
        self.root[other] = one
        self.members[one] += self.members.pop(other)
        for version, titles in self.titles[other].items():
            self.titles[one].setdefault(version, set()).update(titles)
        return True

    def _is_cut(self, one: int, other: int) -> bool:
        return any({self.find(a), self.find(b)} == {one, other} for a, b in self.cut)

    def _clash(self, one: int, other: int) -> bool:
        """Two works rather than versions of one: one version number under different titles."""
        mine, theirs = self.titles[one], self.titles[other]
        return any(
            not alike_words(a, b)
            for version in mine.keys() & theirs.keys()
            for a in mine[version]
            for b in theirs[version]
        )


def _titles_by_version(revision: Revision) -> _Titles:
    """The words of its title under its version; a resend or partial reroll repeats a version."""
    if revision.partial or revision.resend:
        return {}
    return {(revision.version, revision.rfc, revision.pull): {words_of_title(revision.title)}}
