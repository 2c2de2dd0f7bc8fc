# SPDX-License-Identifier: GPL-2.0-or-later
"""Servers that are down, slow, refuse, or send something else: a sentence, and nothing is lost."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker, age_fetches
from tests.cli.inbox import Inbox, Mood
from tests.cli.threads import LAMP, UNKNOWN, V1, V2, lamp_thread

NOWHERE = "http://127.0.0.1:1/all"
FAILING = [Mood.BUSY, Mood.CLOSED, Mood.PAGE, Mood.CUT, Mood.GARBAGE, Mood.DROP]


def one_sentence(text: str) -> bool:
    """One line, said by the program, and no traceback."""
    return text.startswith("tracker: ") and text.count("\n") == 1 and "Traceback" not in text


@pytest.mark.parametrize("mood", FAILING, ids=lambda mood: mood.name.lower())
def test_a_failing_server_without_an_answer_at_hand(
    tracker: Tracker, inbox: Inbox, mood: Mood
) -> None:
    """Status 4, a sentence that names the server, and the next try succeeds."""
    inbox.mood = mood
    ran = tracker("show", V1, "--source", inbox.url)
    assert (ran.status, ran.out) == (4, "")
    assert one_sentence(ran.err)
    assert inbox.url in ran.err
    inbox.mood = Mood.WELL
    assert tracker("show", V1, "--source", inbox.url).status == 0


def test_a_server_that_is_down(tracker: Tracker) -> None:
    """Nothing listens there."""
    ran = tracker("show", V1, "--source", NOWHERE)
    assert (ran.status, ran.out) == (4, "")
    assert one_sentence(ran.err)
    assert "connection refused" in ran.err


def test_a_slow_server_is_given_up(process: Tracker, inbox: Inbox, tmp_path: Path) -> None:
    """After the time that the user's git configuration allows."""
    origin = inbox.url.removesuffix("/all")
    (tmp_path / "user").mkdir()
    (tmp_path / "user" / ".gitconfig").write_text(f'[liblore "{origin}"]\n\trequesttimeout = 1\n')
    inbox.mood = Mood.SLOW
    ran = process("show", V1, "--source", inbox.url)
    assert (ran.status, ran.out) == (4, "")
    assert one_sentence(ran.err)
    assert "does not answer in time" in ran.err


def test_a_server_that_does_not_know_the_message(tracker: Tracker, inbox: Inbox) -> None:
    """Status 3: the server is fine."""
    ran = tracker("show", UNKNOWN, "--source", inbox.url)
    assert (ran.status, ran.out) == (3, "")
    assert one_sentence(ran.err)
    assert UNKNOWN in ran.err


@pytest.mark.parametrize("mood", [*FAILING, Mood.UNKNOWN], ids=lambda mood: mood.name.lower())
def test_a_failing_server_with_an_answer_at_hand(
    tracker: Tracker, inbox: Inbox, environment: Path, mood: Mood
) -> None:
    """The answer at hand is shown as it was, and its age is said."""
    inbox.threads = [lamp_thread()]
    before = tracker("show", LAMP, "--source", inbox.url, "--json")
    age_fetches(environment, hours=3)
    inbox.mood = mood
    ran = tracker("show", LAMP, "--source", inbox.url, "--json")
    assert ran.status == 0
    assert told(ran.out) == told(before.out)
    assert "showing what was fetched 3 hours ago" in ran.err
    assert one_sentence(ran.err)


def test_what_failed_is_tried_again(tracker: Tracker, inbox: Inbox, environment: Path) -> None:
    """A failure does not count as a fetch."""
    inbox.threads = [lamp_thread()]
    tracker("show", LAMP, "--source", inbox.url)
    age_fetches(environment, hours=3)
    inbox.mood = Mood.BUSY
    tracker("show", LAMP, "--source", inbox.url)
    inbox.mood = Mood.WELL
    assert tracker("show", LAMP, "--source", inbox.url).err == ""
    assert inbox.fetched() == [LAMP] * 3


def test_a_server_that_fails_half_way(tracker: Tracker, inbox: Inbox) -> None:
    """The thread asked for is shown; what could not be fetched is said, and fetched next time."""
    inbox.fails_after = 1
    first = tracker("show", V2, "--source", inbox.url, "--json")
    assert first.status == 0
    assert "429" in first.err
    assert [one["message_id"] for one in json.loads(first.out)["revisions"]] == [V2]
    inbox.fails_after, inbox.mood = None, Mood.WELL
    second = tracker("show", V2, "--source", inbox.url, "--json")
    assert second.err == ""
    assert [one["message_id"] for one in json.loads(second.out)["revisions"]] == [V1, V2]


def test_update_says_what_it_could_not_do(tracker: Tracker, inbox: Inbox) -> None:
    """Status 4, the series by name, and the list still stands."""
    tracker("track", V1, "--source", inbox.url)
    inbox.mood = Mood.BUSY
    ran = tracker("update", "--source", inbox.url)
    assert (ran.status, ran.out) == (4, "")
    assert V2 in ran.err
    assert "up to date" in ran.err
    assert "series up to date" not in ran.err
    assert "make widgets better" in tracker("list").out


def test_update_goes_on_after_a_series_it_cannot_find(tracker: Tracker, inbox: Inbox) -> None:
    """One bad name does not keep the rest from being fetched."""
    ran = tracker("update", UNKNOWN, V1, "--source", inbox.url)
    assert ran.status == 3
    assert "1 of 2" in ran.err
    assert tracker("show", V1, "--offline").status == 0


@pytest.mark.parametrize("command", ["show", "graph", "why", "track"])
def test_every_command_says_the_same(tracker: Tracker, command: str) -> None:
    """The status does not depend on what was to be shown."""
    ran = tracker(command, V1, "--source", NOWHERE)
    assert (ran.status, ran.out) == (4, "")
    assert one_sentence(ran.err)


def test_json_comes_with_an_error_document(tracker: Tracker) -> None:
    """A script that asked for JSON reads the reason from stdout."""
    ran = tracker("show", V1, "--source", NOWHERE, "--json")
    assert ran.status == 4
    said = json.loads(ran.out)
    assert (said["schema"], said["error"], said["exit"]) == ("tracker/error/1", "Unreachable", 4)
    assert ran.err == f"tracker: {said['message']}\n"


def test_doctor_tells_a_server_that_fails(tracker: Tracker, inbox: Inbox) -> None:
    """Status 4, and 0 when it is well again."""
    inbox.mood = Mood.CLOSED
    ran = tracker("doctor", "--source", inbox.url)
    assert ran.status == 4
    assert "BAD  server" in ran.out
    inbox.mood = Mood.WELL
    assert tracker("doctor", "--source", inbox.url).status == 0


def test_interrupted_while_a_server_is_slow(inbox: Inbox, environment: Path) -> None:
    """Ctrl-C ends it at once, with status 130 and without a traceback."""
    inbox.mood = Mood.SLOW
    command = [sys.executable, "-m", "tracker", "show", V1, "--source", inbox.url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert inbox.arrived.wait()
        run.send_signal(signal.SIGINT)
        out, err = run.communicate()
    assert (run.returncode, out, err) == (130, b"", b"tracker: interrupted\n")


def told(document: str) -> dict[str, object]:
    """A series document without the moments of its telling."""
    found: dict[str, object] = json.loads(document)
    return {key: value for key, value in found.items() if key not in ("as_of", "fetched")}
