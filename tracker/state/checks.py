# SPDX-License-Identifier: GPL-2.0-or-later
"""Yes, no, or not known: what ``tracker check`` asks of a series, and what nothing tells.

Many maintainers apply in silence, so that a reviewed series of which nobody says a word for weeks
may well be in. Only a repository of its tree could tell. "It waits for the maintainer" would be a
guess there.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from tracker.lazy_dataclass import dataclass, replace
from tracker.model.landing import Landing, StepName
from tracker.model.mail import Evidence, Notice
from tracker.model.series import Revision
from tracker.model.status import LANDED, STALLED, Mover, Side, Stage, Turn
from tracker.state.dossier import Dossier
from tracker.state.stage import fully_reviewed, standing_objections
from tracker.state.verdicts import is_green


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A commit of a patch that a repository confirms."""

    repository: str
    commit: str
    date: datetime
    back: bool
    """It took the patch back."""


_OBJECTED = frozenset({Stage.CHANGES_REQUESTED, Stage.REJECTED})


def is_reviewed(dossier: Dossier) -> bool | None:
    """Every patch of the newest revision is approved by another, and nobody objects.

    None where patches of it are not cached, and nothing says no: they may have their tags. So of a
    pull request, which shows none: they were reviewed where they were posted.
    """
    if dossier.standing.stage in _OBJECTED or standing_objections(dossier.review):
        return False
    if dossier.current.missing or not dossier.current.patches:
        return None
    return fully_reviewed(dossier.current, dossier.review)


def passes_checks(dossier: Dossier) -> bool | None:
    """Return whether no machine fails the newest version; None where no result is known."""
    return is_green(dossier.checks, dossier.current)


def landed_revision(dossier: Dossier) -> Revision:
    """The newest revision of which a repository holds something; else the newest."""
    for revision in reversed(dossier.series.revisions):
        if any(held_commits(dossier.landings.get(one.message_id)) for one in revision.patches):
            return revision
    return dossier.series.newest


def held_commits(landing: Landing | None) -> tuple[Held, ...]:
    """The commits of one patch that repositories confirm."""
    return tuple(dict.fromkeys(_check_held(landing))) if landing else ()


def _check_held(landing: Landing) -> Iterator[Held]:
    for rung in landing.rungs:
        if rung.commit and rung.evidence.repository and rung.rung is not StepName.RELEASE:
            yield Held(
                repository=rung.evidence.repository,
                commit=rung.commit,
                date=rung.date,
                back=rung.rung is StepName.REVERTED,
            )


# ---- whether it was applied -----------------------------------------------------------------

_REFUSED = {
    Stage.REJECTED: "it was rejected",
    Stage.WITHDRAWN: "its author took it back",
    Stage.SUPERSEDED: "another posting took its place",
    Stage.REVERTED: "it was applied and reverted",
    Stage.CHANGES_REQUESTED: "changes were asked for",
    Stage.PARTIALLY_APPLIED: "only a part of it was applied",
}
"""Stages that say that it is not applied, and how."""


_QUIET_AS = {Stage.REVIEWED: "reviewed", Stage.PARTIALLY_APPLIED: "applied in part"}
"""How a series stood that went quiet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliedAnswer:
    """Whether a series is applied; None where nothing tells."""

    applied: bool | None
    reason: str
    """A sentence for people; empty for a yes."""


def is_quiet(dossier: Dossier) -> bool:
    """Whether a series was quiet for weeks at the moment that is asked for."""
    return dossier.as_of - dossier.last >= STALLED


def with_telling(
    dossier: Dossier | None, repositories: Mapping[str, Iterable[str]]
) -> Dossier | None:
    """Return a series with the names of those repositories that would show what became of it.

    ``repositories`` holds the URLs of the remotes of each by its name.
    """
    if dossier is None or not repositories:
        return dossier
    from tracker.landing.tree_sources import telling_names

    lists = dossier.series.newest.lists
    found = telling_names(lists, dossier.project, repositories, _check_trees(dossier))
    return replace(dossier, telling=found)


def _check_trees(dossier: Dossier) -> tuple[str, ...]:
    """Return the ``T:`` lines of the sections that a series belongs to, the closest first."""
    return tuple(tree for section in dossier.subsystems for tree in section.trees)


def unknown_words(dossier: Dossier) -> tuple[str, ...]:
    """Return that nothing tells of the landing, then which repository would."""
    from tracker.landing.tree_sources import sources_of

    lists = dossier.series.newest.lists
    name = lists[0].partition("@")[0] if lists else dossier.project or "its tree"
    found = sources_of(lists, dossier.project, _check_trees(dossier))
    what = f"whether it was applied is not known: no repository of {name} is configured"
    return (what, *(f"a clone of {one.url} would show it" for one in found[:1]))


def with_unknown(move: Turn, dossier: Dossier) -> Turn:
    """Return the turn, ``unknown`` where the maintainer's is a guess.

    What was taken out of a tree again waits for its author, who has to find out why.
    """
    dropped = _last_drop(dossier)
    author = dossier.series.newest.author
    if dropped is not None and move.side in (Side.REVIEWERS, Side.MAINTAINER):
        return replace(
            move,
            side=Side.AUTHOR,
            people=(Mover(author.name, author.email, "the patch was taken out again"),),
            reasons=(f"it was taken out of a tree again: “{dropped.quote}”",),
            proofs=((dropped,),),
        )
    # That a part went in says no more of the rest than silence does.
    guessed = move.side is Side.MAINTAINER
    if not guessed or not is_quiet(dossier) or dossier.telling:
        return move
    how = _QUIET_AS.get(dossier.standing.stage, "quiet")
    what, *where = unknown_words(dossier)
    if dossier.standing.stage is Stage.PARTIALLY_APPLIED:
        what = what.replace("whether it was", "whether the rest was", 1)
    return replace(
        move,
        side=Side.UNKNOWN,
        people=(),
        since=dossier.last,
        reasons=(f"{how}; {what}", *where),
        proofs=(*move.proofs[:1], *(() for _ in where)),
    )


def applied_answer(dossier: Dossier, move: Turn) -> AppliedAnswer:
    """Return whether a series is applied, and what says so or leaves it open."""
    stage = dossier.standing.stage
    if stage in LANDED:
        return AppliedAnswer(applied=True, reason="")
    if dropped := _last_drop(dossier):
        return AppliedAnswer(applied=False, reason=f"it was taken out again: “{dropped.quote}”")
    if stage in _REFUSED:
        return AppliedAnswer(applied=False, reason=_REFUSED[stage])
    if stage is Stage.INCOMPLETE:
        return AppliedAnswer(applied=None, reason="patches of it are missing")
    if dossier.telling:
        names = ", ".join(dossier.telling)
        return AppliedAnswer(applied=False, reason=f"no commit of {names} is one of its patches")
    if not is_quiet(dossier) or move.side in (Side.AUTHOR, Side.DEPENDENCY):
        last = f"the newest word is of {dossier.last:%Y-%m-%d}"
        return AppliedAnswer(applied=False, reason=f"it is {stage.value}; {last}")
    return AppliedAnswer(applied=None, reason="; ".join(unknown_words(dossier)))


def _last_drop(dossier: Dossier) -> Evidence | None:
    """The newest believed word on its landing, where that says that it was taken out."""
    words = [
        (message.date, message.message_id, notice)
        for message in dossier.believed.values()
        for notice in message.notices
        if notice.sure
    ]
    if not words:
        return None
    _, name, notice = max(words, key=lambda word: word[0])
    return _check_evidence(name, notice) if notice.dropped else None


def _check_evidence(message_id: str, notice: Notice) -> Evidence:
    return Evidence(
        rule=f"notice.{notice.kind.value}",
        message_id=message_id,
        line=notice.line,
        quote=notice.quote,
    )
