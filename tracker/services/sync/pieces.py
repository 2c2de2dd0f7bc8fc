# SPDX-License-Identifier: GPL-2.0-or-later
"""Mails in pieces of which each can be grouped by itself.

Grouping joins mails of one thread, those that one run of git send-email numbered, and those of one
sender, count and version that were sent within days (``series.grouping``). Pieces are closed under
all of that; which mails those are is told by numbers, a few bytes a mail.
"""

from array import array
from collections.abc import Iterator
from datetime import timedelta
from itertools import accumulate

from tracker.mail.people import name_key, person_key
from tracker.mail.phrases.links.message_ids import SENDING_STEM
from tracker.series.sendings import LATER_REST
from tracker.store.shared.pieces import PatchSent, PieceReader

_NEAR = int((LATER_REST + timedelta(days=7)).total_seconds())
"""Between two mails of one sending, or of a sending and its later rest, which takes days itself."""
_MANY_KEYS = 50_000


def mail_pieces(reader: PieceReader, most: int) -> Iterator["array[int]"]:
    """Yield the numbers of all mails, some at a time: what belongs together stays together."""
    sets = NumberSets(reader.mail_numbers())
    for one, other in reader.mails_named():
        sets.join(one, other)
    last: dict[tuple[object, ...], PatchSent] = {}
    for sent in reader.patches_sent():
        for key in _sending_keys(sent):
            before = last.get(key)
            if before is not None and sent.date - before.date <= _NEAR:
                sets.join(sent.number, before.number)
            last[key] = sent
        if len(last) > _MANY_KEYS:
            last = {key: one for key, one in last.items() if sent.date - one.date <= _NEAR}
    yield from sets.packed(most)


def _sending_keys(sent: PatchSent) -> Iterator[tuple[object, ...]]:
    """Yield what the mails of one sending have in common."""
    if stem := SENDING_STEM.match(sent.message_id):
        yield stem[1], stem[3]
    if sent.total:
        count = sent.total, sent.label.lower()
        yield "address", person_key(sent.sender), *count
        yield "name", name_key(sent.sender.name) or sent.sender.email, *count


class NumberSets:
    """Disjoint sets of numbers, in four bytes each."""

    def __init__(self, numbers: range) -> None:
        self._first = numbers.start
        self._up = array("i", range(len(numbers)))

    def join(self, one: int, other: int) -> None:
        """Make two sets one."""
        mine, theirs = self._root(one - self._first), self._root(other - self._first)
        if mine != theirs:
            self._up[max(mine, theirs)] = min(mine, theirs)

    def _root(self, place: int) -> int:
        up = self._up
        while up[place] != place:
            up[place] = up[up[place]]
            place = up[place]
        return place

    def packed(self, most: int) -> Iterator["array[int]"]:
        """Yield the numbers from 1 on, whole sets at a time, together ``most`` where they fit."""
        places = range(1 - self._first, len(self._up))
        counts = array("i", bytes(4 * len(self._up)))
        for place in places:
            counts[self._root(place)] += 1
        # By where its set begins: an absent mail may stand for it.
        ends = array("i", accumulate(counts, initial=0))
        ordered = array("i", bytes(4 * len(places)))
        for place in places:
            root = self._root(place)
            ordered[ends[root]] = place + self._first
            ends[root] += 1
        piece = array("i")
        start = 0
        for count in filter(None, counts):
            if piece and len(piece) + count > most:
                yield piece
                piece = array("i")
            piece.extend(ordered[start : start + count])
            start += count
        if piece:
            yield piece
