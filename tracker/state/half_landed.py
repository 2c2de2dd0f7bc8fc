# SPDX-License-Identifier: GPL-2.0-or-later
"""Half-landed changes: one part is in, and the other is not, or will not follow by itself.

The trap of a change in several parts: each list sees its own part and calls it done. Found are
parts that landed ahead of what they need, and parts that need each other or are companions, where
one landed and the other was superseded, rejected, withdrawn, reverted, dropped from its tree, or
has gone quiet.
"""

from collections.abc import Sequence
from datetime import datetime

from tracker.landing.notices import notices_of
from tracker.lazy_dataclass import dataclass
from tracker.mail.people import same_person
from tracker.model.readiness import LANDED_AHEAD, HalfLanded
from tracker.model.relations import Kind
from tracker.model.status import CLOSED, LANDED, STALLED, Stage, stage_traits
from tracker.state.dossier import Dossier
from tracker.state.linked import (
    Linked,
    is_need,
    landed_at,
    landed_line,
    replacement,
    stands_for,
    still_said,
)

SURE, SURE_COMPANION = 0.5, 0.55
"""A relation that is less sure raises no alarm; a counterpart known by its list alone is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """Why a part will not follow by itself."""

    word: str
    since: datetime


def half_landed(root: Dossier, linked: Sequence[Linked]) -> tuple[HalfLanded, ...]:
    """What of a series and its counterparts is in while the other is not, once for each pair."""
    found: dict[tuple[str, str], HalfLanded] = {}
    replaced = replacement(root, linked) is not None
    for one in linked:
        other = stands_for(one)
        if other is None or not _is_alarm_sure(one) or not _one_change(root, other, one):
            continue
        for done, lacking in ((root, other), (other, root)):
            if done.standing.stage not in LANDED or (lacking is root and replaced):
                continue
            if state := _stuck(lacking) or _landed_ahead(done, lacking, one, root):
                key = (done.series.id, lacking.series.id)
                found.setdefault(key, _alarm_half(done, lacking, one, state, root))
    return tuple(found.values())


def _is_alarm_sure(one: Linked) -> bool:
    # What its author says has to be in first is no guess from a list's name.
    if one.relation.needed is not None:
        return True
    companion = one.relation.kind is Kind.COMPANION
    return one.relation.confidence >= (SURE_COMPANION if companion else SURE)


def _one_change(root: Dossier, other: Dossier, one: Linked) -> bool:
    """Whether the two are parts of one change.

    Counterparts are; a series and what it needs are, seen from the series. That somebody else's
    work wanted to build on what landed makes no half of it.
    """
    kind = one.relation.kind
    if kind not in (Kind.COMPANION, Kind.DEPENDS_ON) or not still_said(one, root):
        return False
    if kind is Kind.COMPANION:
        return True
    needy, needed = (root, other) if one.direction == "out" else (other, root)
    own = same_person(needy.series.newest.author, needed.series.newest.author)
    return own or needy.standing.stage in LANDED


def _landed_ahead(done: Dossier, lacking: Dossier, one: Linked, root: Dossier) -> _State | None:
    """The state of a pair whose part that is in needs the one that is not; else None."""
    writer_landed = (done is root) == (one.direction == "out")
    if not (is_need(one.relation) and writer_landed) or lacking.standing.stage in LANDED:
        return None
    return _State(word=LANDED_AHEAD, since=landed_at(done) or done.standing.since)


def _stuck(part: Dossier) -> _State | None:
    """Why a part will not follow by itself; None if it has landed or is under way."""
    stage = part.standing.stage
    if stage in LANDED:
        return None
    if stage in CLOSED:
        return _State(word=stage.value, since=part.standing.since)
    if dropped := _alarm_dropped(part):
        return _State(word="dropped", since=dropped)
    quiet = part.as_of - part.last >= STALLED and stage is not Stage.PARTIALLY_APPLIED
    return _State(word="stalled", since=part.last) if quiet else None


def _alarm_dropped(part: Dossier) -> datetime | None:
    """When the newest revision was taken out of a tree again."""
    told = notices_of(part.series.newest, part.messages)
    return next((mail.date for mail, one in reversed(told) if one.dropped and one.sure), None)


def _alarm_half(
    done: Dossier, lacking: Dossier, one: Linked, state: _State, root: Dossier
) -> HalfLanded:
    said = {
        "stalled": f"is quiet since {state.since:%Y-%m-%d}, with no cached word that it landed",
        "dropped": f"was dropped on {state.since:%Y-%m-%d}",
        LANDED_AHEAD: f"is not: {stage_traits(lacking.standing.stage).label}",
    }.get(state.word, f"was {state.word} on {state.since:%Y-%m-%d}")
    landed = landed_line(done) or done.standing.stage.value
    role = "what it needs" if state.word == LANDED_AHEAD else _alarm_role(lacking is root, one)
    return HalfLanded(
        landed=done.series.id,
        other=lacking.series.id,
        kind=one.relation.kind,
        state=state.word,
        since=state.since,
        text=f"{_alarm_name(done)} is in ({landed}), but {role} {said}: {_alarm_name(lacking)}",
    )


def _alarm_role(root_lacks: bool, one: Linked) -> str:
    """What the part that lacks is to the part that is in."""
    if one.relation.kind is Kind.COMPANION:
        return "its counterpart"
    needed = (one.direction == "out") is not root_lacks
    return "what it needs" if needed else "what needs it"


def _alarm_name(part: Dossier) -> str:
    version = f"v{part.series.newest.version}"
    head = f"{part.project} {version}" if part.project else version
    return f"{head} “{part.series.newest.title}”"
