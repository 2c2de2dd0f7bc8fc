# SPDX-License-Identifier: GPL-2.0-or-later
"""Derive revisions and series from stored mail: all of it, or what new mail may have changed."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from tracker.mail.people import same_person
from tracker.mail.subjects import title_key
from tracker.model.mail import Message, Subject
from tracker.model.relations import Kind
from tracker.model.series import Series
from tracker.series.common_work import NEAR
from tracker.series.content_signs import MISSED_BETWEEN
from tracker.series.grouping import group
from tracker.series.sendings import LATER_REST
from tracker.series.versions import evolve, evolve_each
from tracker.store.load import Reader

if TYPE_CHECKING:
    from tracker.store.records import PostingMarks
    from tracker.store.shared.pieces import PieceReader

PIECE = 4000
"""Mails that are grouped at a time, unless more hang together."""
MAX_RECENT = 200
"""Mails of one sender, the newest, that are looked through for parts of a work."""
MAX_POOL = 20_000
"""Messages that one look-up of what is affected may bring together."""
MAX_HELD = 4000
"""Mails that are kept in memory while versions are joined."""
MAX_WAVE = 1000
"""Messages whose threads are looked up at a time."""


def derive_all(reader: Reader, most: int = PIECE) -> Iterator[Series]:
    """Yield the series among all mails, with the versions that the user joined and cut.

    Postings are made of some ``most`` mails at a time, then joined; of neither more is in memory
    than is worked on, so that an archive of any size can be derived.
    """
    # Not imported where a few new mails are derived.
    from tracker.services.sync.pieces import mail_pieces
    from tracker.store.shared.pieces import PieceReader

    numbers = PieceReader.beside(reader)
    postings = numbers.kept_postings()
    for piece in mail_pieces(numbers, most):
        postings.add(group(reader.numbered(piece)).revisions)
    postings.put_in_order()
    return evolve_each(postings, RecentMails(reader, numbers), reader.said_links())


def derive_around(reader: Reader, names: Iterable[str]) -> tuple[Series, ...]:
    """Return the series that these messages, and whatever hangs together with them, make."""
    pool = affected(reader, names)
    return evolve(group(pool.values()).revisions, pool, reader.said_links())


class RecentMails:
    """Mails of a database, those that were asked for last kept in memory."""

    def __init__(self, reader: Reader, numbers: "PieceReader") -> None:
        self._reader, self._numbers = reader, numbers
        self._held: dict[str, Message] = {}

    def of(self, names: Sequence[str]) -> dict[str, Message]:
        """Return those of some mails that are cached, in the order of their names."""
        held = self._held
        if lacking := [name for name in names if name not in held]:
            held |= self._reader.messages(lacking)
        found = {name: held[name] for name in names if name in held}
        if len(held) > MAX_HELD:
            self._held = dict(islice(held.items(), len(held) // 2, None))
        return found

    def changed(self, names: Sequence[str]) -> list[bytes]:
        """Return the marks of the lines that some patches change."""
        return self._numbers.changed_lines(names)


def affected(reader: Reader, names: Iterable[str]) -> dict[str, Message]:
    """Every message whose series could change by these: their threads, and other versions.

    Found in waves, each a few queries however many mails it holds.
    """
    pool: dict[str, Message] = {}
    looked_through: set[str] = set()
    todo = set(names)
    by_hand: dict[str, set[str]] = {}
    for link in reader.said_links():
        if link.kind is Kind.PREVIOUS_VERSION:
            by_hand.setdefault(link.source, set()).add(link.target)
            by_hand.setdefault(link.target, set()).add(link.source)
    while todo and len(pool) < MAX_POOL:
        wave = sorted(todo)[:MAX_WAVE]
        todo -= set(wave)
        threads = reader.threads_of(wave)
        fresh = reader.messages(name for name in threads if name not in pool)
        pool |= fresh
        # What is not cached is in no thread, and is not asked for again.
        looked_through |= {*wave, *fresh}
        todo |= _derive_kin(reader, [*fresh.values()])
        todo |= {end for name in fresh for end in by_hand.get(name, ())}
        todo -= looked_through
    return pool


def _derive_kin(reader: Reader, messages: list[Message]) -> set[str]:
    """Messages cached that may be of the same works: by series, link, change-id, title, patch."""
    heads = [one for one in messages if one.diff or _is_derive_head(one.subject)]
    if not heads:
        return set()
    names = [one.message_id for one in heads]
    found = set(reader.ids_linked_by(names))
    found |= {writer for writer, _ in reader.ids_linking_to(names)}
    found |= set(reader.ids_by_change_ids(one.change_id for one in heads if one.change_id))
    ids = [one.diff.patch_id for one in heads if one.diff and one.diff.patch_id]
    found |= {name for _, name in reader.ids_by_patch_ids(ids)}
    found |= set(reader.ids_of_same_series(names))
    return found | _derive_by_title(reader, heads) | _by_sender(reader, heads)


def _is_derive_head(subject: Subject) -> bool:
    """Return a cover, a pull request, or a patch without a diff that can be read."""
    return not subject.is_reply and (subject.tagged or subject.pull)


def _derive_by_title(reader: Reader, heads: list[Message]) -> set[str]:
    """Return patches of the same title by one of the same people."""
    keys = {title_key(one.subject.title) for one in heads} - {""}
    own = {one.message_id for one in heads}
    senders = {one.sender for one in heads}
    return {
        one.message_id
        for one in reader.postings_titled(keys)
        if one.message_id not in own and any(same_person(one.sender, who) for who in senders)
    }


def _by_sender(reader: Reader, heads: list[Message]) -> set[str]:
    """Return patches of the same sender that nothing but them joins to these: see ``_is_near``."""
    mine: dict[str, list[Message]] = {}
    for head in heads:
        mine.setdefault(head.sender.email, []).append(head)
    found: set[str] = set()
    next_to: dict[str, list[Message]] = {}
    for one in reader.postings_of(mine, MAX_RECENT):
        for head in mine[one.sender.email]:
            if one.total and one.total == head.subject.total:
                if abs(head.date - one.date) <= LATER_REST:
                    found.add(one.message_id)
            elif _is_near(one, head):
                next_to.setdefault(one.message_id, []).append(head)
    for name, path in reader.files_of(next_to.keys() - found):
        if any(head.diff and path in head.diff.files for head in next_to[name]):
            found.add(name)
    return found


def _is_near(one: "PostingMarks", head: Message) -> bool:
    """Whether one of two may be the next version of the other, by its counter and its date."""
    if abs(head.date - one.date) > NEAR:
        return False
    step = head.subject.version - one.version
    return 0 < abs(step) <= MISSED_BETWEEN or (step == 0 and (one.rfc or head.subject.rfc))
