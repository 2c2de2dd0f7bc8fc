# SPDX-License-Identifier: GPL-2.0-or-later
"""What a series waits for, in words; half-landed changes before all else."""

import json
from dataclasses import replace

from tests.export.test_svg import HALF
from tests.views import graphs, reported, samples
from tracker.export.json import graph_json, series_json
from tracker.model.readiness import Readiness, Waiting
from tracker.model.report import NeedKind
from tracker.model.status import Side, Stage
from tracker.render.graph import graph_text
from tracker.render.overview import series_text
from tracker.render.readiness import waits_rows
from tracker.render.style import Style

WINCH = Waiting(
    id="winch@example.org",
    title="winch: pull",
    project="winch",
    version=2,
    url="https://lists.example.org/winch",
    stage=Stage.UNDER_REVIEW,
    side=Side.REVIEWERS,
    people=("Rita Reviewer",),
    since=samples.NOW,
    needed_by=samples.FULL.id,
)
BLOCKED = Readiness(
    ready=False,
    unblocked=False,
    since=samples.NOW,
    waits_for=(WINCH,),
    half_landed=(HALF,),
    reasons=(HALF.text, "it needs “winch: pull” (winch), under review: reviewers to move"),
)
VIEW = replace(samples.FULL, readiness=BLOCKED)
ALARM = "Half-landed: rope is in, but its counterpart was withdrawn."


def test_half_landed_is_said_first_everywhere():
    """In the story, the graph and the report."""
    assert series_text(VIEW, Style()).startswith(ALARM)
    graph = replace(graphs.GRAPH, half_landed=(HALF,))
    assert graph_text(graph, Style()).startswith(ALARM)
    half = reported.need(NeedKind.HALF_LANDED, VIEW, HALF.text)
    report = reported.text(reported.report(VIEW, needs=(half,)))
    assert report.index(HALF.text) < report.index("gadgets: levers without a driver")
    assert report.count(HALF.text) == 1


def waits(readiness: Readiness) -> str:
    """The part of the page, as it is printed."""
    return Style().page(waits_rows(replace(VIEW, readiness=readiness), 80))


def test_what_it_waits_for_is_said_once():
    """The half-landed pair stands at the top already, and the reason says what its row says."""
    text = waits(BLOCKED)
    assert text == (
        "Waits for: blocked since 2025-03-20\n"
        "  ◔ winch v2 winch: pull\n"
        "    under review; the reviewers' turn (Rita Reviewer) for 0m\n"
    )


def test_a_reason_that_is_about_no_work_of_the_list_is_kept():
    text = waits(replace(BLOCKED, reasons=(*BLOCKED.reasons, "it landed ahead of “rope”")))
    assert text.endswith("  - it landed ahead of “rope”\n")


def test_what_is_not_known_is_said_so():
    assert waits(replace(BLOCKED, unblocked=None)).startswith("Waits for: not known")


def test_a_series_that_needs_nothing_has_no_such_part():
    ready = Readiness(ready=True, unblocked=True, reasons=("it can be applied",))
    assert waits(ready) == ""
    assert waits(Readiness()) == ""
    assert "Waits for" not in series_text(samples.FULL, Style())


def test_scripts_get_the_same():
    told = json.loads(series_json(VIEW))["readiness"]
    assert (told["ready"], told["unblocked"]) == (False, False)
    assert told["waits_for"][0]["id"] == "winch@example.org"
    assert told["waits_for"][0]["people"] == ["Rita Reviewer"]
    assert told["half_landed"][0]["state"] == "withdrawn"
    graph = json.loads(graph_json(replace(graphs.GRAPH, half_landed=(HALF,))))
    assert graph["half_landed"] == told["half_landed"]
