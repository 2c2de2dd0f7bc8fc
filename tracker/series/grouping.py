# SPDX-License-Identifier: GPL-2.0-or-later
"""Group patch mails into postings: one sending of a revision, by what its mails say of each other.

Mails join by what they answer, by a common parent, by the stem of their Message-IDs (git
send-email numbers them), and, where nothing threads them, by author, counter and hour. Two
covers never join, nor do two patches that would share a place (``places``): each ``1/1`` is a
posting of its own, as each ``[PATCH]`` without a counter is. b4's LoreMailbox keys on the thread
and the version alone and so merges several works of one thread; here author, version and total
must fit too.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta

from tracker.lazy_dataclass import dataclass
from tracker.mail.people import person_key, same_person
from tracker.mail.phrases.links.message_ids import SENDING_STEM
from tracker.mail.subjects import is_inserted, stable_branch, title_key
from tracker.model.mail import Message
from tracker.model.series import Revision
from tracker.series.patches import Part, introduces, parts_of
from tracker.series.revisions import revision_of
from tracker.series.sendings import (
    join_late_covers,
    join_later_rest,
    join_mixed_counters,
    join_sibling_covers,
    lost_in_run,
    lost_its_counter,
    lost_its_first_counter,
)
from tracker.series.stable_branches import Sets
from tracker.series.threads import MAX_DEPTH, Threads, by_date

UNTHREADED = timedelta(hours=1)
"""How far apart the mails of one unthreaded sending may be; b4 uses the same hour."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """All postings among some messages, and where every other message belongs."""

    revisions: tuple[Revision, ...]
    """Oldest first."""
    loose: tuple[str, ...]
    """Messages that belong to no posting."""


def group(messages: Iterable[Message]) -> Grouping:
    """Postings among messages, with the replies that belong to each."""
    threads = Threads({one.message_id: one for one in messages})
    parts = parts_of(threads)
    members = [threads.messages[name] for name, part in parts.items() if part is not Part.OTHER]
    postings = _postings(by_date(members), parts, threads)
    home = {one.message_id: index for index, posting in enumerate(postings) for one in posting}
    places: dict[str, int | None] = dict(home)
    replies: dict[int, list[Message]] = defaultdict(list)
    loose: list[str] = []
    for message in by_date(threads.messages.values()):
        if message.message_id in home:
            continue
        _settle_group(message.message_id, places, threads)
        place = places.get(message.message_id)
        if place is None:
            loose.append(message.message_id)
        else:
            replies[place].append(message)
    made = [
        revision_of(posting, replies[index], parts, threads)
        for index, posting in enumerate(postings)
    ]
    return Grouping(tuple(sorted(made, key=lambda one: (one.date, one.message_id))), tuple(loose))


def _settle_group(start: str, places: dict[str, int | None], threads: Threads) -> None:
    """Put a message with the posting of the nearest thing above it that has one.

    None where nothing above has one. What is found holds for all on the way, so that a thread
    takes time linear in its references; where they loop, None holds for nobody else.
    """
    trail, tried, looped = [start], {start}, False
    while trail:
        name, above, step = trail[-1], None, None
        for parent in threads.messages[name].parents:
            above = places.get(parent)
            if above is not None:
                break
            if parent in tried:
                looped = True
            elif parent not in places and parent in threads.messages:
                step = parent
                break
        if above is None and step is not None and len(tried) < MAX_DEPTH:
            trail.append(step)
            tried.add(step)
            continue
        looped = looped or step is not None
        trail.pop()
        if above is not None or not looped:
            places[name] = above


def _postings(
    members: list[Message], parts: Mapping[str, Part], threads: Threads
) -> list[list[Message]]:
    sets = Sets(members, parts)
    names = {one.message_id for one in members}
    for message in members:
        if parts[message.message_id] is Part.PATCH:
            _join_ancestor(message, names, parts, threads, sets)
    _join_alike(members, parts, sets, _by_stem)
    _join_alike(members, parts, sets, _by_parent)
    _join_unthreaded(members, parts, sets)
    _join_orphans(_clusters(members, sets), parts, threads, sets)
    join_sibling_covers(members, parts, sets)
    join_mixed_counters(_clusters(members, sets), parts, sets)
    join_later_rest(_clusters(members, sets), parts, sets)
    join_late_covers(_clusters(members, sets), parts, sets)
    adopted = _adopt(_clusters(members, sets), parts, threads)
    # A second time: "[PATCH] 2" fits its series only since "[PATCH 3/3]" has joined "[PATCH] 1".
    return _adopt(adopted, parts, threads)


def _clusters(members: list[Message], sets: Sets) -> list[list[Message]]:
    found: dict[str, list[Message]] = defaultdict(list)
    for message in members:
        found[sets.find(message.message_id)].append(message)
    return list(found.values())


def _join_ancestor(
    message: Message,
    names: set[str],
    parts: Mapping[str, Part],
    threads: Threads,
    sets: Sets,
) -> None:
    """Join a patch to the nearest patch or cover above it, if that fits.

    One that answers its own place (``1/1`` under ``1/1``) was sent again, and is not of it.
    """
    for name in threads.ancestors(message):
        if name in names:
            above = threads.messages[name]
            if parts[name] is Part.PATCH and above.subject.position == message.subject.position:
                return
            if parts[name] is not Part.PULL and fits(message, above):
                sets.join(message.message_id, name)
                return
            if parts[name] is Part.COVER:
                return


def fits(one: Message, other: Message) -> bool:
    """Whether two mails can be of one posting: sender, version and total agree."""
    mine, theirs = one.subject, other.subject
    if theirs.total is None and theirs.position is None:
        counted = mine.position is not None and not theirs.tagged
        return (counted or introduces(other, one)) and same_person(one.sender, other.sender)
    return (
        mine.total == theirs.total
        and mine.total is not None
        and mine.label.lower() == theirs.label.lower()
        and stable_branch(mine.words) == stable_branch(theirs.words)
        and same_person(one.sender, other.sender)
    )


def _by_parent(message: Message) -> str | None:
    return message.in_reply_to


def _by_stem(message: Message) -> str | None:
    found = SENDING_STEM.match(message.message_id)
    return f"{found[1]}\n{found[3]}" if found else None


def _join_alike(
    members: list[Message],
    parts: Mapping[str, Part],
    sets: Sets,
    key: Callable[[Message], str | None],
) -> None:
    """Join patches that share a key (a stem, a parent) and fit each other.

    One that is refused, for another patch holds its place, begins the next posting.
    """
    found: dict[tuple[str, int, str, str], Message] = {}
    for message in members:
        shared, subject = key(message), message.subject
        if shared is None or parts[message.message_id] is not Part.PATCH:
            continue
        if subject.total is None:
            continue
        for what in _sameness(message):
            full = (shared, subject.total, subject.label.lower(), what)
            other = found.setdefault(full, message)
            if other is message or not fits(message, other):
                continue
            if not sets.join(message.message_id, other.message_id):
                found[full] = message


def _sameness(message: Message) -> tuple[str, ...]:
    """What else has to agree: a ``1/1`` is whole, and only the same patch can belong to it."""
    if message.subject.total != 1:
        return ("",)
    patch_id = message.diff.patch_id if message.diff else ""
    return tuple(one for one in (title_key(message.subject.title), patch_id) if one)


def _join_unthreaded(members: list[Message], parts: Mapping[str, Part], sets: Sets) -> None:
    """Join mails that answer nothing, by sender, counter and hour.

    A cover whose places other patches hold already, in its thread, is of another work.
    """
    open_sets: dict[tuple[str, int | None, str], list[Message]] = {}
    for message in members:
        subject = message.subject
        if message.parents or not subject.total or parts[message.message_id] is Part.PULL:
            continue
        key = _sending(message)
        so_far = open_sets.get(key, [])
        fresh = so_far and message.date - so_far[-1].date <= UNTHREADED
        taken = {one.subject.position for one in so_far}
        if (
            fresh
            and subject.position not in taken
            and sets.join(message.message_id, so_far[0].message_id)
        ):
            so_far.append(message)
        else:
            open_sets[key] = [message]


def _join_orphans(
    clusters: list[list[Message]], parts: Mapping[str, Part], threads: Threads, sets: Sets
) -> None:
    """Patches that answer a message nobody has, and the one lonely cover sent with them.

    Some providers give a mail another Message-ID than the one its replies refer to.
    """
    covers: dict[tuple[str, int | None, str], list[Message]] = defaultdict(list)
    for cluster in clusters:
        if len(cluster) == 1 and parts[cluster[0].message_id] is Part.COVER:
            covers[_sending(cluster[0])].append(cluster[0])
    for cluster in clusters:
        first = cluster[0]
        orphans = all(
            parts[one.message_id] is Part.PATCH
            and one.parents
            and one.parents[0] not in threads.messages
            for one in cluster
        )
        if not orphans or first.subject.total is None:
            continue
        # What they refer to beyond their cover, as an older version, the cover answers as well.
        beyond = {name for one in cluster for name in one.parents if name in threads.messages}
        near = [
            cover
            for cover in covers[_sending(first)]
            if abs(cover.date - first.date) <= UNTHREADED and beyond.issubset(cover.parents)
        ]
        if len(near) == 1:
            sets.join(first.message_id, near[0].message_id)
            covers[_sending(first)].remove(near[0])


def _sending(message: Message) -> tuple[str, int | None, str]:
    return person_key(message.sender), message.subject.total, message.subject.label.lower()


def _adopt(
    clusters: list[list[Message]], parts: Mapping[str, Part], threads: Threads
) -> list[list[Message]]:
    """Patches whose counters are wrong by the cover they answer, or that others add to it."""
    home = {one.message_id: index for index, cluster in enumerate(clusters) for one in cluster}
    gone: set[int] = set()
    runs = _runs(clusters)
    for index, cluster in enumerate(clusters):
        target = _adopter(cluster, clusters, home, parts, threads)
        if target is None and len(cluster) == 1 and parts[cluster[0].message_id] is Part.PATCH:
            target = _run_of(cluster[0], clusters, runs)
        if target is not None and target != index and target not in gone:
            clusters[target].extend(cluster)
            for one in cluster:
                home[one.message_id] = target
            gone.add(index)
    return [cluster for index, cluster in enumerate(clusters) if index not in gone]


def _runs(clusters: Sequence[Sequence[Message]]) -> dict[str, int]:
    """The counted posting that each run of git send-email has sent, by the stem of its ids."""
    return {
        stem: index
        for index, cluster in enumerate(clusters)
        if cluster[0].subject.total
        for one in cluster
        if (stem := _by_stem(one)) is not None
    }


def _run_of(
    patch: Message, clusters: Sequence[Sequence[Message]], runs: Mapping[str, int]
) -> int | None:
    """The posting that a bare patch was sent with; None where none has a place for it."""
    index = runs.get(_by_stem(patch) or "")
    return index if index is not None and lost_in_run(patch, clusters[index]) else None


def _adopter(
    cluster: list[Message],
    clusters: list[list[Message]],
    home: Mapping[str, int],
    parts: Mapping[str, Part],
    threads: Threads,
) -> int | None:
    """The posting that takes a cluster in; None if it stands for itself."""
    if any(parts[one.message_id] is not Part.PATCH for one in cluster):
        return None
    parents = {one.in_reply_to for one in cluster}
    parent = threads.messages.get(next(iter(parents)) or "") if len(parents) == 1 else None
    if parent is None or parent.message_id not in home:
        return None
    place = home[parent.message_id]
    first = cluster[0]
    if len(cluster) == 1 and _miscounted(first, parent):
        return place
    if len(cluster) == 1 and lost_its_counter(first, parent, clusters[place]):
        return place
    if lost_its_first_counter(cluster, parent) and len(clusters[place]) == 1:
        return place
    if _past_count(cluster, parent) or _is_put_between(cluster, parent):
        return place
    if parts[parent.message_id] is not Part.COVER:
        return None
    lonely = all(parts[one.message_id] is Part.COVER for one in clusters[place])
    counted = first.subject.total is not None and len(cluster) > 1
    return place if lonely and counted and same_person(first.sender, parent.sender) else None


def _miscounted(patch: Message, parent: Message) -> bool:
    """A lone patch sent with a series, its number used twice; a reroll answers its own place."""
    if (patch.subject.total or 0) < 2 or patch.subject.position == parent.subject.position:
        return False
    return fits(patch, parent) and not parent.subject.pull


def _is_put_between(cluster: list[Message], parent: Message) -> bool:
    """``1.5/3``, by whomever: it goes with the posting of three that it answers."""
    total = parent.subject.total
    return total is not None and all(
        is_inserted(one.subject) and one.subject.total == total for one in cluster
    )


def _past_count(cluster: list[Message], parent: Message) -> bool:
    """``4/3``, by whomever: an extra to the posting it answers."""
    total = parent.subject.total or 0
    return total > 0 and all(
        one.subject.total == total and (one.subject.position or 0) > total for one in cluster
    )
