"""A status report for people, in the manner of git.git's "What's cooking" mails."""

from collections.abc import Sequence
from datetime import datetime

from tracker.clean import width
from tracker.model.mail import Evidence
from tracker.model.relations import WALKED
from tracker.model.status import CLOSED
from tracker.model.views import RelationView, SeriesView
from tracker.reports.abridged import abridged_lines
from tracker.reports.landing import steps_of, where
from tracker.reports.layout import block, counted, handle
from tracker.reports.readiness import half_landed_lines
from tracker.reports.relations import distinct, kind_word, state_words, target_name
from tracker.reports.sections import TITLES, open_questions, sort_views
from tracker.reports.series import fact_words, names, newest_revision
from tracker.reports.style import Role, Style
from tracker.reports.times import day, minute, since

_RELATIONS = 6
_QUESTIONS = 3


def status_text(views: Sequence[SeriesView], as_of: datetime, style: Style) -> str:
    """The report: sections by fate, a paragraph a series, sources by Message-ID."""
    lines = block(f"Status of {len(views)} series, {minute(as_of)}", style, role=Role.BOLD)
    halves = {(one.landed, one.other): one for v in views for one in v.readiness.half_landed}
    lines += ["", *half_landed_lines(tuple(halves.values()), style)] if halves else []
    for section, found in sort_views(views):
        lines += ["", *_heading(f"{TITLES[section]} ({len(found)})", style)]
        for view in found:
            lines += ["", *_paragraph(view, style)]
    if any(view.abridged for view in views):
        lines += ["", *abridged_lines(True, style)]
    return "\n".join(lines) + "\n"


def _heading(title: str, style: Style) -> list[str]:
    return [style.bold(title), style.dim(style.pick("─", "-") * min(width(title), style.width))]


def _paragraph(view: SeriesView, style: Style) -> list[str]:
    """What it is, where it stands, what hangs on it, whose move it is, where to read it."""
    newest = newest_revision(view)
    lines = block(
        style.text(view.title) or "(no title)",
        style,
        f"{style.glyph(view.stage)} ",
        "  ",
        Role.BOLD,
        limit=3,
    )
    for sentence in (_what(view, style), style.text(view.summary), _move(view, style)):
        lines += block(sentence, style, "  ", limit=4)
    lines += [*_landed(view, style), *_questions(view, style), *_relations(view, style)]
    source = newest.message_id if newest else view.id
    return lines + handle(f"<{style.text(source)}>", style, "  source: ")


def _what(view: SeriesView, style: Style) -> str:
    newest = newest_revision(view)
    words = [style.text(view.project)] if view.project else []
    if newest is not None:
        words.append(style.text(newest.label or f"v{newest.version}"))
        words.append(counted(newest.expected, "patch") if newest.expected else "pull request")
    author = style.text(view.author.name or view.author.email)
    words += [f"by {author}"] if author else []
    beside = ", ".join(fact_words(view.facts))
    return ", ".join(words) + (f" ({beside})" if beside else "")


def _move(view: SeriesView, style: Style) -> str:
    turn = view.turn
    if view.stage in CLOSED and not turn.people:
        return ""
    when = f", {since(turn.since, view.as_of)}" if turn.since else ""
    who = f" ({names(turn.people, style)})" if turn.people else ""
    why = "; ".join(style.text(reason).rstrip(".") for reason in turn.reasons)
    why = f": {why}" if why else ""
    return f"Next move: {turn.side.value}{who}{when}{why}."


def _landed(view: SeriesView, style: Style) -> list[str]:
    """One line a rung: ``tree bpf-next.git master 2025-07-24 (2 of 3 patches)``."""
    newest = newest_revision(view)
    if newest is None:
        return []
    lines = []
    for step in steps_of(newest.patches):
        rung = step.rung
        part = len(step.commits)
        some = f" ({part} of {newest.expected} patches)" if part < newest.expected else ""
        text = f"{rung.rung.value}: {where(rung, style)}, {day(rung.date)}{some}"
        lines += block(text, style, "  - ", limit=2)
    return lines[:12]


def _questions(view: SeriesView, style: Style) -> list[str]:
    asked = open_questions(view)
    lines = []
    for one in asked[:_QUESTIONS]:
        who = style.text(one.who.name or one.who.email)
        lines += block(f'{who} asks: "{style.text(one.quote)}"', style, "  ? ", limit=2)
    left = len(asked) - _QUESTIONS
    return [*lines, f"  ? {counted(left, 'more open question')}"] if left > 0 else lines


def _relations(view: SeriesView, style: Style) -> list[str]:
    """Where each related part stands, and the message that says that it is one."""
    related = [link for link in distinct(view.relations) if link.kind in WALKED]
    lines = []
    for link in related[:_RELATIONS]:
        lines += block(_related(link, style), style, "  - ", limit=4)
    left = len(related) - _RELATIONS
    return [*lines, f"  - {counted(left, 'more related work')}"] if left > 0 else lines


def _related(link: RelationView, style: Style) -> str:
    state = state_words(link.target.stage, link.target.landed, style) or "not at hand"
    word = kind_word(link.kind, link.direction == "out")
    name = target_name(link.target, style)
    return f"{word} {name}, {state} {_source(link.evidence, style)}".rstrip()


def _source(found: Evidence, style: Style) -> str:
    return f"<{style.text(found.message_id)}>" if found.message_id else ""
