"""Readiness, rolled up over the relations: blocked by what, waits for whom, since when.

What a series needs is followed through ``depends-on`` until something has landed; circles end
where they started. What is not at hand proves nothing: it is told, and leaves "not known".
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tracker.mail.refs import url_of
from tracker.model.readiness import Readiness, Waiting
from tracker.model.status import CLOSED, LANDED, Stage, Turn
from tracker.state.dossier import Dossier
from tracker.state.doubts import ready_words
from tracker.state.half_landed import half_landed
from tracker.state.linked import (
    Linked,
    end_name,
    landed_line,
    needs_of,
    stands_for,
    unknown_needs,
)

MOST_WORKS = 200
"""Works that are looked at on the way through what a series needs."""

Neighbours = Callable[[str], Sequence[Linked]]
TurnOf = Callable[[Dossier], Turn]


@dataclass(slots=True)
class _Needs:
    """What was found on the way."""

    waits: dict[str, Waiting] = field(default_factory=dict)
    landed: dict[str, Dossier] = field(default_factory=dict)
    cut: bool = False


def roll_up(root: Dossier, neighbours: Neighbours, turn_of: TurnOf) -> Readiness:
    """How far a series is from being applied.

    ``neighbours`` gives the relations of a series by its id, ``turn_of`` whose move a series is.
    """
    halves = half_landed(root, neighbours(root.series.id))
    texts = tuple(half.text for half in halves)
    stage = root.standing.stage
    if stage in CLOSED:
        return Readiness(unblocked=True, half_landed=halves, reasons=texts)
    needs = _needs(root, neighbours, turn_of)
    free = _free(needs)
    unknown = unknown_needs(root, neighbours(root.series.id))
    ready = stage is Stage.REVIEWED and free is True and not unknown
    return Readiness(
        ready=ready,
        unblocked=free,
        since=_since(root, needs, ready),
        waits_for=tuple(needs.waits.values()),
        half_landed=halves,
        reasons=(*texts, *_reasons(root, needs, ready)),
    )


def unblocked(readiness: Readiness) -> bool | None:
    """Whether all that a series needs has landed; None where that is not known."""
    return readiness.unblocked


def _needs(root: Dossier, neighbours: Neighbours, turn_of: TurnOf) -> _Needs:
    """Everything that has to land first, the nearest first."""
    found = _Needs()
    seen = {root.series.id}
    todo = deque([root])
    while todo:
        near = todo.popleft()
        for linked in needs_of(near, neighbours(near.series.id)):
            other = stands_for(linked)
            end = other.series.id if other else end_name(linked.relation)
            if end in seen:
                continue
            if len(seen) > MOST_WORKS:
                found.cut = True
                return found
            seen.add(end)
            if other is None:
                found.waits[end] = _unknown(linked, near.series.id)
            elif other.standing.stage in LANDED:
                found.landed[end] = other
            else:
                found.waits[end] = _waiting(other, turn_of(other), near.series.id)
                todo.append(other)
    return found


def _unknown(linked: Linked, needed_by: str) -> Waiting:
    relation = linked.relation
    name = end_name(relation)
    return Waiting(
        id=name,
        title=linked.message.subject.title if linked.message else name,
        project=linked.project,
        version=None,
        url=url_of(relation.message_id) if relation.message_id else relation.url,
        stage=None,
        side=None,
        people=(),
        since=None,
        needed_by=needed_by,
    )


def _waiting(other: Dossier, turn: Turn, needed_by: str) -> Waiting:
    newest = other.series.newest
    return Waiting(
        id=other.series.id,
        title=newest.title,
        project=other.project,
        version=newest.version,
        url=url_of(newest.message_id),
        stage=other.standing.stage,
        side=turn.side,
        people=tuple(one.name or one.email for one in turn.people),
        since=turn.since,
        needed_by=needed_by,
    )


def _free(needs: _Needs) -> bool | None:
    if any(not one.missing for one in needs.waits.values()):
        return False
    return None if needs.waits or needs.cut else True


def _since(root: Dossier, needs: _Needs, ready: bool) -> datetime:
    """Ready since the last thing it lacked came; else waiting since it was posted."""
    if not ready:
        return root.series.newest.date
    return max([root.standing.since, *(one.standing.since for one in needs.landed.values())])


def _reasons(root: Dossier, needs: _Needs, ready: bool) -> tuple[str, ...]:
    told = [
        f"it needed “{one.series.newest.title}”: {landed_line(one) or one.standing.stage.value}"
        for one in needs.landed.values()
    ]
    told += [_waits(one, root, needs) for one in needs.waits.values()]
    if needs.cut:
        told.append(f"more than {MOST_WORKS} works hang below it; the rest was not looked at")
    if ready:
        told.append(ready_words(()))
    return tuple(told)


def _waits(one: Waiting, root: Dossier, needs: _Needs) -> str:
    """``it needs “X” (pahole), under review: reviewers' turn since 2025-07-10``."""
    through = needs.waits.get(one.needed_by)
    who = f"“{through.title}”" if through and one.needed_by != root.series.id else "it"
    name = f"“{one.title}”" + (f" ({one.project})" if one.project else "")
    if one.stage is None or one.side is None:
        return f"{who} needs {name}, which is not at hand: whether it landed is not known"
    state = one.stage.value.replace("-", " ")
    people = f" ({', '.join(one.people[:3])})" if one.people else ""
    when = f" since {one.since:%Y-%m-%d}" if one.since else ""
    return f"{who} needs {name}, {state}: {one.side.value}{people} to move{when}"
