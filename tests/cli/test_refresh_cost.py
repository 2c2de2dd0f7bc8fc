# SPDX-License-Identifier: GPL-2.0-or-later
"""What ``tracker update`` costs a server: few requests for many series, no thread without news."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from benchmarks.faulty_server import differences, harmed_homes
from tests.cli.conftest import Tracker, age_fetches, eml_folder
from tests.mails import MIA, REX, at, cover, mail, patch
from tests.relays import Relay
from tests.servers import PublicInbox, inbox_of

pytestmark = pytest.mark.server
SERIES = 50


def head_of(number: int) -> str:
    return f"20250106-lamp{number}-v1-0-0123456789ab@example.org"


def thread_of(number: int) -> Iterator[bytes]:
    """A cover, a patch and a review, with a body that no one wants to fetch again."""
    who, head = f"Author {number % 20} <author{number % 20}@example.org>", head_of(number)
    yield cover(f"lamps of kind {number}", who, total=1, message_id=head, date=at(number))
    yield patch(
        f"lamp {number}: shine",
        who,
        number=1,
        total=1,
        message_id=head.replace("-0-", "-1-"),
        in_reply_to=head,
        date=at(number),
    )
    body = "Hm.\n" + "".join(f"> line {number * line}\n" for line in range(400))
    yield answer_of(number, REX, at(number + 1), body)


def answer_of(number: int, sender: str, date: datetime, body: str) -> bytes:
    return mail(
        f"Re: [PATCH 0/1] lamps of kind {number}",
        sender,
        body,
        to=[f"author{number % 20}@example.org"],
        in_reply_to=head_of(number),
        date=date,
    )


@pytest.fixture(scope="module")
def lamps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PublicInbox]:
    mails = [one for number in range(SERIES) for one in thread_of(number)]
    with inbox_of(mails, tmp_path_factory.mktemp("lamps")) as one:
        yield one


@pytest.fixture
def relay(lamps: PublicInbox) -> Iterator[Relay]:
    one = Relay(lamps.origin)
    yield one
    one.close()


def follow_all(
    tracker: Tracker, relay: Relay, environment: Path, mails: Sequence[bytes], count: int
) -> None:
    """Track so many series, and follow them once."""
    environment.mkdir()
    (environment / "config.toml").write_text(f'server = "{relay.origin}/all"\npages = []\n')
    lines = ['{"schema": "tracker/recorded/1"}']
    for number in range(count):
        row = {"message_id": head_of(number), "since": "2025-02-01T00:00:00Z"}
        lines.append(json.dumps({"tracked": row}))
    (environment.parent / "lamps.jsonl").write_text("\n".join(lines))
    assert tracker("index", eml_folder(environment.parent / "mails", mails)).status == 0
    assert tracker("import", environment.parent / "lamps.jsonl").status == 0
    ran = tracker("update")
    assert ran.status == 0, ran.err
    relay.asked.clear()


def test_nothing_new_and_then_a_little(
    tracker: Tracker, relay: Relay, environment: Path, lamps: PublicInbox
) -> None:
    """At most a request for ten series and two more; with three new mails three more."""
    follow_all(tracker, relay, environment, lamps.mails, SERIES)
    assert tracker("update").status == 0
    assert len(relay.asked) <= SERIES / 10 + 2
    assert relay.bytes() <= 100_000
    assert not [path for _, path, _ in relay.asked if "t.mbox" in path]
    relay.asked.clear()
    now = datetime.now(UTC) - timedelta(minutes=5)
    other = mail("Re: something else", MIA, to=["author3@example.org"], date=now)
    lamps.deliver([*(answer_of(one, MIA, now, "Fine.\n") for one in (3, 17, 41)), other], "Fine")
    ran = tracker("update")
    assert ran.status == 0, ran.err
    assert len(relay.asked) <= 10
    assert len([path for _, path, _ in relay.asked if "t.mbox" in path]) == 3
    for number in (3, 17, 41):
        assert "Mia Maintainer" in tracker("log", head_of(number), "--offline").out
    relay.asked.clear()
    assert tracker("update").status == 0
    assert len(relay.asked) <= SERIES / 10 + 2
    assert not [path for _, path, _ in relay.asked if "t.mbox" in path]


def test_a_thread_without_news_is_fetched_whole_once_a_month(
    tracker: Tracker, relay: Relay, environment: Path, lamps: PublicInbox
) -> None:
    """A mail may lack all that a search could know it by."""
    follow_all(tracker, relay, environment, lamps.mails, 3)
    wholes = []
    for days in (20, 11, 0, 29, 2):
        age_fetches(environment, hours=24 * days)
        relay.asked.clear()
        assert tracker("update").status == 0
        wholes.append(len([path for _, path, _ in relay.asked if "t.mbox" in path]))
    assert wholes == [0, 3, 0, 0, 3]


def test_a_server_without_a_search_is_asked_for_its_feed(
    tracker: Tracker, environment: Path, tmp_path: Path
) -> None:
    """A search that finds nothing, not even what is there, is no answer."""
    mails = [one for number in range(3) for one in thread_of(number)]
    (tmp_path / "basic").mkdir()
    with inbox_of(mails, tmp_path / "basic", "basic") as inbox:
        relay = Relay(inbox.origin)
        try:
            follow_all(tracker, relay, environment, mails, 3)
            assert tracker("update").status == 0
            assert [path.partition("?")[0] for _, path, _ in relay.asked] == [
                "/all/",
                "/all/new.atom",
            ]
        finally:
            relay.close()


def test_refreshes_through_harm_end_as_a_clean_one(lamps: PublicInbox, tmp_path: Path) -> None:
    """Answers are cut, garbled, refused, redirected by dice while mail comes in; in the end every
    table and document is as where nothing was harmed. ``benchmarks/faulty_server.py`` does 500."""
    refs = [head_of(5), head_of(25)]
    homes, statuses, _ = harmed_homes(lamps, refs, tmp_path, refreshes=12, seed=4)
    assert set(statuses) <= {0, 3, 4}
    assert differences(homes, refs) == []
