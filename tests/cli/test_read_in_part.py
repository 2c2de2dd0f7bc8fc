# SPDX-License-Identifier: GPL-2.0-or-later
"""``index --since`` and ``--deep``: an archive read in part, then as it is asked for."""

from pathlib import Path

import pytest

from tests.cli.conftest import Tracker
from tests.mails import at, mail, patch
from tests.servers import add_to_epoch
from tracker.cli.backend.backend import TuiBackend
from tracker.cli.context import open_context
from tracker.cli.options import Reading
from tracker.errors import Usage

REX = "Rex Reviewer <rex@example.org>"


@pytest.fixture
def epoch(tmp_path: Path) -> Path:
    """Ten patches with an answer each, an hour apart."""
    path = tmp_path / "0.git"
    for n in range(10):
        title = f"widget: Turn knob {n}"
        answer = mail(
            f"Re: [PATCH] {title}", REX, f"Reviewed-by: {REX}\n", message_id=f"r{n}@example.org",
            in_reply_to=f"p{n}@example.org", date=at(2 * n + 1),
        )  # fmt: skip
        add_to_epoch(path, [patch(title, message_id=f"p{n}@example.org", date=at(2 * n)), answer])
    return path


@pytest.fixture
def part(tracker: Tracker, epoch: Path) -> Tracker:
    """The command line, with the last hours of the archive read."""
    ran = tracker("index", "--since", "4h", epoch)
    assert ran.status == 0
    assert "5 mails, 5 new; 1 older beside them; 14 by their header" in ran.err
    return tracker


def titles(ran: object) -> list[str]:
    return [one.split("knob ")[1].split()[0] for one in ran.out.splitlines() if "knob" in one]  # type: ignore[attr-defined]


def test_a_list_of_all_says_what_is_not_read(part: Tracker) -> None:
    ran = part("list", "--all")
    assert sorted(titles(ran)) == ["7", "8", "9"]
    assert "mail of before 2025-01-06 is not read" in ran.err
    assert "not read" not in part("list").err
    assert "not read" in part("search", "knob").err


@pytest.mark.parametrize("handle", ["p2@example.org", "r2@example.org", "turn knob 2"])
def test_an_older_series_is_read_when_it_is_shown(part: Tracker, handle: str) -> None:
    ran = part("show", handle, "--offline")
    assert ran.status == 0, ran.err
    assert "Reviewed-by" in ran.out or "reviewed" in ran.out
    assert "2" in titles(part("list", "--all"))


def test_words_that_several_unread_series_have_name_them(part: Tracker) -> None:
    ran = part("show", "widget:", "turn", "--offline")
    assert ran.status == 3
    assert "p9@example.org" in ran.err


def test_a_part_within_a_word_is_none(part: Tracker) -> None:
    assert part("show", "nob 2", "--offline").status == 3
    assert part("show", "kno 2", "--offline").status == 0


def test_a_note_finds_an_older_series(part: Tracker) -> None:
    assert part("note", "p3@example.org", "look again", "--offline").status in (0, 2)
    assert part("track", "p3@example.org").status == 0
    assert titles(part("list")) == ["3"]


def test_deep_reads_what_was_left(part: Tracker, epoch: Path) -> None:
    assert "14 mails, 14 new" in part("index", "--deep", epoch).err
    ran = part("list", "--all")
    assert len(titles(ran)) == 10
    assert "not read" not in ran.err
    assert "0 mails, 0 new" in part("index", "--deep", epoch).err


def test_new_mail_alone_is_read_on(part: Tracker, epoch: Path) -> None:
    add_to_epoch(epoch, [patch("lamp: Light it", message_id="lamp@example.org", date=at(30))])
    assert "1 mails, 1 new; 14 by their header" in part("index", epoch).err
    assert "14 older mails the header" in part("doctor").out


@pytest.mark.parametrize("since", ["last", "soon", "2999-01-01"])
def test_a_day_that_is_none_is_refused(tracker: Tracker, epoch: Path, since: str) -> None:
    ran = tracker("index", "--since", since, epoch)
    assert ran.status == 2
    assert "--since" in ran.err


def test_the_terminal_ui_reads_an_older_series_without_a_server(part: Tracker) -> None:
    assert part("list").status == 0
    reading = Reading(as_of=None, offline=True, sources=(), config=None)
    context = open_context(reading)
    backend = TuiBackend(context, context.paths.database, live=True)
    place = backend.place_of("r4@example.org")
    assert place is not None
    assert (place.series, place.unread) == (None, True)
    told: list[str] = []
    backend.update(("r4@example.org",), told.append)
    assert told == ["read 2 older mails that hang together with r4@example.org"]
    there = backend.place_of("r4@example.org")
    assert there is not None
    assert (there.series, there.unread) == ("p4@example.org", False)
    with pytest.raises(Usage, match="offline"):
        backend.update(("r4@example.org",), told.append)
