# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker link`` and ``unlink``: a person's word from the command line to every answer."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Ran, Tracker
from tests.cli.inbox import Inbox
from tests.cli.threads import CHAT, GADGETS, REVIEW, UNKNOWN, V1, V2, V2_FIRST

PULL = "https://example.org/widgets/pull/7"


@pytest.fixture
def held(tracker: Tracker, indexed: Path) -> Tracker:
    """The invented mail is at hand; nothing is asked."""

    def call(*words: str | Path) -> Ran:
        return tracker(*words, "--offline")

    return call


def edges(tracker: Tracker, ref: str) -> list[tuple[str, str, str]]:
    graph = json.loads(tracker("graph", ref, "--json").out)
    return [(one["source"], one["kind"], one["target"]) for one in graph["edges"]]


def test_a_link_is_shown_as_said_and_outlives_a_rebuild(held: Tracker, tracker: Tracker) -> None:
    ran = held("link", GADGETS, "companion", V2_FIRST, "--note", "they ship together")
    assert (ran.status, ran.out) == (0, "")
    assert "companion" in ran.err
    assert tracker("rebuild").status == 0
    assert edges(held, V1) == [(GADGETS, "companion", V1)]
    shown = held("show", GADGETS).out
    assert "companion" in shown
    assert "they ship together" in shown
    (why,) = [
        one
        for one in json.loads(held("why", GADGETS, "relation", "--json").out)["reasons"]
        if one["evidence"]["rule"] == "relation.said"
    ]
    assert why["fact"].startswith("companion")


def test_a_link_takes_the_place_of_what_was_read(held: Tracker) -> None:
    assert edges(held, GADGETS) == [(GADGETS, "depends-on", V1)]
    held("link", GADGETS, "follows", V1)
    assert edges(held, GADGETS) == [(GADGETS, "follows", V1)]
    assert "not depends on" in held("why", GADGETS, "relation").out


def test_unlink_cuts_what_was_read_and_why_shows_it(held: Tracker, tracker: Tracker) -> None:
    """By any message of the two, from either side, and again without harm."""
    assert held("unlink", REVIEW, GADGETS, "--note", "not any more").status == 0
    assert tracker("rebuild").status == 0
    assert edges(held, GADGETS) == edges(held, V1) == []
    for ref in (GADGETS, V1):
        assert "cut, recorded here on" in " ".join(held("why", ref, "relation").out.split())
    assert held("unlink", GADGETS, V1).status == 0
    assert edges(held, GADGETS) == []


def test_a_cut_is_undone_by_a_link(held: Tracker) -> None:
    held("unlink", V1, GADGETS)
    held("link", GADGETS, "depends-on", V2)
    assert edges(held, V1) == [(GADGETS, "depends-on", V1)]
    assert "in place of the other way round" in held("link", V1, "depends-on", GADGETS).err
    assert (V1, "depends-on", GADGETS) in edges(held, V1)


def test_a_link_of_ones_own_is_taken_back_without_a_trace(held: Tracker) -> None:
    held("link", GADGETS, "companion", PULL)
    assert (GADGETS, "companion", PULL) in edges(held, GADGETS)
    assert "taken back" in held("unlink", GADGETS, PULL).err
    assert held("undo").err.startswith("undone: taken back: ")
    held("unlink", GADGETS, PULL)
    assert edges(held, GADGETS) == [(GADGETS, "depends-on", V1)]
    assert held("unlink", GADGETS, PULL).status == 3


def test_the_other_side_need_not_be_at_hand(held: Tracker) -> None:
    assert held("link", GADGETS, "depends-on", UNKNOWN).status == 0
    graph = json.loads(held("graph", GADGETS, "--json").out)
    (gone,) = [one for one in graph["nodes"] if one["missing"]]
    assert gone["id"] == UNKNOWN
    assert held("unlink", GADGETS, UNKNOWN).status == 0


@pytest.mark.parametrize("target", [PULL, UNKNOWN, f"https://lore.kernel.org/r/{UNKNOWN}/"])
def test_the_order_of_two_sides_means_nothing_where_the_relation_has_none(
    held: Tracker, target: str
) -> None:
    """The one at hand may stand second; a word taken back leaves no trace."""
    before = edges(held, GADGETS)
    ran = held("link", target, "companion", GADGETS)
    assert (ran.status, ran.out) == (0, ""), ran.err
    assert len(edges(held, GADGETS)) == 2
    assert held("unlink", target, GADGETS).err.startswith("taken back")
    assert edges(held, GADGETS) == before
    held("link", GADGETS, "depends-on", target)
    assert held("unlink", target, GADGETS).status == 0
    assert edges(held, GADGETS) == before


def test_what_is_not_at_hand_cannot_need_anything(held: Tracker) -> None:
    """Its page is not told by anybody here."""
    ran = held("link", PULL, "depends-on", GADGETS)
    assert ran.status == 3
    assert "name a cached series first" in ran.err
    for words in ((PULL, UNKNOWN), (UNKNOWN, PULL), (PULL, PULL)):
        assert held("unlink", *words).status == 3


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("link", GADGETS, "cousin-of", V1), 2),
        (("link", V2, "previous-version", V1), 2),
        (("link", V1, "depends-on", V2), 2),
        (("link", GADGETS, "depends-on", "no handle at all"), 2),
        (("link", GADGETS, "depends-on", "ftp://example.org/x"), 2),
        (("link", GADGETS, "depends-on", "https://example.org/\x1b[31mred"), 2),
        (("link", GADGETS, "depends-on", V1, "--note", "x" * 2000), 2),
        (("link", UNKNOWN, "depends-on", V1), 3),
        (("link", CHAT, "depends-on", V1), 3),
        (("link", GADGETS, "depends-on", "fedcba9876543210"), 3),
        (("unlink", GADGETS, UNKNOWN), 3),
    ],
)
def test_what_cannot_be_kept_is_refused(held: Tracker, words: tuple[str, ...], status: int) -> None:
    ran = held(*words)
    assert (ran.status, ran.out) == (status, "")
    assert ran.err
    assert edges(held, GADGETS) == [(GADGETS, "depends-on", V1)]


def test_both_sides_are_fetched(tracker: Tracker, inbox: Inbox) -> None:
    """And what nobody holds is kept all the same."""
    assert tracker("link", GADGETS, "companion", V2, "--source", inbox.url).status == 0
    assert {GADGETS, V2} <= set(inbox.fetched())
    ran = tracker("link", GADGETS, "depends-on", UNKNOWN, "--source", inbox.url)
    assert ran.status == 0, ran.err
    assert len(edges(lambda *w: tracker(*w, "--offline"), GADGETS)) == 2
