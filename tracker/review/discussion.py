"""What answers ask, refuse and promise: open questions, objections, the author's own words."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from tracker.mail.fingerprint import holds
from tracker.mail.people import same_person
from tracker.mail.phrases.promises import MENDS
from tracker.mail.takebacks import sends_version
from tracker.model.mail import Evidence, Message, Remark, RemarkKind
from tracker.model.review import DoubtedWord, Objection, ObjectionState, Question, Tag
from tracker.model.series import Revision, Series
from tracker.review.claims import Familiar, is_vouched
from tracker.review.conversation import Addressees, discussed_by_reader
from tracker.review.threads import Answer, Thread, above
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
_VERSION = re.compile(r"\bv ?([0-9]{1,3})\b", re.IGNORECASE)
_SHORT_MAIL = 10
"""Own lines of a mail that only gives in."""
_ACTIVE = frozenset({"new", "ur", "under-review", "au", "awaiting-upstream", "needs-ack", "nac"})
"""Commands that open it again."""
_AGREES = frozenset({"Reviewed-by", "Acked-by"})
_REFUSALS = frozenset({RemarkKind.NACK, RemarkKind.REFUSAL})
_OBJECTS = _REFUSALS | {RemarkKind.CHANGES, RemarkKind.FAULT}
_LIFTED_BY_TAG = frozenset({"nack", "refusal", "changes"})


def anybody(message: Message) -> bool:
    """Return that the sender of a mail may close a posting: nobody asked who may."""
    return True


def questions(thread: Thread, series: Series | None) -> tuple[Question, ...]:
    """Return what others than the author ask or ask for, with the first answer to each."""
    followed, discussed = _followed(thread, thread.answers), discussed_by_reader(thread)
    later = later_revisions(thread.revision, series)
    addressees = Addressees(thread)
    found: list[Question] = []
    for answer in thread.answers:
        message = answer.message
        if answer.by_author or answer.elsewhere or message.bot:
            continue
        newer = next((one for one in later if one.date > message.date), None)
        author, other = followed.get(message.message_id), discussed.get(message.message_id)
        found += (
            Question(
                message_id=message.message_id,
                who=message.sender,
                date=message.date,
                quote=remark.quote,
                under=remark.under,
                answered_by=author or other,
                discussed_by=None if author else other,
                overtaken_by=newer.message_id if newer else None,
                changed=_changed(remark.under, thread, newer),
                kind=remark.kind,
                put_to=addressees.other(remark, message),
                evidence=_evidence(f"remark.{remark.kind.value}", message, remark),
            )
            for remark in message.remarks
            if remark.kind in _ASKED
        )
    return tuple(found)


def _changed(under: str, thread: Thread, newer: Revision | None) -> bool | None:
    """Whether a quoted line of a patch is gone from the next revision's patches."""
    before = _diffs(thread.revision, thread)
    if newer is None or not any(holds(one, under) for one in before):
        return None
    after = _diffs(newer, thread)
    return not any(holds(one, under) for one in after) if after else None


def _diffs(revision: Revision, thread: Thread) -> list[bytes]:
    found = [thread.messages.get(patch.message_id) for patch in revision.patches]
    return [one.diff.changed for one in found if one is not None and one.diff is not None]


def _followed(thread: Thread, answers: tuple[Answer, ...]) -> dict[str, str]:
    """Each message below which the author wrote -> the first mail he wrote there."""
    out: dict[str, str] = {}
    for answer in answers:
        if answer.by_author:
            for name in above(answer.message, thread.messages):
                out.setdefault(name, answer.message.message_id)
    return out


def later_revisions(revision: Revision, series: Series | None) -> list[Revision]:
    """Return the revisions of a series that were posted after one, oldest first."""
    others = series.revisions if series else ()
    later = [one for one in others if one.date > revision.date]
    return sorted(later, key=lambda one: one.date)


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
    followed, discussed = _followed(thread, thread.answers), discussed_by_reader(thread)
    gave_in, addressees = _conceded(thread), Addressees(thread)
    found: list[Objection] = []
    for answer in thread.answers:
        if answer.message.bot or answer.elsewhere:
            continue
        found = _reopened(found, answer)
        by = _sent_anew(answer, anew) or next(
            (one.message_id for one in whole if one.date > answer.message.date), None
        )
        name = answer.message.message_id
        reply = followed.get(name)
        may = answer.by_author or may_close(answer.message)
        for one in _of_answer(answer, may, thread.revision, addressees):
            # What somebody takes up is talked about, and closes nothing.
            one = replace(one, closes=may and name not in followed and name not in discussed)
            replied = reply if reply not in gave_in and one.kind == "changes" else None
            found.append(_with_state(one, overtaken=by, replied=replied))
    return tuple(_taken_back(one, tags, thread) for one in found)


def _with_state(one: Objection, *, overtaken: str | None, replied: str | None) -> Objection:
    if overtaken is not None:
        return replace(one, state=ObjectionState.OVERTAKEN, answered_by=overtaken)
    if replied is not None:
        return replace(one, state=ObjectionState.ANSWERED, answered_by=replied)
    return one


def _conceded(thread: Thread) -> frozenset[str]:
    """The mails in which the author gives in or promises a new version."""
    return frozenset(
        answer.message.message_id
        for answer in thread.answers
        if any(_is_promise(one, answer, thread) for one in answer.message.remarks)
    )


def _is_promise(remark: Remark, answer: Answer, thread: Thread) -> bool:
    """Whether a remark of the author says that a change will come.

    Of themselves, answering nobody, they have to say that they will send it: talk of "the next
    version" is a promise only where it answers a review; "fixed in v2" is none in answer to v2.
    "You are right" is one in a short mail; a long one goes on to say why it may stay so.
    """
    if not answer.by_author:
        return False
    reviewed = _answers_another(answer, thread)
    if remark.kind is RemarkKind.RESPIN:
        named = [int(one) for one in _VERSION.findall(remark.quote)]
        posted = bool(named) and max(named) <= thread.revision.version
        return not posted and (reviewed or bool(named) or sends_version(remark.quote))
    if remark.kind is not RemarkKind.CONCESSION or not reviewed:
        return False
    return remark.word == MENDS or answer.message.own_lines <= _SHORT_MAIL


def _sent_anew(answer: Answer, anew: list[Revision]) -> str | None:
    """The patch by which all that an answer speaks of was sent anew; None if one lacks."""
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


def _of_answer(
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
            yield _objection("nack", answer, revision, evidence, may)
    if any(one.kind in _REFUSALS for one in message.remarks):
        # "NAK. This breaks every gear." is one objection.
        seen.add(RemarkKind.CHANGES.value)
    for remark in message.remarks:
        kind = _kind_of(remark, answer.by_author, may)
        if kind and kind not in seen and addressees.other(remark, message) is None:
            seen.add(kind)
            rule = "command" if remark.kind is RemarkKind.COMMAND else kind
            evidence = _evidence(f"objection.{rule}", message, remark)
            yield _objection(kind, answer, revision, evidence, may)


def _kind_of(remark: Remark, by_author: bool, may: bool) -> str:
    """What a remark is as an objection; empty if it is none.

    NIPA's mail bot takes commands from the author and from maintainers only.
    """
    if remark.kind is RemarkKind.COMMAND:
        return _INACTIVE.get(remark.word, "") if may else ""
    if by_author or remark.kind not in _OBJECTS:
        return ""
    return "changes" if remark.kind is RemarkKind.FAULT else remark.kind.value


def _objection(
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


def _taken_back(objection: Objection, tags: tuple[Tag, ...], thread: Thread) -> Objection:
    """The objection, taken back where its sender approves with it or later."""
    if objection.kind not in _LIFTED_BY_TAG:
        return objection
    by = next(
        (
            tag.message_id
            for tag in tags
            if tag.name in _AGREES
            and not tag.carried
            and tag.counts
            and tag.date >= objection.date
            and same_person(tag.person, objection.who)
        ),
        None,
    ) or _agreed_later(objection, thread)
    if by is None:
        return objection
    return replace(objection, state=ObjectionState.TAKEN_BACK, answered_by=by)


def _agreed_later(objection: Objection, thread: Thread) -> str | None:
    """The later mail in which an objector is satisfied and asks for nothing more."""
    for answer in thread.answers:
        message = answer.message
        kinds = {one.kind for one in message.remarks}
        if (
            message.date > objection.date
            and same_person(message.sender, objection.who)
            and RemarkKind.ACK in kinds
            and not kinds & (_OBJECTS | _ASKED | {RemarkKind.WISH})
            and message.message_id != objection.message_id
        ):
            return message.message_id
    return None


def withdrawn(thread: Thread, familiar: Familiar | None = None) -> Evidence | None:
    """Where the author takes the whole posting back; a namesake's word is none of theirs."""
    for answer, remark in _withdrawals(thread):
        if is_vouched(answer.message, thread.revision.author, thread, familiar):
            return _evidence("remark.withdraw", answer.message, remark)
    return None


def doubted_withdrawals(thread: Thread, familiar: Familiar | None) -> Iterator[DoubtedWord]:
    """Return the withdrawals by somebody who only bears the author's name."""
    for answer, remark in _withdrawals(thread):
        message = answer.message
        if not is_vouched(message, thread.revision.author, thread, familiar):
            yield DoubtedWord(
                what="withdrawal",
                who=message.sender,
                message_id=message.message_id,
                date=message.date,
                evidence=_evidence("claim.namesake", message, remark),
            )


def _withdrawals(thread: Thread) -> Iterator[tuple[Answer, Remark]]:
    for answer in thread.answers:
        for remark in answer.message.remarks:
            if answer.by_author and _takes_all_back(remark, answer, thread.revision):
                yield answer, remark


def _takes_all_back(remark: Remark, answer: Answer, revision: Revision) -> bool:
    """Whether a word means the whole posting: it says so, or it answers the posting itself."""
    if remark.kind is not RemarkKind.WITHDRAW:
        return False
    if remark.word == "series" or (remark.word == "patch" and revision.expected == 1):
        return True
    return answer.whole and answer.message.in_reply_to in revision.own


def respin(thread: Thread, series: Series | None = None) -> Evidence | None:
    """Return where the author last says that a change will come, and none has come since.

    Whoever promised to change a thing for a reader who is content since ("Reviewed-by") keeps
    only a promise of a whole version.
    """
    later = later_revisions(thread.revision, series)
    for answer in reversed(thread.answers):
        if not answer.by_author or any(_keeps(one, answer) for one in later):
            continue
        for remark in answer.message.remarks:
            if not _is_promise(remark, answer, thread):
                continue
            if remark.kind is RemarkKind.RESPIN or not _content_since(answer, thread):
                return _evidence(f"remark.{remark.kind.value}", answer.message, remark)
    return None


def _content_since(answer: Answer, thread: Thread) -> bool:
    """Whether the reader whom the author answers gave an approving tag or agreed later."""
    asked = thread.messages.get(answer.message.in_reply_to or "")
    if asked is None:
        return False
    return any(
        later.message.date > answer.message.date
        and same_person(later.message.sender, asked.sender)
        and (
            any(tag.name in _AGREES for tag in later.message.tags)
            or any(one.kind is RemarkKind.ACK for one in later.message.remarks)
        )
        for later in thread.answers
    )


def _keeps(newer: Revision, answer: Answer) -> bool:
    """Whether a posting is the one that was promised: a later one, of one of the patches."""
    if newer.date <= answer.message.date:
        return False
    spoken = {patch.position for patch in answer.patches}
    return not newer.partial or any(patch.position in spoken for patch in newer.patches)


def _answers_another(answer: Answer, thread: Thread) -> bool:
    """Whether a mail of the author stands below one of another, or below one not at hand."""
    for name in above(answer.message, thread.messages):
        if name in thread.revision.own:
            return False
        message = thread.messages.get(name)
        if message is None or not same_person(message.sender, answer.message.sender):
            return True
    return False


def _evidence(rule: str, message: Message, remark: Remark) -> Evidence:
    return Evidence(
        rule=rule,
        message_id=message.message_id,
        line=remark.line,
        quote=remark.quote[:400],
    )
