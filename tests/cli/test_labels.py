# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker label`` and ``tracker queue``, from the command line to every answer."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Ran, Tracker
from tests.cli.threads import GADGETS, V1, V2_FIRST


@pytest.fixture
def held(tracker: Tracker, indexed: Path) -> Tracker:
    """The invented mail is cached; nothing is asked of a server."""

    def call(*words: str | Path) -> Ran:
        return tracker(*words, "--offline")

    return call


def listed(tracker: Tracker, *words: str) -> list[str]:
    found = json.loads(tracker("list", "--all", "--json", *words).out)
    return [one["id"] for one in found["series"]]


def queued(tracker: Tracker) -> list[str]:
    return [one["id"] for one in json.loads(tracker("queue", "--json").out)["series"]]


def test_labels_are_put_on_taken_off_asked_for_and_shown(held: Tracker, tracker: Tracker) -> None:
    """By any message of the series; they outlive a rebuild and are taken back."""
    assert held("label", V2_FIRST, "+ToDo", "+net/next", "-later").status == 0
    assert held("label", GADGETS, "+todo").status == 0
    assert tracker("rebuild").status == 0
    assert held("label", V1).out.split() == ["net/next", "todo"]
    assert sorted(listed(held, "label:TODO")) == sorted([V1, GADGETS])
    assert listed(held, "label:any", "-label:net/next") == [GADGETS]
    assert listed(held, "label:tod") == listed(held, "label:next") == []
    assert "#net/next #todo make widgets better" in held("list", "--all").out
    assert "Labels" in held("show", V1).out
    shown = json.loads(held("show", V1, "--json").out)
    assert (shown["labels"], shown["queued"]) == (["net/next", "todo"], None)
    assert held("label").out.split() == ["1", "net/next", "2", "todo"]
    assert held("label", V1, GADGETS, "-todo").status == 0
    assert listed(held, "label:todo") == []
    tracker("undo")
    assert len(listed(held, "label:todo")) == 2


def test_another_day_has_the_labels_of_today(held: Tracker) -> None:
    """They are the user's, as notes are; the rows of a past day are asked by the same query."""
    held("label", V1, "+todo")
    held("queue", GADGETS, V1)
    past = ("--as-of", "2029-01-01")
    assert listed(held, "label:todo", *past) == [V1]
    assert listed(held, "is:queued", "--sort", "queue", *past) == [GADGETS, V1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("label", V1, "+two words"), "'two words' is no label"),
        (("label", V1, "+"), "'' is no label"),
        (("label", V1, "+any"), "'any' is no label"),
        (("label", V1, f"+{'x' * 41}"), "is no label"),
        (("label", V1, "+a", "-a"), "'a' is both put on and taken off"),
        (("label", "+todo"), "name the series: tracker label REF +todo"),
        (("label", V1, "todo"), "a label is put on with +todo"),
        (("queue", V1, "--first", "--last"), "say one of --first and --last"),
        (("queue", V1, "--remove", "--up"), "say one of --remove and --up"),
        (("queue", "--up"), "name the series: tracker queue REF --up"),
    ],
)
def test_what_is_no_label_or_move_is_said(held: Tracker, words: tuple[str, ...], said: str) -> None:
    ran = held(*words)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert held("label").out == ""


def test_a_label_in_the_place_of_a_series_is_no_title(held: Tracker) -> None:
    ran = held("label", "todo", V1)
    assert ran.status == 3
    assert "'todo'" in ran.err


def test_the_queue_keeps_the_order_that_it_was_given(held: Tracker, tracker: Tracker) -> None:
    """A series is in it once, whatever message named it."""
    assert held("queue").out == ""
    held("queue", V1)
    held("queue", GADGETS)
    held("queue", V2_FIRST)
    assert queued(held) == [V1, GADGETS]
    held("queue", GADGETS, "--first")
    assert tracker("rebuild").status == 0
    assert queued(held) == [GADGETS, V1]
    assert [line.split()[-5:] for line in held("queue").out.splitlines()[1:]]
    assert "1. gadget: use" in held("queue").out
    assert listed(held, "is:queued", "--sort", "queue") == [GADGETS, V1]
    assert "2nd in yours" in held("show", V1).out
    held("queue", V1, "--up")
    assert queued(held) == [V1, GADGETS]
    tracker("undo")
    assert queued(held) == [GADGETS, V1]
    held("queue", GADGETS, "--remove")
    assert queued(held) == [V1]
    ran = held("queue", GADGETS, "--up")
    assert (ran.status, queued(held)) == (3, [V1])
    assert "not in the queue, so it cannot move up" in ran.err
    assert json.loads(held("show", V1, "--json").out)["queued"] == 1


def test_a_stack_has_the_places_and_says_where_the_queue_has_it_the_wrong_way_round(
    held: Tracker,
) -> None:
    """What is in already is ahead of nothing."""
    held("unlink", GADGETS, V1)
    held("link", V1, "depends-on", GADGETS)
    held("queue", V1, GADGETS)
    stack = json.loads(held("stack", V1, "--json").out)
    assert {one["id"]: one["queued"] for one in stack["steps"]} == {V1: 1, GADGETS: 2}
    assert stack["notes"] == [
        "your queue has “make widgets better” before “gadget: use the better widgets”, "
        "which it needs"
    ]
    assert "2nd in your queue" in held("stack", V1).out
    held("queue", GADGETS, "--first")
    assert json.loads(held("stack", V1, "--json").out)["notes"] == []
