# SPDX-License-Identifier: GPL-2.0-or-later
"""Which patch an answer speaks of: the nearest posting above it in the thread (RFC 5322, 3.6.4)."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from tracker.lazy_dataclass import dataclass
from tracker.mail.people import name_key, same_person
from tracker.mail.phrases.review.question_words import ADDRESS_MARK
from tracker.mail.subjects import title_key
from tracker.model.mail import Message, Person, RemarkKind
from tracker.model.series import Patch, Revision, Series

_BY_HAND = frozenset({"Signed-off-by", "Co-developed-by"})
"""Tags of those whose work a patch is (submitting-patches.rst)."""
_NAME_START = 5
"""Letters of a name that are enough to know it by; four are "Alex" of many others."""
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
    """Its sender wrote or sent the posting, or answers a reader for who did."""
    elsewhere: bool
    """It answers a patch that somebody else wrote into an answer, and is said of that patch."""
    above: tuple[str, ...]
    """The messages above it, nearest first."""


class Thread:
    """One revision with the messages that answer it.

    What several judgements ask of it is found once, when the first of them asks.
    """

    def __init__(
        self,
        revision: Revision,
        messages: Mapping[str, Message],
        answers: tuple[Answer, ...],
        crowd: "Crowd",
    ) -> None:
        """Take the answers in the order of their dates, and who is named in ``messages``."""
        self.revision = revision
        self.messages = messages
        self.answers = answers
        self.crowd = crowd

    def is_author(self, person: Person) -> bool:
        """Return whether a person wrote or posted this revision."""
        return is_author(person, self.revision, self.messages)

    @cached_property
    def followed_by_author(self) -> dict[str, str]:
        """Each message below which the author wrote -> the first mail they wrote there."""
        out: dict[str, str] = {}
        for answer in self.answers:
            if answer.by_author:
                for name in answer.above:
                    out.setdefault(name, answer.message.message_id)
        return out

    @cached_property
    def discussed_by_reader(self) -> dict[str, str]:
        """Each mail that another than its sender and the author answered, with that answer."""
        out: dict[str, str] = {}
        for answer in self.answers:
            message = answer.message
            asked = self.messages.get(message.in_reply_to or "")
            if asked is None or answer.by_author or message.bot:
                continue
            if not same_person(asked.sender, message.sender):
                out.setdefault(asked.message_id, message.message_id)
        return out

    @cached_property
    def untagging(self) -> tuple[Answer, ...]:
        """The answers that take a tag back, whoever wrote them."""
        return tuple(
            answer
            for answer in self.answers
            if any(remark.kind is RemarkKind.UNTAG for remark in answer.message.remarks)
        )

    @cached_property
    def people(self) -> dict[str, Person]:
        """The people of it by their first and last names, who wrote before who is copied."""
        names = (*self.revision.own, *(answer.message.message_id for answer in self.answers))
        mails = [self.messages[name] for name in names if name in self.messages]
        found: dict[str, Person] = {}
        senders = {(one.sender.email, one.sender.name): one.sender for one in mails}
        for person in (senders | _thread_copied(mails)).values():
            words = name_key(person.name).split()
            if not words:
                # "Mia, can you take it?" of who is in To as mia@example.org alone.
                words = ADDRESS_MARK.split(person.email.partition("@")[0].lower())
            for word in (words[0], words[-1]) if words else ():
                found.setdefault(word, person)
        return found

    def called(self, word: str) -> Person | None:
        """Return who is meant by a name; by its start, too, where an address holds all of it.

        ``Marian`` is who writes as marianne.berg@example.org, if nobody else begins like that.
        """
        key = name_key(word)
        if key in self.people or len(key) < _NAME_START:
            return self.people.get(key)
        some = {one.email: one for name, one in self.people.items() if name.startswith(key)}
        return next(iter(some.values())) if len(some) == 1 else None


class Crowd:
    """Who wrote some mails, or was written to in them."""

    def __init__(self, messages: Mapping[str, Message]) -> None:
        self._messages = messages

    def called(self, key: str, sender: str) -> frozenset[str]:
        """Return the addresses of those of a name, folded, in mails that another address sent."""
        return frozenset(email for by, email in self._by_name.get(key, ()) if by != sender)

    @cached_property
    def _by_name(self) -> dict[str, set[tuple[str, str]]]:
        """The addresses of each folded name, with the address that sent the mail."""
        sent: dict[str, list[Message]] = {}
        for one in self._messages.values():
            sent.setdefault(one.sender.email, []).append(one)
        found: dict[str, set[tuple[str, str]]] = {}
        for by, mails in sent.items():
            people = {(one.sender.email, one.sender.name) for one in mails}
            for email, name in people | _thread_copied(mails).keys():
                if key := name_key(name):
                    found.setdefault(key, set()).add((by, email))
        return found


def _thread_copied(mails: Iterable[Message]) -> dict[tuple[str, str], Person]:
    """Return the people to whom mails were sent, by address and name, in their order."""
    # Most mails go to the same people, and those that do share the record of it.
    groups = {id(one.recipients): one.recipients for one in mails}
    return {(who.email, who.name): who for people in groups.values() for who in people}


def is_author(person: Person, revision: Revision, messages: Mapping[str, Message]) -> bool:
    """Return whether a person wrote a revision as a whole, or sent it."""
    if same_person(person, revision.author):
        return True
    first = messages.get(revision.message_id)
    return first is not None and same_person(person, first.sender)


def thread_of(
    revision: Revision,
    messages: Mapping[str, Message],
    series: Series | None = None,
    crowd: Crowd | None = None,
) -> Thread:
    """The thread of one revision; what answers another revision of its series is left out.

    ``crowd`` are the people of the same messages, where several threads have them.
    """
    others = [one for one in series.revisions if one is not revision] if series else []
    foreign = frozenset(name for one in others for name in one.own) - set(revision.own)
    replies = [messages[name] for name in revision.replies if name in messages]
    found: list[Answer] = []
    own = frozenset(revision.own)
    for message in sorted(replies, key=lambda one: (one.date, one.message_id)):
        higher = tuple(above(message, messages))
        target = _thread_target(message, higher, revision, own, foreign)
        if target is not None:
            found.append(_thread_answer(message, higher, target, revision, messages))
    return Thread(revision, messages, tuple(found), crowd or Crowd(messages))


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
    message: Message,
    higher: tuple[str, ...],
    target: str,
    revision: Revision,
    messages: Mapping[str, Message],
) -> Answer:
    patches = _thread_patches(target, revision, messages)
    whole = target == revision.cover or revision.expected == 1 or not patches
    by_author = is_author(message.sender, revision, messages) or _answers_for_author(
        message, patches or revision.patches, revision, messages
    )
    elsewhere = not by_author and _answers_inline(message, revision, messages)
    return Answer(message, patches or revision.patches, whole, by_author, elsewhere, higher)


def _answers_for_author(
    message: Message,
    patches: tuple[Patch, ...],
    revision: Revision,
    messages: Mapping[str, Message],
) -> bool:
    """Whether somebody who signed the patches, too, answers what a reader wrote to them.

    Vendors post the work of several people as one set, and each answers for their own. What such a
    person says of a posting itself, or to its author, is a reader's word.
    """
    near = messages.get(message.in_reply_to or "")
    if near is None or near.bot or near.message_id in revision.own:
        return False
    if is_author(near.sender, revision, messages) or same_person(near.sender, message.sender):
        return False
    return any(
        tag.name in _BY_HAND and same_person(tag.person, message.sender)
        for patch in patches
        if (mail := messages.get(patch.message_id)) is not None
        for tag in mail.tags
    )


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
    higher: tuple[str, ...],
    revision: Revision,
    own: frozenset[str],
    foreign: frozenset[str],
) -> str | None:
    """The posting above; where the thread is broken, the patch that the subject names."""
    for name in higher:
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
