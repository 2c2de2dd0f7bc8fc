# SPDX-License-Identifier: GPL-2.0-or-later
"""Join revisions into series: which postings are versions of one work.

No sign proves it alone: a change-id is reused for another work, a title belongs to several
people, "Link to v1" may point at a reply. So each pair of postings is joined by its best sign
(``version_signs``), the surest first, and a join that would put two different titles under one
version number needs an explicit link. The signs and how often each is right: docs/decisions/ tells.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tracker.lazy_dataclass import replace
from tracker.mail.subjects import title_key
from tracker.model.mail import Evidence, Message, Person
from tracker.model.relations import Kind, SaidLink
from tracker.model.series import Revision, Series
from tracker.series.common_work import HeldMails, Mails, Postings, is_fragment
from tracker.series.version_clusters import VersionClusters, next_of_kin
from tracker.series.version_pairs import RULES, Pair, VersionSign
from tracker.series.version_signs import version_pairs

__all__ = ["VersionSign", "evolve", "evolve_each"]


def evolve(
    revisions: Sequence[Revision],
    messages: Mapping[str, Message],
    said: Sequence[SaidLink] = (),
) -> tuple[Series, ...]:
    """Return the series of revisions, each with the evidence that joined its versions.

    ``said`` is what the user joined and cut by hand: it wins over every sign.
    """
    return tuple(evolve_each(revisions, HeldMails(messages), said))


def evolve_each(
    revisions: Sequence[Revision], mails: Mails, said: Sequence[SaidLink] = ()
) -> Iterator[Series]:
    """Return the same to be gone through one by one, of mails that are asked for as needed.

    What belongs together is found at once. The revisions stand the oldest first.
    """
    postings = Postings(revisions, mails)
    joined, cut = _by_hand(revisions, said)
    found = sorted(
        version_pairs(postings), key=lambda one: (-one.sign, one.newer, -one.shared, one.older)
    )
    # By hand last: a version that the user adds must not push out one that a mail joins.
    pairs = [*found, *joined]
    clusters = VersionClusters(postings, cut)
    kept = [pair for pair in pairs if clusters.join(pair)]
    kept += [pair for pair in next_of_kin(clusters) if clusters.join(pair)]
    reasons: dict[int, list[Evidence]] = defaultdict(list)
    for pair in kept:
        reasons[clusters.find(pair.newer)].append(pair.evidence)
    works = sorted((sorted(members), root) for root, members in clusters.members.items())
    return (_series_of([revisions[n] for n in some], reasons[root], mails) for some, root in works)


def _series_of(ordered: Sequence[Revision], reasons: Iterable[Evidence], mails: Mails) -> Series:
    marked = [
        replace(one, partial=True) if _repeats_part(one, ordered[:n]) else one
        for n, one in enumerate(ordered)
    ]
    return Series(
        id=ordered[0].message_id,
        revisions=_series_version_named(marked, mails),
        evidence=tuple(reasons),
    )


def _repeats_part(one: Revision, before: Sequence[Revision]) -> bool:
    """Whether a posting is some patches of an earlier one under their numbers, sent again alone."""
    if not is_fragment(one):
        return False
    titles = {title_key(patch.title) for patch in one.patches}
    return any(
        (other.expected, other.label.lower()) == (one.expected, one.label.lower())
        and titles <= {title_key(patch.title) for patch in other.patches}
        for other in before
    )


def _by_hand(
    revisions: Sequence[Revision], said: Sequence[SaidLink]
) -> tuple[list[Pair], list[tuple[int, int]]]:
    """Return the postings that the user says are versions of one work, and those that are not."""
    ends = {end for link in said for end in (link.source, link.target)}
    places = {
        name: n
        for n, one in enumerate(revisions if ends else ())
        for name in (*one.replies, *one.own)
        if name in ends
    }
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
                rule=RULES[VersionSign.SAID],
                message_id=link.source,
                quote=f"linked by hand on {link.at:%Y-%m-%d} {link.note}".strip(),
                url=link.target,
            )
            joined.append(Pair(sign=VersionSign.SAID, older=older, newer=newer, evidence=evidence))
    return joined, cut


def _series_version_named(revisions: Sequence[Revision], mails: Mails) -> tuple[Revision, ...]:
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
        for message in mails.of((*revision.own, *revision.replies)).values():
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
