# SPDX-License-Identifier: GPL-2.0-or-later
"""One series of a status report in words: a paragraph."""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

from tracker.lazy_dataclass import dataclass, replace
from tracker.model.relations import WALKED, kind_words
from tracker.model.report import ReportEntry
from tracker.model.status import CLOSED, LANDED, Side, Stage, stage_traits
from tracker.model.views import Event, RelationView, RevisionView, SeriesView
from tracker.render.checks import checks_word
from tracker.render.landing import step_place
from tracker.render.links import commit_url, message_url
from tracker.render.log import event_traits
from tracker.render.overview import fact_words
from tracker.render.relations import distinct, state_words, target_name
from tracker.render.review import asks
from tracker.render.review_table import is_approved
from tracker.render.sections import open_questions, pulled_steps, shared_steps
from tracker.render.style import Style
from tracker.render.words import counted, day, names_of, since_words

_PLAIN = Style()
_NOBODY: tuple[Side, tuple[str, ...]] = (Side.NOBODY, ())
TITLE = 200
"""Characters of a title that are shown; no longer are the subject lines of real mail."""
SENTENCE = 500
_SENTENCES = 900
_NEWS = 9
_LANDED = 8
_QUESTIONS = 3
_RELATIONS = 6
_ALL_SAID = frozenset({Stage.APPLIED, Stage.MAINLINE, Stage.RELEASED, Stage.REVERTED,
                       Stage.PARTIALLY_APPLIED, Stage.INCOMPLETE, *CLOSED})  # fmt: skip
"""Stages of which the one sentence of the series says all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line under a series: what is so, and where that can be read."""

    text: str
    kind: str = ""
    """Of an event its kind."""
    sign: str = ""
    """Of an event its mark."""
    date: str = ""
    url: str = ""
    """Empty where nothing can be linked to."""
    source: str = ""
    """Message-ID of the mail that says so, where ``url`` leads elsewhere."""
    source_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A series in words."""

    anchor: str
    """The same for the same series in every report."""
    stage: Stage
    stage_word: str
    tone: str
    """The group of the stage, for its colour: landed, open, attention, over."""
    title: str
    url: str
    message_id: str
    what: str
    """``kernel, v5, 15 patches, by Ann Author (RFC)``."""
    change: str
    """``new → under review``; empty where nothing is compared, or the stage is the same."""
    state: str
    move: str
    mine: bool
    news: tuple[Item, ...]
    news_more: int
    landed: tuple[Item, ...]
    """Where patches are; in a report on what is new, those that were there before."""
    questions: tuple[Item, ...]
    questions_more: int
    relations: tuple[Item, ...]
    relations_more: int
    entry: ReportEntry
    """The facts, for pictures and templates."""


def paragraph(entry: ReportEntry, moment: datetime | None, base: str) -> Paragraph:
    """The words about one series; ``moment`` is the earlier one that a report compares with."""
    view = entry.view
    newest = view.newest
    name = newest.message_id if newest else view.id
    asked = () if moment else open_questions(view)
    change = _digest_change(entry, moment)
    related = [link for link in distinct(view.relations) if link.kind in WALKED and not link.own]
    # What is new is not told by a link to something that was not fetched.
    named = [link for link in related if link.target.stage or not moment]
    return Paragraph(
        anchor=anchor_of(view.id),
        stage=view.stage,
        stage_word=stage_traits(view.stage).label,
        tone=stage_traits(view.stage).group,
        title=cut(view.title, TITLE) or "(no title)",
        url=message_url(name, base),
        message_id=cut(name, TITLE),
        what=cut(_what(view, newest), _SENTENCES),
        change=change,
        state=cut(_digest_state(entry, newest, changed=bool(change)), _SENTENCES),
        move=cut(_move_digest(view), _SENTENCES),
        mine=entry.mine,
        news=tuple(_digest_event(one, view.project, base) for one in entry.news[-_NEWS:]),
        news_more=max(0, len(entry.news) - _NEWS),
        landed=tuple(_digest_landed(newest, moment, view.project, base))[:_LANDED]
        if newest
        else (),
        questions=tuple(
            Item(
                text=cut(f'{one.who.called} {asks(one)}: "{one.quote}"', SENTENCE),
                date=day(one.date),
                url=message_url(one.message_id, base),
            )
            for one in asked[:_QUESTIONS]
        ),
        questions_more=max(0, len(asked) - _QUESTIONS),
        relations=tuple(_digest_relation(link, base) for link in named[:_RELATIONS]),
        relations_more=len(related) - len(named[:_RELATIONS]),
        entry=entry,
    )


def cut(text: str, most: int) -> str:
    """At most so many characters, cut at the end of a word where there is one."""
    if len(text) <= most:
        return text
    head, _, _ = text[: most + 1].rpartition(" ")
    return (head or text[:most]).rstrip() + "…"


def anchor_of(id: str) -> str:
    """The place of a series in a page: letters and digits only, whatever its Message-ID is."""
    return f"s-{sha256(id.encode(errors='replace')).hexdigest()[:12]}"


def link_of(message_id: str | None, commit: str | None, project: str | None, base: str) -> str:
    """Return where a claim can be read: its mail, else its commit in the kernel; else empty."""
    if message_id:
        return message_url(message_id, base)
    return commit_url(commit) if commit and project in (None, "kernel") else ""


def reviewed(newest: RevisionView) -> str:
    """Return ``8 of 15 patches reviewed``; empty for a pull request."""
    done = sum(map(is_approved, newest.patches))
    size = max(newest.expected, len(newest.patches))
    if size == 1:
        return "reviewed" if done else "not reviewed"
    return f"{done} of {counted(size, 'patch')} reviewed" if size else ""


def _what(view: SeriesView, newest: RevisionView | None) -> str:
    words = [view.project] if view.project else []
    if newest is not None:
        words.append(newest.name)
        words.append(counted(newest.expected, "patch") if newest.expected else "pull request")
    author = view.author.name or view.author.email
    words += [f"by {author}"] if author else []
    # That it is one stands before the author.
    beside = ", ".join(fact_words(replace(view.facts, pull_request=False)))
    return ", ".join(words) + (f" ({beside})" if beside else "")


def _digest_change(entry: ReportEntry, moment: datetime | None) -> str:
    """How its stage changed; of a series that was sent since, only if it has come far already."""
    before, stage = entry.before, entry.view.stage
    if moment is None or (before and before.stage is stage):
        return ""
    if before is None:
        return f"posted and {stage_traits(stage).label}" if stage in LANDED else ""
    return f"{stage_traits(before.stage).label} → {stage_traits(stage).label}"


def _digest_state(entry: ReportEntry, newest: RevisionView | None, *, changed: bool) -> str:
    """Return where it stands; of an open series how far the review is.

    Nothing for one that landed, where the news say it with the name and the commit. The stage is
    not named where what has ``changed`` names it.
    """
    view = entry.view
    if view.stage in LANDED and any(one.kind == "applied" for one in entry.news):
        return ""
    if view.stage in _ALL_SAID or newest is None:
        return view.summary
    asked = len(open_questions(view))
    word = "" if changed else f"{stage_traits(view.stage).label} "
    words = [f"{word}{since_words(view.stage_since, view.as_of)}"]
    if view.stage not in (Stage.NEW, Stage.REVIEWED):
        words += [reviewed(newest)]
    words += [counted(asked, "open question")] if asked else []
    words += [checks_word(_failing(view, newest))]
    told = ", ".join(word for word in words if word)
    return f"{told[:1].upper()}{told[1:]}."


def _failing(view: SeriesView, newest: RevisionView) -> tuple[str, ...]:
    """Contexts that fail on the newest version, and that no person has answered."""
    own = [one for one in view.checks if one.revision == newest.message_id and one.open]
    return tuple(dict.fromkeys(one.context for one in own))


def _move_digest(view: SeriesView) -> str:
    turn = view.turn
    if not turn.people and (view.stage in CLOSED or (turn.side, turn.reasons) == _NOBODY):
        return ""
    told = turn.since and day(turn.since) == day(view.stage_since) and not turn.people
    when = f", {since_words(turn.since, view.as_of)}" if turn.since and not told else ""
    who = f" ({names_of(turn.people)})" if turn.people else ""
    why = "; ".join(reason.rstrip(".") for reason in _digest_reasons(view))
    return f"Next move: {turn.side.value}{who}{when}{f': {why}' if why else ''}."


def _digest_reasons(view: SeriesView) -> tuple[str, ...]:
    """Return why it is their turn, as far as the state of the series does not say it already."""
    if view.turn.side in (Side.REVIEWERS, Side.MAINTAINER):
        return ()
    if view.turn.side is Side.DEPENDENCY and view.readiness.waits_for:
        halves = {half.text for half in view.readiness.half_landed}
        return tuple(one for one in view.readiness.reasons if one not in halves)
    return view.turn.reasons


def _digest_event(event: Event, project: str | None, base: str) -> Item:
    return Item(
        text=cut(event.text, SENTENCE),
        kind=event.kind,
        sign=event_traits(event.kind).sign.letter,
        date=day(event.date),
        url=link_of(event.message_id, event.commit, project, base),
    )


def _digest_landed(
    newest: RevisionView, moment: datetime | None, project: str | None, base: str
) -> Iterator[Item]:
    """Return one line a rung: ``tree: bpf-next.git master, 2025-07-24 (2 of 3 patches)``."""
    for step in shared_steps(newest.patches) or pulled_steps(newest):
        rung = step.rung
        if moment is not None and rung.date > moment:
            continue
        part = len(step.commits)
        some = f" ({part} of {newest.expected} patches)" if part < newest.expected else ""
        yield Item(
            text=cut(f"{rung.rung.value}: {step_place(rung)}, {day(rung.date)}{some}", SENTENCE),
            kind="applied",
            url=link_of(rung.evidence.message_id, rung.commit, project, base),
        )


def _digest_relation(link: RelationView, base: str) -> Item:
    """Return where a related part stands, and the message that says that it is one."""
    end, said = link.target, link.evidence.message_id or ""
    state = state_words(end.stage, end.landed) or "not fetched"
    word = kind_words(link.kind, link.direction == "out", link.evidence.rule)
    return Item(
        text=cut(f"{word} {target_name(end)}, {state}", SENTENCE),
        kind=link.kind.value,
        url=message_url(end.message_id, base) if end.message_id else "",
        source=cut(said, TITLE),
        source_url=message_url(said, base) if said else "",
    )
