# SPDX-License-Identifier: GPL-2.0-or-later
"""The conversation about one posting: who spoke, to whom, and what each mail did."""

from functools import cached_property

from tracker.mail.people import same_person
from tracker.mail.phrases.landing_words import PUSHES
from tracker.mail.phrases.review.question_words import (
    CHANGE_OFFERED,
    DECLINES,
    OF_MAILS,
    ORDER,
    SPELLING_CORRECTION,
)
from tracker.model.mail import Evidence, Message, Person, Remark, RemarkKind, Scope
from tracker.model.review import Act, Speech, Tag
from tracker.review.threads import Answer, Thread

_APPROVES = frozenset({"Reviewed-by", "Acked-by", "Tested-by"})
_ASKS = frozenset({RemarkKind.QUESTION, RemarkKind.CHANGES, RemarkKind.FAULT})
_REFUSES = frozenset({RemarkKind.NACK, RemarkKind.REFUSAL, RemarkKind.PROBLEM})
_AUTHORS = {
    RemarkKind.RESPIN: Act.PROMISE,
    RemarkKind.CONCESSION: Act.CONCESSION,
    RemarkKind.PING: Act.PING,
    RemarkKind.ELSEWHERE: Act.ELSEWHERE,
}
"""What an author's remark does."""
_READERS = {
    RemarkKind.WISH: Act.WISH,
    RemarkKind.ACK: Act.AGREEMENT,
    RemarkKind.WAITS: Act.WAITS,
    RemarkKind.ELSEWHERE: Act.ELSEWHERE,
}
"""What a reader's remark does, whoever it is put to."""
_PARTS = frozenset({Scope.SOME, Scope.ALL_BUT})
_OFFER = "offer"
"""``Remark.word`` of a plan that is left to the other."""
_PLANS = {
    "apply": Act.APPLIES,
    "look": Act.LOOKS,
    "yours": Act.YOURS,
    "wait": Act.LOOKS,
    "aside": Act.LOOKS,
}
_CHAIN = 20
"""Mails by which somebody follows up on their own; nobody writes more."""
_APPLY = "apply"
_MERGE = "merge"
"""``Remark.word`` of a plan to take the patch, given to who asked who does."""
_FIRST = (
    Act.PROMISE,
    Act.CONCESSION,
    Act.CONDITION,
    Act.REQUEST,
    Act.QUESTION,
    Act.ELSEWHERE,
    Act.WAITS,
    Act.APPLIES,
    Act.MERGES,
    Act.WISH,
    Act.ASKS_OTHERS,
    Act.LOOKS,
    Act.YOURS,
    Act.PING,
)
"""Whose line is shown for a mail that does several things: the first of these."""


def speeches(thread: Thread, tags: tuple[Tag, ...]) -> tuple[Speech, ...]:
    """Return the mails of people about a posting, by date, with what each does.

    ``tags`` are those of its answers: who gives one is satisfied, whatever else he writes, unless
    he gives it under a condition.
    """
    answered, discussed = answered_by_other_side(thread), thread.discussed_by_reader
    addressees = Addressees(thread)
    return tuple(
        _speech(
            answer,
            tags,
            addressees,
            answered.get(answer.message.message_id),
            discussed.get(answer.message.message_id),
        )
        for answer in thread.answers
        if not answer.message.bot and not answer.elsewhere and not _is_muted(answer.message)
    )


def _is_muted(message: Message) -> bool:
    return any(one.kind is RemarkKind.MUTED for one in message.remarks)


class Addressees:
    """To whom the remarks of a thread are put: a person named in them, or whom the mail answers."""

    def __init__(self, thread: Thread) -> None:
        self._thread = thread

    def answers(self, message: Message) -> Person | None:
        """Return whose mail a mail answers; None where that is a posting, or a robot's on one."""
        near = self._thread.messages.get(message.in_reply_to or "")
        if near is None or near.bot or near.message_id in self._postings:
            return None
        return near.sender

    def _spoken_to(self, message: Message) -> Person | None:
        """Return whose mail is answered, by a mail or by those of its sender that it follows up.

        None where it answers a posting; its sender where what it follows up does.
        """
        to = near = self.answers(message)
        mail: Message | None = message
        for _ in range(_CHAIN):
            if near is None or mail is None or not same_person(near, message.sender):
                return near or to
            mail = self._thread.messages.get(mail.in_reply_to or "")
            near = self.answers(mail) if mail is not None else None
        return to

    @cached_property
    def _postings(self) -> frozenset[str]:
        return frozenset(self._thread.revision.own)

    def takes_offer(self, message: Message) -> bool:
        """Return whether a reader agrees to a change that the author offers: "Shall I split it?"

        "Sounds good" then leaves it to the author, "No need" does not.
        """
        asked = self._thread.messages.get(message.in_reply_to or "")
        if asked is None or not self._thread.is_author(asked.sender):
            return False
        agreed = [one.quote for one in message.remarks if one.kind is RemarkKind.ACK]
        return any(
            one.kind is RemarkKind.QUESTION and CHANGE_OFFERED.search(one.quote)
            for one in asked.remarks
        ) and not any(map(DECLINES.search, agreed))

    def named(self, remark: Remark, message: Message) -> Person | None:
        """Return whom a question names, other than its sender and the author."""
        if remark.kind not in (RemarkKind.QUESTION, RemarkKind.PING) or not remark.word:
            return None
        named = self._thread.called(remark.word)
        if named is None or self._thread.is_author(named):
            return None
        return None if same_person(named, message.sender) else named

    def other(self, remark: Remark, message: Message) -> Person | None:
        """Return the person, other than the author, to whom a reader's remark is put.

        A reader who answers another reader speaks to that one, not to the author: "Why not?" below
        "No thanks", ``s/Geert/Greg/``. A NAK and an order ("please fix") are for the author
        wherever they stand.
        """
        if remark.kind is RemarkKind.PING:
            return self.named(remark, message)
        if remark.kind not in _ASKS and remark.kind is not RemarkKind.WISH:
            return None
        named = self._thread.called(remark.word) if remark.word else None
        if named is not None and not same_person(named, message.sender):
            return None if self._thread.is_author(named) else named
        to = self._spoken_to(message)
        if to is None:
            return None
        correction = SPELLING_CORRECTION.match(remark.quote) is not None
        if same_person(to, message.sender):
            # "s/patch/program/" below a mail of one's own mends that mail.
            return message.sender if correction else None
        order = remark.kind is RemarkKind.CHANGES and _is_order(remark.quote)
        if order and not correction:
            return None
        return None if self._thread.is_author(to) else to


def _is_order(words: str) -> bool:
    """Whether words order a change of the patch, whoever is answered; a question asks that one."""
    if words.rstrip("\"')*_ ").endswith("?") or OF_MAILS.search(words):
        return False
    return ORDER.search(words) is not None


def _speech(
    answer: Answer,
    tags: tuple[Tag, ...],
    addressees: Addressees,
    answered_by: str | None,
    discussed_by: str | None,
) -> Speech:
    message = answer.message
    acts: dict[Act, Evidence] = {}
    asked: list[Person] = []
    for remark in message.remarks:
        if answer.by_author:
            other = None
            if (named := addressees.named(remark, message)) is not None:
                asked.append(named)
        else:
            other = addressees.other(remark, message)
        act = _act(remark, answer.by_author, other)
        if act is None:
            continue
        if other is not None:
            asked.append(other)
        acts.setdefault(act, _speech_proof(act, message, remark))
    if not answer.by_author:
        landed = any(not one.dropped for one in message.notices)
        if landed and not any(one.scope in _PARTS for one in message.notices):
            # It was applied, they say; whether that counts is judged by the landing. "Applied 1
            # and 2, please resend 3" asks for something all the same.
            acts = {Act.AGREEMENT: _notice_proof(message)}
        elif addressees.takes_offer(message):
            acts.pop(Act.AGREEMENT, None)
        _with_tags(acts, message, tags)
    first = next((acts[one] for one in _FIRST if one in acts), None)
    return Speech(
        message_id=message.message_id,
        who=message.sender,
        by_author=answer.by_author,
        date=message.date,
        patches=frozenset(one.message_id for one in answer.patches),
        to=addressees.answers(message),
        asked=tuple(asked),
        acts=frozenset(acts),
        answered_by=answered_by,
        discussed_by=discussed_by,
        evidence=first,
    )


def _act(remark: Remark, by_author: bool, other: Person | None) -> Act | None:
    """What one remark does; ``other`` is the reader to whom it is put, if it is."""
    if remark.kind is RemarkKind.PLAN:
        if by_author and remark.word == _APPLY and not PUSHES.search(remark.quote):
            return None
        # Where a reader offers ("Shall I fix it up while applying?"), the author is asked.
        offered = remark.word == _OFFER
        if remark.word == _MERGE:
            return Act.MERGES if by_author else Act.APPLIES
        return (Act.YOURS if by_author else None) if offered else _PLANS.get(remark.word)
    if by_author:
        return _AUTHORS.get(remark.kind)
    if other is not None:
        return Act.ASKS_OTHERS
    if remark.kind is RemarkKind.QUESTION:
        return Act.QUESTION
    if remark.kind in _REFUSES or remark.kind in _ASKS:
        return Act.REQUEST
    return _READERS.get(remark.kind)


def _with_tags(acts: dict[Act, Evidence], message: Message, tags: tuple[Tag, ...]) -> None:
    """Add what the tags of a reader's mail do to what his words do."""
    given = [
        one
        for one in tags
        if one.message_id == message.message_id
        and one.name in _APPROVES
        and not one.withdrawn
        and same_person(one.person, message.sender)
    ]
    if not given:
        return
    for act in (Act.REQUEST, Act.QUESTION, Act.WISH):
        acts.pop(act, None)
    bound = next((one for one in given if one.conditional), None)
    if bound is not None:
        acts[Act.CONDITION] = bound.evidence
    else:
        acts[Act.TAG] = given[0].evidence


def _notice_proof(message: Message) -> Evidence:
    notice = message.notices[0]
    return Evidence(
        rule="speech.agreement",
        message_id=message.message_id,
        line=notice.line,
        quote=notice.quote[:400],
    )


def _speech_proof(act: Act, message: Message, remark: Remark) -> Evidence:
    return Evidence(
        rule=f"speech.{act.value}",
        message_id=message.message_id,
        line=remark.line,
        quote=remark.quote[:400],
    )


def answered_by_other_side(thread: Thread) -> dict[str, str]:
    """Return each mail with the first one below it that the other side wrote.

    The author is one side, everybody else the other.
    """
    out: dict[str, str] = {}
    author = {one.message.message_id: one.by_author for one in thread.answers}
    for answer in thread.answers:
        if answer.message.bot:
            continue
        for name in answer.above:
            if name in author and author[name] != answer.by_author:
                out.setdefault(name, answer.message.message_id)
    return out
