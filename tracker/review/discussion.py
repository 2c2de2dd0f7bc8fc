# SPDX-License-Identifier: GPL-2.0-or-later
"""What answers ask, and what the author promises or takes back."""

from collections.abc import Iterator
from datetime import datetime

from tracker.lazy_dataclass import replace
from tracker.mail.diffs.fingerprint import holds
from tracker.mail.people import same_person
from tracker.mail.phrases.landing_words import PUSHES
from tracker.mail.phrases.links.version_tokens import VERSION_SPOKEN_OF
from tracker.mail.phrases.review.question_words import DECLINES
from tracker.model.mail import Evidence, Message, Remark, RemarkKind
from tracker.model.review import Act, DoubtedWord, Question, Review
from tracker.model.series import Revision, Series
from tracker.review.claims import Familiar, is_vouched
from tracker.review.conversation import Addressees
from tracker.review.threads import Answer, Thread

_ASKED = frozenset({RemarkKind.QUESTION, RemarkKind.CHANGES, RemarkKind.PROBLEM})
_WANTED = _ASKED | {RemarkKind.WISH, RemarkKind.FAULT, RemarkKind.REFUSAL, RemarkKind.NACK}
_MENDS = "mends"
"""``Remark.word`` of a concession that says what will be changed."""
_APPLY = "apply"
"""``Remark.word`` of a plan to put the patch into a tree."""
_ASSENTS = "assents"
"""``Remark.word`` of a concession that says yes and no more."""
_TAIL = 30
"""Characters at the end of a quoted line or sentence by which the two are known for the same."""
_SHORT_MAIL = 10
"""Own lines of a mail that only gives in."""
_AGREES = frozenset({"Reviewed-by", "Acked-by"})


def questions(thread: Thread, series: Series | None) -> tuple[Question, ...]:
    """Return what others than the author ask or ask for, with the first answer to each."""
    followed, discussed = thread.followed_by_author, thread.discussed_by_reader
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
                # A request stays open until its author answers, as the objection that it makes.
                answered_by=author or (None if remark.kind is RemarkKind.CHANGES else other),
                discussed_by=None if author else other,
                overtaken_by=newer.message_id if newer else None,
                changed=_discussion_changed(remark.under, thread, newer),
                kind=remark.kind,
                put_to=addressees.other(remark, message),
                evidence=remark_evidence(f"remark.{remark.kind.value}", message, remark),
            )
            for remark in message.remarks
            if remark.kind in _ASKED
        )
    return tuple(found)


def _discussion_changed(under: str, thread: Thread, newer: Revision | None) -> bool | None:
    """Whether a quoted line of a patch is gone from the next revision's patches."""
    if newer is None:
        return None
    before = _discussion_diffs(thread.revision, thread)
    if not any(holds(one, under) for one in before):
        return None
    after = _discussion_diffs(newer, thread)
    return not any(holds(one, under) for one in after) if after else None


def _discussion_diffs(revision: Revision, thread: Thread) -> list[bytes]:
    found = [thread.messages.get(patch.message_id) for patch in revision.patches]
    return [one.diff.changed for one in found if one is not None and one.diff is not None]


def later_revisions(revision: Revision, series: Series | None) -> list[Revision]:
    """Return the revisions of a series that were posted after one, oldest first."""
    others = series.revisions if series else ()
    later = [one for one in others if one.date > revision.date]
    return sorted(later, key=lambda one: one.date)


def concessions(thread: Thread) -> frozenset[str]:
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
        named = [int(one) for one in VERSION_SPOKEN_OF.findall(remark.quote)]
        posted = bool(named) and max(named) <= thread.revision.version
        if posted or reviewed or named:
            return not posted
        from tracker.mail.takebacks import sends_version

        return sends_version(remark.quote)
    if remark.kind is RemarkKind.PLAN:
        # "Let me look into it and get back to you": the reader waits for what comes of that.
        return reviewed and remark.word == "look" and answer.message.own_lines <= _SHORT_MAIL
    if remark.kind is not RemarkKind.CONCESSION or not reviewed or _gives_up(answer):
        return False
    asked = thread.messages.get(_parent(answer))
    if remark.word == _ASSENTS and not _wants_a_change(asked, remark.under):
        return False
    if remark.word == _MENDS:
        return True
    # "You're right. Shall I split it?" waits for the answer.
    asks = any(one.kind is RemarkKind.QUESTION for one in answer.message.remarks)
    return answer.message.own_lines <= _SHORT_MAIL and not asks


def withdrawn(thread: Thread, familiar: Familiar | None = None) -> Evidence | None:
    """Where the author takes the whole posting back; a namesake's word is none of theirs."""
    for answer, remark in _withdrawals(thread):
        if is_vouched(answer.message, thread.revision.author, thread, familiar):
            return remark_evidence("remark.withdraw", answer.message, remark)
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
                evidence=remark_evidence("claim.namesake", message, remark),
            )


def _withdrawals(thread: Thread) -> Iterator[tuple[Answer, Remark]]:
    for answer in thread.answers:
        for remark in answer.message.remarks:
            mine = answer.by_author and thread.is_author(answer.message.sender)
            if mine and _takes_all_back(remark, answer, thread.revision):
                yield answer, remark


def _gives_up(answer: Answer) -> bool:
    """Whether the author lets go of what the mail is about: "Oops. Forget it for now"."""
    return any(one.kind is RemarkKind.WITHDRAW for one in answer.message.remarks)


def _parent(answer: Answer) -> str:
    return answer.message.in_reply_to or ""


def _wants_a_change(asked: Message | None, under: str) -> bool:
    """Whether a mail wants something of the author, to which a lone "Sure!" can say yes.

    A mail that is not fetched may. One that gives an approving tag leaves nothing to be done, nor
    does what a notice that the patch was applied says, but for a wish that stands right above.
    """
    if asked is None:
        return True
    if any(tag.name in _AGREES and same_person(tag.person, asked.sender) for tag in asked.tags):
        return False
    wanted = [one for one in asked.remarks if one.kind in _WANTED]
    if asked.notices and under:
        return any(one.quote[-_TAIL:] in under or under[-_TAIL:] in one.quote for one in wanted)
    return bool(wanted)


def _takes_all_back(remark: Remark, answer: Answer, revision: Revision) -> bool:
    """Whether a word means the whole posting: it says so, or it answers the posting itself."""
    if remark.kind is not RemarkKind.WITHDRAW:
        return False
    if remark.word == "series" or (remark.word == "patch" and revision.expected == 1):
        return True
    alone = answer.whole or (revision.partial and len(revision.patches) == 1)
    return alone and answer.message.in_reply_to in revision.own


def respin(thread: Thread, series: Series | None = None) -> Evidence | None:
    """Return where the author last says that a change will come, and none has come since.

    Whoever promised to change a thing for a reader who is content since ("Reviewed-by") keeps
    only a promise of a whole version. Whoever commits it themselves, with the change, sends none.
    """
    later = later_revisions(thread.revision, series)
    pushes = _is_pushed_by_author(thread)
    for answer in reversed(thread.answers):
        if not answer.by_author or any(_keeps(one, answer) for one in later):
            continue
        for remark in answer.message.remarks:
            if not _is_promise(remark, answer, thread) or _came_back(remark, answer, thread):
                continue
            if remark.kind is RemarkKind.RESPIN or not (pushes or _content_since(answer, thread)):
                return remark_evidence(f"remark.{remark.kind.value}", answer.message, remark)
    return None


def _is_pushed_by_author(thread: Thread) -> bool:
    """Whether the author, after a reader's approving tag, says that they will push the patches."""
    approved = False
    for answer in thread.answers:
        if not answer.by_author:
            approved = approved or any(tag.name in _AGREES for tag in answer.message.tags)
        elif approved and any(
            one.kind is RemarkKind.PLAN and one.word == _APPLY and PUSHES.search(one.quote)
            for one in answer.message.remarks
        ):
            return True
    return False


def _came_back(remark: Remark, answer: Answer, thread: Thread) -> bool:
    """Whether the author has written to the reader again after "Got it, I'll look into it".

    Whoever only wanted to look into it says what came of it; whoever agreed asks back: "Do you
    mean the other lamp?". A promised version is still awaited.
    """
    if remark.kind is RemarkKind.RESPIN:
        return False
    said = answer.message
    return any(
        later.by_author
        and later.message.date > said.date
        and later.message.in_reply_to in (said.message_id, said.in_reply_to)
        and (
            remark.kind is RemarkKind.PLAN
            or any(one.kind is RemarkKind.QUESTION for one in later.message.remarks)
        )
        for later in thread.answers
    )


def _content_since(answer: Answer, thread: Thread) -> bool:
    """Whether the reader whom the author answers gave an approving tag or agreed later.

    "Sounds good" to the promise itself agrees with what was promised: the change is awaited.
    """
    asked = thread.messages.get(answer.message.in_reply_to or "")
    if asked is None:
        return False
    return any(
        later.message.date > answer.message.date
        and same_person(later.message.sender, asked.sender)
        and (
            any(tag.name in _AGREES for tag in later.message.tags)
            or any(
                one.kind is RemarkKind.ACK
                and (
                    later.message.in_reply_to != answer.message.message_id
                    or DECLINES.search(one.quote)
                )
                for one in later.message.remarks
            )
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
    own = thread.revision.own
    for name in answer.above:
        if name in own:
            return False
        message = thread.messages.get(name)
        if message is None or not same_person(message.sender, answer.message.sender):
            return True
    return False


def remark_evidence(rule: str, message: Message, remark: Remark) -> Evidence:
    """Return the line of a remark as evidence, by the name of the rule that read it."""
    return Evidence(
        rule=rule,
        message_id=message.message_id,
        line=remark.line,
        quote=remark.quote[:400],
    )


def with_late_words(review: Review, older: Review, since: datetime) -> Review:
    """Return a review with what readers said of an older posting since the newest one was sent.

    They mean the change as such: "Hold on, the bug is elsewhere." Tags stay with what they were
    given to, and the author's words are about the older posting.
    """
    speeches = [
        replace(one, patches=frozenset())
        for one in older.speeches
        if one.date > since and not one.by_author and Act.TAG not in one.acts
    ]
    if not speeches:
        return review
    said = {one.message_id for one in speeches}
    return replace(
        review,
        speeches=tuple(sorted((*review.speeches, *speeches), key=lambda one: one.date)),
        questions=(*review.questions, *(one for one in older.questions if one.message_id in said)),
        objections=(
            *review.objections,
            *(replace(one, positions=()) for one in older.objections if one.message_id in said),
        ),
    )
