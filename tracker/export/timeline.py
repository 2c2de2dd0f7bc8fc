# SPDX-License-Identifier: GPL-2.0-or-later
"""The review of one series over time, as a small SVG picture for a page.

A lane is a version, a mark is what happened on it; what falls on one place is drawn once. The
picture holds no ids, links or scripts; its description says in words what it shows.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from tracker.export.svg import text_of
from tracker.lazy_dataclass import dataclass
from tracker.model.landing import StepName
from tracker.model.status import CLOSED
from tracker.model.views import RevisionView, SeriesView
from tracker.render.log import event_traits
from tracker.render.words import counted, day

WIDE = 340
"""Pixels: fits a telephone, so that no page has to scroll sideways for it."""
_LEFT = 52
_RIGHT = 10
_LANE = 20
_TOP = 4
_LANES = 6
_STEP = 9
"""Pixels that a mark takes."""
_WORDS = {
    "tag": "tag",
    "question": "question",
    "applied": "landing",
    "reverted": "revert",
}
"""Each kind of mark; the later stands above where two fall on one place."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """Something that happened on a version."""

    date: datetime
    kind: str
    text: str


def timeline(view: SeriesView) -> str:
    """Return the picture; empty for a series on which nothing happened but one posting."""
    lanes = [(one, _timeline_marks(one)) for one in view.revisions]
    if sum(len(marks) for _, marks in lanes) + len(lanes) < 2:
        return ""
    shown = lanes[-_LANES:]
    first = shown[0][0].date
    # What is open goes on until now; of what is over the last thing that happened ends it.
    until = shown[-1][0].date if view.stage in CLOSED else view.as_of
    last = max([until, first, *(mark.date for _, marks in shown for mark in marks)])
    high = _TOP + len(shown) * _LANE + 18
    ends = [*(one.date for one, _ in shown[1:]), last]
    body = [
        line
        for number, ((posting, marks), end) in enumerate(zip(shown, ends, strict=True))
        for line in _lane(number, posting, marks, end, (first, last))
    ]
    return "\n".join(
        [
            f'<svg class="timeline" role="img" width="{WIDE}" height="{high}"'
            f' viewBox="0 0 {WIDE} {high}">',
            f"<title>{text_of(f'Review of {view.title} over time')}</title>",
            f"<desc>{text_of(_description(lanes, len(lanes) - len(shown)))}</desc>",
            *body,
            _timeline_text(_LEFT, high - 4, day(first), "small"),
            _timeline_text(WIDE - _RIGHT, high - 4, day(last), "small end"),
            "</svg>",
        ]
    )


def _timeline_marks(posting: RevisionView) -> list[_Mark]:
    found = []
    for part in posting.patches:
        found += [
            _Mark(tag.date, "tag", f"{tag.name} {tag.person.called}")
            for tag in part.tags
            if not tag.carried
        ]
        for rung in part.landing:
            if rung.rung is not StepName.POSTED:
                kind = "reverted" if rung.rung is StepName.REVERTED else "applied"
                found.append(_Mark(rung.date, kind, f"patch {part.position} {rung.rung.value}"))
    found += [
        _Mark(asked.date, "question", f"{asked.who.called} asked") for asked in posting.questions
    ]
    # A tag for the series stands on every patch.
    return sorted(dict.fromkeys(found), key=lambda one: (one.date, one.kind, one.text))


def _lane(
    number: int,
    posting: RevisionView,
    marks: Sequence[_Mark],
    end: datetime,
    span: tuple[datetime, datetime],
) -> Iterator[str]:
    """Return one version: its name, a bar from its posting to the next, its marks."""
    middle = _TOP + number * _LANE + _LANE / 2
    start, stop = _timeline_place(posting.date, span), _timeline_place(end, span)
    name = posting.name[:6]
    yield _timeline_text(4, middle + 4, name, "name")
    wide = max(stop - start, 2)
    yield (
        f'<rect class="bar" x="{start:.0f}" y="{middle - 3:.0f}" width="{wide:.0f}" height="6"'
        ' rx="3"/>'
    )
    places: dict[tuple[int, str], list[_Mark]] = {}
    for mark in marks:
        slot = round(_timeline_place(mark.date, span) / _STEP)
        places.setdefault((slot, mark.kind), []).append(mark)
    order = list(_WORDS)
    for (slot, kind), same in sorted(
        places.items(), key=lambda one: (one[0][0], order.index(one[0][1]))
    ):
        x = min(max(slot * _STEP, _LEFT), WIDE - _RIGHT)
        yield f'<g class="{kind}"><title>{text_of(_timeline_sentence(same))}</title>'
        yield f'<circle cx="{x}" cy="{middle:.0f}" r="7"/>'
        yield _timeline_text(x, middle + 4, event_traits(kind).sign.letter, "sign") + "</g>"


def _timeline_sentence(same: Sequence[_Mark]) -> str:
    texts = list(dict.fromkeys(mark.text for mark in same))
    more = f" and {len(texts) - 3} more" if len(texts) > 3 else ""
    return f"{day(same[0].date)} {', '.join(texts[:3])}{more}"


def _timeline_place(moment: datetime, span: tuple[datetime, datetime]) -> float:
    first, last = span
    whole = max((last - first).total_seconds(), 1.0)
    part = min(max((moment - first).total_seconds() / whole, 0.0), 1.0)
    return _LEFT + part * (WIDE - _LEFT - _RIGHT)


def _description(lanes: Iterable[tuple[RevisionView, Sequence[_Mark]]], older: int) -> str:
    told = [f"The {counted(older, 'oldest version')} left out of the picture."] if older else []
    for posting, marks in lanes:
        kinds = [mark.kind for mark in marks]
        counts = [counted(kinds.count(kind), _WORDS[kind]) for kind in _WORDS if kind in kinds]
        name = posting.name
        what = ", ".join(counts) or "no answer that is counted"
        told.append(f"{name}, posted {day(posting.date)}: {what}.")
    return " ".join(told)


def _timeline_text(x: float, y: float, text: str, look: str) -> str:
    return f'<text class="{look}" x="{x:.0f}" y="{y:.0f}">{text_of(text)}</text>'
