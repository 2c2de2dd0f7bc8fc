# SPDX-License-Identifier: GPL-2.0-or-later
"""Archives of single lists, as the configuration names them beside the server of all."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker, age_fetches
from tests.cli.inbox import Inbox
from tests.cli.threads import UNKNOWN, V1
from tests.hyperkitties import kitty_of
from tests.mails import REX, mail, patch

LAMP = "20261101-lamp-v1-1-0123456789ab@example.org"
LATELY = datetime.now(UTC) - timedelta(days=1)
SHINE = patch("lamp: shine", message_id=LAMP, date=LATELY)


def configured(environment: Path, inbox: Inbox, url: str) -> None:
    environment.mkdir(exist_ok=True)
    text = f'server = "{inbox.url}"\npages = []\n[servers]\n"widgets@lists.example.org" = "{url}"\n'
    (environment / "config.toml").write_text(text)


@pytest.fixture
def lamps(inbox: Inbox, environment: Path) -> Iterator[Inbox]:
    """The archive of the list that the lamp went to; the server of all does not hold it."""
    server = Inbox([SHINE])
    configured(environment, inbox, server.url)
    yield server
    server.close()


def test_what_the_server_does_not_hold_is_asked_for_at_the_archives_of_lists(
    tracker: Tracker, inbox: Inbox, lamps: Inbox, environment: Path
) -> None:
    """Which is said; the one that brought it is asked for it from then on."""
    ran = tracker("show", LAMP)
    assert ran.status == 0, ran.err
    assert f"asking {lamps.url}, which the configuration names" in ran.err
    age_fetches(environment, hours=2)
    inbox.asked.clear()
    body = "Fine.\n\nReviewed-by: Rex Reviewer <rex@example.org>\n"
    lamps.threads[0].append(mail("Re: [PATCH] lamp: shine", REX, body, in_reply_to=LAMP))
    assert "Rex" in tracker("show", LAMP).out
    assert inbox.asked == []


def test_a_series_of_the_list_is_asked_for_at_its_archive(
    tracker: Tracker, inbox: Inbox, lamps: Inbox, tmp_path: Path
) -> None:
    """Though it came from a file; what went to other lists is not."""
    (tmp_path / "lamp.eml").write_bytes(SHINE)
    assert tracker("index", tmp_path / "lamp.eml").status == 0
    assert tracker("update", LAMP).status == 0
    assert lamps.asked != []
    assert inbox.asked == []


def test_what_no_archive_holds_is_not_found(tracker: Tracker, inbox: Inbox, lamps: Inbox) -> None:
    ran = tracker("show", UNKNOWN)
    assert (ran.status, ran.out) == (3, "")
    assert inbox.url in ran.err.splitlines()[-1]
    assert lamps.fetched() == [UNKNOWN]


def test_a_server_that_was_named_for_the_run_is_the_only_one(
    tracker: Tracker, inbox: Inbox, lamps: Inbox
) -> None:
    assert tracker("show", LAMP, "--source", inbox.url).status == 3
    assert lamps.asked == []


def test_an_archive_of_hyperkitty_is_asked_by_the_hash_of_the_id(
    tracker: Tracker, inbox: Inbox, environment: Path
) -> None:
    """The mail is kept as it exports it; what the server holds is not asked there."""
    with kitty_of([SHINE]) as kitty:
        configured(environment, inbox, kitty.url)
        ran = tracker("show", LAMP)
        assert ran.status == 0, ran.err
        assert "lamp: shine" in tracker("show", LAMP, "--offline").out
        kitty.asked.clear()
        assert tracker("show", V1).status == 0
        assert kitty.asked == []
