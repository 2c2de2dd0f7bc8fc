"""Compute whose turn a series is: who has to act next, since when, and why. Pure."""

from collections.abc import Sequence
from datetime import datetime

from tracker.model.mail import Evidence, Person, RemarkKind
from tracker.model.review import Objection, Question, Review
from tracker.model.series import Series
from tracker.model.status import CLOSED, LANDED, Side, Stage, Turn
from tracker.series.rerolls import current, rerolls
from tracker.state.doubts import asked_after, ready_words
from tracker.state.grounds import Ground, asked_grounds
from tracker.state.stage import Standing, standing_objections


def turn(
    series: Series,
    standing: Standing,
    review: Review,
    blocked_by: Sequence[str],
    replaced_by: str | None = None,
    rest: str | None = None,
    unknown: Sequence[str] = (),
) -> Turn:
    """Whose move it is, since when, and why.

    ``review`` is that of ``rerolls.current``. ``blocked_by`` names what has not landed,
    ``replaced_by`` a later work in this one's place. ``rest`` says that nobody knows of the
    patches that did not land; what was asked before the others landed is settled then. ``unknown``
    are sentences on what it needs that is not at hand.
    """
    newest = current(series)
    match standing.stage:
        case stage if stage in CLOSED and not (stage is Stage.SUPERSEDED and replaced_by):
            closed = Ground(text=_closed_reason(stage), proofs=standing.evidence)
            return _turn(Side.NOBODY, standing.since, closed, *_reported(stage, review))
        case _ if replaced_by is not None:
            gone_on = f"its author went on with {replaced_by}"
            ground = Ground(text=gone_on, proofs=standing.evidence)
            return _turn(Side.NOBODY, standing.since, ground)
    said = review if rest is None else asked_after(review, standing.since)
    if asked := _asked_of_author(said, newest.author):
        return asked
    if rest is not None:
        return _turn(Side.NOBODY, standing.since, Ground(text=rest, proofs=standing.evidence))
    if standing.stage is Stage.INCOMPLETE:
        gone = ", ".join(map(str, newest.missing[:12]))
        # They may have gone to another list: nobody can be blamed for what an archive lacks.
        reason = f"patches {gone} of {newest.expected} are not at hand; fetch the thread"
        return _turn(Side.NOBODY, newest.date, Ground(text=reason))
    if blocked_by:
        needs = (Ground(text=f"it needs {one}, which has not landed") for one in blocked_by)
        return _turn(Side.DEPENDENCY, standing.since, *needs)
    if newest.pull:
        return _turn(Side.MAINTAINER, standing.since, Ground(text="it is there to be pulled"))
    if standing.stage is Stage.REVIEWED:
        ground = Ground(text=ready_words(unknown), proofs=standing.evidence)
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
    return _turn(Side.REVIEWERS, max(standing.since, newest.date), ground)


def _turn(
    side: Side, since: datetime | None, *grounds: Ground, people: tuple[Person, ...] = ()
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


def _asked_of_author(review: Review, author: Person) -> Turn | None:
    """The author's move: what was asked of him and not answered, or what he promised."""
    wanted = standing_objections(review)
    # A request for changes is an open question, too; one reason is enough.
    said = {(one.message_id, one.evidence.line) for one in wanted}
    others = [
        one for one in open_questions(review) if (one.message_id, one.evidence.line) not in said
    ]
    asked: list[Question | Objection] = [*others, *wanted]
    if not asked and review.respin is None:
        return None
    grounds = list(asked_grounds(asked))
    if review.respin is not None:
        text = f"{author.name or author.email} said that a new version will come"
        grounds.append(Ground(text=text, proofs=(review.respin,)))
    since = min((one.date for one in asked), default=review.answered)
    return _turn(Side.AUTHOR, since, *grounds, people=(author,))


def open_questions(review: Review) -> tuple[Question, ...]:
    """Questions that nobody has answered, neither the author nor another."""
    return tuple(
        one for one in review.questions if one.answered_by is None and one.discussed_by is None
    )


def _waiting_reason(stage: Stage, series: Series, review: Review) -> str:
    if stage is Stage.NEW:
        return "nobody has answered yet"
    if anew := rerolls(series):
        count = len({patch.position for one in anew for patch in one.patches})
        every = count == len(series.newest.patches)
        which = "every patch" if every else "1 patch" if count == 1 else f"{count} patches"
        return f"{which} was sent anew" if count == 1 or every else f"{which} were sent anew"
    answered = [one for one in review.questions if one.answered_by]
    if answered:
        return "the questions so far are answered; not every patch is reviewed"
    return "not every patch is reviewed"


def _closed_reason(stage: Stage) -> str:
    return {
        Stage.APPLIED: "it was applied",
        Stage.MAINLINE: "it is in mainline",
        Stage.RELEASED: "it is in a release",
        Stage.REVERTED: "it was applied and reverted",
        Stage.WITHDRAWN: "its author took it back",
        Stage.REJECTED: "it was rejected",
        Stage.SUPERSEDED: "another posting took its place",
    }[stage]
