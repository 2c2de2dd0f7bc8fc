"""Yes or no: what ``tracker check`` asks of a series."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tracker.model.landing import Landing, StepName
from tracker.model.series import Revision
from tracker.model.status import LANDED
from tracker.state.dossier import Dossier
from tracker.state.stage import fully_reviewed
from tracker.state.verdicts import is_green


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A commit of a patch that a repository confirms."""

    repository: str
    commit: str
    date: datetime
    back: bool
    """It took the patch back."""


def is_applied(dossier: Dossier) -> bool:
    """Every patch is in a tree and was not reverted."""
    return dossier.standing.stage in LANDED


def is_reviewed(dossier: Dossier) -> bool:
    """Every patch of the newest revision is approved by another, and nobody objects."""
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
    return tuple(dict.fromkeys(_held(landing))) if landing else ()


def _held(landing: Landing) -> Iterator[Held]:
    for rung in landing.rungs:
        if rung.commit and rung.evidence.repository and rung.rung is not StepName.RELEASE:
            yield Held(
                repository=rung.evidence.repository,
                commit=rung.commit,
                date=rung.date,
                back=rung.rung is StepName.REVERTED,
            )
