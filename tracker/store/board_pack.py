"""Rows of the board, packed into JSON arrays and made into records again."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tracker.model.people import Person
from tracker.model.rows import LandedRow, RevisionRow, SeriesRow, TagCounts
from tracker.model.said import Snooze
from tracker.model.status import Facts, Side, Stage, Turn

_STAGES = {one.value: one for one in Stage}
_SIDES = {one.value: one for one in Side}


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidOf:
    """What the user said of one series."""

    tracked: datetime | None = None
    """Since when he follows it."""
    seen: datetime | None = None
    tracked_upto: int | None = None
    """The number of the last mail that was stored then."""
    seen_upto: int | None = None
    snooze: Snooze | None = None
    """The last said; it may have ended."""
    notes: int = 0

    def is_new(self, last: datetime, newest: int | None = None) -> bool:
        """Something came since he looked at it, or since he follows it and never looked.

        What counts is when it was stored, by ``newest``, the number of the last stored mail: mail
        may come in long after the date it bears. Where that is not known, the date of the last.
        """
        since = self.seen or self.tracked
        upto = self.seen_upto if self.seen else self.tracked_upto
        if since is None or upto is None or newest is None:
            return since is not None and last > since
        return newest > upto


UNSAID = SaidOf()


def pack(row: SeriesRow) -> str:
    """Everything of a row but what the user said and what the clock tells."""
    parts = [
        row.id,
        row.title,
        _person(row.author),
        row.lists,
        row.project,
        row.stage.value,
        [row.turn.side.value, _people(row.turn.people), _at(row.turn.since), row.turn.reasons],
        _at(row.last_activity),
        [
            [one.version, one.label, one.message_id, _at(one.date), one.expected, one.patches,
             int(one.partial)]
            for one in row.revisions
        ],
        row.reviewed,
        row.open_questions,
        int(row.blocked),
        row.summary,
        _at(row.stage_since),
        [int(row.facts.rfc), int(row.facts.resend), int(row.facts.pull_request),
         int(row.facts.blocked)],
        [row.tags.reviewed, row.tags.acked, row.tags.tested, row.tags.nacked],
        row.stale_tags,
        [[one.rung, one.tree, one.branch, one.tag, _at(one.date)] for one in row.landed],
        row.blocked_by,
        row.related,
        _people(row.involved),
        _people(row.reviewers),
        _at(row.last_other),
    ]  # fmt: skip
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def unpack(text: str, said: SaidOf, *, stalled: bool, newest: int | None = None) -> SeriesRow:
    """The row of a packed record; a snooze that has ended is the caller's to take out.

    ``newest`` is the number of the last stored mail of it.
    """
    (
        id, title, author, lists, project, stage, turn, last, revisions, reviewed, questions,
        blocked, summary, stage_since, facts, tags, stale, landed, blocked_by, related, involved,
        reviewers, last_other,
    ) = json.loads(text)  # fmt: skip
    activity = datetime.fromtimestamp(last, UTC)
    return SeriesRow(
        id=id,
        title=title,
        author=Person(*author),
        lists=tuple(lists),
        project=project,
        stage=_STAGES[stage],
        turn=Turn(
            side=_SIDES[turn[0]],
            people=_persons(turn[1]),
            since=_moment(turn[2]),
            reasons=tuple(turn[3]),
        ),
        last_activity=activity,
        revisions=tuple(map(_revision, revisions)),
        tracked=said.tracked is not None,
        reviewed=reviewed,
        open_questions=questions,
        blocked=bool(blocked),
        summary=summary,
        stage_since=_moment(stage_since),
        facts=Facts(
            rfc=bool(facts[0]),
            resend=bool(facts[1]),
            pull_request=bool(facts[2]),
            stalled=stalled,
            blocked=bool(facts[3]),
        ),
        tags=TagCounts(reviewed=tags[0], acked=tags[1], tested=tags[2], nacked=tags[3]),
        stale_tags=tuple(stale),
        landed=tuple(
            LandedRow(rung=rung, tree=tree, branch=branch, tag=tag, date=_moment(date))
            for rung, tree, branch, tag, date in landed
        ),
        blocked_by=tuple(blocked_by),
        related=related,
        involved=_persons(involved),
        reviewers=_persons(reviewers),
        last_other=_moment(last_other),
        seen=said.seen,
        new=said.is_new(activity, newest),
        snooze=said.snooze,
        notes=said.notes,
    )


def _revision(values: list[Any]) -> RevisionRow:
    version, label, message_id, date, expected, patches, partial = values
    return RevisionRow(
        version=version,
        label=label,
        message_id=message_id,
        date=datetime.fromtimestamp(date, UTC),
        expected=expected,
        patches=tuple(patches),
        partial=bool(partial),
    )


def _person(person: Person) -> list[str]:
    return [person.name, person.email]


def _people(people: tuple[Person, ...]) -> list[list[str]]:
    return [_person(one) for one in people]


def _persons(values: list[list[str]]) -> tuple[Person, ...]:
    return tuple(Person(name, email) for name, email in values)


def _at(moment: datetime | None) -> int | None:
    return None if moment is None else int(moment.timestamp())


def _moment(value: int | None) -> datetime | None:
    return None if value is None else datetime.fromtimestamp(value, UTC)
