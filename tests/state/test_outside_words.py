# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a service's word on a patch and ours cannot both be true."""

import pytest

from tests.mails import at
from tracker.model.outside.states import OutsideState, Service
from tracker.model.status import Stage
from tracker.state.outside.words import conflict_of


def state(name: str, *, archived: bool = False) -> OutsideState:
    return OutsideState(
        service=Service.PATCHWORK, server="https://pw.example.org", project="lamp",
        message_id="a-1@example.org", number=1, url="https://pw.example.org/1", state=name,
        archived=archived, first_at=at(1), last_at=at(2),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("there", "archived", "stage", "later", "conflict"),
    [
        ("accepted", False, Stage.UNDER_REVIEW, False, "neither a cached mail nor a commit"),
        ("accepted", False, Stage.APPLIED, False, ""),
        ("accepted", False, Stage.REVERTED, False, ""),
        ("new", False, Stage.APPLIED, False, "here it is"),
        ("new", True, Stage.APPLIED, False, ""),
        ("rejected", False, Stage.APPLIED, False, "here it is"),
        ("rejected", True, Stage.APPLIED, False, "here it is"),
        ("a-state-of-its-own", False, Stage.APPLIED, False, ""),
        ("superseded", False, Stage.UNDER_REVIEW, False, "no later version"),
        ("superseded", False, Stage.UNDER_REVIEW, True, ""),
        ("rejected", False, Stage.UNDER_REVIEW, False, "nothing cached rejects it"),
        ("rejected", False, Stage.WITHDRAWN, False, ""),
        ("changes-requested", False, Stage.REVIEWED, False, "here it is"),
        ("changes-requested", False, Stage.UNDER_REVIEW, False, ""),
        ("under-review", False, Stage.SUPERSEDED, True, "here it is"),
        ("under-review", True, Stage.SUPERSEDED, True, ""),
    ],
)
def test_a_conflict_is_said_where_both_cannot_be_true(
    there: str, archived: bool, stage: Stage, later: bool, conflict: str
) -> None:
    found = conflict_of(state(there, archived=archived), stage, later)
    assert conflict in found
    assert bool(found) is bool(conflict)
