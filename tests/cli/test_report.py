# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker report`` and ``tracker log`` as they are run."""

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker
from tests.cli.test_schemas import check, registry  # noqa: F401 - a fixture
from tests.cli.threads import GADGETS, V1, V2
from tracker.errors import Exit

pytestmark = pytest.mark.usefixtures("example_made")

FIRST = ("--demo", "--as-of", "2025-07-16")
SECOND = ("--demo", "--as-of", "2025-08-07", "--since", "2025-07-16T23:59:59Z")
FORMATS = ("text", "markdown", "html", "json")


@pytest.fixture
def tracked(tracker: Tracker, indexed: Path) -> Tracker:
    """A home in which widgets and gadgets are tracked."""
    assert tracker("track", V1, GADGETS, "--offline").status == Exit.DONE
    return tracker


# ---- the example -----------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
def test_the_example_is_told_at_two_moments_in_every_form(tracker: Tracker, form: str) -> None:
    """The second says what happened between; neither needs a database of the user's."""
    first = tracker("report", *FIRST, "--format", form)
    second = tracker("report", *SECOND, "--format", form)
    assert (first.status, second.status) == (Exit.DONE, Exit.DONE)
    assert first.out == tracker("report", *FIRST, "--format", form).out
    happened = "both patches applied to bpf/bpf-next.git"
    assert happened in second.out
    assert happened not in first.out
    assert "relax constraint in BPF JIT compiler" in first.out


def test_the_second_moment_says_how_stages_changed(tracker: Tracker) -> None:
    told = json.loads(tracker("report", *SECOND, "--json").out)
    stages = {one["id"][:8]: (one["before"]["stage"], one["stage"]) for one in told["changes"]}
    assert stages == {
        "20250709": ("under-review", "applied"),
        "20250618": ("under-review", "applied"),
    }
    assert len(told["unchanged"]) == 2


def test_forms_fit_their_schema(tracker: Tracker, registry: object) -> None:  # noqa: F811
    for words in (FIRST, SECOND, (*FIRST, "--group-by", "tree")):
        check(registry, tracker("report", *words, "--json"), "report")  # type: ignore[arg-type]
    check(registry, tracker("log", *SECOND, "--json"), "log")  # type: ignore[arg-type]
    check(registry, tracker("log", "--json"), "log")  # type: ignore[arg-type]


# ---- since last ------------------------------------------------------------------------------


def test_the_first_report_since_last_tells_of_a_week_and_says_so(tracked: Tracker) -> None:
    ran = tracked("report", "--since", "last", "--as-of", "2025-01-14")
    assert "none of these was reported before; reporting the week before 2025-01-14" in ran.err
    assert "new since 2025-01-07 23:59 UTC" in ran.out
    assert "both patches applied" in ran.out


def test_the_next_one_goes_on_where_it_ended(tracked: Tracker) -> None:
    tracked("report", "--since", "last", "--as-of", "2025-01-14")
    ran = tracked("report", "--since", "last", "--as-of", "2025-01-21", "--format", "markdown")
    assert ran.err == ""
    assert "new since 2025-01-14 23:59 UTC" in ran.out
    assert "Ada Author posted v1, 1 patch" in ran.out
    assert "both patches applied" not in ran.out


def test_each_question_has_a_last_of_its_own(tracked: Tracker) -> None:
    """The format and the grouping make no other question."""
    for words in (("report",), ("report", "state:applied"), ("report", "--all"), ("log",),
                  ("report", "--list", "widgets")):  # fmt: skip
        first = tracked(*words, "--since", "last", "--as-of", "2025-01-14")
        assert "reported before" in first.err, words
    again = tracked("report", "--since", "last", "--as-of", "2025-01-15", "--group-by", "stage")
    assert "reported before" not in again.err


def test_a_report_for_an_earlier_moment_than_the_last_one_is_of_a_week(tracked: Tracker) -> None:
    tracked("report", "--since", "last", "--as-of", "2025-01-21")
    ran = tracked("report", "--since", "last", "--as-of", "2025-01-14")
    assert "the last report was for a later moment" in ran.err
    assert "new since 2025-01-07 23:59 UTC" in ran.out


def test_what_could_not_be_written_is_told_again(tracked: Tracker, tmp_path: Path) -> None:
    words = ("report", "--since", "last", "--as-of", "2025-01-14")
    ran = tracked(*words, "-o", tmp_path / "none" / "week.html")
    assert ran.status == Exit.USAGE
    assert ran.err.splitlines()[-1].endswith(
        "week.html cannot be written: No such file or directory"
    )
    assert "reported before" in tracked(*words).err


def test_nothing_is_remembered_of_the_example(tracker: Tracker) -> None:
    for command in ("report", "log"):
        ran = tracker(command, "--demo", "--since", "last")
        assert ran.status == Exit.USAGE
        assert "give --since a date" in ran.err


# ---- other earlier moments -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "shown"),
    [
        ("2025-01-10", "2025-01-10 00:00"),
        ("2025-01-10T12:30", "2025-01-10 12:30"),
        ("2025-01-10T12:30+02:00", "2025-01-10 10:30"),
        ("4d", "2025-01-10 23:59"),
        ("1w", "2025-01-07 23:59"),
        ("2mo", "2024-11-15 23:59"),
        ("2 weeks ago", "2024-12-31 23:59"),
        ("yesterday", "2025-01-13 00:00"),
        ("Monday", "2025-01-13 00:00"),
        ("tuesday", "2025-01-14 00:00"),
        ("wed", "2025-01-08 00:00"),
    ],
)
def test_since_takes_a_date_or_a_span(tracked: Tracker, since: str, shown: str) -> None:
    ran = tracked("report", "--as-of", "2025-01-14", "--since", since)
    assert f"new since {shown} UTC" in ran.out


@pytest.mark.parametrize("since", ["tomorrow", "2025-13-01", "1x", ""])
def test_what_is_no_moment_is_wrong_use(tracked: Tracker, since: str) -> None:
    ran = tracked("report", "--since", since)
    assert ran.status == Exit.USAGE
    assert "is no date; write 2025-07-14, 2w, yesterday, monday or last" in ran.err


def test_an_earlier_moment_that_is_later_is_wrong_use(tracked: Tracker) -> None:
    ran = tracked("report", "--as-of", "2025-01-14", "--since", "2025-02-01", "--json")
    assert ran.status == Exit.USAGE
    assert "is after the moment that is shown" in json.loads(ran.out)["message"]


# ---- files and templates ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "start"),
    [("a.html", "<!doctype html>"), ("a.md", "# Status of"), ("a.json", '{\n  "schema"'),
     ("a.txt", "Status of")],
)  # fmt: skip
def test_the_name_of_the_file_tells_the_form(
    tracked: Tracker, tmp_path: Path, name: str, start: str
) -> None:
    place = tmp_path / name
    ran = tracked("report", "-o", place)
    assert (ran.status, ran.out) == (Exit.DONE, "")
    assert place.read_text().startswith(start)
    assert tracked("report", "-o", place, "--format", "markdown").status == Exit.DONE
    assert place.read_text().startswith("# Status of")
    assert [one.name for one in tmp_path.glob("*a.*")] == [name]


def test_a_file_holds_every_letter_whatever_the_locale(process: Tracker, tmp_path: Path) -> None:
    place = tmp_path / "demo.html"
    ran = process("report", *FIRST, "-o", place, extra={"LC_ALL": "C", "PYTHONUTF8": "0"})
    assert ran.status == Exit.DONE
    assert "Lothoré" in place.read_text(encoding="utf-8")


EVERY_FORMAT = f"""
from tracker.cli import run

for form in {FORMATS}:
    assert run(["report", *{SECOND}, "--format", form]) == 0
"""


@pytest.mark.slow
def test_chance_place_and_language_change_nothing(environment: Path) -> None:
    """In no format."""
    worlds = (
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8"},
        {"PYTHONHASHSEED": "5", "TZ": "America/St_Johns", "LC_ALL": "C.UTF-8", "LANG": "tr_TR"},
    )
    command = [sys.executable, "-c", EVERY_FORMAT]
    one, other = (
        subprocess.run(command, capture_output=True, env={**os.environ, **world}, check=True)
        for world in worlds
    )
    assert len(one.stdout) > 5_000
    assert one.stdout == other.stdout


def test_a_template_of_the_users_writes_it(tracked: Tracker, tmp_path: Path) -> None:
    mine = tmp_path / "mine.md"
    mine.write_text("{% for s in report.sections %}{{ s.title }}|{% endfor %}\n")
    ran = tracked("report", "--as-of", "2025-01-14", "--template", mine)
    assert ran.out == "Landed|\n"


def test_a_template_of_the_configuration_writes_the_form_of_its_name(
    tracked: Tracker, environment: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.md"
    mine.write_text("mine: {{ report.title }}\n")
    (environment / "config.toml").write_text(f'template = "{mine}"\n')
    assert tracked("report", "--format", "markdown").out == "mine: Status of the tracked series\n"
    assert tracked("report", "--format", "text").out.startswith("Status of the tracked")


def test_a_fault_of_a_template_is_one_line(tracked: Tracker, tmp_path: Path) -> None:
    mine = tmp_path / "mine.html"
    mine.write_text("one\n{{ report.nothing }}\n")
    ran = tracked("report", "--template", mine, "-o", tmp_path / "week.html")
    assert ran.status == Exit.USAGE
    assert len(ran.err.splitlines()) == 1
    assert "mine.html, line 2: " in ran.err
    assert not (tmp_path / "week.html").exists()


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_the_shipped_template_is_a_template_to_start_from(
    tracked: Tracker, tmp_path: Path, form: str
) -> None:
    ran = tracked("report", "--print-template", form)
    mine = tmp_path / "mine"
    mine.write_text(ran.out)
    day = ("--as-of", "2025-01-14", "--format", form)
    assert tracked("report", *day, "--template", mine).out == tracked("report", *day).out


# ---- what is asked for -----------------------------------------------------------------------


def test_nothing_tracked_is_said_and_the_report_is_empty(tracker: Tracker) -> None:
    ran = tracker("report")
    assert ran.status == Exit.DONE
    assert "No series.\n" in ran.out
    assert "nothing is tracked yet" in ran.err


def test_a_query_narrows_it_and_its_errors_point_at_the_word(tracked: Tracker) -> None:
    assert "1 series: 1 landed." in tracked("report", "state:applied").out
    assert "1 series" in tracked("report", "-state:applied").out
    ran = tracked("report", "stat:applied")
    assert ran.status == Exit.USAGE
    assert "stat:" in ran.err
    assert tracked("report", "--nothing").status == Exit.USAGE


def test_a_list_is_told_of_without_tracking_anything(tracker: Tracker, indexed: Path) -> None:
    ran = tracker("report", "--list", "widgets", "--as-of", "2025-01-14", "--since", "1w")
    assert ran.out.startswith("Status of widgets\n")
    assert "1 series with news, now 1 landed" in ran.out


def test_a_long_report_of_no_moment_is_shortened(
    tracked: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One paragraph a series, unless the whole is asked for; what is new is told whole."""
    whole = tracked("report", "--all").out
    monkeypatch.setattr("tracker.cli.commands.report._LONG", 1)
    ran = tracked("report", "--all")
    assert len(ran.out) < len(whole)
    assert "2 series: one paragraph each" in ran.err
    assert tracked("report", "--all", "--full").out == whole
    assert "source:" in tracked("report", "--all", "--since", "2025-01-01").out


# ---- the log ---------------------------------------------------------------------------------


def test_the_log_of_one_series(tracked: Tracker) -> None:
    ran = tracked("log", V2, "--offline", "--as-of", "2025-01-14")
    assert ran.out.startswith("2025-01-12\n")
    assert "Ada Author posted v1, 2 patches" in ran.out
    assert "make widgets better" not in ran.out
    assert "gadget" not in ran.out


def test_the_log_of_all_that_is_tracked(tracked: Tracker) -> None:
    told = json.loads(tracked("log", "--json", "--limit", "3").out)
    dates = [datetime.fromisoformat(one["date"]) for one in told["events"]]
    assert len(dates) == 3
    assert dates == sorted(dates, reverse=True)
    assert told["left_out"] > 0
    assert {one["id"] for one in told["events"]} == {V1, GADGETS}


def test_the_log_since_last_tells_nothing_twice(tracked: Tracker) -> None:
    tracked("log", "--since", "last", "--as-of", "2025-01-14")
    told = json.loads(tracked("log", "--since", "last", "--as-of", "2025-01-21", "--json").out)
    assert [one["id"] for one in told["events"]] == [GADGETS]


def test_a_log_is_of_one_series_or_of_all(tracked: Tracker) -> None:
    assert tracked("log", V1, "--all").status == Exit.USAGE
    assert tracked("log", "nobody@example.org", "--offline").status == Exit.NOT_FOUND
    assert "nothing is tracked" not in tracked("log", "--all").err


def test_a_log_of_nothing_says_why(tracker: Tracker) -> None:
    ran = tracker("log")
    assert ran.out.startswith("0 events, as of ")
    assert "nothing is tracked yet" in ran.err
