# SPDX-License-Identifier: GPL-2.0-or-later
"""How patches were edited when they were applied; compared when asked for, and stored nowhere."""

from collections.abc import Iterator

from tracker.compare.interdiff import interdiff
from tracker.errors import NotFound, Unreachable
from tracker.model.landing import Edit, LandingStep
from tracker.model.views import PatchView, SeriesView
from tracker.services.library import Library
from tracker.sources.repository_diff import diff_of


def edits(library: Library, view: SeriesView) -> tuple[Edit, ...]:
    """Return what differs between each posting and the commit it became, where they differ."""
    return tuple(
        edit
        for revision in view.revisions
        for patch in revision.patches
        for edit in _of_patch(library, revision.version, patch)
    )


def _of_patch(library: Library, version: int, patch: PatchView) -> Iterator[Edit]:
    edited = {rung.commit: rung for rung in patch.landing if rung.edited and rung.commit}
    for commit, rung in edited.items():
        diff = _commit_edit_diff(library, rung)
        if diff is None or commit is None:
            continue
        try:
            text = library.text(patch.message_id)
        except (NotFound, Unreachable):
            continue
        yield Edit(
            version=version,
            position=patch.position,
            message_id=patch.message_id,
            repository=rung.evidence.repository or "",
            commit=commit,
            files=interdiff(text, diff),
        )


def _commit_edit_diff(library: Library, rung: LandingStep) -> str | None:
    """Return the diff of a commit; None where its repository cannot make it."""
    name = rung.evidence.repository
    place = library.repositories.path_of(name) if library.repositories and name else None
    if place is None or rung.commit is None:
        return None
    try:
        return diff_of(place, rung.commit)
    except (NotFound, Unreachable):
        return None
