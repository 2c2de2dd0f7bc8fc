# SPDX-License-Identifier: GPL-2.0-or-later
"""Derive revisions and series from stored mail: all of it, or what new mail may have changed."""

from collections.abc import Iterable, Sequence

from tracker.mail.people import same_person
from tracker.mail.subjects import title_key
from tracker.model.mail import Message, Subject
from tracker.model.relations import Kind, SaidLink
from tracker.model.series import Series
from tracker.series.common_work import NEAR
from tracker.series.grouping import group
from tracker.series.sendings import LATER_REST
from tracker.series.versions import evolve
from tracker.store.load import Reader

MAX_RECENT = 200
"""Mails of one sender, the newest, that are looked through for parts of a work."""
MAX_POOL = 20_000
"""Messages that one look-up of what is affected may bring together."""


def derive_all(messages: Iterable[Message], said: Sequence[SaidLink] = ()) -> tuple[Series, ...]:
    """Return the series among messages, with the versions that the user joined and cut."""
    pool = {one.message_id: one for one in messages}
    return evolve(group(pool.values()).revisions, pool, said)


def derive_around(reader: Reader, names: Iterable[str]) -> tuple[Series, ...]:
    """Return the series that these messages, and whatever hangs together with them, make."""
    return derive_all(affected(reader, names).values(), reader.said_links())


def affected(reader: Reader, names: Iterable[str]) -> dict[str, Message]:
    """Every message whose series could change by these: their threads, and other versions."""
    pool: dict[str, Message] = {}
    recent: dict[str, dict[str, Message]] = {}
    todo = set(names)
    by_hand: dict[str, set[str]] = {}
    for link in reader.said_links():
        if link.kind is Kind.PREVIOUS_VERSION:
            by_hand.setdefault(link.source, set()).add(link.target)
            by_hand.setdefault(link.target, set()).add(link.source)
    while todo and len(pool) < MAX_POOL:
        name = todo.pop()
        if name in pool:
            continue
        found = reader.messages(reader.thread_ids(name))
        fresh = [one for one in found.values() if one.message_id not in pool]
        pool |= found
        todo -= set(found)
        todo |= _derive_kin(reader, fresh, recent) - set(pool)
        todo |= {end for one in fresh for end in by_hand.get(one.message_id, ())} - set(pool)
    return pool


def _derive_kin(
    reader: Reader, messages: list[Message], recent: dict[str, dict[str, Message]]
) -> set[str]:
    """Messages cached that may be of the same works: by series, link, change-id, title, patch.

    ``recent`` keeps the mails of senders that were looked through.
    """
    heads = [one for one in messages if one.diff or _is_derive_head(one.subject)]
    if not heads:
        return set()
    names = [one.message_id for one in heads]
    links = [link.message_id for one in heads for link in one.links if link.message_id]
    found = set(reader.messages(links))
    found |= {writer for writer, _ in reader.ids_linking_to(names)}
    for change_id in {one.change_id for one in heads if one.change_id}:
        found |= set(reader.ids_by_change_id(change_id))
    ids = [one.diff.patch_id for one in heads if one.diff and one.diff.patch_id]
    found |= {name for _, name in reader.ids_by_patch_ids(ids)}
    for home in {home for name in names if (home := reader.series_of(name))}:
        found |= {name for series in reader.series([home]) for name in series.messages}
    return found | _derive_by_title(reader, heads) | _by_sender(reader, heads, recent)


def _is_derive_head(subject: Subject) -> bool:
    """Return a cover, a pull request, or a patch without a diff that can be read."""
    return not subject.is_reply and (subject.tagged or subject.pull)


def _derive_by_title(reader: Reader, heads: list[Message]) -> set[str]:
    """Return patches of the same title by one of the same people."""
    keys = {title_key(one.subject.title) for one in heads} - {""}
    names = set(reader.ids_by_titles(keys)) - {one.message_id for one in heads}
    senders = {one.sender.email: one.sender for one in heads}.values()
    return {
        name
        for name, one in reader.messages(names).items()
        if not one.subject.is_reply and any(same_person(one.sender, who) for who in senders)
    }


def _by_sender(
    reader: Reader, heads: list[Message], recent: dict[str, dict[str, Message]]
) -> set[str]:
    """Return patches of the same sender that nothing but them joins to these: see ``_may_join``."""
    found: set[str] = set()
    for email in {one.sender.email for one in heads}:
        mine = [one for one in heads if one.sender.email == email]
        if email not in recent:
            recent[email] = reader.messages(reader.ids_by_sender(email)[-MAX_RECENT:])
        found |= {
            name
            for name, one in recent[email].items()
            if one.subject.tagged and not one.subject.is_reply
            if any(_may_join(one, head) or _may_join(head, one) for head in mine)
        }
    return found


def _may_join(older: Message, newer: Message) -> bool:
    """Parts of one unthreaded series, or a patch and its next version under another title."""
    one, other = older.subject, newer.subject
    apart = newer.date - older.date
    if one.total and one.total == other.total:
        return abs(apart) <= LATER_REST
    step = other.version - one.version
    if not (step == 1 or (step == 0 and one.rfc)) or abs(apart) > NEAR:
        return False
    return bool(older.diff and newer.diff and set(older.diff.files) & set(newer.diff.files))
