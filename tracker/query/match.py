"""Hold series against a query, and put them in order: over records, what the store does in SQL."""

from collections.abc import Iterable
from datetime import datetime

from tracker.model.board import Order
from tracker.model.people import Person
from tracker.model.query import (
    NOBODY,
    Field,
    Flag,
    Identity,
    Query,
    TagWord,
    Term,
    fold,
    people_words,
    texts,
)
from tracker.model.rows import SeriesRow
from tracker.model.status import CLOSED, LANDED, STALLED, Side, Stage

_STAGES = list(Stage)
_WHOLE = frozenset({Field.LANDED})
"""Text fields that match whole values only."""
ANY_STALE = "any"
"""``stale-tag:any`` asks for any stale tag."""


def choose(
    query: Query, rows: Iterable[SeriesRow], as_of: datetime, me: Identity = NOBODY
) -> tuple[SeriesRow, ...]:
    """The series that meet all conditions at a moment, in their order.

    Where ``me`` is nobody, what asks for him holds of none.
    """
    return tuple(row for row in rows if holds(query, row, as_of, me))


def holds(query: Query, row: SeriesRow, as_of: datetime, me: Identity = NOBODY) -> bool:
    """Whether a series meets all conditions."""
    return all(_any(term, row, as_of, me) is not term.negated for term in query.terms)


def _any(term: Term, row: SeriesRow, as_of: datetime, me: Identity) -> bool:
    match term.field:
        case Field.STATE:
            return row.stage.value in term.values
        case Field.IS:
            return any(_is(Flag(one), row, as_of) for one in term.values)
        case Field.TAG:
            return any(_tagged(TagWord(one), row) for one in term.values)
        case Field.AGE | Field.TURN_AGE | Field.LANDED_AGE | Field.VERSION:
            number = _number(term.field, row, as_of)
            return number is not None and any(one.holds(number) for one in term.bounds)
        case Field.AUTHOR | Field.TURN | Field.INVOLVED | Field.REVIEWER | Field.MAINTAINER:
            return _person(term, row, me)
    return _text(term, texts(row, term.field))


def _text(term: Term, found: Iterable[str]) -> bool:
    held = tuple(found)
    if term.field is Field.STALE_TAG and ANY_STALE in term.values and held:
        return True
    if term.field in _WHOLE:
        return any(one in held for one in term.values)
    return any(value in one for value in term.values for one in held)


def _person(term: Term, row: SeriesRow, me: Identity) -> bool:
    people = _people(term.field, row)
    if term.me and (any(map(me.holds, people)) or (_is_asked(row, me, term.field))):
        return True
    words = people_words(people)
    if term.field is Field.TURN:
        words = (fold(row.turn.side.value), *words)
    return any(value in one for value in term.values for one in words)


def _people(field: Field, row: SeriesRow) -> tuple[Person, ...]:
    match field:
        case Field.AUTHOR:
            return (row.author,)
        case Field.TURN:
            return row.turn.people
        case Field.REVIEWER:
            return row.reviewers
        case Field.MAINTAINER:
            return row.maintainers
    return row.involved


def _is_asked(row: SeriesRow, me: Identity, field: Field) -> bool:
    """Return whether it waits for who asks, though its turn does not name them.

    It waits for reviewers, and they are one: they wrote about it, are not its author, and have
    given the newest version no tag. Or it waits for the maintainer, and MAINTAINERS names them.
    """
    if field is Field.TURN and row.turn.side is Side.MAINTAINER:
        return any(map(me.holds, row.maintainers))
    return (
        field is Field.TURN
        and row.turn.side is Side.REVIEWERS
        and any(map(me.holds, row.involved))
        and not me.holds(row.author)
        and not any(map(me.holds, row.reviewers))
    )


def _number(field: Field, row: SeriesRow, as_of: datetime) -> int | None:
    match field:
        case Field.VERSION:
            return row.newest.version if row.newest else 0
        case Field.AGE:
            return _age(row.last_activity, as_of)
        case Field.TURN_AGE:
            moved = row.turn.side is not Side.NOBODY
            return _age(row.turn.since, as_of) if moved else None
    return _age(row.landed_at, as_of)


def _age(then: datetime | None, as_of: datetime) -> int | None:
    return None if then is None else int(as_of.timestamp()) - int(then.timestamp())


def is_stalled(stage: Stage, last: datetime, as_of: datetime) -> bool:
    """Open, and quiet for four weeks or more."""
    quiet = int(as_of.timestamp()) - int(last.timestamp())
    return stage not in CLOSED and quiet >= STALLED.total_seconds()


def _is(flag: Flag, row: SeriesRow, as_of: datetime) -> bool:
    match flag:
        case Flag.OPEN:
            return row.stage not in CLOSED
        case Flag.LANDED:
            return row.stage in LANDED
        case Flag.CLOSED:
            return row.stage in CLOSED
        case Flag.BLOCKED:
            return row.facts.blocked
        case Flag.STALLED:
            return is_stalled(row.stage, row.last_activity, as_of)
        case Flag.RFC:
            return row.facts.rfc
        case Flag.RESEND:
            return row.facts.resend
        case Flag.PULL:
            return row.facts.pull_request
        case Flag.INCOMPLETE:
            return row.stage is Stage.INCOMPLETE
        case Flag.FAILING:
            return bool(row.checks.failing)
    return _said(flag, row)


def _said(flag: Flag, row: SeriesRow) -> bool:
    match flag:
        case Flag.TRACKED:
            return row.tracked
        case Flag.SEEN:
            return row.seen is not None
        case Flag.NEW:
            return row.new
        case Flag.SNOOZED:
            return row.snooze is not None
    return row.notes > 0


def _tagged(word: TagWord, row: SeriesRow) -> bool:
    match word:
        case TagWord.REVIEWED:
            return row.tags.reviewed > 0
        case TagWord.ACKED:
            return row.tags.acked > 0
        case TagWord.TESTED:
            return row.tags.tested > 0
        case TagWord.NACKED:
            return row.tags.nacked > 0


def in_order(rows: Iterable[SeriesRow], order: Order) -> tuple[SeriesRow, ...]:
    """Series in an order; where that leaves two equal, the last active first."""
    latest = sorted(rows, key=lambda one: (one.last_activity, one.id), reverse=True)
    match order:
        case Order.ACTIVITY:
            return tuple(latest)
        case Order.TURN:
            return tuple(sorted(latest, key=_waiting))
        case Order.STAGE:
            return tuple(sorted(latest, key=_staged))
        case Order.AUTHOR:
            return tuple(sorted(latest, key=lambda one: fold(one.author.name or one.author.email)))
        case Order.LIST:
            return tuple(sorted(latest, key=lambda one: fold(one.list_name)))
        case Order.TITLE:
            return tuple(sorted(latest, key=lambda one: fold(one.title)))


def _staged(row: SeriesRow) -> tuple[bool, int]:
    """What is open first."""
    return row.stage in CLOSED, _STAGES.index(row.stage)


def _waiting(row: SeriesRow) -> tuple[bool, int]:
    """Whoever is to move for the longest first; nobody's last."""
    since = row.turn.since
    if since is None or row.turn.side is Side.NOBODY:
        return True, 0
    return False, int(since.timestamp())
