# SPDX-License-Identifier: GPL-2.0-or-later
"""A URL that the user types may be asked on its own host, one that a mail names never."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker, age_fetches
from tests.cli.inbox import Inbox, Mood
from tests.cli.threads import V1
from tests.mails import REX, mail, patch
from tests.relays import Relay
from tests.servers import COVER, PublicInbox

LAMP = "20261101-lamp-v1-1-0123456789ab@example.org"
FAR = "20261101-far-v1-1-0123456789ab@example.org"
NEAR = "20261101-near-v1-1-0123456789ab@example.org"
UNKNOWN = "20261101-unknown-v1-1-0123456789ab@example.org"
LATELY = datetime.now(UTC) - timedelta(days=1)


def lamp_review() -> bytes:
    body = "Fine.\n\nReviewed-by: Rex Reviewer <rex@example.org>\n"
    return mail("Re: [PATCH] lamp: shine", REX, body, in_reply_to=LAMP, date=LATELY)


@pytest.fixture
def other(inbox: Inbox, environment: Path) -> Iterator[Inbox]:
    """A server on another host than the configured one, ``inbox``, which knows nothing here."""
    inbox.threads = []
    environment.mkdir()
    (environment / "config.toml").write_text(f'server = "{inbox.url}"\npages = []\n')
    server = Inbox([patch("lamp: shine", message_id=LAMP, date=LATELY)])
    yield server
    server.close()


def test_a_typed_host_is_asked_and_said_once(tracker: Tracker, inbox: Inbox, other: Inbox) -> None:
    """The server that is configured is not asked at all."""
    ran = tracker("show", f"{other.url}/{LAMP}/")
    assert (ran.status, inbox.asked) == (0, [])
    assert ran.err.count(f"asking {other.url}, which the URL names") == 1
    assert "asking" not in tracker("show", f"{other.url}/{LAMP}/").err


def test_the_host_that_brought_a_series_is_asked_for_it_again(
    tracker: Tracker, inbox: Inbox, other: Inbox, environment: Path
) -> None:
    """By any handle, and for all that are tracked."""
    assert tracker("track", f"{other.url}/{LAMP}/").status == 0
    other.threads[0].append(lamp_review())
    age_fetches(environment, hours=2)
    assert "Rex" in tracker("show", LAMP).out
    before = len(other.asked)
    ran = tracker("update")
    assert (ran.status, inbox.asked) == (0, []), ran.err
    assert len(other.asked) > before


def test_a_server_named_by_an_option_is_remembered_for_what_it_brought(
    tracker: Tracker, inbox: Inbox, other: Inbox, environment: Path
) -> None:
    """What another server brought stays with that one."""
    assert tracker("track", LAMP, "--source", other.url).status == 0
    inbox.threads = [[patch("far: away", message_id=FAR, date=LATELY)]]
    assert tracker("track", FAR).status == 0
    assert tracker("show", FAR, "--source", other.url).status == 0
    inbox.asked.clear()
    age_fetches(environment, hours=2)
    assert tracker("update", LAMP).status == 0
    assert inbox.asked == []
    assert tracker("update", FAR).status == 0
    assert FAR in inbox.fetched()


def test_where_the_typed_host_fails_the_configured_one_is_asked(
    tracker: Tracker, inbox: Inbox, other: Inbox
) -> None:
    """Not every page with a Message-ID in its URL is one of a public-inbox."""
    inbox.threads, other.mood = [[patch("lamp: shine", message_id=LAMP)]], Mood.PAGE
    ran = tracker("show", f"{other.url}/{LAMP}/")
    assert ran.status == 0
    assert f"asking {inbox.url}" in ran.err
    assert tracker("show", f"{other.url}/{UNKNOWN}/").status == 3


@pytest.mark.parametrize("words", [("--offline",), ("--source", "mails")])
def test_a_typed_host_is_not_asked_where_none_may_be(
    tracker: Tracker, mails: Path, other: Inbox, words: tuple[str, ...]
) -> None:
    """Offline, or with an archive in place of a server."""
    given = [str(mails) if word == "mails" else word for word in words]
    assert tracker("show", f"{other.url}/{UNKNOWN}/", *given).status == 3
    assert other.asked == []


def test_a_host_that_a_mail_names_is_never_asked(
    tracker: Tracker, inbox: Inbox, other: Inbox
) -> None:
    """Whatever the link looks like, and whoever wrote it; its Message-ID is asked for here."""
    origin = other.url.removesuffix("/all")
    links = [
        f"{other.url}/{FAR.replace('v1', f'v{number}')}{tail}"
        for number, tail in enumerate(("", "/", "/T/", "/t.mbox.gz", "/raw", "/#t"), 1)
    ]
    body = "\n".join(f"This depends on {link}\nLink: {link} [{n}]" for n, link in enumerate(links))
    body += f"\nThis depends on https://lore.kernel.org@{origin[7:]}/all/{FAR}/\n"
    inbox.threads = [[patch("near: here", log=body, message_id=NEAR)]]
    assert tracker("track", NEAR).status == 0
    tracker("update")
    tracker("graph", NEAR)
    assert other.asked == []
    assert FAR in inbox.fetched()


@pytest.mark.server
def test_a_real_server_by_a_typed_url(
    tracker: Tracker, inbox: Inbox, other: Inbox, lore_server: PublicInbox
) -> None:
    """And one that sends elsewhere is not followed there."""
    ran = tracker("show", f"{lore_server.url}/{COVER}/T/#u", "--json")
    assert (ran.status, inbox.asked) == (0, []), ran.err
    assert COVER in ran.out

    def away(answer: object) -> None:
        assert hasattr(answer, "headers")
        answer.status, answer.body = 302, b""
        answer.headers = {"Location": f"{other.url}/{V1}/t.mbox.gz"}

    relay = Relay(lore_server.origin, away)
    try:
        ran = tracker("show", f"{relay.origin}/all/{FAR}/")
    finally:
        relay.close()
    assert ran.status == 3
    assert "which is not followed" in ran.err
    assert other.asked == []
