# SPDX-License-Identifier: GPL-2.0-or-later
"""The lines around the tabs of a series: where it stands, as of which day, and why."""

from collections.abc import Sequence
from datetime import datetime

from tracker.model.mail import Evidence
from tracker.model.query import NOBODY, Identity
from tracker.model.roles import Role
from tracker.model.status import stage_traits
from tracker.model.terminal_text import clean
from tracker.model.views import SeriesView
from tracker.render.lines import Line, Span, taken
from tracker.render.preview import why_mine_on_page, why_mine_whole
from tracker.render.words import list_of, minute, name_of, short_age, stage_sign


def headline(view: SeriesView, me: Identity = NOBODY, columns: int = 0) -> Line:
    """Return the second line: version, stage, since when, by whom, where; an alarm before all.

    What stands between the user and the others comes before the author. Where ``columns`` are too
    few (0 for any number), the less telling goes first: by whom and where, what was said before
    the last word between the user and the others, since when.
    """
    newest = view.newest
    version = newest.name[:20] if newest else ""
    branch = f" for {newest.branch[:40]}" if newest and newest.branch else ""
    where = view.project or ", ".join(map(list_of, view.lists[:1]))
    heads = [half.head.lower() for half in view.readiness.half_landed[:1]]
    alarm = tuple(Span(f"{head} ", Role.BAD) for head in heads)
    mine, whole = why_mine_on_page(view, me), why_mine_whole(view, me)
    spoken = whole or mine
    yours, last = (f" · {one}" if one else "" for one in (spoken, spoken.split("; ")[-1]))
    if mine:
        last = f" · your turn: {mine}"
        yours = f"{last} ({whole})" if whole else last
    lead = (
        Span(" "),
        *alarm,
        stage_sign(view.stage),
        Span(f" {version}{branch} {stage_traits(view.stage).label}", Role.STRONG),
    )
    since = Span(f" for {short_age(view.stage_since, view.as_of)}", Role.DIM)
    role = Role.KEY if mine else Role.INFO
    by = Span(f" · {name_of(view.author)[:80]} · {where}", Role.DIM)
    forms: tuple[Line, ...] = (
        (*lead, since, Span(yours, role), by),
        (*lead, since, Span(yours, role)),
        (*lead, since, Span(last, role)),
        (*lead, Span(last, role)),
    )
    if not columns or not spoken:
        return forms[0]
    return next((one for one in forms if taken(one) <= columns), forms[-1])


def as_of_line(as_of: datetime | None) -> Line:
    """Return the moment that is shown, where that is not now."""
    return (Span(f"as it stood {minute(as_of)} ", Role.WARN),) if as_of else ()


def tab_counts(view: SeriesView, unread: int) -> tuple[int | str | None, ...]:
    """Return how much each tab holds; of the thread how many messages, and how many are unread."""
    size = len(view.thread)
    thread = f"{size}, {unread} new" if unread else size
    return (None, None, None, None, None, thread, None)


def evidence_line(evidence: Sequence[Evidence]) -> Line:
    """Rule, place and words of the first evidence of a row."""
    for found in evidence[:1]:
        place = f", line {found.line}" if found.line else ""
        said = clean(found.quote[:400])
        return (Span(f" {found.rule}{place}  ", Role.INFO), Span(said, Role.QUOTE))
    return ()
