# SPDX-License-Identifier: GPL-2.0-or-later
"""Every command, as a program of its own, does what its help says."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Ran, Tracker
from tests.cli.inbox import Inbox
from tests.cli.threads import GADGETS, V1, V1_THREAD, V2, V2_THREAD
from tests.mails import patch
from tests.servers import add_to_epoch
from tracker.cli import COMMANDS


@pytest.fixture
def filled(process: Tracker, indexed: Path) -> Tracker:
    """The program, with all invented mail at hand."""
    return process


HELP_OF_EACH = """
import contextlib, io, json, sys

told = {}
for name in sys.argv[1:]:
    for module in [one for one in sys.modules if one.partition(".")[0] == "tracker"]:
        del sys.modules[module]
    from tracker.cli import run
    with contextlib.redirect_stdout(io.StringIO()) as out:
        status = run([name, "--help"])
    told[name] = [status, out.getvalue()]
print(json.dumps(told))
"""
"""Each command as the first that a program runs."""


@pytest.mark.slow
def test_every_command_has_help(environment: Path) -> None:
    """Its first sentence, and what it takes; with nothing imported it imports what it needs."""
    command = [sys.executable, "-c", HELP_OF_EACH, *COMMANDS]
    done = subprocess.run(command, capture_output=True, text=True, cwd=environment.parent)
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert {name: status for name, (status, _) in told.items()} == dict.fromkeys(COMMANDS, 0)
    starts = [out.startswith(f"Usage: tracker {name} ") for name, (_, out) in told.items()]
    assert all(starts)


def test_the_overview_names_every_command(process: Tracker) -> None:
    """With one sentence for each."""
    out = process("--help").out
    for name, sentence in COMMANDS.items():
        assert name in out
        assert sentence.split()[0] in out


def test_show(filled: Tracker) -> None:
    """One series, whole; ``--full`` says no less."""
    ran = filled("show", V1, "--offline")
    assert (ran.status, ran.err) == (0, "")
    for words in ("make widgets better", "Ada Author", "widgets.git", "0123456789ab", V2):
        assert words in ran.out
    assert len(filled("show", V1, "--offline", "--full").out) >= len(ran.out)


def test_show_as_of(filled: Tracker) -> None:
    """The series as it stood: before v2 there is a question to the author."""
    told = json.loads(
        filled("show", V1, "--offline", "--json", "--as-of", "2025-01-07T12:00:00Z").out
    )
    assert [one["message_id"] for one in told["revisions"]] == [V1]
    assert (told["stage"], told["turn"]["side"]) == ("under-review", "author")
    assert told["as_of"] == "2025-01-07T12:00:00Z"
    assert filled("show", V1, "--offline", "--as-of", "2024-12-31").status == 3


def test_a_bare_day_means_its_end(filled: Tracker) -> None:
    """A mail of that day has been sent."""
    ran = filled("show", V1, "--offline", "--json", "--as-of", "2025-01-06")
    assert json.loads(ran.out)["as_of"] == "2025-01-06T23:59:59Z"


@pytest.mark.parametrize("form", ["text", "mermaid", "json"])
def test_graph(filled: Tracker, form: str) -> None:
    """Both works, from either of them."""
    for ref in (V1, GADGETS):
        ran = filled("graph", ref, "--offline", "--format", form)
        assert (ran.status, ran.err) == (0, "")
        assert "make widgets better" in ran.out
        assert "gadget" in ran.out


def test_a_graph_is_the_same_from_everywhere(filled: Tracker) -> None:
    """The same nodes and edges, whichever is asked for."""
    found = [json.loads(filled("graph", ref, "--offline", "--json").out) for ref in (V1, GADGETS)]
    nodes = [{one["id"] for one in graph["nodes"]} for graph in found]
    edges = [
        {(one["source"], one["kind"], one["target"]) for one in graph["edges"]} for graph in found
    ]
    assert nodes[0] == nodes[1] == {V1, GADGETS}
    assert edges[0] == edges[1] == {(GADGETS, "depends-on", V1)}


def test_why(filled: Tracker) -> None:
    """The words that prove it, and where they stand."""
    ran = filled("why", V1, "--offline")
    assert (ran.status, ran.err) == (0, "")
    assert "Reviewed-by: Rex Reviewer" in ran.out
    narrow = filled("why", V1, "landing", "--offline", "--json")
    topics = {one["topic"] for one in json.loads(narrow.out)["reasons"]}
    assert topics == {"landing"}


def test_why_of_a_topic_tells_that_topic_alone(filled: Tracker) -> None:
    """Also where its name is a part of another fact: "tag" stands in "stage"."""
    told = json.loads(filled("why", V1, "tag", "--offline", "--json").out)
    assert {one["topic"] for one in told["reasons"]} == {"tag"}
    assert told["abridged"] is False
    ran = filled("why", GADGETS, "tag", "--offline")
    assert (ran.status, ran.out) == (3, "")
    assert ran.err == "tracker: no tag is known of this series\n"


def test_why_of_a_fact_that_is_none(filled: Tracker) -> None:
    """Status 3, with what there is."""
    ran = filled("why", V1, "weather", "--offline")
    assert (ran.status, ran.out) == (3, "")
    assert "landing" in ran.err


def test_list(filled: Tracker) -> None:
    """Tracked series, all, or those that a query fits; the last active first."""
    assert "nothing is tracked" in filled("list").err
    found = json.loads(filled("list", "--all", "--json").out)["series"]
    assert [one["id"] for one in found] == [GADGETS, V1]
    for query, ids in (
        (("state:applied",), [V1]),
        (("state:applied", "turn:author"), []),
        (("author:ada", "gadget"), [GADGETS]),
        (("list:widgets",), [GADGETS, V1]),
    ):
        answer = filled("list", "--all", "--json", *query)
        assert [one["id"] for one in json.loads(answer.out)["series"]] == ids, query


def test_report(filled: Tracker) -> None:
    """Tracked series, in sections, with their source."""
    assert "nothing is tracked" in filled("report").err
    filled("track", V1, "--offline")
    ran = filled("report")
    assert (ran.status, ran.err) == (0, "")
    assert "make widgets better" in ran.out
    for query, ids in (("state:applied", [V1]), ("state:new", [])):
        told = json.loads(filled("report", query, "--json").out)
        assert [one["id"] for one in told["series"]] == ids
    both = json.loads(filled("report", "--all", "--format", "json").out)
    assert sorted(one["id"] for one in both["series"]) == sorted([V1, GADGETS])


def test_track_and_untrack(filled: Tracker) -> None:
    """By any handle; said on stderr; twice is no fault."""
    for said in ("tracking “make widgets better”", "“make widgets better” was tracked already"):
        ran = filled("track", V2, "--offline")
        assert (ran.status, ran.out, ran.err) == (0, "", f"{said}\n")
    rows = json.loads(filled("list", "--json").out)["series"]
    assert [(one["id"], one["tracked"]) for one in rows] == [(V1, True)]
    assert filled("untrack", V1).err == "no longer tracking “make widgets better”\n"
    assert filled("untrack", V1).err == "was not tracking “make widgets better”\n"
    assert json.loads(filled("list", "--json").out)["series"] == []


def test_track_several_and_from_stdin(filled: Tracker) -> None:
    """Every REF is followed; a mail on stdin is one."""
    assert filled("track", V1, GADGETS, "--offline").status == 0
    assert len(json.loads(filled("list", "--json").out)["series"]) == 2
    filled("untrack", V1, GADGETS)
    assert filled("track", "-", "--offline", feed=V2_THREAD[1]).status == 0
    assert [one["id"] for one in json.loads(filled("list", "--json").out)["series"]] == [V1]


def test_what_is_not_known_is_not_tracked(filled: Tracker) -> None:
    """Status 3; those before it are."""
    ran = filled("track", V1, "nobody@example.org", "--offline")
    assert ran.status == 3
    assert len(json.loads(filled("list", "--json").out)["series"]) == 1
    assert filled("untrack", "nobody@example.org").status == 3


def test_update(process: Tracker, inbox: Inbox) -> None:
    """Nothing to do at first; then the tracked series."""
    ran = process("update", "--source", inbox.url)
    assert (ran.status, ran.out, inbox.asked) == (0, "", [])
    assert "nothing is tracked" in ran.err
    process("track", V1, "--source", inbox.url)
    ran = process("update", "--source", inbox.url)
    assert (ran.status, ran.out, ran.err) == (0, "", "1 series up to date\n")


def test_update_offline_reads_archives(process: Tracker, mails: Path) -> None:
    """Those on this machine are sources too."""
    process("track", V1, "--source", mails)
    (mails / "late.eml").write_bytes(patch("lamp: shine", message_id="late@example.org"))
    assert process("update", "--offline").status == 0
    assert process("show", "late@example.org", "--offline").status == 0
    assert process("update", "--source", mails).status == 0


def test_update_offline_with_nothing_to_read_is_wrong_use(process: Tracker, inbox: Inbox) -> None:
    """There is a series to update, and nothing to update it from."""
    process("track", V1, "--source", inbox.url)
    ran = process("update", "--offline")
    assert ran.status == 2
    assert "--offline" in ran.err


def test_rebuild(filled: Tracker) -> None:
    """Derived anew, with the same answers; also where no mail is cached yet."""
    day = ("--json", "--offline", "--as-of", "2025-02-01")
    before = filled("show", V1, *day).out
    ran = filled("rebuild")
    assert (ran.status, ran.out, ran.err) == (0, "", "2 series\n")
    assert filled("show", V1, *day).out == before


def test_rebuild_of_nothing(process: Tracker) -> None:
    """No fault."""
    assert process("rebuild").err == "0 series\n"


def test_doctor(filled: Tracker, environment: Path, templates: Path) -> None:
    """All is well, and where everything is."""
    ran = filled("doctor", "--offline")
    assert (ran.status, ran.err) == (0, "")
    assert f"{environment / 'tracker.db'}, 11 mails, 2 series" in ran.out
    assert str(templates / "mails") in ran.out
    assert "BAD" not in ran.out


@pytest.mark.parametrize("words", [(), ("tui",), ("tui", V1, "--offline"), ("demo", "--tui")])
def test_the_terminal_ui_needs_a_terminal(process: Tracker, words: tuple[str, ...]) -> None:
    """In a pipe it is wrong use, and says what to use instead."""
    ran = process(*words)
    assert (ran.status, ran.out) == (2, "")
    assert "needs a terminal" in ran.err


def loaded(ran: Ran) -> set[str]:
    """The libraries that a run imported, of those that cost much; it was asked to name them."""
    names = {line.rpartition("|")[2].strip().partition(".")[0] for line in ran.err.splitlines()}
    assert "click" in names
    heavy = {"b4", "requests", "textual", "sqlite_utils", "bs4", "liblore", "urllib3", "ssl"}
    return names & heavy


NAMED = {"PYTHONPROFILEIMPORTTIME": "1"}


def test_a_cached_answer_starts_without_the_heavy_libraries(filled: Tracker) -> None:
    """``show`` of what is at hand loads neither b4, requests, Textual nor sqlite-utils."""
    assert loaded(filled("show", V1, "--offline", extra=NAMED)) == set()


def test_new_mail_is_read_without_the_heavy_libraries(process: Tracker, tmp_path: Path) -> None:
    """No server is asked, and the database is of today's schema."""
    place = tmp_path / "0.git"
    add_to_epoch(place, V1_THREAD)
    process("index", place)
    add_to_epoch(place, V2_THREAD)
    ran = process("index", place, extra=NAMED)
    assert "4 new" in ran.err
    assert loaded(ran) == set()
