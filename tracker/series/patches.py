# SPDX-License-Identifier: GPL-2.0-or-later
"""Which mails are patches, covers and pull requests: the parts that postings are made of.

A reply is no patch even if it holds a diff, and a patch may be sent without a diff that can be
read; a cover may carry no counter, or no brackets at all.
"""

from enum import Enum

from tracker.mail.people import same_person
from tracker.mail.phrases.forms.subject_marks import REPLY_BEFORE_BRACKET
from tracker.mail.subjects import title_key
from tracker.model.mail import MailZone, Message, Subject
from tracker.series.threads import Threads


class Part(Enum):
    """What a mail is to a posting."""

    COVER = "cover"
    PATCH = "patch"
    PULL = "pull"
    OTHER = "other"


def parts_of(threads: Threads) -> dict[str, Part]:
    """What each message is, by Message-ID."""
    parts = {name: part_of(one, threads) for name, one in threads.messages.items()}
    for name in _plain_covers(threads, parts):
        parts[name] = Part.COVER
    parts.update(_numbered_alike(threads, parts))
    return parts


def part_of(message: Message, threads: Threads) -> Part:
    """What one mail is, by its own subject and content and the mail it answers."""
    subject = message.subject
    if message.bot or subject.stable:
        return Part.OTHER
    if subject.is_reply or _under_reply(subject):
        return Part.PATCH if _is_new_version(message, threads) else Part.OTHER
    if subject.pull:
        return Part.PULL
    if subject.tagged and subject.position == 0:
        return Part.COVER
    if message.diff is not None:
        return Part.PATCH if _is_posting(message, threads) else Part.OTHER
    if subject.tagged and subject.position and not _is_bare_answer(message, threads):
        return Part.PATCH
    if subject.tagged and message.in_reply_to is None:
        return Part.COVER if message.has_stat else Part.PATCH
    return Part.OTHER


def _is_posting(message: Message, threads: Threads) -> bool:
    """Whether a mail with a diff was sent as a patch, not as a remark with an example."""
    if message.subject.tagged:
        return not _echoes(message, threads)
    return message.has_stat or (message.in_reply_to is None and _is_signed(message))


def _is_signed(message: Message) -> bool:
    """Whether a mail bears its sender's or its author's Signed-off-by.

    A bug report or a question may show a diff: ``Doubts about a typo fix``.
    """
    people = (message.sender, message.author)
    return any(
        tag.name == "Signed-off-by"
        and tag.place is not MailZone.BELOW
        and any(same_person(tag.person, one) for one in people)
        for tag in message.tags
    )


def _under_reply(subject: Subject) -> bool:
    """Whether a patch has a subject of its own in a mail that answers another: ``Re: ...``."""
    return REPLY_BEFORE_BRACKET.match(subject.raw) is not None


def _is_new_version(message: Message, threads: Threads) -> bool:
    """Whether an answer holds the next version of what it answers, or a patch of its own.

    It is a whole patch, with a diffstat and a sign-off, by who has sent the patch above; a patch
    with a title of its own (``Subject: [PATCH] bar: baz`` below scissors) is anybody's. What a
    reviewer shows under the title that is reviewed is a suggestion.
    """
    if message.diff is None or not _is_signed(message) or message.subject.position == 0:
        return False
    above = next(
        (
            one
            for name in threads.ancestors(message)
            if (one := threads.messages.get(name))
            and one.subject.tagged
            and not one.subject.is_reply
        ),
        None,
    )
    own_head = not message.subject.is_reply
    if above is None:
        return own_head
    if same_person(above.sender, message.sender) or same_person(above.author, message.sender):
        return own_head or message.has_stat
    titles = title_key(above.subject.title), title_key(message.subject.title)
    return own_head and message.has_stat and titles[0] != titles[1]


def _echoes(message: Message, threads: Threads) -> bool:
    """A reply without Re: it repeats the subject of what it answers, by another person."""
    parent = threads.messages.get(message.in_reply_to or "")
    if parent is None or same_person(parent.sender, message.sender):
        return False
    same = title_key(parent.subject.title) == title_key(message.subject.title)
    return same and parent.subject.version == message.subject.version and not message.has_stat


def _is_bare_answer(message: Message, threads: Threads) -> bool:
    """A reply without Re: and without a diff: it answers a mail of the same title."""
    parent = threads.messages.get(message.in_reply_to or "")
    if parent is None:
        return False
    return title_key(parent.subject.title) == title_key(message.subject.title)


def _plain_covers(threads: Threads, parts: dict[str, Part]) -> set[str]:
    """Covers without a counter: their author's patches answer them directly."""
    found: set[str] = set()
    for name, part in parts.items():
        message = threads.messages[name]
        parent = threads.messages.get(message.in_reply_to or "")
        if part is not Part.PATCH or parent is None or parent.diff or parent.bot:
            continue
        if parent.subject.position is not None or parent.subject.is_reply:
            continue
        letter = parts[parent.message_id] in (Part.OTHER, Part.PATCH)
        headed = (message.subject.position or 0) > 0 or introduces(parent, message)
        if letter and headed and same_person(parent.sender, message.sender):
            found.add(parent.message_id)
    return found


def _numbered_alike(threads: Threads, parts: dict[str, Part]) -> dict[str, Part]:
    """A cover letter and its lone patch under one counter, ``1/1`` twice or ``0/1`` twice.

    The letter has a diffstat and no diff; the patch of the same sender that answers it has one.
    """
    found: dict[str, Part] = {}
    for name, message in threads.messages.items():
        parent = threads.messages.get(message.in_reply_to or "")
        if parent is None or message.diff is None or parent.diff or not parent.has_stat:
            continue
        one, other = message.subject, parent.subject
        alike = (one.position, one.label) == (other.position, other.label)
        lone = one.total == other.total == 1
        sent = {parts[name], parts[parent.message_id]} <= {Part.COVER, Part.PATCH}
        if alike and lone and sent and same_person(message.sender, parent.sender):
            found |= {parent.message_id: Part.COVER, name: Part.PATCH}
    return found


def introduces(letter: Message, patch: Message) -> bool:
    """Whether a mail without a diff is the cover letter of a lone patch that answers it.

    ``git send-email --compose`` sends one under the patch's own title; neither has a counter.
    """
    one, other = letter.subject, patch.subject
    bare = one.position is None and other.position is None and letter.diff is None
    labels = (other.label.lower() or one.label.lower()) == one.label.lower()
    titles = title_key(one.title) == title_key(other.title)
    return bare and one.tagged and not one.pull and labels and titles
