# SPDX-License-Identifier: GPL-2.0-or-later
"""What happened to a series since a moment, in few words: the events, those of a kind joined.

A log has one event a mail and patch; a reader who was away wants "patches 1-22 applied to ...".
Each item keeps one mail or commit as its proof: the first of those that it joins.
"""

from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import TypeVar

from tracker.lazy_dataclass import replace
from tracker.model.landing import LandingStep, StepName
from tracker.model.review import Tag
from tracker.model.views import Event, RevisionView, SeriesView
from tracker.state.events import step_words
from tracker.state.grounds import ASKED

_QUOTE = 200
"""Characters of a question that are kept."""
_NAMES = 3
T = TypeVar("T")


def news(view: SeriesView, since: datetime) -> tuple[Event, ...]:
    """What happened after ``since`` and up to the view's moment, the oldest first.

    Mails that say nothing that is counted are told only where there is nothing else.
    """
    happened = [event for event in view.events if event.date > since]
    objected = {one.message_id for one in happened if one.kind == "objection"}
    found = [*_news_objections(view, happened), *_told_as_they_are(view, happened, since)]
    for posting in view.revisions:
        found += [*_news_tags(posting, since), *_news_lost(posting, since)]
        found += [*_news_questions(posting, since, objected), *_news_landed(posting, since)]
    found = found or list(_talk(view, since))
    return tuple(sorted(found, key=lambda one: (one.date, _ORDER.get(one.kind, 9), one.text)))


def ranges(numbers: Iterable[int]) -> str:
    """``1-3, 5``: numbers with what stands in a row joined."""
    rows: list[list[int]] = []
    for number in sorted(set(numbers)):
        if rows and rows[-1][-1] == number - 1:
            rows[-1].append(number)
        else:
            rows.append([number])
    return ", ".join(str(row[0]) if len(row) == 1 else f"{row[0]}-{row[-1]}" for row in rows)


_ORDER = {"posted": 0, "lost": 1, "tag": 2, "question": 3, "answer": 4, "objection": 5}
"""Of what happened in one second."""


def _told_as_they_are(
    view: SeriesView, happened: Sequence[Event], since: datetime
) -> Iterator[Event]:
    """Postings, and answers to what was asked before; newer questions say whether they have one."""
    asked = [one for posting in view.revisions for one in posting.questions]
    late = {one.answered_by for one in asked if one.date <= since}
    new = {one.answered_by for one in asked if one.date > since}
    kept = [
        one
        for one in happened
        if one.kind == "posted"
        or (one.kind == "answer" and one.message_id in late and one.message_id not in new)
    ]
    for same in _grouped(kept, lambda one: one.text):
        first = same[0] if same[0].date <= same[-1].date else same[-1]
        times = f" ({len(same)} times)" if len(same) > 1 else ""
        yield replace(first, text=first.text + times)


def _news_objections(view: SeriesView, happened: Sequence[Event]) -> Iterator[Event]:
    """NAKs and requests for changes, one a person and word, with the first words of the oldest."""
    asked = {one.message_id: one for posting in view.revisions for one in posting.questions}
    whole = {one.message_id for one in happened if _news_done(one).endswith(ASKED)}
    objections = [
        one
        for one in happened
        if one.kind == "objection"
        and (_news_done(one).endswith(ASKED) or one.message_id not in whole)
    ]
    for same in _grouped(objections, _news_done):
        first = min(same, key=lambda one: one.date)
        said = asked.get(first.message_id or "")
        words = first.text.partition(": ")[2] or (said.quote if said else "")
        quote = f": {words[:_QUOTE]}" if words else ""
        times = f" ({len(same)} times)" if len(same) > 1 else ""
        yield replace(first, text=f"{_news_done(first)}{times}{quote}")


def _news_done(event: Event) -> str:
    """What somebody did, without his words."""
    return event.text.partition(": ")[0]


def _news_tags(posting: RevisionView, since: datetime) -> Iterator[Event]:
    """One item for each person and the patches that all of his tags stand on."""
    given = [
        (part.position, tag)
        for part in posting.patches
        for tag in part.tags
        if not tag.carried and tag.date > since
    ]
    for mine in _grouped(given, lambda one: _news_giver(one[1])):
        places: dict[tuple[str, bool, bool], list[Tag]] = {}
        for same in _grouped(mine, lambda one: one[1].name):
            first = min((tag for _, tag in same), key=lambda one: one.date)
            where = _news_target([position for position, _ in same], posting, first)
            back = all(tag.withdrawn for _, tag in same)
            doubt = any(tag.conditional for _, tag in same)
            places.setdefault((where, back, doubt), []).append(first)
        for (where, back, doubt), tags in places.items():
            yield _news_tag(posting, tags, where, back, doubt)


def _news_tag(
    posting: RevisionView, tags: Sequence[Tag], where: str, back: bool, doubt: bool
) -> Event:
    first = min(tags, key=lambda one: one.date)
    *before, last = [tag.name for tag in tags]
    names = f"{', '.join(before)} and {last}" if before else last
    who = first.person.called
    text = f"{names} from {who} for {where} ({posting.full_name})"
    text += (" on a condition" if doubt else "") + (", taken back since" if back else "")
    return _news_event(first.date, "tag", text, first.message_id)


def _news_target(positions: list[int], posting: RevisionView, tag: Tag) -> str:
    if tag.series or (len(posting.patches) > 1 and len(positions) >= posting.expected):
        return "the series"
    return _news_patches(positions)


def _news_patches(positions: Iterable[int]) -> str:
    told = ranges(positions)
    return f"patch {told}" if told.isdigit() else f"patches {told}"


def _news_giver(tag: Tag) -> str:
    return tag.person.email or tag.person.name


def _news_lost(posting: RevisionView, since: datetime) -> Iterator[Event]:
    """Tags that a new version neither carries nor got again."""
    if posting.date <= since:
        return
    gone = [(part.position, tag) for part in posting.patches for tag in part.lost]
    for same in _grouped(
        gone, lambda one: (one[1].name, one[1].person.email or one[1].person.name)
    ):
        tag = same[0][1]
        where = _news_patches(position for position, _ in same)
        who = tag.person.called
        text = f"{posting.full_name} no longer has {tag.name} of {who} on {where}"
        yield _news_event(posting.date, "lost", text, posting.message_id)


def _news_questions(
    posting: RevisionView, since: datetime, objected: Container[str | None]
) -> Iterator[Event]:
    """One item a person; what stands in a request for changes is told with that."""
    asked = [
        one for one in posting.questions if one.date > since and one.message_id not in objected
    ]
    for same in _grouped(asked, lambda one: one.who.email or one.who.name):
        unanswered = [one for one in same if one.is_open]
        first = (unanswered or same)[0]
        who = first.who.called
        state = "no answer yet" if unanswered else "answered"
        if len(same) > 1:
            left = len(unanswered)
            state = f"{left} without an answer" if left else "all answered"
        number = "" if len(same) == 1 else f" {len(same)} times on {posting.full_name}"
        text = f"{who} asked{number} ({state}): {first.quote[:_QUOTE]}"
        yield _news_event(min(one.date for one in same), "question", text, first.message_id)


def _news_landed(posting: RevisionView, since: datetime) -> Iterator[Event]:
    steps = [
        (part.position, rung)
        for part in posting.patches
        for rung in part.landing
        if rung.rung is not StepName.POSTED and rung.date > since
    ]
    for same in _grouped(steps, lambda one: _news_together(one[1])):
        rung = same[0][1]
        kind = "reverted" if rung.rung is StepName.REVERTED else "applied"
        words = step_words(rung, commit=len(same) == 1)
        all_of = len(same) == posting.expected > 1
        who = _every(len(same)) if all_of else _news_patches(position for position, _ in same)
        name = "" if len(posting.patches) == 1 and kind == "applied" else f"{who} "
        text = f"{name}{words} ({posting.full_name})"
        yield _news_event(rung.date, kind, text, rung.evidence.message_id, rung.commit)


def _every(number: int) -> str:
    return "both patches" if number == 2 else f"all {number} patches"


def _news_together(rung: LandingStep) -> tuple[Hashable, ...]:
    return rung.rung, rung.tree, rung.branch, rung.tag, rung.merge, rung.who, rung.date.date()


def _talk(view: SeriesView, since: datetime) -> Iterator[Event]:
    """Mails of people that say nothing that is counted."""
    said = [one for one in view.thread if one.date > since and one.role == "reply"]
    if said:
        people = list(dict.fromkeys(one.who.called for one in said))
        left = len(people) - _NAMES
        more = f" and {left} more" if left > 0 else ""
        names = ", ".join(people[:_NAMES])
        mails = "1 mail" if len(said) == 1 else f"{len(said)} mails"
        yield _news_event(said[-1].date, "talk", f"{mails} by {names}{more}", said[-1].message_id)


def _grouped(things: Iterable[T], key: Callable[[T], Hashable]) -> list[list[T]]:
    """Things of the same key together, in the order of the first of each."""
    found: dict[Hashable, list[T]] = {}
    for one in things:
        found.setdefault(key(one), []).append(one)
    return list(found.values())


def _news_event(
    date: datetime, kind: str, text: str, message_id: str | None, commit: str | None = None
) -> Event:
    return Event(date=date, kind=kind, text=text, message_id=message_id, commit=commit)
