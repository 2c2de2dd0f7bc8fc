# SPDX-License-Identifier: GPL-2.0-or-later
"""Which patches a notice speaks of: its place in the threads, its items, its words.

An item of a list is matched by version, title and position together; a title may have been edited
on apply and a position may count within a subset, so each stands in where the other fails. A patch
without a mail to its name (a pull request) is known by the request's Message-ID.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from tracker.lazy_dataclass import dataclass
from tracker.mail.links.upstream import names_upstream
from tracker.mail.people import same_person
from tracker.mail.phrases.landing_words import (
    DEVICE_TREE,
    ONE_PATCH,
    OTHER_PATCH,
)
from tracker.mail.subjects import (
    names_release,
    release_numbers,
    reverted_title,
    stable_branch,
    title_key,
)
from tracker.mail.urls import message_id_in
from tracker.model.mail import Message, Notice, NoticeItem, NoticeKind, Scope
from tracker.model.series import Patch, Revision, Series

_CLIMB = 50
"""Replies that are climbed to find the patch that a notice answers."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a notice stands."""

    revision: Revision
    patch: Patch | None
    """The patch it answers; None for a cover, a pull request, or where it is not known."""
    known: bool
    """Whether it is known which message of the posting it answers."""


@dataclass(frozen=True, slots=True)
class NoticeTarget:
    """One patch that a notice speaks of, and the item that names it."""

    message_id: str
    revision: Revision
    item: NoticeItem | None = None
    taken_back: bool = False
    """Whether the item is a revert of the patch."""


def find_place(series: Series, message: Message, messages: Mapping[str, Message]) -> Place | None:
    """The posting that a notice answers, by its parents, else by the replies of each revision.

    tip-bot2 threads with nothing at times; its Link: trailer names the patch then.
    """
    itself = () if message.subject.is_reply else (message.message_id,)
    for name in (*itself, *message.parents, *_further(message, messages), *_linked(message)):
        for revision in series.revisions:
            if name == revision.message_id or name in revision.own:
                patch = next((one for one in revision.patches if one.message_id == name), None)
                return Place(revision, patch, True)
    for revision in series.revisions:
        if message.message_id in revision.replies:
            return Place(revision, None, False)
    return None


def _further(message: Message, messages: Mapping[str, Message]) -> list[str]:
    """Ancestors that the message itself does not name."""
    out: list[str] = []
    current = messages.get(message.in_reply_to or "")
    while current is not None and len(out) < _CLIMB:
        out += current.parents
        above = messages.get(current.in_reply_to or "")
        current = above if above is not None and above.message_id not in out[:-1] else None
    return out


def _linked(message: Message) -> list[str]:
    if not any(notice.kind is NoticeKind.TIP for notice in message.notices):
        return []
    return [link.message_id for link in message.links if link.message_id and link.trailer]


def find_targets(
    series: Series, message: Message, notice: Notice, messages: Mapping[str, Message]
) -> tuple[NoticeTarget, ...]:
    """The patches that a notice speaks of, as far as it tells."""
    place = find_place(series, message, messages)
    if place is None or _is_unthreaded(notice):
        return _notice_target_by_title(series, message, notice, messages)
    if any(item.title for item in notice.items):
        found = (_of_item(series, place, message, item) for item in notice.items)
        return tuple(target for target in found if target)
    return _of_words(series, place, notice, messages)


_BY_TITLE = (NoticeKind.GITHUB, NoticeKind.STABLE, NoticeKind.PULL, NoticeKind.PORTED)
"""Notices that thread with nothing."""
_PULLED = (NoticeKind.PULL, NoticeKind.PR_TRACKER)
_OF_MAINLINE = (*_PULLED, NoticeKind.PORTED)
"""Notices of what goes to mainline: a backport is there already."""
_PULLED_WITHIN = timedelta(days=270)
"""How long after its posting a patch is asked to be pulled: three releases of the kernel. Somebody
may well give another patch of theirs the same title some day."""


def _is_port(posting: Message | None) -> bool:
    """Whether a posting says of itself which commit of mainline it takes over."""
    return posting is not None and names_upstream(posting)


def _is_unthreaded(notice: Notice) -> bool:
    queued = notice.kind is NoticeKind.PERSON and notice.scope is Scope.LISTED
    return queued or notice.kind in _BY_TITLE


def _fits_branch(message: Message, notice: Notice, revision: Revision) -> bool:
    """Whether a stable notice may be of a posting: a backport for that branch, or the mainline's.

    "added to the 6.1-stable tree" says nothing of ``[PATCH 5.15]``, however alike; nor does a pull
    request, which is for mainline: of ``[PATCH for-6.14]``, and of ``[PATCH 6.14]`` if it is for
    that release itself.
    """
    own = stable_branch(revision.prefixes)
    if notice.kind is NoticeKind.PORTED:
        return own == "" or names_release(revision.prefixes)
    if notice.kind in _PULLED:
        release = own == "" or names_release(revision.prefixes)
        return release or own in release_numbers(message.subject.raw)
    if notice.kind is not NoticeKind.STABLE:
        return True
    return own in ("", "stable") or stable_branch([(notice.tree or "").lower()]) in own.split("/")


def match_push(
    notice: Notice, patches: Iterable[Patch], messages: Mapping[str, Message] | None = None
) -> tuple[tuple[Patch, NoticeItem], ...]:
    """Patches that a notice outside the thread lists, by title and author; newest posting first.

    An item that names no author is matched by title alone. Of a backport the queues of the stable
    trees name who sent it, by ``messages``, as the author.
    """
    mails = messages or {}
    by_title: dict[str, list[Patch]] = {}
    for patch in sorted(patches, key=lambda one: one.date, reverse=True):
        by_title.setdefault(title_key(patch.title), []).append(patch)
    return tuple(
        (patch, item)
        for item in notice.items
        for patch in by_title.get(title_key(item.title), [])
        if item.author is None
        or same_person(item.author, patch.author)
        or (
            notice.kind is NoticeKind.STABLE
            and patch.message_id in mails
            and same_person(item.author, mails[patch.message_id].sender)
        )
    )


def _notice_target_by_title(
    series: Series, message: Message, notice: Notice, messages: Mapping[str, Message]
) -> tuple[NoticeTarget, ...]:
    """The newest posting before the notice, for each item."""
    within = _PULLED_WITHIN if notice.kind in _PULLED else timedelta.max
    homes = {
        patch.message_id: revision
        for revision in series.revisions
        if _fits_branch(message, notice, revision)
        for patch in revision.patches
        if patch.date <= message.date and message.date - patch.date <= within
        if notice.kind not in _OF_MAINLINE or not _is_port(messages.get(patch.message_id))
    }
    if (
        notice.kind is not NoticeKind.STABLE
        and (linked := _notice_target_by_link(homes, notice)) is not None
    ):
        return linked
    patches = [
        patch
        for revision in series.revisions
        for patch in revision.patches
        if patch.message_id in homes
    ]
    newest: dict[int, NoticeTarget] = {}
    for patch, item in match_push(notice, patches, messages):
        newest.setdefault(id(item), NoticeTarget(patch.message_id, homes[patch.message_id], item))
    if notice.kind not in _OF_MAINLINE:
        return tuple(newest.values())
    return (*newest.values(), *_taken_back(notice, patches, homes))


def _taken_back(
    notice: Notice, patches: Iterable[Patch], homes: Mapping[str, Revision]
) -> Iterator[NoticeTarget]:
    """The postings of patches that a notice lists a revert of, whoever wrote that."""
    back = {
        title_key(title): item
        for item in notice.items
        if (title := reverted_title(item.title)) is not None
    }
    for patch in patches if back else ():
        if item := back.get(title_key(patch.title)):
            yield NoticeTarget(patch.message_id, homes[patch.message_id], item, taken_back=True)


def _notice_target_by_link(
    homes: Mapping[str, Revision], notice: Notice
) -> tuple[NoticeTarget, ...] | None:
    """The patches that the items of a queue name by ``Link:``; None where they name no mail."""
    linked = [(message_id_in(one.url), one) for one in notice.items if one.url]
    named = [(name, one) for name, one in linked if name]
    if not named:
        return None
    return tuple(NoticeTarget(name, homes[name], one) for name, one in named if name in homes)


def _of_item(
    series: Series, place: Place, message: Message, item: NoticeItem
) -> NoticeTarget | None:
    if place.revision.pull and not place.revision.patches:
        return NoticeTarget(place.revision.message_id, place.revision, item)
    found = _search(series, place, item)
    if found is None:
        return None
    revision, patch = found
    for later in series.revisions:
        if later.partial and later.version == revision.version and later.date <= message.date:
            rerolled = [one for one in later.patches if one.position == patch.position]
            if rerolled and later.date > revision.date:
                return NoticeTarget(rerolled[0].message_id, later, item)
    return NoticeTarget(patch.message_id, revision, item)


def _search(series: Series, place: Place, item: NoticeItem) -> tuple[Revision, Patch] | None:
    """The patch of an item: in the posting that is answered, unless it names another version."""
    home = place.revision
    version = home.version if item.version is None else item.version
    named = [one for one in series.revisions if one.version == version and one is not home]
    order = [home, *reversed(named)] if home.version == version else [*reversed(named), home]
    for revision in order:
        if patch := _patch_of(revision, item):
            return revision, patch
    return None


def _patch_of(revision: Revision, item: NoticeItem) -> Patch | None:
    """The patch of an item: by title, by title and position, by position."""
    key = title_key(item.title)
    titled = [patch for patch in revision.patches if title_key(patch.title) == key]
    if len(titled) == 1:
        return titled[0]
    counted = item.total in (None, revision.expected)
    placed = [p for p in titled or revision.patches if counted and p.position == item.position]
    if placed:
        return placed[0]
    bare = revision.expected <= 1 and len(revision.patches) == 1 and item.total in (None, 1)
    return revision.patches[0] if bare else None


def _of_words(
    series: Series, place: Place, notice: Notice, messages: Mapping[str, Message]
) -> tuple[NoticeTarget, ...]:
    """The patches that plain words mean, in order; commits are dealt out where they are as many."""
    revision = place.revision
    if notice.version is not None and notice.version != revision.version:
        named = [one for one in series.revisions if one.version == notice.version]
        if not named:
            return ()
        revision = named[-1]
    patches = _in_scope(revision, place, notice, messages)
    if not patches and revision.pull:
        return (NoticeTarget(revision.message_id, revision, next(iter(notice.items), None)),)
    items: Sequence[NoticeItem | None] = notice.items
    if len(items) != len(patches):
        items = [None] * len(patches)
    return tuple(
        NoticeTarget(patch.message_id, revision, item)
        for patch, item in zip(patches, items, strict=True)
    )


def _in_scope(
    revision: Revision, place: Place, notice: Notice, messages: Mapping[str, Message]
) -> list[Patch]:
    patches = [patch for patch in revision.patches if not patch.extra]
    match notice.scope:
        case Scope.SOME:
            return [patch for patch in patches if patch.position in notice.positions]
        case Scope.ALL_BUT:
            return [patch for patch in patches if patch.position not in notice.positions]
        case Scope.PATCH if revision.expected > 1 and place.revision is revision:
            if place.patch is not None:
                whole = _means_all(revision, place, notice, messages)
                return patches if whole else [place.patch]
            return patches if place.known else []
        case _:
            return patches


_APPROVALS = frozenset({"Reviewed-by", "Acked-by"})
_SMALL = 4
"""Patches of a set that one word on its last patch may speak of."""


def _means_all(
    revision: Revision, place: Place, notice: Notice, messages: Mapping[str, Message]
) -> bool:
    """Whether "Merged, thanks!" on the first or the last patch of a set is said of all of it.

    It is where the last patch of a small set stands on the others, as those change the same files,
    and where its author says so, who has no reason to put in the last of their patches alone, nor
    any of them where the others are reviewed. So
    it is where nobody has said anything of the others, and no cover could be answered instead.
    """
    patches = [one for one in revision.patches if not one.extra]
    patch = place.patch
    if patch is None or len(patches) != revision.expected:
        return False
    if notice.items or ONE_PATCH.search(notice.quote):
        return False
    last = patch.position == revision.expected and len(patches) <= _SMALL
    own = notice.by is not None and all(same_person(notice.by, one.author) for one in patches)
    if last and (own or all(set(one.files) & set(patch.files) for one in patches)):
        return True
    if own and all(_is_approved(one, revision, messages) for one in patches if one is not patch):
        return True
    outer = patch.position in (1, revision.expected) and revision.cover is None
    return (outer or last) and not _speaks_of_others(revision, patches, patch, messages)


def _is_approved(patch: Patch, revision: Revision, messages: Mapping[str, Message]) -> bool:
    """Whether a patch carries an approving tag of somebody else, or an answer to it gives one."""
    said = (messages.get(name) for name in revision.replies)
    answers = (one for one in said if one is not None and patch.message_id in one.parents)
    itself = messages.get(patch.message_id)
    return any(
        tag.name in _APPROVALS and not same_person(tag.person, patch.author)
        for one in (*answers, *((itself,) if itself is not None else ()))
        for tag in one.tags
    )


def _speaks_of_others(
    revision: Revision, patches: Sequence[Patch], patch: Patch, messages: Mapping[str, Message]
) -> bool:
    """Whether a reader has answered another patch of the set, or it is for other maintainers."""
    if len({any(map(DEVICE_TREE.match, one.files)) for one in patches}) > 1:
        return True
    names = {one.message_id for one in patches}
    for name in revision.replies:
        reply = messages.get(name)
        if reply is None or reply.bot or same_person(reply.sender, patch.author):
            continue
        above = next((one for one in reply.parents if one in names), patch.message_id)
        if above != patch.message_id or any(OTHER_PATCH.search(one.quote) for one in reply.remarks):
            return True
    return False
