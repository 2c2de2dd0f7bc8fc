# SPDX-License-Identifier: GPL-2.0-or-later
"""Reports made up for the tests: what the join module would make of the samples."""

from dataclasses import replace

from tests.views import attacks, graphs, samples
from tracker.export.html import status_html
from tracker.export.status_report import status_markdown, status_text
from tracker.model.report import (
    Asked,
    Fate,
    Folded,
    GroupBy,
    Log,
    LogEntry,
    Need,
    NeedKind,
    ReportEntry,
    ReportForm,
    StatusReport,
    Was,
)
from tracker.model.status import Side, Stage
from tracker.model.views import Event, Holdings, SeriesView
from tracker.render.style import Style
from tracker.services.templates import shipped, shipped_texts
from tracker.state.sections import fate_of, group

PLAIN = Style()
SINCE = samples.at(11)


def entry(view: SeriesView, **more: object) -> ReportEntry:
    """A view in a report without an earlier moment."""
    plain = ReportEntry(
        view=view,
        fate=fate_of(view.stage, view.facts, view.turn),
        before=None,
        news=(),
        mine=False,
    )
    return replace(plain, **more)  # type: ignore[arg-type]  # fields are named by the test


def report(*entries: ReportEntry | SeriesView, **more: object) -> StatusReport:
    """A report of these."""
    told = [entry(one) if isinstance(one, SeriesView) else one for one in entries]
    plain = StatusReport(
        asked=Asked(),
        as_of=samples.NOW,
        since=None,
        group_by=GroupBy.FATE,
        needs=(),
        groups=group(told, GroupBy.FATE),
        unchanged=(),
        left_out=(),
        graphs=(),
        held=Holdings(messages=100, newest=samples.at(19), repositories=("gadgets",)),
    )
    return replace(plain, **more)  # type: ignore[arg-type]  # fields are named by the test


def news(kind: str, text: str, day: int = 14, **more: str) -> Event:
    """Something that happened."""
    plain = Event(
        date=samples.at(day), kind=kind, text=text, message_id=f"{kind}@example.org", commit=None
    )
    return replace(plain, **more)  # type: ignore[arg-type]  # fields are named by the test


def need(kind: NeedKind, view: SeriesView, text: str = "") -> Need:
    """Something to do."""
    return Need(
        kind=kind,
        id=view.id,
        title=view.title,
        message_id="v2-0@example.org",
        text=text,
        since=samples.at(13),
    )


NEWS = (
    news("posted", "Ann Author posted v2, 3 patches", 12),
    news("tag", "Reviewed-by from Rita Reviewer for the series (v2)", 12),
    news("question", "Ron Root asked (no answer yet): What keeps the lever?", 13),
    news("applied", "patches 1-2 applied to gadgets-next by Mia Maintainer (v2)"),
    news("applied", "patch 1 released in v6.99-rc1 (v2)", 18, message_id=None, commit="1a" * 20),
)
WAS = Was(stage=Stage.UNDER_REVIEW, side=Side.REVIEWERS, version=1, label="", reviewed=0)
QUIET = replace(samples.FULL, id="quiet@example.org", title="rope: nothing new", abridged=False)
FOLDED = Folded(row=samples.row(QUIET), fate=Fate.AUTHOR, mine=False)
WEEK = report(
    entry(samples.FULL, before=WAS, news=NEWS, mine=True),
    entry(replace(samples.EMPTY, title="hook: first posting"), news=NEWS[:1]),
    asked=Asked(mailing_list="gadgets", everything=True),
    since=SINCE,
    needs=(
        need(NeedKind.HALF_LANDED, QUIET, "rope is in, but its counterpart was withdrawn"),
        need(NeedKind.MINE, samples.FULL, "Ron Root asked on 2025-03-13 and has no answer"),
        need(NeedKind.READY, samples.EMPTY),
    ),
    unchanged=(FOLDED,),
    left_out=((Fate.LANDED, 4), (Fate.QUIET, 2)),
    graphs=(graphs.GRAPH,),
)
"""A report of a list with an earlier moment: everything that there can be."""

EVIL_NEWS = tuple(
    news("tag", attacks.HOSTILE + word, message_id=name, commit=attacks.HOSTILE)
    for word, name in (("", attacks.HOSTILE), ("x" * 10_000, None))
)


def evil() -> StatusReport:
    """A report of a hostile series, with every text of mail replaced by an attack."""
    view = attacks.hostile()
    kinds = [need(kind, replace(view, id=f"{kind}{view.id}"), view.title) for kind in NeedKind]
    return report(
        entry(view, before=WAS, news=EVIL_NEWS, mine=True),
        asked=Asked(query=attacks.HOSTILE, mailing_list=attacks.HOSTILE, everything=True),
        since=SINCE,
        needs=tuple(kinds),
        unchanged=(replace(FOLDED, row=samples.row(view, id=f"{attacks.HOSTILE}@quiet")),),
        graphs=(
            replace(
                graphs.GRAPH,
                nodes=(
                    replace(graphs.NODES[0], title=view.title, project=attacks.HOSTILE),
                    *graphs.NODES[1:],
                ),
                limits=(view.title,),
            ),
        ),
        held=Holdings(messages=1, newest=None, repositories=(attacks.HOSTILE,)),
    )


def log(*events: Event, **more: object) -> Log:
    """A log of one series."""
    plain = Log(
        asked=Asked(),
        as_of=samples.NOW,
        since=None,
        entries=tuple(
            LogEntry(event=one, id="v1-0@example.org", title=samples.FULL.title, project="gadgets")
            for one in events
        ),
        left_out=0,
        abridged=False,
    )
    return replace(plain, **more)  # type: ignore[arg-type]  # fields are named by the test


def text(told: StatusReport, style: Style = PLAIN) -> str:
    """The report as text, by the shipped template."""
    return status_text(told, shipped(ReportForm.TEXT), shipped_texts(), style)


def markdown(told: StatusReport) -> str:
    """The report in Markdown, by the shipped template."""
    return status_markdown(told, shipped(ReportForm.MARKDOWN), shipped_texts())


def page(told: StatusReport) -> str:
    """The report as a page, by the shipped template."""
    return status_html(told, shipped(ReportForm.HTML), shipped_texts())
