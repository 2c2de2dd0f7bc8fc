# SPDX-License-Identifier: GPL-2.0-or-later
"""Compare what other services have patches as with what mail and commits show.

People set those states by hand, often late, so theirs stands beside ours and changes nothing; where
the two cannot both be true the conflict is put into words.
"""

from collections.abc import Iterable

from tracker.mail.phrases.links.server_urls import PULL_REQUEST_FIELD, PULL_REQUEST_URL
from tracker.model.checks import Check
from tracker.model.mail import Evidence
from tracker.model.outside.states import OutsideCheck, OutsideState, OutsideWord
from tracker.model.series import Series
from tracker.model.status import Stage, stage_traits
from tracker.model.views import PatchView, RevisionView

_TAKEN = frozenset({"accepted", "queued", "in-next", "mainlined", "mainline", "applied", "merged"})
"""States of Patchwork's that say a patch is in a tree; some are kernel.org's own."""
_OPEN = frozenset({"new", "under-review", "rfc", "needs-ack", "awaiting-upstream", "open"})
_REFUSED = frozenset({"rejected", "not-applicable", "deferred", "closed"})
_OURS_OVER = frozenset({Stage.REJECTED, Stage.WITHDRAWN, Stage.SUPERSEDED})


def outside_words(
    states: Iterable[OutsideState], revisions: Iterable[RevisionView]
) -> tuple[OutsideWord, ...]:
    """Return each service's word on each patch, in the order of the versions and patches."""
    by_id: dict[str, list[OutsideState]] = {}
    for state in states:
        by_id.setdefault(state.message_id, []).append(state)
    postings = list(revisions)
    found: list[OutsideWord] = []
    for revision in postings:
        later = any(one.date > revision.date for one in postings)
        for patch in revision.patches:
            for state in by_id.pop(patch.message_id, ()):
                found.append(_word(state, revision, patch, later))
        for state in by_id.pop(revision.message_id, ()):
            found.append(OutsideWord(state=state, version=revision.version, patch=None))
    return tuple(found)


def _word(
    state: OutsideState, revision: RevisionView, patch: PatchView, later: bool
) -> OutsideWord:
    return OutsideWord(
        state=state,
        version=revision.version,
        patch=patch.position,
        conflict=conflict_of(state, patch.stage, later),
    )


def conflict_of(state: OutsideState, stage: Stage, later: bool) -> str:
    """Return how a service's word differs from ours; empty where both can be true.

    ``later`` is whether a later version is known. What is archived there is no longer kept up.
    """
    there, traits = state.state, stage_traits(stage)
    here = f"here it is {traits.label}"
    if there in _TAKEN:
        fits = traits.landed or stage is Stage.REVERTED
        return "" if fits else "neither a cached mail nor a commit shows that it was applied"
    if traits.landed:
        stands = there in _OPEN and state.archived
        known = there in _OPEN or there in _REFUSED or there in ("superseded", "changes-requested")
        return "" if stands or not known else here
    if there == "superseded":
        return "" if later or stage in _OURS_OVER else "no later version is cached"
    if there == "rejected":
        return "" if stage in _OURS_OVER or later else f"{here}: nothing cached rejects it"
    if there == "changes-requested":
        return here if stage is Stage.REVIEWED else ""
    if there in _OPEN and not state.archived:
        return here if stage in _OURS_OVER else ""
    return ""


def forge_copies(written: Iterable[Evidence]) -> tuple[str, ...]:
    """Return the pull or merge requests that a series was made from, each once.

    GitGitGadget and its kin name it in a line of its own in each cover letter: ``Pull-Request:``.
    A request that is merely linked in prose is no copy of it. ``written`` are the links that its
    author wrote.
    """
    named = (one.url or "" for one in written if PULL_REQUEST_FIELD.search(one.quote))
    found = (match[0] for url in named if (match := PULL_REQUEST_URL.match(url)))
    return tuple(dict.fromkeys(found))


def outside_verdicts(checks: Iterable[OutsideCheck], series: Series) -> tuple[Check, ...]:
    """Return the checks of services as checks of the series' versions, oldest first."""
    places: dict[str, tuple[int, int | None, str]] = {}
    for revision in series.revisions:
        for name in revision.own:
            places[name] = (revision.version, None, revision.message_id)
        for patch in revision.patches:
            places[patch.message_id] = (revision.version, patch.position, revision.message_id)
    found = [_outside_verdict(one, *places[one.message_id]) for one in checks
             if one.message_id in places]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.date, one.context)))


def _outside_verdict(one: OutsideCheck, version: int, position: int | None, revision: str) -> Check:
    return Check(
        context=one.context,
        state=one.state,
        severity=one.severity,
        source=f"{one.who} ({one.service.value})",
        url=one.url,
        date=one.date,
        version=version,
        patch=position,
        message_id=one.message_id,
        summary=one.summary,
        answered_by=None,
        revision=revision,
        evidence=Evidence(
            rule=f"check.{one.service.value}",
            message_id=one.message_id,
            quote=f"{one.context}: {one.state.value}"[:400],
            url=one.url or one.server,
        ),
    )
