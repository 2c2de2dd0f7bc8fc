# SPDX-License-Identifier: GPL-2.0-or-later
"""Make the record of one posting from its mails."""

from collections.abc import Mapping, Sequence
from itertools import count

from tracker.mail.people import name_key, same_person
from tracker.mail.subjects import is_inserted, plain_version, title_key
from tracker.model.mail import Message, Person, RemarkKind
from tracker.model.series import Patch, Revision
from tracker.series.patches import Part
from tracker.series.stable_branches import different
from tracker.series.threads import Threads, by_date

_INITIAL = 2
"""Letters of an initial or a syllable, which is many people's: ``J.``, ``Li``."""


def revision_of(
    posting: Sequence[Message],
    replies: Sequence[Message],
    parts: Mapping[str, Part],
    threads: Threads,
) -> Revision:
    """The revision that the mails of one posting make, with the replies that belong to it."""
    mails = by_date(posting)
    covers = [one for one in mails if parts[one.message_id] is not Part.PATCH]
    patches = [one for one in mails if parts[one.message_id] is Part.PATCH]
    root = covers[0] if covers else _revision_first(patches)
    counted = _revision_best(patches) or root
    if not counted.subject.label:
        counted = root
    held, spare = _slots(patches, root, threads)
    total = max((one.subject.total or 0 for one in (*patches, *covers)), default=0)
    stray = not covers and len(held) == 1 < total and _is_recalled(patches, replies)
    partial = stray or (not covers and _answers_patch(patches, held, parts, threads))
    pull = bool(covers) and parts[covers[0].message_id] is Part.PULL
    plain = plain_version(root.subject)
    author = _revision_author(root, [] if pull else _revision_own(patches, root))
    return Revision(
        message_id=root.message_id,
        cover=covers[0].message_id if covers else None,
        title=(plain[0] if plain else root.subject.title) or root.subject.raw,
        author=author,
        poster=None if _is_one(root.sender, author) else root.sender,
        date=root.date,
        version=plain[1] if plain and not counted.subject.label else counted.subject.version,
        label=counted.subject.label or (f"v{plain[1]}" if plain else ""),
        expected=0 if pull else _expected(_revision_own(patches, root), total),
        patches=tuple(held),
        spare=(*(one.message_id for one in covers[1:]), *spare),
        replies=tuple(one.message_id for one in by_date(replies)),
        rfc=root.subject.rfc or any(one.subject.rfc for one in patches),
        resend=any(one.subject.resend for one in (root, *patches)),
        pull=pull,
        partial=partial,
        answers=root.in_reply_to,
        change_id=_first_of([one.change_id for one in (root, *patches)]),
        base_commit=_first_of([one.base_commit for one in (root, *patches)]),
        prefixes=tuple(
            dict.fromkeys(word for one in (root, *patches) for word in one.subject.words)
        ),
        lists=tuple(dict.fromkeys(name for one in (root, *patches) for name in one.lists)),
    )


def _revision_author(root: Message, patches: Sequence[Message]) -> Person:
    """Who wrote a posting: the author of all its patches; else its sender.

    Where the sender wrote some of them, it is theirs, by the name and address of the patches.
    """
    written = [one.author for one in patches] or [root.author]
    own = next((one for one in written if same_person(one, root.sender)), None)
    if own is not None:
        return Person(own.name or root.sender.name, own.email or root.sender.email)
    first = written[0]
    return first if all(same_person(one, first) for one in written) else root.sender


def _is_one(sender: Person, author: Person) -> bool:
    """Whether the sender is the author: the same person, a bare address or one name of theirs.

    ``fdmanana@kernel.org`` sends what ``Filipe Manana <fdmanana@suse.com>`` wrote, and
    ``Prabhakar <prabhakar.csengg@gmail.com>`` what ``Lad Prabhakar`` did.
    """
    if same_person(sender, author) or _is_first_name(sender.name, author.name):
        return True
    user = sender.email.partition("@")[0]
    return not sender.name and bool(user) and user == author.email.partition("@")[0]


def _is_first_name(short: str, full: str) -> bool:
    words = name_key(short).split()
    return len(words) == 1 and len(words[0]) > _INITIAL and words[0] in name_key(full).split()


def _expected(patches: Sequence[Message], total: int) -> int:
    """The highest total its patches carry, or number past it (``8/7``); 1 for a bare patch."""
    counted = [one for one in patches if one.subject.total]
    own = max(
        (max(one.subject.total or 0, one.subject.position or 0) for one in counted), default=0
    )
    return own or total or 1


def _revision_own(patches: Sequence[Message], root: Message) -> list[Message]:
    """Those that the posting's sender sent himself."""
    return [one for one in patches if same_person(one.sender, root.sender)]


def _revision_first(patches: Sequence[Message]) -> Message:
    return min(patches, key=lambda one: (one.subject.position or 1, one.date))


def _revision_best(patches: Sequence[Message]) -> Message | None:
    """The patch whose counter most of its fellows share."""
    labels = [one.subject.label.lower() for one in patches]
    versions = {one.subject.label.lower(): one.subject.version for one in patches}
    common = max(labels, key=lambda one: (labels.count(one), versions[one]), default=None)
    return next((one for one in patches if one.subject.label.lower() == common), None)


def _slots(
    patches: Sequence[Message], root: Message, threads: Threads
) -> tuple[list[Patch], list[str]]:
    """One patch a position; those sent twice, and others' extras, are spare.

    The very same patch under two numbers holds one of them. Another patch under a number that is
    used already takes the next place that is free.
    """
    held: dict[int, Message] = {}
    known: set[tuple[str, str]] = set()
    spare: list[str] = []
    miscounted: list[Message] = []
    twins: list[Message] = []
    for message in patches:
        position = _position(message, threads)
        # A mail without a readable From belongs to one that has none either.
        foreign = message.sender != root.sender and not same_person(message.sender, root.sender)
        again = not known.isdisjoint(_prints(message))
        if not foreign and not again and position not in held:
            held[position] = message
            known.update(_prints(message))
        elif again and not foreign and message.subject.position:
            twins.append(message)
        elif foreign or again or not different(message, held[position]):
            spare.append(message.message_id)
        else:
            miscounted.append(message)
    for message in twins:
        # One change made to many files alike: "[PATCH 1/3] bump: version" three times.
        if (place := message.subject.position or 0) in held or place > (message.subject.total or 0):
            spare.append(message.message_id)
        else:
            held[place] = message
    free = (place for place in count(1) if place not in held)
    for message in miscounted:
        if not known.isdisjoint(_prints(message)):
            spare.append(message.message_id)
        else:
            held[next(free)] = message
            known.update(_prints(message))
    return [_revision_patch(position, held[position]) for position in sorted(held)], spare


def _prints(message: Message) -> tuple[tuple[str, str], ...]:
    """What copies of one patch have in common and two patches of one series never; at most one."""
    if message.diff is None or not message.diff.patch_id:
        return ()
    return ((title_key(message.subject.title), message.diff.patch_id),)


def _position(message: Message, threads: Threads) -> int:
    """Its own counter; a bare patch that answers a numbered one takes that one's place.

    One that was put between two others, ``1.5/3``, comes after all that are counted.
    """
    if message.subject.position is not None:
        return message.subject.position or 1
    if is_inserted(message.subject):
        return (message.subject.total or 0) + 1
    parent = threads.messages.get(message.in_reply_to or "")
    if parent is not None and parent.diff and parent.subject.position:
        return parent.subject.position
    return 1


def _answers_patch(
    patches: Sequence[Message],
    held: Sequence[Patch],
    parts: Mapping[str, Part],
    threads: Threads,
) -> bool:
    """A partial reroll: each patch answers a single patch of a larger posting by its author."""
    for message in patches:
        above = next(
            (
                threads.messages[name]
                for name in threads.ancestors(message)
                if parts.get(name, Part.OTHER) is not Part.OTHER
            ),
            None,
        )
        if above is None or parts[above.message_id] is not Part.PATCH:
            return False
        if not above.subject.total or above.subject.total < 2:
            return False
        whole = message.subject.total is not None and len(held) == message.subject.total
        if whole or not same_person(above.sender, message.sender):
            return False
    return bool(patches)


def _is_recalled(patches: Sequence[Message], replies: Sequence[Message]) -> bool:
    """Whether the sender of a lone patch of a set takes it back in an answer straight to it.

    "I botched the In-Reply-To header, please ignore" below one patch that was sent astray.
    """
    sent = {one.message_id: one.sender for one in patches}
    return any(
        remark.kind is RemarkKind.WITHDRAW and remark.word != "series"
        for reply in replies
        if reply.in_reply_to in sent and same_person(reply.sender, sent[reply.in_reply_to])
        for remark in reply.remarks
    )


def _revision_patch(position: int, message: Message) -> Patch:
    return Patch(
        message_id=message.message_id,
        position=position,
        title=message.subject.title,
        author=message.author,
        date=message.date,
        patch_id=message.diff.patch_id if message.diff else "",
        files=message.diff.files if message.diff else (),
        base_commit=message.base_commit,
        extra=bool(message.subject.total and position > message.subject.total),
    )


def _first_of(values: Sequence[str | None]) -> str | None:
    return next((value for value in values if value), None)
