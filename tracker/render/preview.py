# SPDX-License-Identifier: GPL-2.0-or-later
"""The one thing to know about the series under the cursor: why it stands in the open tab."""

from collections.abc import Iterable
from datetime import datetime

from tracker.model.landing import place_name
from tracker.model.people import Person
from tracker.model.query import NOBODY, Identity
from tracker.model.roles import Role
from tracker.model.rows import LandedRow, SeriesRow
from tracker.model.said import Snooze, awaited
from tracker.model.status import LANDED, Side, Turn, stage_traits
from tracker.model.views import SeriesView
from tracker.render.board import board_title
from tracker.render.lines import Line, Span, wrap
from tracker.render.words import (
    counted,
    day,
    distinct_people,
    name_of,
    short_age,
    since_short,
    stage_sign,
    turn_words,
)

_LONGEST = 1000
"""Characters that are looked at of a text that a mail may make as long as it likes."""
SHOWN = 3
"""Names that are shown before "and N more"."""


def reason(row: SeriesRow, query: str, now: datetime, me: Identity = NOBODY) -> Line:
    """In one line: why it stands in the tab, or what it waits for, then the stage."""
    why, mine = why_here(row, query, now), why_mine(row, me)
    # It stands beside the turn, which has a date of its own.
    apart = row.stage_since and row.turn.since and day(row.stage_since) != day(row.turn.since)
    since = f" {since_short(row.stage_since, now)}" if apart and row.stage_since else ""
    return (
        Span(" "),
        Span(f"yours: {mine} · " if mine else "", Role.KEY),
        Span(f"{why} · " if why else ""),
        stage_sign(row.stage),
        Span(f" {stage_traits(row.stage).label}", Role.STRONG),
        Span(since, Role.DIM),
    )


def why_mine(row: SeriesRow, me: Identity) -> str:
    """Return why it is the user's turn, by the rules of ``turn:me``; empty where it is not."""
    newest = row.newest
    version = newest.name if newest else "it"
    spoken = _why_spoken(row.turn, row.author, row.reviewers, row.involved, version, me)
    if spoken or not me or any(map(me.holds, (row.author, *row.reviewers))):
        return spoken
    if row.turn.side is Side.MAINTAINER and any(map(me.holds, row.maintainers)):
        return f"MAINTAINERS names you for {_preview_names(row.subsystems) or 'its files'}"
    return ""


def why_mine_on_page(view: SeriesView, me: Identity) -> str:
    """Return the same of a series as it is on its page, which does not know MAINTAINERS."""
    newest = view.revisions[-1] if view.revisions else None
    version = newest.name if newest else "it"
    tags = [tag for part in newest.patches for tag in part.tags if tag.counts] if newest else []
    reviewers = [one.person for one in tags if one.name in _APPROVE]
    involved = [one.who for one in view.thread if one.role != "bot"]
    return _why_spoken(view.turn, view.author, reviewers, involved, version, me)


_APPROVE = frozenset({"Reviewed-by", "Acked-by"})
_TO_USER = {
    "was asked": "you were asked",
    "named in MAINTAINERS": "MAINTAINERS names you",
    "addressed in the posting": "the posting is addressed to you",
    "applies patches of this list": "you apply patches of this list",
    "is going to apply it": "you are going to apply it",
    "the patch was taken out again": "your patch was taken out again",
}


def _why_spoken(
    turn: Turn,
    author: Person,
    reviewers: Iterable[Person],
    involved: Iterable[Person],
    version: str,
    me: Identity,
) -> str:
    """Return what names the user for a turn: what named them to it, else what they wrote."""
    if not me:
        return ""
    named = next((one for one in turn.people if me.holds(one)), None)
    if named:
        why = named.why or "have to move"
        return _TO_USER.get(why, f"you {why}")
    if any(map(me.holds, (author, *reviewers))):
        return ""
    if turn.side is Side.REVIEWERS and any(map(me.holds, involved)):
        return f"you wrote about it, and gave {version} no tag"
    return ""


def why_mine_whole(view: SeriesView, me: Identity) -> str:
    """Return what was last said between the user and the others, with days; empty where nothing.

    "you asked on 2026-03-12; Ann Author answered on 2026-03-14".
    """
    if not me:
        return ""
    asked = [one for revision in view.revisions for one in revision.questions]
    to_me = [one for one in asked if one.is_open and one.put_to and me.holds(one.put_to)]
    if to_me:
        return f"{name_of(to_me[-1].who)} asked you on {day(to_me[-1].date)}"
    wrote = [one for one in view.thread if me.holds(one.who)]
    mine = [one for one in asked if me.holds(one.who)]
    if mine:
        last = max(mine, key=lambda one: one.date)
        if last.answered_by is None:
            return f"you asked on {day(last.date)}, and have no answer"
        lines = (one for one in view.thread if one.message_id == last.answered_by)
        answer = next(lines, None)
        who = f"{name_of(answer.who)} answered on {day(answer.date)}" if answer else "answered"
        later = any(answer and one.date > answer.date for one in wrote)
        return f"you asked on {day(last.date)}; {who}{'; you wrote since' if later else ''}"
    return f"you wrote last on {day(max(one.date for one in wrote))}" if wrote else ""


def why_here(row: SeriesRow, query: str, now: datetime) -> str:
    """Return the sentence that fits what the tab asks for."""
    words = {*query.split()}
    if row.blocked and row.stage in LANDED:
        return waits(row)
    if row.snooze and "is:snoozed" in words:
        return snoozed(row.snooze)
    if "is:blocked" in words and row.blocked:
        return waits(row)
    if "is:landed" in words and row.landed:
        return "; ".join(place(one) for one in row.landed[-2:])
    if "is:stalled" in words:
        return f"quiet for {short_age(row.last_activity, now)}; {_move_preview(row, now)}"
    if "state:reviewed" in words and not row.open_questions:
        return f"{_approved(row)}; {_move_preview(row, now)}"
    if row.blocked and row.turn.side is Side.DEPENDENCY:
        return waits(row)
    return _move_preview(row, now)


def block(
    row: SeriesRow, query: str, now: datetime, me: Identity, columns: int, height: int
) -> tuple[Line, ...]:
    """The same with what there is room for: title, turn, what it waits for, where it landed."""
    since = f" {since_short(row.stage_since, now)}" if row.stage_since else ""
    why, move = why_here(row, query, now), _move_preview(row, now)
    told: list[tuple[str, str]] = [
        ("", board_title(row)),
        ("yours", why_mine(row, me)),
        ("why here", why),
        ("stage", f"{stage_traits(row.stage).label}{since}"),
        ("turn", "" if move in why else move),
        ("waits", waits(row) if row.blocked else ""),
        ("landed", "; ".join(map(place, row.landed))),
        ("snoozed", snoozed(row.snooze) if row.snooze else ""),
        ("failing", _preview_names(row.checks.failing)),
        ("open", counted(row.open_questions, "question") if row.open_questions else ""),
        ("stale", f"carried tags of {_preview_names(row.stale_tags)}" if row.stale_tags else ""),
        ("people", _preview_names(tuple(map(name_of, distinct_people(row.involved))))),
        ("where", ", ".join(filter(None, (row.project, *row.lists)))),
        ("notes", counted(row.notes, "note") if row.notes else ""),
        ("labels", ", ".join(row.labels)),
    ]
    lines: list[Line] = []
    said: set[str] = set()
    for name, text in told:
        room = height - len(lines)
        if not text or text in said or not room:
            continue
        said.add(text)
        role = Role.PLAIN if name else Role.STRONG
        for number, part in enumerate(wrap(text[:_LONGEST], columns - 11, min(2, room))):
            head = name if number == 0 else ""
            lines.append((Span(f" {head:<9}", Role.DIM), Span(part, role)))
    return tuple(lines)


def waits(row: SeriesRow) -> str:
    """Return what a series waits for; of one that is in, what it landed ahead of."""
    head = "landed ahead of" if row.stage in LANDED else "waits for"
    return f"{head} {_preview_names(row.blocked_by) if row.blocked_by else 'another series'}"


def snoozed(snooze: Snooze) -> str:
    """Until when it is out of sight."""
    return f"out of sight {awaited(snooze)}"


def place(landed: LandedRow) -> str:
    """Return one place that patches have reached."""
    where = landed.tag or " ".join(filter(None, (landed.tree, landed.branch))) or landed.rung
    if landed.branch and not (landed.tree or landed.tag):
        where = place_name(None, landed.branch)
    prefix = "" if where == landed.rung else f"{landed.rung}: "
    return f"{prefix}{where}{f' {day(landed.date)}' if landed.date else ''}"


def _move_preview(row: SeriesRow, now: datetime) -> str:
    why = row.turn.reasons[0] if row.turn.reasons else row.summary
    return " · ".join(filter(None, (turn_words(row.turn, now), why)))


def _approved(row: SeriesRow) -> str:
    tags = row.tags
    given = [
        counted(number, name, name)
        for number, name in ((tags.reviewed, "Reviewed-by"), (tags.acked, "Acked-by"))
        if number
    ]
    return f"every patch is approved ({', '.join(given)})" if given else "every patch is approved"


def _preview_names(names: tuple[str, ...]) -> str:
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" and {more} more" if more > 0 else "")
