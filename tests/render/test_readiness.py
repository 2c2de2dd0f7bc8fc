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
from tracker.render.readiness import readiness_lines
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


def test_what_it_waits_for_is_said_once():
    """The half-landed pair stands at the top already."""
    lines = readiness_lines(BLOCKED, Style())
    assert lines[0].startswith("Waits for: blocked since ")
    assert "it needs “winch: pull” (winch), under review" in " ".join(lines)
    assert HALF.text not in " ".join(lines)


def test_what_is_not_known_is_said_so():
    unknown = replace(BLOCKED, unblocked=None)
    assert readiness_lines(unknown, Style())[0].startswith("Waits for: not known")


def test_a_series_that_needs_nothing_has_no_such_part():
    ready = Readiness(ready=True, unblocked=True, reasons=("it can be applied",))
    assert readiness_lines(ready, Style()) == []
    assert readiness_lines(Readiness(), Style()) == []
    assert "Waits for" not in series_text(samples.FULL, Style())


def test_scripts_get_the_same():
    told = json.loads(series_json(VIEW))["readiness"]
    assert (told["ready"], told["unblocked"]) == (False, False)
    assert told["waits_for"][0]["id"] == "winch@example.org"
    assert told["waits_for"][0]["people"] == ["Rita Reviewer"]
    assert told["half_landed"][0]["state"] == "withdrawn"
    graph = json.loads(graph_json(replace(graphs.GRAPH, half_landed=(HALF,))))
    assert graph["half_landed"] == told["half_landed"]
