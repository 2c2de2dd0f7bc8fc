# SPDX-License-Identifier: GPL-2.0-or-later
"""A run that is killed can be run again, and nothing is half there."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker
from tests.cli.inbox import Inbox, mboxrd
from tests.cli.threads import V1, V2
from tests.mails import at, cover, patch

pytestmark = pytest.mark.slow

MANY = 1200


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An mbox that takes a while to read."""
    place = tmp_path_factory.mktemp("big") / "big.mbox"
    place.write_bytes(mboxrd(_many()))
    return place


def _many() -> Iterator[bytes]:
    for number in range(MANY // 3):
        head = f"20250106-lamp{number}-v1-0-0123456789ab@example.org"
        yield cover(f"lamps of kind {number}", total=2, message_id=head, date=at(number))
        for position in (1, 2):
            yield patch(
                f"lamp {number}: shine {position}",
                number=position,
                total=2,
                message_id=head.replace("-0-", f"-{position}-"),
                in_reply_to=head,
                date=at(number),
            )


@pytest.mark.parametrize("signum", [signal.SIGKILL, signal.SIGINT])
def test_an_index_that_is_killed_can_be_run_again(
    tracker: Tracker, environment: Path, big: Path, signum: signal.Signals
) -> None:
    """At several moments; what is stored is whole each time, and the last run completes."""
    for wait in (0.0, 0.2, 0.5):
        run = start("index", str(big))
        wait_for(environment / "tracker.db", run)
        time.sleep(wait)
        run.send_signal(signum)
        run.wait()
        assert tracker("doctor", "--offline").status == 0
    assert tracker("index", big).status == 0
    assert f"database: {environment / 'tracker.db'}, {MANY} mails, {MANY // 3} series" in (
        tracker("doctor", "--offline").out
    )


@pytest.mark.parametrize("requests", [1, 2, 3])
def test_a_follow_that_is_killed_can_be_run_again(
    tracker: Tracker, inbox: Inbox, requests: int
) -> None:
    """Killed while it waits for any of its answers; the next run fetches the rest."""
    inbox.stalls_at = requests
    run = start("show", V1, "--source", inbox.url)
    assert inbox.stalled.wait()
    run.send_signal(signal.SIGKILL)
    run.wait()
    assert tracker("doctor", "--offline").status == 0
    inbox.stalls_at = None
    told = tracker("show", V1, "--source", inbox.url)
    assert told.status == 0, told.err
    assert V2 in told.out
    assert inbox.fetched().count(V1) == (2 if requests == 1 else 1)


def start(*words: str) -> subprocess.Popen[bytes]:
    """A run in the background."""
    command = [sys.executable, "-m", "tracker", *words]
    return subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ
    )


def wait_for(place: Path, run: subprocess.Popen[bytes]) -> None:
    """Wait until a file is there."""
    while not place.exists():
        assert run.poll() is None, "it ended before it began"
        time.sleep(0.01)
