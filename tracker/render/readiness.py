# SPDX-License-Identifier: GPL-2.0-or-later
"""What a series waits for, its stack, and half-landed changes, which stand before all else."""

from collections.abc import Iterator, Sequence

from tracker.model.readiness import HalfLanded, Stack, StackStep, Waiting
from tracker.model.roles import Role
from tracker.model.status import SIDES, Side, stage_traits
from tracker.model.views import Graph, SeriesView
from tracker.render.lines import (
    NOTHING,
    Line,
    Row,
    RowTarget,
    Span,
    capped,
    heading,
    paragraph,
    whole,
)
from tracker.render.sections import series_target
from tracker.render.style import Style
from tracker.render.words import counted, day, minute, ordinal, short_age, stage_sign

_REASONS = 8
_WORKS = 6


def half_landed_rows(
    halves: Sequence[HalfLanded], columns: int, series: str | None = None
) -> list[Row]:
    """Return ``Half-landed: ...``, a paragraph a pair.

    On the page of a ``series`` Enter opens the other half.
    """
    rows: list[Row] = []
    for number, half in enumerate(halves):
        ends = (half.other, half.landed)
        target = RowTarget(
            series=next((one for one in ends if one != series), None),
            topics=frozenset({"relation"}),
        )
        rows += paragraph(f"half.{number}", f"{half.head}: {half.text}.", columns, role=Role.BAD,
                          target=target if series else NOTHING)  # fmt: skip
    return rows


def waits_rows(
    view: SeriesView, columns: int, full: bool = False, graph: Graph | None = None, hint: str = ""
) -> list[Row]:
    """Return what has to land first, the nearest first; nothing for a series that needs nothing.

    ``graph`` knows why a work was not fetched, ``hint`` says how to fetch it.
    """
    readiness = view.readiness
    halves = {half.text for half in readiness.half_landed}
    reasons = [reason for reason in readiness.reasons if reason not in halves]
    works = readiness.waits_for
    if not works and len(reasons) <= int(bool(readiness.ready)):
        return []
    word = {True: "nothing is missing", False: "blocked", None: "not known"}[readiness.unblocked]
    when = f" since {day(readiness.since)}" if readiness.since and not readiness.unblocked else ""
    absences = {node.id: node.absence for node in graph.nodes} if graph else {}
    items = [_work(one, view, absences.get(one.id), columns, hint) for one in works]
    rows = [heading("waits", f"Waits for: {word}{when}")]
    rows += capped("waits", items, None if full else _WORKS, "series")
    # What the rows above show is not said again.
    left = [one for one in reasons if not any((work.title or work.id) in one for work in works)]
    turn = series_target(view, "turn")
    said = [
        paragraph(f"ready.{number}", reason, columns, lead="  - ", target=turn, most=4)
        for number, reason in enumerate(left)
    ]
    return [*rows, *capped("ready", said, None if full else _REASONS)]


def _work(
    work: Waiting, view: SeriesView, absence: str | None, columns: int, hint: str
) -> list[Row]:
    """Return one work, and below it how far it is and whose turn it is."""
    target = RowTarget(
        series=None if work.missing else work.id,
        absent=work.id if work.missing else None,
        message_id=work.id if "@" in work.id and "/" not in work.id else None,
        topics=frozenset({"relation"}),
    )
    key = f"waits {work.id}"
    version = f"v{work.version} " if work.version else ""
    lead: Line = (Span("  "), stage_sign(work.stage), Span(" "))
    project = f"{work.project} " if work.project else ""
    told = f"{project}{version}{work.title or work.url or work.id}"
    rows = paragraph(key, told, columns, role=Role.WARN, lead=lead, target=target, most=2)
    rows[0] = Row(key=key, draw=rows[0].draw, target=target)
    state = _readiness_state(work, view, absence, hint)
    return [*rows, *paragraph(f"{key} state", state, columns, lead=" " * 4, role=Role.DIM, most=3,
                              stop=False)]  # fmt: skip


def _readiness_state(work: Waiting, view: SeriesView, absence: str | None, hint: str) -> str:
    """Return ``under review; the reviewers' turn for 9d``, or why it was not fetched."""
    if work.stage is None:
        why = f": {absence}" if absence else ""
        return f"not fetched{why}" + (f"; {hint}" if hint else "")
    told = stage_traits(work.stage).label
    if work.side and work.side is not Side.NOBODY:
        people = f" ({', '.join(work.people[:3])})" if work.people else ""
        since = f" for {short_age(work.since, view.as_of)}" if work.since else ""
        told += f"; {SIDES[work.side].owner} turn{people}{since}"
    through = work.needed_by if work.needed_by != view.id else ""
    return f"{told}; needed by what this one needs" if through else told


_UNDER = "     "


def stack_text(stack: Stack, style: Style) -> str:
    """Return what ``tracker stack`` prints: the works in order, circles, and as of when."""
    return style.page(stack_rows(stack, style.width))


def stack_rows(stack: Stack, columns: int) -> Iterator[Row]:
    """Return the works in order, then circles and what is no posting, and the moment."""
    names = {step.id: step.title for step in stack.steps}
    for number, step in enumerate(stack.steps, 1):
        yield from _step_rows(step, number, stack, columns)
    for number, circle in enumerate(stack.circles):
        way = " needs ".join(f"“{names.get(one, one)}”" for one in circle)
        yield from paragraph(
            f"circle.{number}", f"They need each other: {way}.", columns, role=Role.BAD
        )
    for number, note in enumerate(stack.notes):
        yield from paragraph(f"note.{number}", note, columns, role=Role.WARN)
    left = sum(step.landed is None for step in stack.steps)
    size = f"{counted(len(stack.steps), 'series')}, {left} to go in. As of {minute(stack.as_of)}."
    yield from paragraph("end", size, columns, role=Role.DIM)


def _step_rows(step: StackStep, number: int, stack: Stack, columns: int) -> Iterator[Row]:
    key = f"step.{number}"
    version = f"v{step.version}" if step.version else ""
    name = " ".join(filter(None, (step.project or "", version, f"“{step.title}”")))
    role = Role.BAD if step.missing else Role.PLAIN
    yield from paragraph(key, name, columns, lead=f"{number:3}. ", role=role)
    state = Role.GOOD if step.landed else Role.BAD if step.missing else Role.WARN
    yield from paragraph(f"{key}.state", _step_state(step), columns, lead=_UNDER, role=state)
    if step.lacking:
        lacking = f"not fetched: patches {', '.join(map(str, step.lacking))}"
        yield from paragraph(f"{key}.lacking", lacking, columns, lead=_UNDER, role=Role.BAD)
    for one in step.candidates:
        yield whole(f"{key}.{one}", f"<{one}>", f"{_UNDER}perhaps ")
    if step.id != stack.root:
        yield whole(f"{key}.url", step.url, _UNDER)


def _step_state(step: StackStep) -> str:
    """Return where a work stands: ``applied 2025-08-06``, ``under review``, ``not fetched``."""
    if step.stage is None:
        return "several series fit that name" if step.candidates else "not fetched: not known"
    place = f"; {ordinal(step.queued)} in your queue" if step.queued else ""
    return (step.where or step.stage.value.replace("-", " ")) + place
