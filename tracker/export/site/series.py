# SPDX-License-Identifier: GPL-2.0-or-later
"""The page of one series."""

from collections.abc import Collection, Iterator

from tracker.export.site.names import link, series_feed, series_page
from tracker.export.site.shell import (
    SitePage,
    anchor,
    dated,
    page_html,
    person_link,
    section_html,
    stage_chip,
    table_html,
)
from tracker.export.svg import graph_picture, text_of
from tracker.export.timeline import timeline
from tracker.lazy_dataclass import dataclass, replace
from tracker.model.landing import LandingStep, StepName, place_name
from tracker.model.relations import kind_words
from tracker.model.review import Tag
from tracker.model.status import SIDES, Side
from tracker.model.views import Graph, SeriesView, ThreadLine
from tracker.render.links import LORE, commit_url, message_url
from tracker.render.review import tag_fate
from tracker.render.words import day, list_of, name_of

_MOST_EVENTS = 200
_MOST_THREAD = 400
"""Messages of a thread that are listed; the archive has the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesPlace:
    """Where a page of a series is: within a site, or alone."""

    pages: Collection[str] = ()
    """Ids of the series that have a page."""
    people: Collection[str] = ()
    """Addresses of the people who have one."""
    lists: Collection[str] = ()
    alone: bool = False
    archive: str = LORE
    """Where the links to mails lead."""


def series_html(view: SeriesView, graph: Graph | None, place: SeriesPlace) -> str:
    """Return the page of a series, with the graph of what it is related to where there is one.

    Nothing in it changes with the time of day, so that an unchanged series has an unchanged page.
    """
    return page_html(
        SitePage(
            title=view.title or view.id,
            body="".join(_parts_of(view, graph, place)),
            depth=1,
            feed="" if place.alone else series_feed(view.id),
            alone=place.alone,
        )
    )


def _parts_of(view: SeriesView, graph: Graph | None, place: SeriesPlace) -> Iterator[str]:
    yield _series_head(view, place)
    yield section_html("Versions", [_versions(view, place)])
    yield section_html("Reviews", [_review_table(view, place)])
    yield section_html("Open", [_open_points(view, place)])
    yield section_html("Checks", [_checks(view, place)])
    yield section_html("Landing", [_landing(view), _stable(view)])
    yield section_html("Related", [_relations(view, place), _picture(graph)])
    last = max([one.date for one in view.events], default=view.as_of)
    yield section_html("Timeline", [timeline(replace(view, as_of=last)), _events(view, place)])
    yield section_html("Thread", [_thread(view, place)])


def _series_head(view: SeriesView, place: SeriesPlace) -> str:
    author = person_link(view.author, 1, view.author.email in place.people)
    lists = ", ".join(
        f'<a href="{link(f"lists/{_list_file(one)}.html", 1)}">{text_of(list_of(one))}</a>'
        if one in place.lists
        else text_of(list_of(one))
        for one in view.lists
    )
    feed = "" if place.alone else f'<dt>Feed</dt><dd><a href="{_feed(view)}">Atom</a></dd>\n'
    return (
        f"<h1>{text_of(view.title or view.id)}</h1>\n"
        f"<p>{stage_chip(view.stage)} {text_of(view.summary)}</p>\n<dl>\n"
        f"<dt>Author</dt><dd>{author}</dd>\n"
        f"<dt>Sent to</dt><dd>{lists or 'no list'}</dd>\n"
        f"<dt>Turn</dt><dd>{_turn(view, place)}</dd>\n"
        f"<dt>Mail</dt><dd>{anchor(message_url(view.id, place.archive), view.id)}</dd>\n"
        f"{feed}</dl>\n"
    )


def _list_file(address: str) -> str:
    from tracker.export.site.names import file_name

    return file_name(address)


def _feed(view: SeriesView) -> str:
    return link(series_feed(view.id), 1)


def _turn(view: SeriesView, place: SeriesPlace) -> str:
    turn = view.turn
    if turn.side is Side.NOBODY:
        return "nobody's"
    who = ", ".join(person_link(one, 1, one.email in place.people) for one in turn.people)
    since = f", since {dated(turn.since)}" if turn.since else ""
    reasons = "".join(f"<br>{text_of(one)}" for one in turn.reasons)
    return f"{text_of(SIDES[turn.side].subject)}{f' ({who})' if who else ''}{since}{reasons}"


def _versions(view: SeriesView, place: SeriesPlace) -> str:
    return table_html(
        ("Version", "Sent", "Patches", "Stage", "Mail"),
        (
            (
                text_of(f"RFC {one.name}" if one.rfc else one.name),
                dated(one.date),
                f"{len(one.patches)} of {one.expected}" if one.missing else str(len(one.patches)),
                stage_chip(one.stage),
                anchor(message_url(one.message_id, place.archive), one.message_id),
            )
            for one in reversed(view.revisions)
        ),
    )


def _review_table(view: SeriesView, place: SeriesPlace) -> str:
    newest = view.newest
    if newest is None:
        return ""
    return table_html(
        ("Patch", "Stage", "Tags"),
        (
            (
                f'<span class="title">{one.position}. '
                f"{anchor(message_url(one.message_id, place.archive), one.title)}</span>",
                stage_chip(one.stage),
                "<br>".join(_patch_tag(tag, newest.version, place) for tag in one.tags)
                or "no tags",
            )
            for one in newest.patches
        ),
    )


def _patch_tag(tag: Tag, version: int, place: SeriesPlace) -> str:
    """Return a tag, and what became of it by a version where that is more than its date."""
    fate = tag_fate(tag, lost=False, version=version)
    words = f"{tag.name} {tag.person.called}"
    said = "" if fate == day(tag.date) else f' <span class="mark">({text_of(fate)})</span>'
    return anchor(message_url(tag.message_id, place.archive), words) + said


def _open_points(view: SeriesView, place: SeriesPlace) -> str:
    newest = view.newest
    rows = [
        (dated(one.date), text_of(name_of(one.who)), "question", one.message_id, one.quote)
        for one in (newest.questions if newest else ())
        if one.is_open
    ]
    rows += [
        (dated(one.date), text_of(name_of(one.who)), text_of(one.kind), one.message_id, one.quote)
        for one in view.objections
        if one.state == "open"
    ]
    return table_html(
        ("Since", "Who", "What", "Words"),
        (
            (date, who, kind, anchor(message_url(name, place.archive), quote))
            for date, who, kind, name, quote in rows
        ),
    )


def _checks(view: SeriesView, place: SeriesPlace) -> str:
    return table_html(
        ("Date", "Source", "Check", "State", "Summary"),
        (
            (
                dated(one.date),
                text_of(one.source),
                text_of(f"{one.context} (v{one.version})"),
                f'<span class="alarm">{one.state.value}</span>' if one.open else one.state.value,
                anchor(message_url(one.message_id, place.archive), one.summary or "report"),
            )
            for one in view.checks
        ),
    )


def _landing(view: SeriesView) -> str:
    whole = [(one.title, step) for one in view.revisions for step in one.landing]
    parts = [
        (f"{patch.position}. {patch.title}", step)
        for revision in view.revisions
        for patch in revision.patches
        for step in patch.landing
    ]
    steps = [(of, step) for of, step in (*whole, *parts) if step.rung is not StepName.POSTED]
    return table_html(
        ("Patch", "Step", "Where", "Commit", "Date", "By"),
        (_landing_row(of, step) for of, step in steps),
    )


def _landing_row(of: str, step: LandingStep) -> tuple[str, ...]:
    commit = step.commit or ""
    where = step.tag or place_name(step.tree, step.branch)
    return (
        text_of(of),
        text_of(step.rung.value),
        text_of(where),
        anchor(commit_url(commit), commit[:12]) if commit else "",
        dated(step.date),
        text_of(step.who),
    )


def _stable(view: SeriesView) -> str:
    return table_html(
        ("Stable branch", "State", "Release", "Date"),
        (
            (text_of(one.branch), text_of(one.state.value), text_of(one.tag or ""), dated(one.date))
            for one in view.stable
        ),
    )


def _relations(view: SeriesView, place: SeriesPlace) -> str:
    rows = []
    for one in view.relations:
        if one.own:
            continue
        target = one.target
        name = target.title or target.message_id or target.url
        kind = kind_words(one.kind, one.direction == "out", one.evidence.rule)
        if target.id in place.pages and target.id is not None:
            linked = f'<a href="{link(series_page(target.id), 1)}">{text_of(name)}</a>'
        elif target.message_id:
            linked = anchor(message_url(target.message_id, place.archive), name)
        else:
            linked = text_of(name)
        rows.append((text_of(kind), linked, stage_chip(target.stage) if target.stage else ""))
    return table_html(("Relation", "Series", "Stage"), dict.fromkeys(rows))


def _picture(graph: Graph | None) -> str:
    if graph is None or sum(not one.missing for one in graph.nodes) < 2:
        return ""
    # The moment of the answer is not drawn: the page would differ each time.
    newest = replace(graph, abridged=False)
    return (
        '<div class="wide" role="region" aria-label="Graph of related series" tabindex="0">\n'
        f"{graph_picture(newest)}</div>\n"
    )


def _events(view: SeriesView, place: SeriesPlace) -> str:
    lines = []
    for one in view.events[:_MOST_EVENTS]:
        url = message_url(one.message_id, place.archive) if one.message_id else ""
        url = url or commit_url(one.commit or "")
        lines.append(f"<li>{dated(one.date)} {anchor(url, one.text)}</li>\n")
    more = len(view.events) - _MOST_EVENTS
    tail = f'<li class="soft">and {more} before these</li>\n' if more > 0 else ""
    return f'<ul class="events">\n{"".join(lines)}{tail}</ul>\n' if lines else ""


def _thread(view: SeriesView, place: SeriesPlace) -> str:
    """Return the messages as nested lists, no deeper than a telephone can show."""
    out, depth = [], -1
    for one in view.thread[:_MOST_THREAD]:
        level = min(one.depth, 8, depth + 1)
        if level > depth:
            out.append('<ul class="thread">\n' if depth < 0 else "<ul>\n")
        else:
            out.append("</li>\n" + "</ul></li>\n" * (depth - level))
        out.append(f"<li>{_thread_line(one, place)}")
        depth = level
    if depth < 0:
        return ""
    out.append("</li>\n" + "</ul></li>\n" * depth + "</ul>\n")
    more = len(view.thread) - _MOST_THREAD
    return "".join(out) + (f'<p class="soft">and {more} more messages</p>\n' if more > 0 else "")


def _thread_line(one: ThreadLine, place: SeriesPlace) -> str:
    marks = f' <span class="mark">{text_of(", ".join(one.marks))}</span>' if one.marks else ""
    url = message_url(one.message_id, place.archive)
    who = f'<span class="soft">{text_of(name_of(one.who))}, {day(one.date)}</span>'
    return f"{anchor(url, one.subject or one.message_id)} {who}{marks}"
