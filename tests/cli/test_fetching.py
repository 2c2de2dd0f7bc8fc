# SPDX-License-Identifier: GPL-2.0-or-later
"""What is asked of a server, and how often."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker, age_fetches
from tests.cli.inbox import Inbox
from tests.cli.threads import (
    GADGETS,
    LAMP,
    NOTICE,
    REVIEW,
    V1,
    V1_FIRST,
    V1_THREAD,
    V2,
    V2_THREAD,
    lamp_review,
    lamp_second,
    lamp_thread,
)


def test_a_thread_is_one_request(tracker: Tracker, inbox: Inbox) -> None:
    """A work without relations costs its thread and the search for who links to it."""
    inbox.threads = [V2_THREAD[:3]]
    assert tracker("show", V2, "--source", inbox.url).status == 0
    assert inbox.fetched() == [V2, V1]
    assert sum(line.startswith("POST") for line in inbox.asked) == 1
    assert len(inbox.asked) == 3


def test_no_thread_is_fetched_twice_in_a_run(tracker: Tracker, inbox: Inbox) -> None:
    """Versions and related works are found from any of them, each with one request."""
    ran = tracker("show", V1, "--source", inbox.url, "--json")
    assert ran.status == 0, ran.err
    assert sorted(inbox.fetched()) == sorted([V1, V2, GADGETS])
    story = json.loads(ran.out)
    assert [one["message_id"] for one in story["revisions"]] == [V1, V2]
    assert [one["target"]["id"] for one in story["relations"] if one["direction"] == "in"]


@pytest.mark.parametrize("handle", [V1, V2, V1_FIRST, REVIEW, NOTICE])
def test_within_the_hour_nothing_is_asked(tracker: Tracker, inbox: Inbox, handle: str) -> None:
    """Whatever message of the work is named the second time."""
    first = tracker("show", V1, "--source", inbox.url)
    before = len(inbox.asked)
    second = tracker("show", handle, "--source", inbox.url)
    assert len(inbox.asked) == before
    assert (first.status, second.status) == (0, 0)


@pytest.mark.parametrize("command", ["graph", "why", "show"])
def test_other_commands_answer_from_what_show_fetched(
    tracker: Tracker, inbox: Inbox, command: str
) -> None:
    """All of them share one store."""
    tracker("show", V1, "--source", inbox.url)
    before = len(inbox.asked)
    assert tracker(command, V1, "--source", inbox.url).status == 0
    assert len(inbox.asked) == before


def test_offline_asks_nothing(tracker: Tracker, inbox: Inbox) -> None:
    """Also where the server is named, and whether or not the answer is at hand."""
    assert tracker("show", V1, "--source", inbox.url, "--offline").status == 3
    tracker("show", V1, "--source", inbox.url)
    before = len(inbox.asked)
    assert tracker("show", V1, "--source", inbox.url, "--offline").status == 0
    assert len(inbox.asked) == before


def test_a_thread_that_may_have_grown_is_fetched_again(
    tracker: Tracker, inbox: Inbox, environment: Path
) -> None:
    """After the hour, and then a reply that came meanwhile is told of."""
    inbox.threads = [lamp_thread()]
    tracker("show", LAMP, "--source", inbox.url)
    inbox.threads[0].append(lamp_review())
    assert "Rex" not in tracker("show", LAMP, "--source", inbox.url).out
    age_fetches(environment, hours=2)
    assert "Rex" in tracker("show", LAMP, "--source", inbox.url).out
    assert inbox.fetched() == [LAMP, LAMP]


def test_a_thread_long_quiet_is_not_fetched_again(
    tracker: Tracker, inbox: Inbox, environment: Path
) -> None:
    """The threads of the invented work were quiet for more than half a year."""
    tracker("show", V1, "--source", inbox.url)
    before = inbox.fetched()
    age_fetches(environment, hours=24 * 30)
    assert tracker("show", V1, "--source", inbox.url).status == 0
    assert inbox.fetched() == before


def test_a_past_day_is_told_without_a_look(
    tracker: Tracker, inbox: Inbox, environment: Path
) -> None:
    """Nothing that is fetched today changes how a day before the last fetch is told."""
    inbox.threads = [lamp_thread()]
    tracker("show", LAMP, "--source", inbox.url)
    age_fetches(environment, hours=2)
    day = f"{datetime.now(UTC) - timedelta(hours=3):%Y-%m-%dT%H:%M:%SZ}"
    before = len(inbox.asked)
    assert tracker("show", LAMP, "--source", inbox.url, "--as-of", day).status == 0
    assert len(inbox.asked) == before


def test_an_unknown_message_is_asked_for_each_time(tracker: Tracker, inbox: Inbox) -> None:
    """It may reach the server any minute."""
    inbox.threads = []
    assert tracker("show", LAMP, "--source", inbox.url).status == 3
    inbox.threads = [lamp_thread()]
    assert tracker("show", LAMP, "--source", inbox.url).status == 0


def test_update_asks_again_at_once(tracker: Tracker, inbox: Inbox) -> None:
    """For the thread, and for newer versions in threads of their own."""
    inbox.threads = [lamp_thread()]
    tracker("track", LAMP, "--source", inbox.url)
    inbox.threads[0].append(lamp_review())
    inbox.threads.append([lamp_second()])
    ran = tracker("update", "--source", inbox.url)
    assert (ran.status, ran.out) == (0, "")
    assert "1 series up to date" in ran.err
    told = json.loads(tracker("show", LAMP, "--offline", "--json").out)
    assert [one["version"] for one in told["revisions"]] == [1, 2]
    assert [one["name"] for one in told["revisions"][0]["patches"][0]["tags"]] == ["Reviewed-by"]


def test_a_newer_version_without_a_link_is_found_by_its_change_id(
    tracker: Tracker, inbox: Inbox
) -> None:
    """Some authors change the title and name no older posting."""
    inbox.threads = [lamp_thread(), [lamp_second(link=False)]]
    told = json.loads(tracker("show", LAMP, "--source", inbox.url, "--json").out)
    assert [one["version"] for one in told["revisions"]] == [1, 2]


def test_a_mail_on_stdin_brings_its_thread(process: Tracker, inbox: Inbox) -> None:
    """The mail itself says nothing of the answers it got."""
    ran = process("show", "-", "--source", inbox.url, "--json", feed=V1_THREAD[1])
    assert ran.status == 0, ran.err
    assert V1_FIRST in inbox.fetched()
    assert [one["message_id"] for one in json.loads(ran.out)["revisions"]] == [V1, V2]


def test_a_server_named_in_the_configuration_is_asked(
    tracker: Tracker, inbox: Inbox, environment: Path
) -> None:
    """Instead of lore."""
    environment.mkdir()
    (environment / "config.toml").write_text(f'server = "{inbox.url}"\n')
    assert tracker("show", V1).status == 0
    assert V1 in inbox.fetched()
