# SPDX-License-Identifier: GPL-2.0-or-later
"""The first page of a series: where it stands, whose turn it is, its review, what it waits for.

``tracker show`` prints it with everything else that is known of the series below.
"""

from datetime import datetime

from tracker.model.roles import Role
from tracker.model.status import Facts, stage_traits
from tracker.model.views import Graph, RevisionView, SeriesView
from tracker.render.checks import check_rows, outside_rows
from tracker.render.landing import ended_rows, landing_claim, landing_rows
from tracker.render.lines import Line, Row, RowTarget, Span, paragraph, parts, whole
from tracker.render.log import last_events
from tracker.render.notes import mail_note_rows, note_rows, user_facts
from tracker.render.readiness import half_landed_rows, waits_rows
from tracker.render.relations import relation_rows
from tracker.render.review import checks_of, objection_rows, question_rows, tag_rows
from tracker.render.review_table import table_rows
from tracker.render.sections import sent_anew, series_target, with_rerolls
from tracker.render.style import Style
from tracker.render.versions import stable_rows, version_list
from tracker.render.words import (
    abridged_rows,
    age,
    counted,
    day,
    minute,
    names_of,
    since_words,
    stage_sign,
)

_PATCHES = 12
_QUESTIONS = 4
"""Patches and questions on the Overview tab; the Review tab has all of them."""
PRINTED_PATCHES = 20
_PRINTED_QUESTIONS = 6
_CLAIMS_ON_TOP = 2


def series_text(
    view: SeriesView, style: Style, full: bool = False, ends: datetime | None = None
) -> str:
    """Return what ``tracker show`` prints; ``full`` leaves nothing out.

    ``ends`` is when the local mail ends, where that is long before the moment that is shown.
    """
    newest = view.newest
    shown = with_rerolls(view, newest) if newest else None
    most = None if full else PRINTED_PATCHES
    review = (
        parts(
            [
                *table_rows(shown, style.width, most, "--full"),
                *sent_again_rows(view, newest, style.width),
            ],
            tag_rows(shown, style.width),
        )
        if shown and newest
        else []
    )
    return style.page(series_rows(view, style.width, review, full, ends))


def series_rows(
    view: SeriesView,
    columns: int,
    review: list[Row],
    full: bool = False,
    ends: datetime | None = None,
) -> list[Row]:
    """Return everything that is known of a series; ``review`` are the rows of patches and tags."""
    newest = view.newest
    shown = with_rerolls(view, newest) if newest else None
    asked = [one for posting in view.revisions for one in posting.questions]
    return parts(
        half_landed_rows(view.readiness.half_landed, columns),
        [*_overview_summary(view, columns), *_unbelieved_rows(newest, columns)],
        [*_overview_title(view, columns), *_overview_head(view, newest, columns, full)],
        note_rows(view.notes, columns, full),
        review,
        objection_rows(view, newest, columns, full=full) if newest else [],
        question_rows(view, asked, columns, None if full else _PRINTED_QUESTIONS, ids=True),
        check_rows(checks_of(view, newest), columns, full) if newest else [],
        outside_rows(view.outside, newest.version, columns, full) if newest else [],
        (ended_rows(view, shown, columns) or landing_rows(shown, columns, full)) if shown else [],
        stable_rows(view.stable, columns),
        waits_rows(view, columns, full),
        relation_rows(view.relations, columns, full),
        version_list(view, columns, full),
        last_events(view, columns, full),
        mail_note_rows(view, columns),
        _footer(view, columns, ends),
    )


def overview_rows(
    view: SeriesView, columns: int, graph: Graph | None = None, revision: RevisionView | None = None
) -> list[Row]:
    """Return the Overview tab; ``revision`` is the version whose review is shown."""
    newest = view.newest
    shown = revision or newest
    return parts(
        half_landed_rows(view.readiness.half_landed, columns, view.id),
        [
            *_overview_summary(view, columns),
            *_unbelieved_rows(newest, columns),
            *_overview_head(view, newest, columns, full=True),
        ],
        waits_rows(view, columns, graph=graph, hint="u fetches it"),
        note_rows(view.notes, columns),
        table_rows(shown, columns, _PATCHES) if shown else [],
        objection_rows(view, shown, columns, _QUESTIONS, full=False) if shown else [],
        check_rows(checks_of(view, shown), columns) if shown else [],
        outside_rows(view.outside, shown.version, columns) if shown else [],
        question_rows(view, shown.questions, columns, _QUESTIONS) if shown else [],
        mail_note_rows(view, columns),
        abridged_rows(view.abridged, columns),
    )


def fact_words(facts: Facts) -> list[str]:
    """Return the facts beside the stage that hold, in words."""
    told = (
        (facts.rfc, "RFC"),
        (facts.resend, "resend"),
        (facts.pull_request, "pull request"),
        (facts.blocked, "blocked by what it needs"),
        (facts.stalled, "quiet for four weeks or more"),
    )
    return [word for holds, word in told if holds]


def _overview_summary(view: SeriesView, columns: int) -> list[Row]:
    target = series_target(view, "stage")
    return paragraph("summary", view.summary, columns, role=Role.STRONG, target=target)


def _unbelieved_rows(revision: RevisionView | None, columns: int) -> list[Row]:
    """Return the words on landing that change nothing, for the top of a page: whose they are."""
    words = [one for one in revision.notices if not one.authority.counts] if revision else []
    return [
        row
        for number, one in enumerate(words[:_CLAIMS_ON_TOP])
        for row in landing_claim(f"unbelieved.{number} {one.message_id}", one, columns)
    ]


def _overview_labelled(
    name: str, text: str, columns: int, target: RowTarget, role: Role = Role.PLAIN
) -> list[Row]:
    """Return a fact of the head behind its label."""
    return paragraph(name, text, columns, lead=f"  {name:<8} ", role=role, target=target, most=4)


def _overview_title(view: SeriesView, columns: int) -> list[Row]:
    return _overview_labelled(
        "Title", view.title.strip() or "(no title)", columns, _overview_origin(view)
    )


def _overview_origin(view: SeriesView) -> RowTarget:
    return series_target(view, "revision")


def _overview_head(
    view: SeriesView, newest: RevisionView | None, columns: int, full: bool
) -> list[Row]:
    """Return who wrote it, where it was sent, how far it is, and whose turn it is."""
    author = f"{view.author.name} <{view.author.email}>" if view.author.email else view.author.name
    project = f"{view.project}; " if view.project else ""
    here = _overview_origin(view)
    rows = _overview_labelled("Author", author or "(not named)", columns, here)
    rows += _overview_labelled(
        "Sent to", project + (", ".join(view.lists) or "no list"), columns, here
    )
    url = newest.url if newest else view.url
    link = whole("Link", url, f"  {'Link':<8} ")
    rows.append(Row(key=link.key, draw=link.draw, target=here))
    for n, request in enumerate(view.forge):
        made = whole(f"Forge.{n}", request, f"  {'Forge':<8} ")
        rows.append(Row(key=made.key, draw=made.draw, target=here))
    if full:
        rows += _overview_labelled("Posted", _overview_posted(view), columns, here)
        rows += _overview_labelled("Change", view.change_id or "", columns, here)
    rows += [*_overview_stage(view, columns), *_overview_turn(view, columns)]
    for name, text in user_facts(view, full):
        rows += _overview_labelled(name, text, columns, here, Role.INFO)
    return rows


def _overview_posted(view: SeriesView) -> str:
    """Return from when to when its versions were posted, and how many there are."""
    if not view.revisions:
        return ""
    first, last = view.revisions[0], view.revisions[-1]
    if first is last:
        return f"{day(first.date)} ({age(first.date, view.as_of)} ago)"
    return f"{day(first.date)} to {day(last.date)}, {counted(len(view.revisions), 'version')}"


def _overview_stage(view: SeriesView, columns: int) -> list[Row]:
    beside = "".join(f"; {word}" for word in fact_words(view.facts))
    text = f"{stage_traits(view.stage).label} {since_words(view.stage_since, view.as_of)}{beside}"
    lead: Line = (Span(f"  {'Stage':<8} ", Role.DIM), stage_sign(view.stage), Span(" "))
    target = series_target(view, "stage")
    return paragraph("Stage", text, columns, lead=lead, target=target)


def _overview_turn(view: SeriesView, columns: int) -> list[Row]:
    turn = view.turn
    who = f": {names_of(turn.people)}" if turn.people else ""
    when = f", {since_words(turn.since, view.as_of)}" if turn.since else ""
    target = series_target(view, "turn")
    rows = _overview_labelled("Turn", f"{turn.side.value}{who}{when}", columns, target)
    for number, reason in enumerate(turn.reasons):
        rows += paragraph(f"reason.{number}", reason, columns, lead=" " * 11 + "- ", target=target,
                          most=4)  # fmt: skip
    return rows


def sent_again_rows(view: SeriesView, newest: RevisionView, columns: int) -> list[Row]:
    """Return the patches that were sent again one by one since, each with its version."""
    rows: list[Row] = []
    for position, posting in sorted(sent_anew(view, newest).items()):
        label = posting.name
        text = f"patch {position} was sent again as {label}, {day(posting.date)}"
        rows += paragraph(f"anew.{position}", text, columns, lead="  ")
    return rows


def _footer(view: SeriesView, columns: int, ends: datetime | None) -> list[Row]:
    """Return as of when this is, what it was read from, and whether the mails are abridged."""
    source = "read from local archives" + (f", which end {day(ends)}" if ends else "")
    if view.fetched is not None:
        before = view.fetched <= view.as_of
        when = f" ({age(view.fetched, view.as_of)} before)" if before else ""
        source = f"threads fetched {minute(view.fetched)}{when}"
    rows = paragraph("as of", f"As of {minute(view.as_of)}; {source}.", columns, role=Role.DIM)
    return [*rows, *abridged_rows(view.abridged, columns)]
