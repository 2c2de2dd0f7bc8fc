# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker.api``: the examples of docs/api.md run; answers are those of the command line."""

import dataclasses
import inspect
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

import tracker.api as api
from tests.cli.conftest import Tracker
from tests.cli.threads import GADGETS, V1, V2
from tools.api_examples import EXAMPLES, PAGE, run_example


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_every_example_of_the_page_runs(indexed: Path, number: int) -> None:
    """With the comment at the end of a line as what it prints; .ci/run tries them on the wheel."""
    assert run_example(number, V1) == []


def test_answers_are_those_of_the_command_line(tracker: Tracker, indexed: Path) -> None:
    with api.open_tracker() as found:
        assert found.find(V2) == V1
        shown = json.loads(tracker("show", V1, "--offline", "--json").out)
        series = found.series(f"<{V2}>")
        assert (series.id, series.stage.value) == (shown["id"], shown["stage"])
        listed = json.loads(tracker("list", "--all", "--json", "--offline").out)["series"]
        assert [one.id for one in found.list()] == [one["id"] for one in listed]
        assert found.list(tracked=True) == ()
        assert [one.id for one in found.list("gadget")] == [GADGETS]
        assert {one.id for one in found.graph(GADGETS).nodes} >= {V1, GADGETS}
        assert found.check(V1, api.CheckQuestion.APPLIED).yes is True
        answer = found.check(GADGETS, api.CheckQuestion.REVIEWED)
        assert answer.yes is False
        assert answer.reasons
        assert {one.id for one in found.events()} == {V1, GADGETS}
        assert found.events(since=datetime(2030, 1, 1, tzinfo=UTC)) == ()
        assert [one.view.id for one in found.report("gadget").entries] == [GADGETS]
        assert found.search("better").total


def test_a_day_of_the_past(indexed: Path) -> None:
    with api.open_tracker(as_of=datetime(2025, 1, 8, tzinfo=UTC)) as found:
        assert [one.label for one in found.series(V1).revisions] in (["v1"], [""])
        assert [one.id for one in found.list()] == [V1]


def test_faults_have_names(indexed: Path) -> None:
    with api.open_tracker() as found:
        with pytest.raises(api.NotFound):
            found.series("nothing@example.org")
        with pytest.raises(api.Usage):
            found.list("staet:new")
        with pytest.raises(api.Usage):
            found.search("->")
        with pytest.raises(api.NotFound, match="no repository"):
            found.check(V1, api.CheckQuestion.LANDED_IN, tag="v6.17")


def test_nothing_is_cached(environment: Path) -> None:
    with api.open_tracker() as found:
        assert (found.list(), found.events(), found.search("x").total) == ((), (), 0)
        assert found.report().entries == ()
        with pytest.raises(api.NotFound, match="no mail is cached"):
            found.series(V1)


def test_what_is_promised_is_described_and_frozen() -> None:
    """Each name is on the page; each record is frozen; each public method says what it returns."""
    for name in api.__all__:
        thing = getattr(api, name)
        assert f"`{name}`" in PAGE, name
        assert inspect.getdoc(thing)
        if dataclasses.is_dataclass(thing):
            assert thing.__dataclass_params__.frozen, name  # type: ignore[attr-defined]
    methods = [one for one in vars(api.Tracker) if not one.startswith("_")]
    assert all(f"`{one}" in PAGE or f".{one}(" in PAGE for one in methods)
    assert all(inspect.signature(getattr(api.Tracker, one)).return_annotation for one in methods
               if one != "as_of")  # fmt: skip
