# SPDX-License-Identifier: GPL-2.0-or-later
"""What happened to a series, newest first: the event log."""

from collections.abc import Iterator, Sequence

from tracker.lazy_dataclass import replace
from tracker.mail.people import same_person
from tracker.model.checks import Check
from tracker.model.landing import LandingStep, StepName, place_name
from tracker.model.mail import Person, RemarkKind
from tracker.model.review import Act, Doubt, DoubtedWord, Objection, Question, Review, Tag
from tracker.model.series import Revision
from tracker.model.verdicts import CheckState
from tracker.model.views import Event
from tracker.state.dossier import Dossier
from tracker.state.grounds import asked_words
from tracker.state.verdicts import failing_words

_VERBS = {
    StepName.REVERTED: "reverted in",
    StepName.MAINLINE: "merged into mainline,",
    StepName.RELEASE: "released in",
    StepName.STABLE: "backported to",
}
"""What happened on a rung; on any other it was applied."""
_DOUBTS = {
    Doubt.CLAIMED: "somebody else wrote it",
    Doubt.NAMESAKE: "nothing ties its sender's address to them",
    Doubt.LOOK_ALIKE: "the name is written in look-alike letters",
}
_CLAIMS = {
    "withdrawal": "says that it is taken back, and nothing ties that address to the author",
    "untag": "takes a tag back, and nothing ties that address to its giver",
    "command": "gives a command that is not theirs to give",
}


def events(dossier: Dossier) -> tuple[Event, ...]:
    """Return the event log of a series up to the dossier's moment, newest first."""
    found = [
        replace(event, version=revision.version)
        for revision in dossier.series.revisions
        for event in _of_revision(dossier, revision)
    ]
    found += _event_checked(dossier.checks)
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.date, one.kind), reverse=True))


def _event_checked(checks: Sequence[Check]) -> Iterator[Event]:
    """One event for each mail of a machine that holds a failure or a warning; greens are none."""
    mails: dict[str, list[Check]] = {}
    for one in checks:
        if one.state in (CheckState.FAIL, CheckState.WARNING):
            mails.setdefault(one.message_id, []).append(one)
    for name, some in mails.items():
        failing = [one for one in some if one.state is CheckState.FAIL]
        first = (failing or some)[0]
        where = "" if first.patch is None else f", patch {first.patch}"
        said = failing_words(failing) if failing else f"{first.context} warns"
        yield Event(
            date=first.date,
            kind="check",
            text=f"{first.source}: {said} (v{first.version}{where})",
            message_id=name,
            commit=None,
            version=first.version,
        )


def _of_revision(dossier: Dossier, revision: Revision) -> list[Event]:
    said = [*_event_reviewed(dossier, revision)]
    return [
        *_event_posted(revision),
        *said,
        *_plain_answers(dossier, revision, {one.message_id for one in said}),
        *_event_landed(dossier, revision),
    ]


def _event_posted(revision: Revision) -> Iterator[Event]:
    count = len(revision.patches)
    size = f"{count} patch" if count == 1 else f"{count} patches"
    if revision.missing:
        size = f"{count} of {revision.expected} patches"
    what = "pull request" if revision.pull else f"{revision.full_name}, {size}"
    who = revision.author.called
    yield Event(
        date=revision.date,
        kind="posted",
        text=f"{who} posted {what}",
        message_id=revision.message_id,
        commit=None,
    )


def _event_reviewed(dossier: Dossier, revision: Revision) -> Iterator[Event]:
    said = dossier.reviews[revision.message_id]
    for (message_id, name), tags in _by_mail(said.tags).items():
        who = tags[0].person.name or tags[0].person.email
        target = "the series" if tags[0].series else _event_patches(tags, revision)
        yield Event(
            date=tags[0].date,
            kind="tag",
            text=f"{name} from {who} for {target} ({revision.full_name}){_doubt(tags[0])}",
            message_id=message_id,
            commit=None,
        )
    yield from _event_asked(dossier, revision, said)
    yield from map(_event_claim, said.doubted)
    for objection in said.objections:
        who = objection.who.called
        yield Event(
            date=objection.date,
            kind="objection",
            text=f"{who} {_objected(objection)}",
            message_id=objection.message_id,
            commit=None,
        )


def _doubt(tag: Tag) -> str:
    """Why a tag is not counted, as an addition to its event."""
    return f", not counted: {_DOUBTS[tag.doubt]}" if tag.doubt else ""


def _event_claim(word: DoubtedWord) -> Event:
    who = word.who.called
    return Event(
        date=word.date,
        kind="claim",
        text=f"{who} <{word.who.email}> {_CLAIMS[word.what]}: {word.evidence.quote}",
        message_id=word.message_id,
        commit=None,
    )


def _event_asked(dossier: Dossier, revision: Revision, said: Review) -> Iterator[Event]:
    """Questions and what answers them; a request is told once, as the objection that it is."""
    objected = {one.message_id for one in said.objections if not one.by_command}
    for question in said.questions:
        who = question.who.called
        if not (question.kind is RemarkKind.CHANGES and question.message_id in objected):
            yield _event_question(question, who)
        answer = dossier.messages.get(question.answered_by or "")
        if answer is not None and answer.message_id in revision.replies:
            yield Event(
                date=answer.date,
                kind="answer",
                text=_answered(answer.sender, question.who),
                message_id=answer.message_id,
                commit=None,
            )


def _plain_answers(dossier: Dossier, revision: Revision, seen: set[str | None]) -> Iterator[Event]:
    """Mails of people that give no tag, ask nothing and object to nothing."""
    review = dossier.reviews[revision.message_id]
    if review.withdrawn is not None and (
        mail := dossier.messages.get(review.withdrawn.message_id or "")
    ):
        seen = seen | {mail.message_id}
        who = mail.sender.called
        yield Event(
            date=mail.date,
            kind="withdrawn",
            text=f"{who} took {revision.full_name} back",
            message_id=mail.message_id,
            commit=None,
        )
    for speech in review.speeches:
        if speech.message_id in seen:
            continue
        to = speech.to or revision.author
        by = speech.who.called
        aside = speech.by_author and speech.to is None
        text = f"{by} wrote" if aside else _answered(speech.who, to)
        if speech.by_author and Act.PING in speech.acts:
            # Who promises a change and asks for more comments on the way does not press anybody.
            promised = speech.acts & {Act.PROMISE, Act.CONCESSION}
            text = f"{by} wrote that a change will come" if promised else f"{by} pinged"
        yield Event(
            date=speech.date,
            kind="answer",
            text=text,
            message_id=speech.message_id,
            commit=None,
        )


def _answered(by: Person, to: Person) -> str:
    """Return who answered whom; who goes on below a mail of their own answers no one."""
    if same_person(by, to):
        return f"{by.called} wrote again"
    return f"{by.called} answered {to.called}"


def _event_question(question: Question, who: str) -> Event:
    return Event(
        date=question.date,
        kind="problem" if question.kind is RemarkKind.PROBLEM else "question",
        text=f"{who} {asked_words(question)}: {question.quote}",
        message_id=question.message_id,
        commit=None,
    )


def _objected(objection: Objection) -> str:
    """What an objector did, with his words; a ``pw-bot:`` line sets a patchwork state."""
    if objection.evidence.rule == "objection.command":
        return f"marked it {objection.kind}"
    return f"{asked_words(objection)}: {objection.evidence.quote}"


def _by_mail(tags: tuple[Tag, ...]) -> dict[tuple[str, str], list[Tag]]:
    """Tags given in answers, by the mail and the tag's name; carried ones are no event."""
    found: dict[tuple[str, str], list[Tag]] = {}
    for tag in tags:
        if not tag.carried:
            found.setdefault((tag.message_id, tag.name), []).append(tag)
    return found


def _event_patches(tags: list[Tag], revision: Revision) -> str:
    place = {one.message_id: one.position for one in revision.patches}
    numbers = sorted({place[tag.patch] for tag in tags if tag.patch in place})
    return f"patch {', '.join(map(str, numbers))}" if numbers else "the patch"


def _event_landed(dossier: Dossier, revision: Revision) -> Iterator[Event]:
    for patch in revision.patches:
        landing = dossier.landings.get(patch.message_id)
        for rung in landing.rungs if landing else ():
            if rung.rung is StepName.POSTED:
                continue
            yield Event(
                date=rung.date,
                kind="reverted" if rung.rung is StepName.REVERTED else "applied",
                text=f"patch {patch.position} {step_words(rung)}",
                message_id=rung.evidence.message_id,
                commit=rung.commit,
                patch=patch.position,
                step=step_words(rung, commit=False),
            )


def step_words(rung: LandingStep, *, commit: bool = True) -> str:
    """What happened to a patch on a rung: ``applied to bpf-next.git (net) as 1a2b by Mia``."""
    where = place_name(rung.tree, rung.branch)
    if rung.rung is StepName.RELEASE and rung.tag:
        where = rung.tag
    digits = f" as {rung.commit[:12]}" if rung.commit and commit else ""
    who = f" {rung.who}" if rung.by or rung.seen else f", {rung.who}" if rung.who else ""
    verb = "in" if rung.seen else _VERBS.get(rung.rung, "applied to")
    return f"{verb} {where or 'a tree'}{digits}{who}"
