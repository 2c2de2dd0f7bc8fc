# SPDX-License-Identifier: GPL-2.0-or-later
"""Which patch an answer speaks of: the nearest posting above it in the thread (RFC 5322, 3.6.4)."""

from collections import deque
from collections.abc import Iterator, Mapping

from tracker.lazy_dataclass import dataclass
from tracker.mail.people import same_person
from tracker.mail.subjects import title_key
from tracker.model.mail import Message, Person
from tracker.model.series import Patch, Revision, Series

_DEEP = 500
"""Steps upward from one answer; no thread is deeper."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A message of the thread that answers the posting."""

    message: Message
    patches: tuple[Patch, ...]
    """The patches it speaks of by its place: one, or all where it answers the cover letter."""
    whole: bool
    """It answers the cover letter, or the only patch."""
    by_author: bool
    elsewhere: bool = False
    """It answers a patch that somebody else wrote into an answer, and is said of that patch."""


@dataclass(frozen=True, slots=True)
class Thread:
    """One revision with the messages that answer it."""

    revision: Revision
    messages: Mapping[str, Message]
    answers: tuple[Answer, ...]
    """In the order of their dates."""

    def is_author(self, person: Person) -> bool:
        """Return whether a person wrote or posted this revision."""
        return is_author(person, self.revision, self.messages)


def is_author(person: Person, revision: Revision, messages: Mapping[str, Message]) -> bool:
    """Return whether a person wrote a revision as a whole, or sent it."""
    if same_person(person, revision.author):
        return True
    first = messages.get(revision.message_id)
    return first is not None and same_person(person, first.sender)


def thread_of(
    revision: Revision, messages: Mapping[str, Message], series: Series | None = None
) -> Thread:
    """The thread of one revision; what answers another revision of its series is left out."""
    others = [one for one in series.revisions if one is not revision] if series else []
    foreign = frozenset(name for one in others for name in one.own) - set(revision.own)
    replies = [messages[name] for name in revision.replies if name in messages]
    found: list[Answer] = []
    own = frozenset(revision.own)
    for message in sorted(replies, key=lambda one: (one.date, one.message_id)):
        target = _thread_target(message, revision, messages, own, foreign)
        if target is not None:
            found.append(_thread_answer(message, target, revision, messages))
    return Thread(revision, messages, tuple(found))


def above(message: Message, messages: Mapping[str, Message]) -> Iterator[str]:
    """The messages above one in the thread, nearest first, each once."""
    seen = {message.message_id}
    waiting = deque(message.parents[:_DEEP])
    while waiting and len(seen) < _DEEP:
        name = waiting.popleft()
        if name in seen:
            continue
        seen.add(name)
        yield name
        if not waiting and (parent := messages.get(name)):
            # References may be cut short; the last one known knows more.
            waiting.extend(parent.parents[:_DEEP])


def _thread_answer(
    message: Message, target: str, revision: Revision, messages: Mapping[str, Message]
) -> Answer:
    patches = _thread_patches(target, revision, messages)
    whole = target == revision.cover or revision.expected == 1 or not patches
    by_author = is_author(message.sender, revision, messages)
    elsewhere = not by_author and _answers_inline(message, revision, messages)
    return Answer(message, patches or revision.patches, whole, by_author, elsewhere)


def _answers_inline(message: Message, revision: Revision, messages: Mapping[str, Message]) -> bool:
    """Whether the mail it answers is no posting but carries a patch of a third person.

    Such a patch is signed by its sender (submitting-patches.rst, "Developer's Certificate of
    Origin"); a mere suggestion is not.
    """
    near = messages.get(message.in_reply_to or "")
    if near is None or near.diff is None or near.message_id in revision.own:
        return False
    if same_person(near.sender, revision.author) or same_person(near.sender, message.sender):
        return False
    return any(
        tag.name == "Signed-off-by" and same_person(tag.person, near.sender) for tag in near.tags
    )


def _thread_target(
    message: Message,
    revision: Revision,
    messages: Mapping[str, Message],
    own: frozenset[str],
    foreign: frozenset[str],
) -> str | None:
    """The posting above; where the thread is broken, the patch that the subject names."""
    for name in above(message, messages):
        if name in own:
            return name
        if name in foreign:
            return None
    by_title = title_key(message.subject.title)
    for patch in revision.patches:
        if title_key(patch.title) == by_title:
            return patch.message_id
    return revision.message_id


def _thread_patches(
    target: str, revision: Revision, messages: Mapping[str, Message]
) -> tuple[Patch, ...]:
    """The patch with that Message-ID, also where it was sent twice; none for the cover."""
    position = None
    if target in revision.spare and (spare := messages.get(target)):
        position = spare.subject.position
    return tuple(
        patch
        for patch in revision.patches
        if patch.message_id == target or (position is not None and patch.position == position)
    )
