"""What answers ask, refuse and promise: open questions, objections, the author's own words."""

from collections.abc import Iterator
from dataclasses import replace

from tracker.mail.fingerprint import holds
from tracker.mail.people import same_person
from tracker.mail.takebacks import sends_version
from tracker.model.mail import Evidence, Message, Remark, RemarkKind
from tracker.model.review import DoubtedWord, Objection, Question, Tag
from tracker.model.series import Revision, Series
from tracker.review.claims import Familiar, is_vouched
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
_ACTIVE = frozenset({"new", "ur", "under-review", "au", "awaiting-upstream", "needs-ack", "nac"})
"""Commands that open it again."""
_AGREES = frozenset({"Reviewed-by", "Acked-by"})


def questions(thread: Thread, series: Series | None) -> tuple[Question, ...]:
    """What others than the author ask or ask for, and who answered: the author's next mail below
    it, else the next revision posted after it."""
    answers = thread.answers
    followed, discussed = _followed(thread, answers), _discussed(thread)
    later = _later_revisions(thread.revision, series)
    found: list[Question] = []
    for answer in answers:
        message = answer.message
        if answer.by_author or answer.elsewhere or message.bot:
            continue
        next_one = next((one for one in later if one.date > message.date), None)
        after = next_one.message_id if next_one else None
        for remark in message.remarks:
            if remark.kind in _ASKED:
                found.append(
                    Question(
                        message_id=message.message_id,
                        who=message.sender,
                        date=message.date,
                        quote=remark.quote,
                        under=remark.under,
                        answered_by=followed.get(message.message_id) or after,
                        discussed_by=discussed.get(message.message_id),
                        changed=_changed(remark.under, thread, next_one),
                        kind=remark.kind,
                        evidence=_evidence(f"remark.{remark.kind.value}", message, remark),
                    )
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


def _discussed(thread: Thread) -> dict[str, str]:
    """Each message that another than its sender and the author answered -> that answer."""
    out: dict[str, str] = {}
    for answer in thread.answers:
        message = answer.message
        asked = thread.messages.get(message.in_reply_to or "")
        if asked is None or answer.by_author or message.bot:
            continue
        if not same_person(asked.sender, message.sender):
            out.setdefault(asked.message_id, message.message_id)
    return out


def _later_revisions(revision: Revision, series: Series | None) -> list[Revision]:
    others = series.revisions if series else ()
    later = [one for one in others if one.date > revision.date]
    return sorted(later, key=lambda one: one.date)


def objections(
    thread: Thread, tags: tuple[Tag, ...], series: Series | None = None
) -> tuple[Objection, ...]:
    """NAKs, requests for changes and closing commands that still stand.

    One who gives a Reviewed-by or Acked-by, then or later, no longer objects; a command that
    opens the posting again takes the closing ones before it away. What was said of patches that
    were all sent anew since, one by one, is answered by those.
    """
    found: list[Objection] = []
    anew = [
        one for one in _later_revisions(thread.revision, series) if renews(one, thread.revision)
    ]
    for answer in thread.answers:
        if not answer.message.bot and not answer.elsewhere:
            found = _reopened(found, answer)
            by = _sent_anew(answer, anew)
            found += (replace(one, answered_by=by) for one in _of_answer(answer))
    return tuple(one for one in found if not _settled(one, tags))


def _sent_anew(answer: Answer, anew: list[Revision]) -> str | None:
    """The patch by which all that an answer speaks of was sent anew; None if one lacks."""
    later = [patch for one in anew if one.date > answer.message.date for patch in one.patches]
    held = {patch.position for patch in later}
    spoken = {patch.position for patch in answer.patches}
    if not later or not spoken <= held:
        return None
    return max(
        (one for one in later if one.position in spoken), key=lambda one: one.date
    ).message_id


def _reopened(found: list[Objection], answer: Answer) -> list[Objection]:
    commands = {one.word for one in answer.message.remarks if one.kind is RemarkKind.COMMAND}
    if answer.by_author or not commands & _ACTIVE:
        return found
    return [one for one in found if one.kind not in _INACTIVE.values()]


def _of_answer(answer: Answer) -> Iterator[Objection]:
    """The objections of one answer, one a kind; an author may only close, by command."""
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
            yield _objection("nack", message, evidence)
    for remark in message.remarks:
        kind = _kind_of(remark, answer.by_author)
        if kind and kind not in seen:
            seen.add(kind)
            rule = "command" if remark.kind is RemarkKind.COMMAND else kind
            yield _objection(kind, message, _evidence(f"objection.{rule}", message, remark))


def _kind_of(remark: Remark, by_author: bool) -> str:
    """What a remark is as an objection; empty if it is none."""
    if remark.kind is RemarkKind.COMMAND:
        return _INACTIVE.get(remark.word, "")
    if by_author or remark.kind not in (RemarkKind.NACK, RemarkKind.CHANGES):
        return ""
    return remark.kind.value


def _objection(kind: str, message: Message, evidence: Evidence) -> Objection:
    return Objection(
        kind=kind,
        who=message.sender,
        message_id=message.message_id,
        date=message.date,
        evidence=evidence,
    )


def _settled(objection: Objection, tags: tuple[Tag, ...]) -> bool:
    if objection.kind not in ("nack", "changes"):
        return False
    return any(
        tag.name in _AGREES
        and not tag.carried
        and tag.counts
        and tag.date >= objection.date
        and same_person(tag.person, objection.who)
        for tag in tags
    )


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
    """Where the author last says that a new version will come, and none has come since.

    Of himself, answering nobody, he has to say that he will send it: talk of "the next version"
    is a promise only where it answers a review.
    """
    later = _later_revisions(thread.revision, series)
    for answer in reversed(thread.answers):
        if not answer.by_author or any(_keeps(one, answer) for one in later):
            continue
        reviewed = _answers_another(answer, thread)
        for remark in answer.message.remarks:
            if remark.kind is RemarkKind.RESPIN and (reviewed or sends_version(remark.quote)):
                return _evidence("remark.respin", answer.message, remark)
    return None


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
