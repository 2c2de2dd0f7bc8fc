"""What happened to a series, newest first: the event log."""

from collections.abc import Iterator

from tracker.core.dossier import Dossier
from tracker.model.landing import Rung, RungName, tree_name
from tracker.model.review import Tag
from tracker.model.series import Revision
from tracker.model.views import Event

_VERBS = {
    RungName.REVERTED: "reverted in",
    RungName.MAINLINE: "merged into mainline,",
    RungName.RELEASE: "released in",
    RungName.STABLE: "backported to",
}
"""What happened on a rung; on any other it was applied."""
ASKED = "asked for changes"
_OBJECTED = {"nack": "objected (NAK)", "changes": ASKED}
"""What an objector did; any other word is a patchwork state set by a ``pw-bot:`` line."""


def events(dossier: Dossier) -> tuple[Event, ...]:
    """The event log of a series up to the dossier's moment, newest first."""
    found = [
        event
        for revision in dossier.series.revisions
        for event in (
            *_posted(revision),
            *_reviewed(dossier, revision),
            *_landed(dossier, revision),
        )
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.date, one.kind), reverse=True))


def version_name(revision: Revision) -> str:
    """``RFC v2``, ``v3``, ``v4.1``: what people call a revision."""
    number = revision.label.lower() if revision.label else f"v{revision.version}"
    return f"RFC {number}" if revision.rfc else number


def _posted(revision: Revision) -> Iterator[Event]:
    count = len(revision.patches)
    size = f"{count} patch" if count == 1 else f"{count} patches"
    if revision.missing:
        size = f"{count} of {revision.expected} patches"
    what = "pull request" if revision.pull else f"{version_name(revision)}, {size}"
    who = revision.author.name or revision.author.email
    yield Event(
        date=revision.date,
        kind="posted",
        text=f"{who} posted {what}",
        message_id=revision.message_id,
        commit=None,
    )


def _reviewed(dossier: Dossier, revision: Revision) -> Iterator[Event]:
    said = dossier.reviews[revision.message_id]
    for (message_id, name), tags in _by_mail(said.tags).items():
        who = tags[0].person.name or tags[0].person.email
        target = "the series" if tags[0].series else _patches(tags, revision)
        yield Event(
            date=tags[0].date,
            kind="tag",
            text=f"{name} from {who} for {target} ({version_name(revision)})",
            message_id=message_id,
            commit=None,
        )
    for question in said.questions:
        who = question.who.name or question.who.email
        text = f"{who} asked: {question.quote}"
        yield Event(
            date=question.date,
            kind="question",
            text=text,
            message_id=question.message_id,
            commit=None,
        )
        answer = dossier.messages.get(question.answered_by or "")
        if answer is not None and answer.message_id in revision.replies:
            by = answer.sender.name or answer.sender.email
            yield Event(
                date=answer.date,
                kind="answer",
                text=f"{by} answered {who}",
                message_id=answer.message_id,
                commit=None,
            )
    for objection in said.objections:
        who = objection.who.name or objection.who.email
        word = _OBJECTED.get(objection.kind, f"marked it {objection.kind}")
        yield Event(
            date=objection.date,
            kind="objection",
            text=f"{who} {word}",
            message_id=objection.message_id,
            commit=None,
        )


def _by_mail(tags: tuple[Tag, ...]) -> dict[tuple[str, str], list[Tag]]:
    """Tags given in answers, by the mail and the tag's name; carried ones are no event."""
    found: dict[tuple[str, str], list[Tag]] = {}
    for tag in tags:
        if not tag.carried:
            found.setdefault((tag.message_id, tag.name), []).append(tag)
    return found


def _patches(tags: list[Tag], revision: Revision) -> str:
    place = {one.message_id: one.position for one in revision.patches}
    numbers = sorted({place[tag.patch] for tag in tags if tag.patch in place})
    return f"patch {', '.join(map(str, numbers))}" if numbers else "the patch"


def _landed(dossier: Dossier, revision: Revision) -> Iterator[Event]:
    for patch in revision.patches:
        landing = dossier.landings.get(patch.message_id)
        for rung in landing.rungs if landing else ():
            if rung.rung is RungName.POSTED:
                continue
            yield Event(
                date=rung.date,
                kind="reverted" if rung.rung is RungName.REVERTED else "applied",
                text=f"patch {patch.position} {step_words(rung)}",
                message_id=rung.evidence.message_id,
                commit=rung.commit,
            )


def step_words(rung: Rung, *, commit: bool = True) -> str:
    """What happened to a patch on a rung: ``applied to bpf-next.git (net) as 1a2b by Mia``."""
    branch = f" ({rung.branch})" if rung.branch else ""
    where = f"{tree_name(rung.tree)}{branch}" if rung.tree else ""
    if rung.rung is RungName.RELEASE and rung.tag:
        where = rung.tag
    digits = f" as {rung.commit[:12]}" if rung.commit and commit else ""
    by = f" by {rung.by.name or rung.by.email}" if rung.by else ""
    return f"{_VERBS.get(rung.rung, 'applied to')} {where or 'a tree'}{digits}{by}"
