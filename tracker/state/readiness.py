# SPDX-License-Identifier: GPL-2.0-or-later
"""Readiness, rolled up over the relations: blocked by what, waits for whom, since when.

What a series needs is followed through ``depends-on`` until something has landed; circles end
where they started. What is not at hand proves nothing: it is told, and leaves "not known".

``stack_of`` puts the same works in the order in which they have to go in.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import field
from datetime import datetime

from tracker.lazy_dataclass import dataclass, replace
from tracker.mail.refs import url_of
from tracker.model.mail import NeedMark, RemarkKind
from tracker.model.readiness import LandingOrder, Readiness, Stack, StackStep, Waiting
from tracker.model.status import CLOSED, LANDED, Stage, Turn
from tracker.state.dossier import Dossier
from tracker.state.grounds import ready_words
from tracker.state.half_landed import half_landed
from tracker.state.linked import (
    Linked,
    end_name,
    landed_at,
    landed_line,
    needs_of,
    stands_for,
    unknown_needs,
)
from tracker.state.unknown_patches import numbered

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
    """Return how far a series is from being applied, or whether what it needs is in as well.

    ``neighbours`` gives the relations of a series by its id, ``turn_of`` whose move a series is.
    A series that landed may still be blocked: it landed ahead of what it needs.
    """
    near = neighbours(root.series.id)
    halves = half_landed(root, near)
    texts = tuple(half.text for half in halves)
    stage = root.standing.stage
    needs = _needs(root, neighbours, turn_of)
    free = _readiness_free(needs)
    order = tuple(_order_of(one, root) for one in needs_of(root, near))
    if stage in CLOSED:
        return Readiness(
            unblocked=free,
            waits_for=tuple(needs.waits.values()),
            half_landed=halves,
            order=order,
            reasons=(*texts, *_order_reasons(order), *_open_needs(root, needs)),
        )
    unknown = unknown_needs(root, near)
    ready = stage is Stage.REVIEWED and free is True and not unknown
    return Readiness(
        ready=ready,
        unblocked=free,
        since=_readiness_since(root, needs, ready),
        waits_for=tuple(needs.waits.values()),
        half_landed=halves,
        order=order,
        reasons=(*texts, *_readiness_reasons(root, needs, ready)),
    )


def _order_of(linked: Linked, root: Dossier) -> LandingOrder:
    """Return when a need landed and when the series did, and which was first."""
    other = stands_for(linked)
    there = landed_at(other) if other else None
    here = landed_at(root)
    in_first = None
    if other is not None and (here or there):
        in_first = there is not None and (here is None or there <= here)
    title = other.series.newest.title if other else None
    if title is None and linked.message is not None:
        title = linked.message.subject.title
    return LandingOrder(
        id=other.series.id if other else end_name(linked.relation),
        title=title or end_name(linked.relation),
        project=other.project if other else linked.project,
        landed=there,
        dependent_landed=here,
        in_first=in_first,
    )


def _order_reasons(order: Sequence[LandingOrder]) -> tuple[str, ...]:
    """Sentences on needs that came in after the series that needs them."""
    return tuple(
        f"it landed on {one.dependent_landed:%Y-%m-%d}, ahead of “{one.title}”, which it needs: "
        f"that landed on {one.landed:%Y-%m-%d}"
        for one in order
        if one.in_first is False and one.landed and one.dependent_landed
    )


def _open_needs(root: Dossier, needs: _Needs) -> tuple[str, ...]:
    """Sentences on what a series that landed still needs; what is not at hand is no alarm."""
    if root.standing.stage not in LANDED:
        return ()
    return tuple(_waits(one, root, needs) for one in needs.waits.values() if not one.missing)


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
                found.waits[end] = _readiness_unknown(linked, near.series.id)
            elif other.standing.stage in LANDED:
                found.landed[end] = other
            else:
                found.waits[end] = _readiness_waiting(other, turn_of(other), near.series.id)
                todo.append(other)
    return found


def _readiness_unknown(linked: Linked, needed_by: str) -> Waiting:
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


def _readiness_waiting(other: Dossier, turn: Turn, needed_by: str) -> Waiting:
    newest = other.series.newest
    return Waiting(
        id=other.series.id,
        title=newest.title,
        project=other.project,
        version=newest.version,
        url=url_of(newest.message_id),
        stage=other.standing.stage,
        side=turn.side,
        people=tuple(one.called for one in turn.people),
        since=turn.since,
        needed_by=needed_by,
    )


def _readiness_free(needs: _Needs) -> bool | None:
    if any(not one.missing for one in needs.waits.values()):
        return False
    return None if needs.waits or needs.cut else True


def _readiness_since(root: Dossier, needs: _Needs, ready: bool) -> datetime:
    """Ready since the last thing it lacked came; else waiting since it was posted."""
    if not ready:
        return root.series.newest.date
    return max([root.standing.since, *(one.standing.since for one in needs.landed.values())])


def _readiness_reasons(root: Dossier, needs: _Needs, ready: bool) -> tuple[str, ...]:
    told = [
        f"it needed “{one.series.newest.title}”: {landed_line(one) or one.standing.stage.value}"
        for one in needs.landed.values()
    ]
    told += [_waits(one, root, needs) for one in needs.waits.values()]
    if needs.cut:
        told.append(
            f"more than {MOST_WORKS} series are needed below it; the rest was not looked at"
        )
    if ready:
        told.append(ready_words(()))
    return tuple(told)


def _waits(one: Waiting, root: Dossier, needs: _Needs) -> str:
    """``it needs “X” (pahole), under review: reviewers' turn since 2025-07-10``."""
    through = needs.waits.get(one.needed_by)
    who = f"“{through.title}”" if through and one.needed_by != root.series.id else "it"
    name = f"“{one.title}”" + (f" ({one.project})" if one.project else "")
    if one.stage is None or one.side is None:
        return f"{who} needs {name}, which is not fetched: whether it landed is not known"
    state = one.stage.value.replace("-", " ")
    people = f" ({', '.join(one.people[:3])})" if one.people else ""
    when = f" since {one.since:%Y-%m-%d}" if one.since else ""
    return f"{who} needs {name}, {state}: {one.side.value}{people} to move{when}"


# ---- the stack: what has to go in, in order ----------------------------------------------------


@dataclass(slots=True)
class _ReadinessWalk:
    """What was found on the way; a work is a step once all that it needs is one."""

    neighbours: Neighbours
    steps: dict[str, StackStep] = field(default_factory=dict)
    path: list[str] = field(default_factory=list)
    circles: list[tuple[str, ...]] = field(default_factory=list)
    needed_by: dict[str, list[str]] = field(default_factory=dict)
    cut: bool = False

    def visit(self, work: Dossier, by: Linked | None) -> None:
        """Add a work below what it needs."""
        name = work.series.id
        if name in self.path:
            circle = (*self.path[self.path.index(name) :], name)
            if set(circle) not in map(set, self.circles):
                self.circles.append(circle)
            return
        if name in self.steps:
            return
        if len(self.steps) + len(self.path) >= MOST_WORKS:
            self.cut = True
            return
        self.path.append(name)
        if work.standing.stage not in LANDED or by is None:
            for linked in needs_of(work, self.neighbours(name)):
                self._need(linked, name)
        self.path.pop()
        self.steps[name] = _readiness_step(work, by)

    def _need(self, linked: Linked, needy: str) -> None:
        other = stands_for(linked)
        end = other.series.id if other else end_name(linked.relation)
        self.needed_by.setdefault(end, []).append(needy)
        if other is not None:
            self.visit(other, linked)
        elif end not in self.steps:
            self.steps[end] = _missing(linked, end)


def stack_of(root: Dossier, neighbours: Neighbours) -> Stack:
    """Return a series and all that it needs, in the order in which it has to go in."""
    walk = _ReadinessWalk(neighbours=neighbours)
    walk.visit(root, None)
    steps = tuple(
        _with_needy(step, tuple(dict.fromkeys(walk.needed_by.get(name, ()))))
        for name, step in walk.steps.items()
    )
    notes = list(_readiness_trees(root))
    if walk.cut:
        notes.append(
            f"more than {MOST_WORKS} series are needed below it; the rest was not looked at"
        )
    return Stack(
        root=root.series.id,
        steps=steps,
        circles=tuple(walk.circles),
        notes=tuple(notes),
        as_of=root.as_of,
    )


def _with_needy(step: StackStep, needy: tuple[str, ...]) -> StackStep:
    return replace(step, needed_by=needy)


def _readiness_step(work: Dossier, by: Linked | None) -> StackStep:
    newest = work.series.newest
    return StackStep(
        id=work.series.id,
        title=newest.title,
        project=work.project,
        version=newest.version,
        message_id=newest.message_id,
        url=url_of(newest.message_id),
        stage=work.standing.stage,
        landed=landed_at(work),
        where=_readiness_where(work),
        needed_by=(),
        lacking=work.current.missing,
        evidence=by.relation.evidence if by else None,
    )


def _readiness_where(work: Dossier) -> str | None:
    """Where a work landed, and what is left of it: "1 of 2 patches applied; patch 2 is left"."""
    where = landed_line(work)
    if where is None or work.standing.stage is not Stage.PARTIALLY_APPLIED:
        return where
    patches = work.current.patches
    left = [one.position for one in patches if one.message_id not in work.landings]
    if not left:
        return where
    size = max(work.current.expected, len(patches))
    rest = f"{numbered(left)} {'is' if len(left) == 1 else 'are'} left"
    return f"{size - len(left)} of {size} patches {where}; {rest}"


def _missing(linked: Linked, end: str) -> StackStep:
    relation = linked.relation
    return StackStep(
        id=end,
        title=linked.message.subject.title if linked.message else end,
        project=linked.project,
        version=None,
        message_id=relation.message_id,
        url=relation.url,
        stage=None,
        landed=None,
        where=None,
        needed_by=(),
        evidence=relation.evidence,
        candidates=relation.candidates,
    )


def _readiness_trees(root: Dossier) -> list[str]:
    """Sentences on branches and trees that the newest version says it stands on."""
    own = [root.messages[one] for one in root.series.newest.own if one in root.messages]
    names = [
        (said.word.removeprefix(NeedMark.TREE), said.quote)
        for mail in own
        for said in mail.remarks
        if said.kind is RemarkKind.NEEDS_WORK and said.word.startswith(NeedMark.TREE)
    ]
    return [f"it stands on “{name}”, which is a branch or tree: {quote}" for name, quote in names]
