# SPDX-License-Identifier: GPL-2.0-or-later
"""Objections as the views show them: of every version, with what became of each."""

from tracker.model.review import Objection, ObjectionState
from tracker.model.views import ObjectionView
from tracker.state.dossier import Dossier


def objection_views(dossier: Dossier) -> tuple[ObjectionView, ...]:
    """Return the objections to every version of a series, the oldest first."""
    found = [
        _view(one, dossier)
        for revision in dossier.series.revisions
        for one in dossier.reviews[revision.message_id].objections
    ]
    return tuple(sorted(found, key=lambda one: one.date))


def _view(one: Objection, dossier: Dossier) -> ObjectionView:
    return ObjectionView(
        message_id=one.message_id,
        who=one.who,
        date=one.date,
        version=one.version,
        positions=one.positions,
        kind=one.kind,
        quote=one.evidence.quote,
        state=_state_name(one, dossier),
        answered_by=one.answered_by,
        evidence=one.evidence,
    )


def _state_name(one: Objection, dossier: Dossier) -> str:
    """``open``, ``answered``, ``taken back``, or ``overtaken by v3``."""
    if one.state is not ObjectionState.OVERTAKEN:
        return one.state.value
    by = next((each for each in dossier.series.revisions if one.answered_by in each.own), None)
    return f"overtaken by v{by.version}" if by else "overtaken"
