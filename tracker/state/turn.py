# SPDX-License-Identifier: GPL-2.0-or-later
"""Compute whose turn a series is: who has to act next, since when, and why. Pure.

The last word decides: what landed needs nobody; where the author spoke last, readers have to
act, unless the author promised a change; where a reader spoke last without an approving tag, the
author has to; where every patch is approved, the maintainer. ``docs/decisions`` has what each
finer rule brings.
"""

from collections.abc import Sequence
from datetime import datetime

from tracker.lazy_dataclass import dataclass, replace
from tracker.mail.people import same_person
from tracker.model.mail import Evidence, Person, RemarkKind
from tracker.model.review import Act, Objection, Question, Review, Speech
from tracker.model.series import Revision, Series
from tracker.model.status import CLOSED, LANDED, Mover, Side, Stage, Turn
from tracker.review.disagreement import not_come_back
from tracker.series.rerolls import current, rerolls
from tracker.state.grounds import (
    Ground,
    answered_ground,
    asked_after,
    asked_grounds,
    closed_words,
    pings_ground,
    ready_words,
    speech_ground,
)
from tracker.state.movers import WAS_ASKED, Circle, maintainers, mover, reviewers
from tracker.state.stage import Standing, approving, standing_objections

_SATISFIED = frozenset({Act.TAG, Act.AGREEMENT})
_NOT_TO_AUTHOR = _SATISFIED | {Act.LOOKS, Act.APPLIES, Act.YOURS, Act.ASKS_OTHERS, Act.WAITS}
"""Acts of a reader's mail after which the author need not move."""
_WANTS = frozenset({Act.REQUEST, Act.QUESTION, Act.WISH, Act.CONDITION})
"""Acts by which a reader wants something of the author."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What counts for a turn beside the series itself."""

    blocked_by: Sequence[str] = ()
    """Names of what has not landed and has to be in first."""
    replaced_by: str | None = None
    """The sentence that says which other patch took its place."""
    countered: Ground | None = None
    """The patch that a reader put into an answer, in its place."""
    rest: str | None = None
    """That nobody knows of the patches that did not land with the others; what was asked before
    those landed is settled then."""
    unknown: Sequence[str] = ()
    """Sentences on what it needs that is not at hand."""
    circle: Circle | None = None
    """The people around it; None where nobody beside the author is to be named."""


NOTHING = Surroundings()


def turn(
    series: Series, standing: Standing, review: Review, around: Surroundings = NOTHING
) -> Turn:
    """Return whose move it is, since when, and why. ``review`` is that of ``rerolls.current``."""
    stage = standing.stage
    if stage in CLOSED and not (stage is Stage.SUPERSEDED and around.replaced_by):
        closed = Ground(text=closed_words(stage), proofs=standing.evidence)
        return _turn(Side.NOBODY, standing.since, closed, *_reported(stage, review))
    if around.replaced_by is not None:
        ground = Ground(text=around.replaced_by, proofs=standing.evidence)
        return _turn(Side.NOBODY, standing.since, ground)
    said = review if around.rest is None else asked_after(review, standing.since)
    move = (
        _of_conversation(current(series), standing, said)
        or _of_surroundings(series, standing, said, around)
        or _of_stage(series, standing, said, around)
    )
    move = _with_people(move, current(series).author, around.circle)
    return _with_pings(move, review)


def _with_pings(move: Turn, review: Review) -> Turn:
    """The turn with how often the author asked for an answer since a reader last wrote."""
    if move.side in (Side.AUTHOR, Side.NOBODY):
        return move
    pings: list[Speech] = []
    for word in review.speeches:
        pings = (
            [*pings, word]
            if word.by_author and Act.PING in word.acts
            else (pings if word.by_author else [])
        )
    if not pings:
        return move
    ground = pings_ground(pings)
    return replace(move, reasons=(*move.reasons, ground.text), proofs=(*move.proofs, ground.proofs))


def _with_people(move: Turn, author: Person, circle: Circle | None) -> Turn:
    """The turn with the people of its side, where it names none yet."""
    if move.people:
        return move
    match move.side:
        case Side.AUTHOR | Side.DEPENDENCY:
            return replace(move, people=(mover(author, "wrote it"),))
        case Side.REVIEWERS if circle is not None:
            return _with_asked(replace(move, people=reviewers(circle)), circle)
        case Side.MAINTAINER if circle is not None:
            return replace(move, people=maintainers(circle))
    return move


_ALL_ANSWERED = "the questions so far are answered; "


def _with_asked(move: Turn, circle: Circle) -> Turn:
    """The turn of people who were asked by name, with who asked them as its first reasons.

    "The questions so far are answered" beside them would contradict that.
    """
    if not move.people or move.people[0].why != WAS_ASKED:
        return move
    names: dict[int, list[str]] = {}
    words = circle.review.speeches
    for person in (one for one in move.people if one.why == WAS_ASKED):
        last = max(
            at for at, one in enumerate(words) if any(same_person(a, person) for a in one.asked)
        )
        names.setdefault(last, []).append(person.called)
    grounds = [speech_ground(words[at], f"asked {' and '.join(who)}") for at, who in names.items()]
    return replace(
        move,
        reasons=(
            *(one.text for one in grounds),
            *(one.removeprefix(_ALL_ANSWERED) for one in move.reasons),
        ),
        proofs=(*(one.proofs for one in grounds), *move.proofs),
    )


def _of_conversation(head: Revision, standing: Standing, review: Review) -> Turn | None:
    """The turn where something said still stands: a request, a promise, a plan."""
    words = _open_speeches(head, standing, review)
    if (plan := _last_plan(words, review)) is not None:
        return plan
    if asked := _asked_of_author(review, head.author, words):
        return asked
    last = next((one for one in reversed(words) if not _is_aside(one, head)), None)
    if last is not None and _needs_it_no_more(last):
        return _turn(Side.AUTHOR, last.date, speech_ground(last, "says that it is fixed elsewhere"))
    if last is None or last.by_author or (last.discussed_by and Act.QUESTION in last.acts):
        return None
    approved = all(approving(head, review).values()) and bool(head.patches)
    instead = Act.ELSEWHERE in last.acts and Act.TAG not in last.acts
    if (last.acts & _NOT_TO_AUTHOR and not instead) or approved:
        return None
    return _turn(
        Side.AUTHOR,
        last.date,
        speech_ground(last, "wrote last and gave no tag"),
    )


def _needs_it_no_more(word: Speech) -> bool:
    """Whether an author says below their own posting that it is fixed elsewhere."""
    below = word.to is None or same_person(word.to, word.who)
    return word.by_author and below and Act.ELSEWHERE in word.acts


def _is_aside(word: Speech, head: Revision) -> bool:
    """Whether a reader's mail answers another reader and wants nothing of the author."""
    if word.by_author or word.to is None or word.acts & (_WANTS | _SATISFIED):
        return False
    return not same_person(word.to, head.author) and not same_person(word.to, word.who)


def _open_speeches(head: Revision, standing: Standing, review: Review) -> list[Speech]:
    """What was said of patches that have not landed."""
    landed = {name for name, stage in standing.patches.items() if stage in LANDED}
    held = {patch.message_id for patch in head.patches}
    return [one for one in review.speeches if not (one.patches and one.patches & held <= landed)]


def _last_plan(words: Sequence[Speech], review: Review) -> Turn | None:
    """The turn by a plan that nothing later overrules: to apply it, or to wait for a thing."""
    for word in reversed(words):
        if word.acts & {Act.PROMISE, Act.CONDITION} and not word.acts & {Act.APPLIES}:
            return None
        if Act.WAITS in word.acts and not word.by_author:
            return _turn(Side.DEPENDENCY, word.date, speech_ground(word, "says what it waits for"))
        tagged = (one for one in words if Act.TAG in one.acts and one.date < word.date)
        if Act.MERGES in word.acts or (
            Act.APPLIES in word.acts and (not word.by_author or any(tagged))
        ):
            ground = speech_ground(word, "is going to apply it")
            return _turn(
                Side.MAINTAINER,
                word.date,
                ground,
                people=(mover(word.who, "is going to apply it"),),
            )
        if Act.YOURS in word.acts and word.by_author and (word.asked or word.to is not None):
            ground = speech_ground(word, "leaves it to be applied")
            heirs = word.asked or (word.to,) if word.to is not None else word.asked
            people = tuple(mover(one, "may apply it") for one in heirs)
            return _turn(Side.MAINTAINER, word.date, ground, people=people)
        if word.acts & _WANTS or (word.by_author and Act.PING not in word.acts):
            return None
    return None


def _of_surroundings(
    series: Series, standing: Standing, review: Review, around: Surroundings
) -> Turn | None:
    """The turn where something beside the conversation keeps the series from going on."""
    newest = current(series)
    if around.rest is not None:
        ground = Ground(text=around.rest, proofs=standing.evidence)
        return _turn(Side.NOBODY, standing.since, ground)
    if standing.stage in (Stage.INCOMPLETE, Stage.PARTIALLY_APPLIED) and newest.missing:
        return _of_what_is_here(newest, standing, review)
    if around.countered is not None and standing.stage is not Stage.REVIEWED:
        return _turn(Side.AUTHOR, standing.since, around.countered)
    if around.blocked_by:
        needs = (Ground(text=f"it needs {one}, which has not landed") for one in around.blocked_by)
        return _turn(Side.DEPENDENCY, standing.since, *needs)
    return None


def _of_what_is_here(newest: Revision, standing: Standing, review: Review) -> Turn:
    """The turn of a posting of which not all is cached, by the patches that are.

    The others may have gone to another list only, as their maintainers' names say.
    """
    gone = ", ".join(map(str, newest.missing[:12]))
    what = "patch {} of {} is" if len(newest.missing) == 1 else "patches {} of {} are"
    reason = f"{what.format(gone, newest.expected)} not fetched; fetch the thread"
    ground = Ground(text=reason)
    approved = approving(newest, review)
    waiting = [
        one
        for one in newest.patches
        if standing.patches.get(one.message_id) not in LANDED and not approved[one.message_id]
    ]
    if not newest.patches or not waiting:
        return _turn(Side.NOBODY, newest.date, ground)
    here = Ground(text="not every patch that is here is reviewed")
    return _turn(Side.REVIEWERS, newest.date, here, ground)


def _of_stage(series: Series, standing: Standing, review: Review, around: Surroundings) -> Turn:
    """The turn where nothing that was said stands: the maintainer's or the reviewers'."""
    newest = current(series)
    if newest.pull:
        return _turn(Side.MAINTAINER, standing.since, Ground(text="it is there to be pulled"))
    if standing.stage is Stage.REVIEWED and (waiting := not_come_back(review)) is not None:
        people = (mover(waiting[0].who, "got the author's answer"),)
        return _turn(Side.REVIEWERS, waiting[1], answered_ground(*waiting), people=people)
    if standing.stage is Stage.REVIEWED:
        ground = Ground(text=ready_words(around.unknown), proofs=standing.evidence)
        return _turn(Side.MAINTAINER, standing.since, ground)
    if standing.stage is Stage.PARTIALLY_APPLIED:
        reason = "some patches were applied, the others were not"
        ground = Ground(text=reason, proofs=standing.evidence)
        return _turn(Side.MAINTAINER, standing.since, ground)
    proofs = tuple(
        Evidence(rule="turn.reviewers", message_id=one.message_id, quote=one.title)
        for one in rerolls(series)
    )
    ground = Ground(text=_waiting_reason(standing.stage, series, review), proofs=proofs)
    since = max(standing.since, newest.date, *_came_to_readers(newest, review))
    return _turn(Side.REVIEWERS, since, ground)


def _came_to_readers(newest: Revision, review: Review) -> list[datetime]:
    """When the author first wrote after the last reader, if that is so: it was theirs since.

    From the address of the posting: anybody may bear the author's name.
    """
    last = max((one.date for one in review.speeches if not one.by_author), default=None)
    addresses = {one.email for one in (newest.author, newest.poster) if one}
    own = [
        one.date
        for one in review.speeches
        if one.by_author and one.who.email in addresses and Act.PING not in one.acts
    ]
    return sorted(one for one in own if last is not None and one > last)[:1]


def _turn(
    side: Side, since: datetime | None, *grounds: Ground, people: tuple[Mover, ...] = ()
) -> Turn:
    return Turn(
        side=side,
        people=people,
        since=since,
        reasons=tuple(one.text for one in grounds),
        proofs=tuple(one.proofs for one in grounds),
    )


def _reported(stage: Stage, review: Review) -> tuple[Ground, ...]:
    """Problems reported with what has landed, and not answered."""
    if stage not in LANDED:
        return ()
    return asked_grounds([one for one in open_questions(review) if one.kind is RemarkKind.PROBLEM])


def _asked_of_author(review: Review, author: Person, words: Sequence[Speech]) -> Turn | None:
    """The author's move: what was asked of them and not answered, or what they promised."""
    wanting = [one for one in words if _still_wants(one, words)]
    heard = {one.message_id for one in wanting}
    respin = _promise_kept_open(review, words)
    wanted = [
        one
        for one in standing_objections(review)
        if one.message_id in heard or respin is not None or one.by_command
    ]
    # A request for changes is an open question, too; one reason is enough.
    said = {one.message_id for one in wanted}
    others = [
        one
        for one in open_questions(review)
        if one.message_id in heard
        and not (one.kind is RemarkKind.CHANGES and one.message_id in said)
    ]
    asked: list[Question | Objection] = [*others, *wanted]
    spoken = {one.message_id for one in asked}
    grounds = list(asked_grounds(asked))
    grounds += [
        speech_ground(one, _WANTED[Act.CONDITION in one.acts])
        for one in wanting
        if one.message_id not in spoken
    ]
    if respin is not None:
        spoke = (one.who for one in review.speeches if one.message_id == respin.message_id)
        text = f"{next(spoke, author).called} wrote that a change will come"
        grounds.append(Ground(text=text, proofs=(respin,)))
    if not grounds:
        return None
    since = min((one.date for one in wanting), default=review.answered)
    return _turn(Side.AUTHOR, since, *grounds)


def _promise_kept_open(review: Review, words: Sequence[Speech]) -> Evidence | None:
    """The author's promise, unless it was made of patches that have landed since.

    ``words`` are the mails on patches that have not.
    """
    promise = review.respin
    if promise is None or any(one.message_id == promise.message_id for one in words):
        return promise
    spoken = any(one.message_id == promise.message_id for one in review.speeches)
    return None if spoken else promise


_WANTED = {True: "gave a tag under a condition", False: "wished for a change"}


def _still_wants(word: Speech, words: Sequence[Speech]) -> bool:
    """Whether a reader's mail wants something of the author that nobody answered.

    A later tag or "fine" of the same reader settles it, where it is of the same patches.
    """
    wants = word.acts & _WANTS
    if word.discussed_by:
        wants -= {Act.QUESTION}
    if word.by_author or word.answered_by or not wants:
        return False
    return not any(
        later.date > word.date
        and later.acts & _SATISFIED
        and same_person(later.who, word.who)
        and (not word.patches or not later.patches or word.patches & later.patches)
        for later in words
    )


def open_questions(review: Review) -> tuple[Question, ...]:
    """Return the questions to the author that nobody has answered."""
    return tuple(one for one in review.questions if one.is_open and one.put_to is None)


def _waiting_reason(stage: Stage, series: Series, review: Review) -> str:
    if stage is Stage.NEW:
        return "nobody has answered yet"
    if anew := rerolls(series):
        count = len({patch.position for one in anew for patch in one.patches})
        every = count == len(series.newest.patches)
        which = "every patch" if every else "1 patch" if count == 1 else f"{count} patches"
        return f"{which} was sent again" if count == 1 or every else f"{which} were sent again"
    answered = [one for one in review.questions if one.answered_by]
    if answered:
        return f"{_ALL_ANSWERED}not every patch is reviewed"
    return "not every patch is reviewed"
