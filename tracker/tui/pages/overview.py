"""The first tab: where the series stands, whose turn it is, what it waits for, its review."""

from functools import partial

from tracker.model.readiness import Waiting
from tracker.model.roles import Role
from tracker.model.said import awaited
from tracker.model.status import SIDES
from tracker.model.terminal_text import clean
from tracker.model.views import Graph, RevisionView, SeriesView
from tracker.render.lines import Line, Row, Span, Target, blank, cell, paragraph, taken
from tracker.render.review_table import review_rows
from tracker.render.sections import newest_revision
from tracker.render.words import counted, day, list_of, name_of, short_age, stage_sign, turn_words
from tracker.tui.pages.review import question_rows

_ABRIDGED = (
    "told from the mails that ship with the program: headers and facts are real, the words are "
    "ours, abridged"
)
_PATCHES = 12
_QUESTIONS = 4
_WAITS = 6
"""Patches, questions and works that are shown here; other tabs show all."""


def overview_rows(
    view: SeriesView, columns: int, graph: Graph | None = None, revision: RevisionView | None = None
) -> tuple[Row, ...]:
    """The page for so many columns; ``revision`` is the version whose review is shown."""
    shown = revision or newest_revision(view)
    rows = [*_alarms(view, columns), *_standing(view, columns), *_waits(view, graph, columns)]
    rows += [*_said(view, columns), blank("gap.1"), *_about(view, columns)]
    if shown:
        rows += [blank("gap.2"), *review_rows(shown, columns, _PATCHES)]
        rows += [blank("gap.3"), *question_rows(view, shown, columns, _QUESTIONS)]
    if view.abridged:
        rows += [blank("gap.4"), *paragraph("note", _ABRIDGED, columns, lead=" note     ")]
    return tuple(rows)


def alarm_target(view: SeriesView, landed: str, other: str) -> str | None:
    """The half of a half-landed change that is not this series."""
    return next((one for one in (other, landed) if one != view.id), None)


def _alarms(view: SeriesView, columns: int) -> list[Row]:
    rows: list[Row] = []
    for number, half in enumerate(view.readiness.half_landed):
        target = Target(series=alarm_target(view, half.landed, half.other),
                        topics=frozenset({"relation"}))  # fmt: skip
        rows += paragraph(f"half.{number}", f"{half.head}: {half.text}.", columns, lead=" ",
                          role=Role.BAD, target=target)  # fmt: skip
    return rows


def _standing(view: SeriesView, columns: int) -> list[Row]:
    stage = Target(message_id=view.id, topics=frozenset({"stage"}))
    turn = Target(message_id=view.id, topics=frozenset({"turn"}))
    rows = list(paragraph("summary", view.summary, columns, role=Role.STRONG, lead=" ",
                          target=stage))  # fmt: skip
    said = turn_words(view.turn, view.as_of)
    rows += paragraph("turn", said, columns, lead=" turn     ", target=turn)
    for number, reason in enumerate(view.turn.reasons):
        rows += paragraph(f"reason.{number}", reason, columns, lead=" because  ", target=turn)
    return rows


def _waits(view: SeriesView, graph: Graph | None, columns: int) -> list[Row]:
    """What has to land first: the work, how far it is, who has to move; the nearest first."""
    waits = view.readiness.waits_for
    absences = {node.id: node.absence for node in graph.nodes} if graph else {}
    rows: list[Row] = []
    for number, work in enumerate(waits[:_WAITS]):
        lead = " waits    " if number == 0 else "          "
        target = Target(
            series=None if work.missing else work.id,
            absent=work.id if work.missing else None,
            message_id=work.id if "@" in work.id and "/" not in work.id else None,
            topics=frozenset({"relation"}),
        )
        rows.append(
            Row(key=f"waits {work.id}", draw=partial(_wait_line, work, lead), target=target)
        )
        state = _wait_words(work, absences.get(work.id), view)
        under = paragraph(f"waits {work.id} state", state, columns, lead=" " * 12, role=Role.DIM)
        rows += [Row(key=row.key, draw=row.draw, stop=False) for row in under]
    left = len(waits) - _WAITS
    if left > 0:
        rows += paragraph("waits.more", f"and {counted(left, 'more work')}: see the relations",
                          columns, lead=" " * 10, role=Role.DIM)  # fmt: skip
    told = {half.text for half in view.readiness.half_landed}
    why = [reason for reason in view.readiness.reasons if reason not in told] if not waits else []
    for number, reason in enumerate(why):
        turn = Target(message_id=view.id, topics=frozenset({"turn"}))
        rows += paragraph(f"ready.{number}", reason, columns, lead=" so       ", target=turn)
    return rows


def _wait_line(work: Waiting, lead: str, columns: int) -> Line:
    version = f"v{work.version} " if work.version else ""
    line = (
        Span(lead, Role.DIM),
        stage_sign(work.stage),
        Span(f" {clean(work.project)} " if work.project else " ", Role.WARN),
        Span(version, Role.WARN),
    )
    return (*line, cell(work.title or work.url, max(columns - taken(line), 10), Role.WARN))


def _wait_words(work: Waiting, absence: str | None, view: SeriesView) -> str:
    """``under review; the reviewers' move for 9d``, or why it is not at hand."""
    if work.stage is None:
        return f"not at hand: {absence or 'it was never fetched'}; u fetches it"
    told = work.stage.value.replace("-", " ")
    if work.side and work.side.value != "nobody":
        people = f" ({', '.join(work.people[:3])})" if work.people else ""
        since = f" for {short_age(work.since, view.as_of)}" if work.since else ""
        told += f"; {SIDES[work.side].owner} turn{people}{since}"
    through = work.needed_by if work.needed_by != view.id else ""
    return f"{told}; needed by what this one needs" if through else told


def _said(view: SeriesView, columns: int) -> list[Row]:
    """What the user said of it: a snooze, notes."""
    rows: list[Row] = []
    if view.snooze:
        rows += paragraph("snooze", f"out of sight {awaited(view.snooze)}; W ends that", columns,
                          lead=" snoozed  ", role=Role.INFO)  # fmt: skip
    for number, note in enumerate(view.notes):
        rows += paragraph(f"said.{number}", f"{note.text} ({day(note.at)})", columns,
                          lead=" you      ", role=Role.INFO)  # fmt: skip
    return rows


def _about(view: SeriesView, columns: int) -> list[Row]:
    here = Target(message_id=view.id, topics=frozenset({"revision"}))
    newest = view.revisions[-1] if view.revisions else None
    told = [
        ("by", name_of(view.author)),
        ("to", ", ".join(map(list_of, view.lists))),
        ("sent", _sent(view) if newest else ""),
        ("facts", ", ".join(_facts(view))),
        ("change", view.change_id or ""),
        ("at", view.url),
        ("fetched", f"{short_age(view.fetched, view.as_of)} ago" if view.fetched else ""),
    ]
    rows: list[Row] = []
    for name, text in told:
        lead = f" {name:<8} "
        if name == "at" and text:
            rows.append(Row(key=name, draw=partial(_url_line, lead, text), target=here))
            continue
        rows += paragraph(
            name,
            text,
            columns,
            role=Role.WARN if name == "facts" else Role.PLAIN,
            lead=lead,
            target=here,
        )
    return rows


def _url_line(lead: str, url: str, columns: int) -> Line:
    """A URL on one line; Y copies it whole."""
    return (Span(lead, Role.DIM), cell(url, max(columns - len(lead), 10), Role.DIM))


def _sent(view: SeriesView) -> str:
    first, last = view.revisions[0], view.revisions[-1]
    if first is last:
        return f"{day(first.date)}, {short_age(first.date, view.as_of)} ago"
    many = counted(len(view.revisions), "version")
    return f"{day(first.date)} to {day(last.date)}, {many}"


def _facts(view: SeriesView) -> list[str]:
    facts = view.facts
    told = {
        "RFC": facts.rfc,
        "resend": facts.resend,
        "pull request": facts.pull_request,
        "stalled": facts.stalled,
        "blocked": facts.blocked,
    }
    return [name for name, holds in told.items() if holds]
