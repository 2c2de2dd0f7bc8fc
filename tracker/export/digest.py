# SPDX-License-Identifier: GPL-2.0-or-later
"""A status report in words: what every form of it prints, whatever its marks.

The record of facts, ``StatusReport``, becomes sentences and links here, and only here, so that the
text, the Markdown and the page say the same. Words of mail stand in them as they came: each form
cleans and escapes what it prints.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from tracker.export.digest_series import (
    SENTENCE,
    TITLE,
    Item,
    Paragraph,
    anchor_of,
    cut,
    paragraph,
)
from tracker.export.digest_words import (
    LISTED,
    NEEDS,
    SHORT,
    group_title,
    headline,
    listing,
)
from tracker.lazy_dataclass import dataclass
from tracker.model.report import Fate, Folded, GroupBy, Need, NeedKind, StatusReport
from tracker.model.status import LANDED, SIDES, Side, Stage, stage_traits
from tracker.render.checks import checks_word
from tracker.render.links import LORE, message_url
from tracker.render.words import ABRIDGED, age, counted, day, minute

_OVER = frozenset({Fate.LANDED, Fate.CLOSED})
_WITH_TEXT = frozenset({NeedKind.MINE, NeedKind.FAILING, NeedKind.STALE, NeedKind.LATE})
_MOST = 6
"""Of one kind of need."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgent:
    """One kind of need: a heading, and the series."""

    kind: NeedKind
    heading: str
    items: tuple[Item, ...]
    more: int
    """How many more there are."""
    see: str = ""
    """The command that lists all of them; empty where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSection:
    """A section of the report."""

    anchor: str
    title: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnchangedLine:
    """A series with nothing new."""

    anchor: str
    stage: Stage
    tone: str
    title: str
    url: str
    fate: str
    words: str
    """``v3, under review, 2 of 5 patches reviewed; reviewers since 2025-09-10``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A whole report in words."""

    title: str
    moment: str
    """``2025-09-30 23:59 UTC``."""
    since: str
    """The earlier moment; empty where nothing is compared."""
    glance: str
    """What happened in numbers, or how many stand where: one sentence."""
    urgent: tuple[Urgent, ...]
    sections: tuple[ReportSection, ...]
    unchanged: tuple[UnchangedLine, ...]
    left_out: str
    """A sentence on what is only counted; empty where nothing is."""
    held: str
    """A sentence on what it was made from."""
    warning: str
    """That the mails are abridged; empty where they are not."""
    brief: bool
    """Text and Markdown print the title and the state alone of each series."""


def digest(report: StatusReport, base: str = LORE) -> Digest:
    """Return the report in words; ``base`` is the archive that its links lead to."""
    told = {entry.view.id for entry in report.entries}
    return Digest(
        title=cut(headline(report.asked), TITLE),
        moment=minute(report.as_of),
        since=minute(report.since) if report.since else "",
        glance=_glance(report),
        urgent=tuple(_urgent(report, told, base)),
        sections=tuple(_digest_section_sections(report, base)),
        unchanged=tuple(_digest_section_lines(report.unchanged, base)),
        left_out=_left_out(report),
        held=_digest_section_held(report),
        warning=ABRIDGED if report.abridged else "",
        brief=report.brief,
    )


def _digest_section_sections(report: StatusReport, base: str) -> Iterator[ReportSection]:
    for number, group in enumerate(report.groups, 1):
        key = group.key if report.group_by in _NAMED else str(number)
        yield ReportSection(
            anchor=f"g-{key}",
            title=cut(_section_title(report, group.key), TITLE),
            paragraphs=tuple(paragraph(one, report.since, base) for one in group.entries),
        )


def _section_title(report: StatusReport, key: str) -> str:
    title = group_title(report.group_by, key)
    quiet = report.group_by is GroupBy.FATE and key == Fate.QUIET
    return title.format(stalled=_span(report.stalled)) if quiet else title


_NAMED = frozenset({GroupBy.FATE, GroupBy.STAGE, GroupBy.TURN})
"""Groups whose keys are words of ours."""


def _urgent(report: StatusReport, told: set[str], base: str) -> Iterator[Urgent]:
    for kind in NeedKind:
        found = [one for one in report.needs if one.kind is kind]
        # What has moved says more than what has waited for long.
        found.sort(key=lambda one: one.id not in told)
        if found:
            yield Urgent(
                kind=kind,
                heading=NEEDS[kind].format(late=_span(report.late)),
                items=tuple(
                    _digest_section_need(one, told, base, report.as_of) for one in found[:_MOST]
                ),
                more=max(0, len(found) - _MOST),
                see=listing(report.asked, LISTED.get(kind, "").format(late_days=report.late.days)),
            )


def _span(length: timedelta) -> str:
    """Return a span of whole days in words: ``4 weeks``."""
    weeks, days = divmod(length.days, 7)
    return counted(length.days, "day") if days or not weeks else counted(weeks, "week")


def _digest_section_need(need: Need, told: set[str], base: str, as_of: datetime) -> Item:
    """Return a series that needs somebody; it leads to its paragraph where it has one."""
    half = need.kind in (NeedKind.LANDED_AHEAD, NeedKind.HALF_LANDED)
    return Item(
        text=cut(f"{need.text}.", SENTENCE) if half else cut(need.title, TITLE) or "(no title)",
        kind=cut(need.text, SENTENCE) if need.kind in _WITH_TEXT else "",
        date=f"{day(need.since)} ({age(need.since, as_of)})" if need.since and not half else "",
        url=f"#{anchor_of(need.id)}" if need.id in told else message_url(need.message_id, base),
        source=cut(need.message_id, TITLE),
        source_url=message_url(need.message_id, base),
    )


_TURNS = {side: f"{traits.owner} turn" for side, traits in SIDES.items()} | {
    Side.DEPENDENCY: "waits",
    Side.UNKNOWN: "turn not known",
}
"""Whose turn it is, in the line of a series of which there is no news."""


def _digest_section_lines(unchanged: Sequence[Folded], base: str) -> Iterator[UnchangedLine]:
    for one in unchanged:
        row = one.row
        newest = row.newest
        name = newest.message_id if newest else row.id
        version = newest.name if newest else ""
        size = newest.expected if newest else 0
        count = f"{row.reviewed} of {size} reviewed" if size > 1 else ""
        asked = counted(row.open_questions, "open question") if row.open_questions else ""
        fails = checks_word(row.checks.failing)
        words = (version, stage_traits(row.stage).label, count, asked, fails)
        told = ", ".join(word for word in words if word)
        since = f" since {day(row.turn.since)}" if row.turn.since else ""
        move = f"; {_TURNS[row.turn.side]}{since}" if one.fate not in _OVER else ""
        yield UnchangedLine(
            anchor=anchor_of(row.id),
            stage=row.stage,
            tone=stage_traits(row.stage).group,
            title=cut(row.title, TITLE) or "(no title)",
            url=message_url(name, base),
            words=told + move,
            fate=SHORT[one.fate],
        )


def _glance(report: StatusReport) -> str:
    """In numbers: how many stand where, as the sections count them, and what happened since."""
    entries = report.entries
    counts = [(SHORT[fate], sum(one.fate is fate for one in entries)) for fate in Fate]
    stand = ", ".join(f"{number} {word}" for word, number in counts if number)
    if report.since is None:
        return f"{len(entries)} series: {stand}." if stand else "No series."
    new = sum(one.before is None for one in entries)
    told = [
        (new, "new"),
        (_digest_section_gone(report, LANDED), "landed"),
        (_digest_section_gone(report, frozenset({Stage.REVIEWED})), "reviewed to the last patch"),
        (
            _digest_section_gone(report, frozenset({Stage.CHANGES_REQUESTED})),
            "sent back for changes",
        ),
        (_digest_section_gone(report, frozenset({Stage.REVERTED})), "reverted"),
    ]
    words = ", ".join(f"{number} {word}" for number, word in told if number)
    quiet = len(report.unchanged) + sum(number for _, number in report.left_out)
    head = f"{len(entries)} series with news" + (f", now {stand}" if stand else "")
    happened = f" Since then: {words}." if words else ""
    return f"{head}; {quiet} without.{happened}"


def digest_subject(report: StatusReport) -> str:
    """Return the subject of a digest: of what, its day, and what a reader would open it for."""
    asked = report.asked
    scope = asked.mailing_list or ("all series" if asked.everything else "tracked series")
    kinds = [need.kind for need in report.needs]
    entries = report.entries
    new = sum(one.before is None for one in entries) if report.since else 0
    told = [
        (kinds.count(NeedKind.MINE), "your turn"),
        (kinds.count(NeedKind.READY), "to be applied"),
        (new, "new"),
        (_digest_section_gone(report, LANDED) if report.since else 0, "landed"),
        (kinds.count(NeedKind.LATE), "waiting for long"),
    ]
    words = ", ".join(f"{number} {word}" for number, word in told if number)
    query = f" {asked.query}" if asked.query else ""
    return f"{scope}{query}, {day(report.as_of)}: {words or f'{len(entries)} series'}"


def _digest_section_gone(report: StatusReport, stages: frozenset[Stage]) -> int:
    """Return how many came to one of these stages since the earlier moment."""
    return sum(
        one.view.stage in stages and not (one.before and one.before.stage in stages)
        for one in report.entries
    )


def _left_out(report: StatusReport) -> str:
    told = ", ".join(f"{number} {SHORT[fate]}" for fate, number in report.left_out)
    return f"Not listed, for nothing happened to them: {told}." if told else ""


def _digest_section_held(report: StatusReport) -> str:
    held = report.held
    newest = f", the newest of {minute(held.newest)}" if held.newest else ""
    trees = f"; repositories: {', '.join(held.repositories)}" if held.repositories else ""
    return f"From {counted(held.messages, 'local mail')}{newest}{trees}."
