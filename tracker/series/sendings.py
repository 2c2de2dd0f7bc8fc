# SPDX-License-Identifier: GPL-2.0-or-later
"""Sendings that went wrong: siblings of their cover, mixed or lost counters, a rest sent later.

What git send-email would have threaded and counted is known here by its sender, its moment and the
places that are free. Two patches that would share a place are never joined (``Sets``).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from tracker.mail.people import name_key, person_key, same_person
from tracker.mail.subjects import stable_branch
from tracker.model.mail import Message
from tracker.series.patches import Part
from tracker.series.stable_branches import Sets
from tracker.series.threads import by_date

ONE_RUN = timedelta(minutes=30)
"""How long one run of git send-email takes, with pauses between its mails."""
_SIBLINGS = timedelta(hours=12)
"""How long after its cover the patches of a series may follow where all answer one mail."""
LATER_REST = timedelta(days=3)
"""How much later the rest of a series may be sent."""


def join_sibling_covers(members: Sequence[Message], parts: Mapping[str, Part], sets: Sets) -> None:
    """Join a cover to the patches that answer the same mail as it does.

    ``git send-email --in-reply-to=REPORT --no-thread`` makes all of a series answer the report.
    """
    covers: dict[tuple[str, str], list[Message]] = defaultdict(list)
    for message in members:
        if message.in_reply_to and parts[message.message_id] is Part.COVER:
            covers[message.in_reply_to, person_key(message.sender)].append(message)
    for message in members:
        if parts[message.message_id] is not Part.PATCH or not message.in_reply_to:
            continue
        for cover in covers.get((message.in_reply_to, person_key(message.sender)), ()):
            if _counted_alike(cover, message) and abs(message.date - cover.date) <= _SIBLINGS:
                sets.join(message.message_id, cover.message_id)
                break


def _counted_alike(one: Message, other: Message) -> bool:
    a, b = one.subject, other.subject
    return (
        a.total is not None
        and (a.total, a.label.lower()) == (b.total, b.label.lower())
        and stable_branch(a.words) == stable_branch(b.words)
    )


def join_mixed_counters(
    clusters: Iterable[Sequence[Message]], parts: Mapping[str, Part], sets: Sets
) -> None:
    """Join the patches of one run that count their versions each for itself.

    ``[PATCH v3 1/3]``, ``[PATCH v2 2/3]`` and ``[PATCH 3/3]`` in one thread and half an hour are
    one posting. No place may be held twice: a new version sent at once is one of its own.
    """
    runs: dict[tuple[str, str, int], list[Sequence[Message]]] = defaultdict(list)
    for cluster in sorted(clusters, key=lambda one: by_date(one)[0].date):
        first = by_date(cluster)[0]
        total = first.subject.total or 0
        whole = len(_sending_places(cluster) - {0}) >= total
        if total > 1 and not whole and Part.PULL not in _sending_kinds(cluster, parts):
            root = first.parents[-1] if first.parents else first.message_id
            runs[root, person_key(first.sender), total].append(cluster)
    for found in runs.values():
        run, held = found[0], set(_sending_places(found[0]))
        for cluster in found[1:]:
            near = by_date(cluster)[0].date - by_date(run)[0].date <= ONE_RUN
            labels = {one[0].subject.label.lower() for one in (run, cluster)}
            if near and len(labels) > 1 and held.isdisjoint(_sending_places(cluster)):
                sets.join(cluster[0].message_id, run[0].message_id)
                held |= _sending_places(cluster)


def _sending_places(cluster: Iterable[Message]) -> set[int]:
    return {one.subject.position for one in cluster if one.subject.position is not None}


def _sending_kinds(cluster: Iterable[Message], parts: Mapping[str, Part]) -> set[Part]:
    return {parts[one.message_id] for one in cluster}


def join_later_rest(
    clusters: Iterable[Sequence[Message]], parts: Mapping[str, Part], sets: Sets
) -> None:
    """Join the rest of a series to its start: sent days later, or in a thread of its own.

    It has no cover, and the same count, version and subsystem; it fills places that are free in
    the start, and only one start wants it.
    """
    halves: dict[tuple[str, int, str, str], list[Sequence[Message]]] = defaultdict(list)
    for cluster in clusters:
        counted = [one for one in cluster if one.subject.total and one.subject.position is not None]
        if len(counted) != len(cluster) or any(
            parts[one.message_id] is Part.PULL for one in cluster
        ):
            continue
        first = by_date(cluster)[0]
        held = {one.subject.position for one in cluster} - {0}
        total = first.subject.total or 0
        if total > 2 and len(held) < total:
            label, branch = first.subject.label.lower(), stable_branch(first.subject.words)
            halves[_sending_hand(first), total, label, branch].append(cluster)
    for found in halves.values():
        _join_halves(sorted(found, key=lambda one: by_date(one)[0].date), parts, sets)


def _join_halves(
    clusters: Sequence[Sequence[Message]], parts: Mapping[str, Part], sets: Sets
) -> None:
    for index, rest in enumerate(clusters):
        if any(parts[one.message_id] is Part.COVER for one in rest):
            continue
        starts = [one for one in clusters[:index] if _sending_goes_on(one, rest)]
        if len(starts) == 1:
            sets.join(rest[0].message_id, starts[0][0].message_id)


def _sending_goes_on(start: Sequence[Message], rest: Sequence[Message]) -> bool:
    """Whether the places of a rest follow those of a start, near it and in its subsystem."""
    last = max(one.date for one in start)
    if not timedelta() <= by_date(rest)[0].date - last <= LATER_REST:
        return False
    held, added = _sending_places(start) - {0}, _sending_places(rest)
    total = start[0].subject.total or 0
    fills = held.isdisjoint(added) and held | added == set(range(1, total + 1))
    if min(added) != max(held, default=0) + 1 and not fills:
        return False
    return bool({_subsystem(one) for one in start} & {_subsystem(one) for one in rest})


def _sending_hand(message: Message) -> str:
    """Who sent a mail, from whatever address: the name, else the address."""
    return name_key(message.sender.name) or message.sender.email


def join_late_covers(
    clusters: Iterable[Sequence[Message]], parts: Mapping[str, Part], sets: Sets
) -> None:
    """Join a cover that was sent after its patches, or apart from them, to the only set it fits.

    It answers one of them, or its patches' subsystem stands in its title, on the same day.
    """
    covers: list[Message] = []
    bare: dict[tuple[str, int, str], list[Sequence[Message]]] = defaultdict(list)
    for cluster in clusters:
        first = by_date(cluster)[0]
        kinds = _sending_kinds(cluster, parts)
        if kinds == {Part.COVER} and len(cluster) == 1 and (first.subject.total or 0) > 1:
            covers.append(first)
        elif kinds == {Part.PATCH} and (first.subject.total or 0) > 1:
            bare[_late_cover_key(first)].append(cluster)
    for cover in covers:
        near = [one for one in bare[_late_cover_key(cover)] if _is_covered(cover, one)]
        if len(near) == 1:
            sets.join(cover.message_id, near[0][0].message_id)


def _late_cover_key(message: Message) -> tuple[str, int, str]:
    return _sending_hand(message), message.subject.total or 0, message.subject.label.lower()


def _is_covered(cover: Message, patches: Sequence[Message]) -> bool:
    first = by_date(patches)[0]
    if abs(cover.date - first.date) > _SIBLINGS or not _counted_alike(cover, first):
        return False
    if cover.in_reply_to is not None:
        return any(one.message_id in cover.parents for one in patches)
    if any(one.parents and one.parents[0] not in _ids_of(patches) for one in patches):
        return False
    return _subsystem(cover) in {_subsystem(one) for one in patches}


def _ids_of(patches: Iterable[Message]) -> frozenset[str]:
    return frozenset(one.message_id for one in patches)


def _subsystem(message: Message) -> str:
    """What stands before the colon of a title; of a title without one, its first word."""
    title = message.subject.title.casefold()
    return title.partition(":")[0].strip() if ":" in title else title.partition(" ")[0]


def lost_its_counter(patch: Message, parent: Message, posting: Sequence[Message]) -> bool:
    """Whether a bare ``[PATCH]`` belongs to the counted series that it answers.

    It was sent in the same run, by the same person, and a place of the series is free. So the lone
    patch below a cover ``0/1`` may have none.
    """
    total = max((one.subject.total or 0 for one in posting), default=0)
    least = 1 if parent.subject.position == 0 else 2
    if patch.subject.total is not None or patch.subject.position is not None or total < least:
        return False
    if patch.diff is None or not same_person(patch.sender, parent.sender):
        return False
    if abs(patch.date - parent.date) > ONE_RUN or len(_sending_patches(posting)) >= total:
        return False
    return not patch.subject.label or patch.subject.label == parent.subject.label


def lost_in_run(patch: Message, posting: Sequence[Message]) -> bool:
    """Whether a bare ``[PATCH]`` is of a counted posting that one run of git send-email numbered.

    Their Message-IDs have one stem, ``20250303100000.6301-2-ada@example.org`` between ``-1-`` and
    ``-3-``, and a place of the posting is free. Nothing threads them.
    """
    first = by_date(posting)[0]
    return not patch.parents and lost_its_counter(patch, first, posting)


def lost_its_first_counter(patches: Sequence[Message], parent: Message) -> bool:
    """Whether the counted patches of a run answer their own first patch, a bare ``[PATCH]``."""
    first = by_date(patches)[0]
    total = first.subject.total or 0
    if total < 2 or parent.diff is None or parent.subject.total is not None:
        return False
    if not parent.subject.tagged or not same_person(first.sender, parent.sender):
        return False
    places = _sending_places(patches)
    return 1 not in places and 0 not in places and abs(first.date - parent.date) <= ONE_RUN


def _sending_patches(posting: Sequence[Message]) -> list[Message]:
    return [one for one in posting if one.subject.position != 0]
