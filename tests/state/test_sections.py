# SPDX-License-Identifier: GPL-2.0-or-later
"""The sections of a report, and what needs somebody."""

from dataclasses import replace

import pytest

from tests.views import samples
from tests.views.reported import FOLDED, entry, need, news
from tracker.model.report import Fate, GroupBy, NeedKind, Was
from tracker.model.status import Facts, Side, Stage, Turn
from tracker.state.attention import attention
from tracker.state.sections import fate_of, group

NOBODY = Turn(side=Side.NOBODY)
READY = replace(
    samples.FULL, id="ready@example.org", stage=Stage.REVIEWED, facts=Facts(),
    turn=Turn(side=Side.MAINTAINER, since=samples.at(15)),
)  # fmt: skip
LANDED = replace(samples.FULL, id="landed@example.org", stage=Stage.APPLIED, turn=NOBODY)


@pytest.mark.parametrize(
    ("stage", "side", "facts", "fate"),
    [
        (Stage.CHANGES_REQUESTED, Side.AUTHOR, Facts(), Fate.AUTHOR),
        (Stage.NEW, Side.REVIEWERS, Facts(), Fate.REVIEW),
        (Stage.REVIEWED, Side.MAINTAINER, Facts(), Fate.MAINTAINER),
        (Stage.REVIEWED, Side.MAINTAINER, Facts(blocked=True), Fate.BLOCKED),
        (Stage.REVIEWED, Side.DEPENDENCY, Facts(), Fate.BLOCKED),
        (Stage.UNDER_REVIEW, Side.AUTHOR, Facts(blocked=True), Fate.AUTHOR),
        (Stage.UNDER_REVIEW, Side.AUTHOR, Facts(stalled=True), Fate.QUIET),
        (Stage.APPLIED, Side.NOBODY, Facts(stalled=True), Fate.LANDED),
        (Stage.SUPERSEDED, Side.NOBODY, Facts(), Fate.CLOSED),
        (Stage.REVERTED, Side.AUTHOR, Facts(), Fate.AUTHOR),
    ],
)
def test_a_series_stands_in_the_section_of_its_fate(stage, side, facts, fate):
    """The first that fits: over, quiet, blocked, else by whose turn it is."""
    assert fate_of(stage, facts, Turn(side=side)) is fate


def test_sections_stand_in_order_and_in_each_the_longest_waiting_first():
    """Of what has landed the newest; empty sections are left out."""
    older = replace(samples.FULL, id="older@example.org", stage_since=samples.at(2))
    newer = replace(LANDED, id="newer@example.org", stage_since=samples.at(19))
    found = group([entry(one) for one in (samples.FULL, LANDED, older, newer)], GroupBy.FATE)
    assert [one.key for one in found] == ["author", "landed"]
    names = [[each.view.id for each in one.entries] for one in found]
    assert names == [
        ["older@example.org", "v1-0@example.org"],
        ["newer@example.org", "landed@example.org"],
    ]


@pytest.mark.parametrize(
    ("by", "keys"),
    [
        (GroupBy.FATE, ["author", "review", "landed"]),
        (GroupBy.STAGE, ["applied", "partially-applied", "new"]),
        (GroupBy.TURN, ["author", "nobody"]),
        (GroupBy.LIST, ["gadgets", ""]),
        (GroupBy.TREE, ["gadgets/gadgets-next.git", ""]),
        (GroupBy.PROJECT, ["gadgets", ""]),
        (GroupBy.AUTHOR, ["Ann Author", ""]),
    ],
)
def test_a_report_can_be_grouped_by(by, keys):
    """What is not known comes last."""
    found = group([entry(one) for one in (samples.EMPTY, samples.FULL, LANDED)], by)
    assert [one.key for one in found] == keys
    assert sum(len(one.entries) for one in found) == 3


def test_lists_that_get_everything_name_no_section():
    view = replace(samples.FULL, lists=("linux-kernel@vger.example.org", "levers@example.org"))
    assert [one.key for one in group([entry(view)], GroupBy.LIST)] == ["levers"]
    alone = replace(samples.FULL, lists=("linux-kernel@vger.example.org",))
    assert [one.key for one in group([entry(alone)], GroupBy.LIST)] == ["linux-kernel"]


# ---- what needs somebody ---------------------------------------------------------------------


def kinds(*entries, halves=(), folded=()):
    return [(one.kind, one.id) for one in attention(halves, entries, folded)]


def test_a_series_stands_under_the_most_pressing_reason_alone():
    half = need(NeedKind.HALF_LANDED, READY)
    assert kinds(entry(READY, mine=True), halves=[half]) == [("half-landed", READY.id)]
    assert kinds(entry(READY, mine=True)) == [("mine", READY.id)]
    assert kinds(entry(READY)) == [("ready", READY.id)]


def test_failing_machines_and_stale_tags_need_somebody_while_a_series_is_open():
    open_one = entry(samples.FULL)
    assert kinds(replace(open_one, failing=("build",))) == [("failing", samples.FULL.id)]
    assert kinds(replace(open_one, stale_tags=("Rita",))) == [("stale", samples.FULL.id)]
    assert kinds(replace(entry(LANDED), failing=("build",), stale_tags=("Rita",))) == []
    assert kinds(folded=[replace(FOLDED, late=True)]) == [("late", FOLDED.row.id)]


def test_the_kinds_stand_in_order_and_in_each_the_longest_waiting_first():
    older = replace(READY, id="older@example.org",
                    turn=replace(READY.turn, since=samples.at(2)))  # fmt: skip
    back = replace(LANDED, id="back@example.org", stage=Stage.REVERTED)
    free = entry(replace(samples.EMPTY, id="free@example.org"), news=(news("unblocked", "x"),))
    mine = replace(FOLDED, mine=True)
    assert kinds(entry(READY), entry(older), free, entry(back), folded=[mine]) == [
        ("reverted", "back@example.org"),
        ("mine", "quiet@example.org"),
        ("unblocked", "free@example.org"),
        ("ready", "older@example.org"),
        ("ready", "ready@example.org"),
    ]


def test_what_was_taken_out_before_is_no_news():
    back = replace(LANDED, stage=Stage.REVERTED)
    before = Was(stage=Stage.REVERTED, side=Side.NOBODY, version=1, label="", reviewed=0)
    assert kinds(entry(back, before=before)) == []
    assert kinds(entry(back, before=replace(before, stage=Stage.APPLIED))) != []


def test_what_waits_for_its_author_or_reviewers_needs_nobody_here():
    assert kinds(entry(samples.FULL), entry(LANDED), folded=[FOLDED]) == []
