# SPDX-License-Identifier: GPL-2.0-or-later
"""Who objects to a posting, and what became of each objection."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from tracker.lazy_dataclass import replace
from tracker.mail.people import same_person
from tracker.model.mail import Evidence, Message, Remark, RemarkKind
from tracker.model.review import Objection, ObjectionState, Review, Tag
from tracker.model.series import Revision, Series
from tracker.review.conversation import Addressees
from tracker.review.discussion import (
    concessions,
    later_revisions,
    remark_evidence,
)
from tracker.review.threads import Answer, Thread
from tracker.series.rerolls import renews

_ASKED = frozenset({RemarkKind.QUESTION, RemarkKind.CHANGES, RemarkKind.PROBLEM})
_INACTIVE = {
    "cr": "changes-requested",
    "changes-requested": "changes-requested",
    "rejected": "rejected",
    "reject": "rejected",
    "nap": "not-applicable",
    "not-applicable": "not-applicable",
    "defer": "deferred",
    "deferred": "deferred",
    "deffer": "deferred",
}
"""Commands of NIPA's mail bot that close a posting -> their full name."""
_ELSEWHERES = "not-applicable"
"""Below one patch of several, or beside an Acked-by: it goes through somebody else's tree."""
_ACTIVE = frozenset({"new", "ur", "under-review", "au", "awaiting-upstream", "needs-ack", "nac"})
"""Commands that open it again."""
_REFUSALS = frozenset({RemarkKind.NACK, RemarkKind.REFUSAL})
_OBJECTS = _REFUSALS | {RemarkKind.CHANGES, RemarkKind.FAULT}
_MAY_CLOSE = _OBJECTS | {RemarkKind.COMMAND, RemarkKind.ELSEWHERE}
"""Remarks that close a posting or not, by who makes them."""
_TOOK_ITS_PLACE = RemarkKind.ELSEWHERE.value
_LIFTED_BY_TAG = frozenset({"nack", "refusal", "changes", _TOOK_ITS_PLACE})


_AGREES = frozenset({"Reviewed-by", "Acked-by"})
_ADMITS = "admits"
"""``Remark.word`` of a concession that says that the other is right."""
_AGREEING = frozenset(
    {RemarkKind.CONCESSION, RemarkKind.ACK, RemarkKind.WITHDRAW, RemarkKind.ELSEWHERE}
)
"""Remarks of a mail by which an author only agrees."""


def anybody(message: Message) -> bool:
    """Return that the sender of a mail may close a posting: nobody asked who may."""
    return True


def objections(
    thread: Thread,
    tags: tuple[Tag, ...],
    series: Series | None = None,
    may_close: Callable[[Message], bool] = anybody,
) -> tuple[Objection, ...]:
    """Return the NAKs, refusals, requests for changes and closing commands, with their state.

    One who gives a Reviewed-by or Acked-by, then or later, no longer objects; a command that
    opens the posting again takes the closing ones before it away. What was said of patches that
    were all sent anew since is overtaken by those; what the author answers without giving in is
    answered, but for a NAK or a refusal, which only who gave it can lift. ``may_close`` tells of
    a mail whether its sender may close the posting: only their commands count.
    """
    later = later_revisions(thread.revision, series)
    anew = [one for one in later if renews(one, thread.revision)]
    whole = [one for one in later if not one.partial]
    followed, discussed = thread.followed_by_author, thread.discussed_by_reader
    gave_in, addressees = concessions(thread), Addressees(thread)
    let_go = _let_go(thread)
    found: list[Objection] = []
    for answer in thread.answers:
        if answer.message.bot or answer.elsewhere:
            continue
        found = _reopened(found, answer)
        by = _disagreement_sent_anew(answer, anew) or next(
            (one.message_id for one in whole if one.date > answer.message.date), None
        )
        name = answer.message.message_id
        reply = followed.get(name)
        may = answer.by_author or (
            _disagreement_objects(answer.message) and (name in let_go or may_close(answer.message))
        )
        for one in _disagreement_of_answer(answer, may, thread.revision, addressees):
            # What somebody takes up is talked about, and closes nothing.
            talked = name in followed or name in discussed
            agreed = name in let_go and one.kind == _TOOK_ITS_PLACE
            one = replace(one, closes=agreed or (may and not talked))
            replied = reply if reply not in gave_in and one.kind == "changes" else None
            found.append(_with_state(one, overtaken=by, replied=replied))
    return tuple(_disagreement_taken_back(one, tags, thread) for one in found)


def _let_go(thread: Thread) -> frozenset[str]:
    """The mails that say something else took the posting's place, where its author agrees.

    "Sorry, I didn't notice it": whoever said so, nothing is left to be done.
    """
    found: set[str] = set()
    for answer in thread.answers:
        asked = thread.messages.get(answer.message.in_reply_to or "")
        if not answer.by_author or asked is None:
            continue
        kinds = {one.kind for one in answer.message.remarks}
        admits = any(
            one.kind is RemarkKind.CONCESSION and one.word == _ADMITS
            for one in answer.message.remarks
        )
        if admits and kinds <= _AGREEING and _says_elsewhere(asked):
            found.add(asked.message_id)
    return frozenset(found)


def _says_elsewhere(message: Message) -> bool:
    return any(one.kind is RemarkKind.ELSEWHERE for one in message.remarks)


def _disagreement_objects(message: Message) -> bool:
    """Whether a mail may hold an objection, so that it matters who sent it."""
    return any(one.kind in _MAY_CLOSE for one in message.remarks) or any(
        one.name == "Nacked-by" for one in message.tags
    )


def _with_state(one: Objection, *, overtaken: str | None, replied: str | None) -> Objection:
    if overtaken is not None:
        return replace(one, state=ObjectionState.OVERTAKEN, answered_by=overtaken)
    if replied is not None:
        return replace(one, state=ObjectionState.ANSWERED, answered_by=replied)
    return one


def _disagreement_sent_anew(answer: Answer, anew: list[Revision]) -> str | None:
    """The patch by which all that an answer speaks of was sent again; None if one lacks."""
    later = [patch for one in anew if one.date > answer.message.date for patch in one.patches]
    held = {patch.position for patch in later}
    spoken = {patch.position for patch in answer.patches}
    # An answer to a posting of which no patch is there speaks of none.
    if not later or not spoken or not spoken <= held:
        return None
    return max(
        (one for one in later if one.position in spoken), key=lambda one: one.date
    ).message_id


def _reopened(found: list[Objection], answer: Answer) -> list[Objection]:
    commands = {one.word for one in answer.message.remarks if one.kind is RemarkKind.COMMAND}
    if answer.by_author or not commands & _ACTIVE:
        return found
    return [one for one in found if one.kind not in _INACTIVE.values()]


def _disagreement_of_answer(
    answer: Answer, may: bool, revision: Revision, addressees: Addressees
) -> Iterator[Objection]:
    """The objections of one answer, one a kind; an author may only close, by command.

    ``may`` says whether its sender may close the posting.
    """
    message, seen = answer.message, set[str]()
    for line in message.tags:
        mine = same_person(line.person, message.sender) and not answer.by_author
        if line.name == "Nacked-by" and mine and "nack" not in seen:
            seen.add("nack")
            evidence = Evidence(
                rule="objection.nack",
                message_id=message.message_id,
                line=line.line,
                quote=line.quote[:400],
            )
            yield _disagreement_objection("nack", answer, revision, evidence, may)
    if any(one.kind in _REFUSALS for one in message.remarks):
        # "NAK. This breaks every gear." is one objection.
        seen.add(RemarkKind.CHANGES.value)
    approves = _disagreement_approves(message) and not answer.by_author
    for remark in message.remarks:
        kind = _kind_of(remark, answer.by_author, may)
        if approves and remark.kind is RemarkKind.COMMAND:
            continue
        if kind == _ELSEWHERES and not answer.whole:
            continue
        if kind and kind not in seen and addressees.other(remark, message) is None:
            seen.add(kind)
            rule = "command" if remark.kind is RemarkKind.COMMAND else kind
            evidence = remark_evidence(f"objection.{rule}", message, remark)
            yield _disagreement_objection(kind, answer, revision, evidence, may)


def _disagreement_approves(message: Message) -> bool:
    """Whether the sender of a mail gives an approving tag in it."""
    return any(
        tag.name in _AGREES and same_person(tag.person, message.sender) for tag in message.tags
    )


def _kind_of(remark: Remark, by_author: bool, may: bool) -> str:
    """What a remark is as an objection; empty if it is none.

    NIPA's mail bot takes commands from the author and from maintainers only.
    """
    if remark.kind is RemarkKind.COMMAND:
        return _INACTIVE.get(remark.word, "") if may else ""
    if by_author:
        return ""
    if remark.kind is RemarkKind.ELSEWHERE and may:
        return _TOOK_ITS_PLACE
    if remark.kind not in _OBJECTS:
        return ""
    return "changes" if remark.kind is RemarkKind.FAULT else remark.kind.value


def _disagreement_objection(
    kind: str, answer: Answer, revision: Revision, evidence: Evidence, may: bool
) -> Objection:
    whole = answer.whole and revision.expected != 1
    return Objection(
        kind=kind,
        who=answer.message.sender,
        message_id=answer.message.message_id,
        date=answer.message.date,
        version=revision.version,
        positions=() if whole else tuple(one.position for one in answer.patches),
        closes=may,
        evidence=evidence,
    )


def _disagreement_taken_back(
    objection: Objection, tags: tuple[Tag, ...], thread: Thread
) -> Objection:
    """The objection, taken back where its sender approves with it or later.

    What they say of other patches leaves an objection to one as it is.
    """
    if objection.kind not in _LIFTED_BY_TAG:
        return objection
    places = {one.message_id: one.position for one in thread.revision.patches}
    by = next(
        (
            tag.message_id
            for tag in tags
            if tag.name in _AGREES
            and not tag.carried
            and tag.counts
            and tag.date >= objection.date
            and not _keeps_out(objection, tag)
            and _is_of(objection, (places.get(tag.patch),))
            and same_person(tag.person, objection.who)
        ),
        None,
    ) or _agreed_later(objection, thread)
    if by is None:
        return objection
    return replace(objection, state=ObjectionState.TAKEN_BACK, answered_by=by)


def _keeps_out(objection: Objection, tag: Tag) -> bool:
    """Whether a tag of the same mail leaves an objection standing: what does not apply has to be
    sent again, "otherwise: Acked-by"."""
    if not tag.conditional or tag.message_id != objection.message_id:
        return False
    from tracker.mail.phrases.review.defect_words import DOES_NOT_APPLY

    return DOES_NOT_APPLY.search(objection.evidence.quote) is not None


def _agreed_later(objection: Objection, thread: Thread) -> str | None:
    """The later mail in which an objector is satisfied and asks for nothing more."""
    for answer in thread.answers:
        message = answer.message
        kinds = {one.kind for one in message.remarks}
        if (
            message.date > objection.date
            and same_person(message.sender, objection.who)
            and (answer.whole or _is_of(objection, [one.position for one in answer.patches]))
            and RemarkKind.ACK in kinds
            and not kinds & (_OBJECTS | _ASKED | {RemarkKind.WISH})
            and message.message_id != objection.message_id
        ):
            return message.message_id
    return None


def _is_of(objection: Objection, positions: Iterable[int | None]) -> bool:
    """Whether what is said of some patches is said of those that an objection is to."""
    return not objection.positions or any(one in objection.positions for one in positions)


def not_come_back(review: Review) -> tuple[Objection, datetime] | None:
    """Return the last objection whose sender has not come back since the author answered it.

    With the moment of that answer. Another's tag that came after it knows of both.
    """
    spoke = [(one.who, one.date) for one in review.speeches]
    dates = {one.message_id: one.date for one in review.speeches}
    last = max((one.date for one in review.tags if one.counts), default=None)
    for one in reversed(review.objections):
        answered = dates.get(one.answered_by or "")
        if one.state is not ObjectionState.ANSWERED or answered is None:
            continue
        if any(date > answered and same_person(who, one.who) for who, date in spoke):
            continue
        return (one, answered) if last is None or answered > last else None
    return None
