"""The lines around the tabs of a series: where it stands, for which day it is told, and why."""

from collections.abc import Sequence
from datetime import datetime

from tracker.model.mail import Evidence
from tracker.model.terminal_text import clean
from tracker.model.views import SeriesView
from tracker.tui.lines import Line, Look, Span
from tracker.tui.pages.overview import newest_of
from tracker.tui.phrases import age, list_of, moment, name_of, stage_sign, stage_words


def standing(view: SeriesView) -> Line:
    """The second line: version, stage, since when, by whom, where; an alarm before all."""
    newest = newest_of(view)
    version = (newest.label or f"v{newest.version}")[:20] if newest else ""
    where = view.project or ", ".join(map(list_of, view.lists[:1]))
    heads = [half.head.lower() for half in view.readiness.half_landed[:1]]
    alarm = tuple(Span(f"{head} ", Look.BAD) for head in heads)
    return (
        Span(" "),
        *alarm,
        stage_sign(view.stage),
        Span(f" {version} {stage_words(view.stage)}", Look.STRONG),
        Span(f" for {age(view.stage_since, view.as_of)} · {name_of(view.author)[:80]} · {where}",
             Look.DIM),
    )  # fmt: skip


def when(as_of: datetime | None) -> Line:
    """The moment that is told of, where that is not now."""
    return (Span(f"as it stood {moment(as_of)} ", Look.WARN),) if as_of else ()


def counts(view: SeriesView, unread: int) -> tuple[int | str | None, ...]:
    """How much each tab holds; of the thread how many messages, and how many are unread."""
    size = len(view.thread)
    thread = f"{size}, {unread} new" if unread else size
    return (None, None, None, None, None, thread, None)


def source(evidence: Sequence[Evidence]) -> Line:
    """Rule, place and words of the first evidence of a row."""
    for found in evidence[:1]:
        place = f", line {found.line}" if found.line else ""
        said = clean(found.quote[:400])
        return (Span(f" {found.rule}{place}  ", Look.INFO), Span(said, Look.QUOTE))
    return ()
