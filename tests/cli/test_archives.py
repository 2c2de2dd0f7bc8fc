# SPDX-License-Identifier: GPL-2.0-or-later
"""Mail on this machine: git epochs, mboxes, Maildirs, folders; read without a network."""

import gzip
import json
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker, eml_folder
from tests.cli.inbox import mboxrd
from tests.cli.threads import EVERY_MAIL, UNKNOWN, V1, V1_THREAD, V2, V2_THREAD
from tests.mails import LIST, REX, at, mail, patch
from tests.servers import add_to_epoch

Made = Callable[[Path], Path]


def epoch(work: Path) -> Path:
    add_to_epoch(work / "0.git", EVERY_MAIL)
    return work / "0.git"


def inbox_folder(work: Path) -> Path:
    add_to_epoch(work / "widgets" / "git" / "0.git", EVERY_MAIL[:5])
    add_to_epoch(work / "widgets" / "git" / "1.git", EVERY_MAIL[5:])
    return work / "widgets"


def mbox(work: Path) -> Path:
    place = work / "widgets.mbox"
    place.write_bytes(mboxrd(EVERY_MAIL))
    return place


def zipped_mbox(work: Path) -> Path:
    place = work / "widgets.mbox.gz"
    place.write_bytes(gzip.compress(mboxrd(EVERY_MAIL)))
    return place


def maildir(work: Path) -> Path:
    place = work / "Maildir"
    for name in ("cur", "new", "tmp"):
        (place / name).mkdir(parents=True)
    for number, raw in enumerate(EVERY_MAIL):
        (place / "cur" / f"17400{number:05}.M1P1.host:2,S").write_bytes(raw)
    return place


def folder(work: Path) -> Path:
    return eml_folder(work / "folder", EVERY_MAIL)


KINDS: tuple[Made, ...] = (epoch, inbox_folder, mbox, zipped_mbox, maildir, folder)


@pytest.fixture(params=KINDS, ids=[one.__name__ for one in KINDS])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The same mail in each kind of archive."""
    made: Made = request.param
    return made(tmp_path)


def test_show_reads_any_archive(tracker: Tracker, archive: Path) -> None:
    """With ``--source``, and then from what is at hand."""
    ran = tracker("show", V1, "--source", archive, "--json")
    assert ran.status == 0, ran.err
    again = tracker("show", V1, "--offline", "--json")
    for answer in (ran, again):
        found = json.loads(answer.out)
        assert [one["message_id"] for one in found["revisions"]] == [V1, V2]
        assert found["stage"] == "applied"


def test_index_counts_and_lists_the_same_series(tracker: Tracker, archive: Path) -> None:
    """Narration on stderr, nothing on stdout, and the series are there."""
    ran = tracker("index", archive)
    assert (ran.status, ran.out) == (0, "")
    assert "11 mails, 11 new" in ran.err
    found = json.loads(tracker("list", "--all", "--json").out)
    assert sorted(one["title"] for one in found["series"]) == [
        "gadget: use the better widgets",
        "make widgets better",
    ]


def test_index_twice_changes_nothing(tracker: Tracker, archive: Path) -> None:
    """The second run finds nothing new."""
    tracker("index", archive)
    before = tracker("list", "--all", "--json").out
    ran = tracker("index", archive)
    assert ran.status == 0
    assert "0 new" in ran.err
    assert tracker("list", "--all", "--json").out == before


def test_an_epoch_with_nothing_new_is_noted_as_looked_at(
    tracker: Tracker, environment: Path, tmp_path: Path
) -> None:
    """Also by ``update``; mail that older rules read is read again all the same."""
    place = epoch(tmp_path)
    tracker("index", place)

    def changed(sql: str, *words: str | Path) -> str:
        with closing(sqlite3.connect(environment / "tracker.db")) as database:
            database.execute(sql)
            database.commit()
            told = tracker(*words).err
            (seen,) = database.execute("SELECT min(read_at) FROM archive").fetchone()
        assert seen > 0
        return told

    assert "0 mails, 0 new" in changed("UPDATE archive SET read_at = 0", "index", place)
    changed("UPDATE archive SET read_at = 0", "update", "--offline")
    assert "11 read before" in changed("UPDATE message SET read_version = 0", "index", place)


def test_an_epoch_is_read_on_from_where_it_was_left(tracker: Tracker, tmp_path: Path) -> None:
    """``update`` reads only what came since."""
    add_to_epoch(tmp_path / "0.git", V1_THREAD)
    tracker("index", tmp_path / "0.git")
    add_to_epoch(tmp_path / "0.git", V2_THREAD)
    ran = tracker("index", tmp_path / "0.git")
    assert "4 mails, 4 new" in ran.err
    found = json.loads(tracker("show", V1, "--offline", "--json").out)
    assert [one["message_id"] for one in found["revisions"]] == [V1, V2]


def test_update_reads_known_archives_on(tracker: Tracker, tmp_path: Path) -> None:
    """Those that were indexed before, without being named again."""
    add_to_epoch(tmp_path / "0.git", V1_THREAD)
    tracker("index", tmp_path / "0.git")
    add_to_epoch(tmp_path / "0.git", V2_THREAD)
    assert tracker("update", "--offline").status == 0
    found = json.loads(tracker("show", V2, "--offline", "--json").out)
    assert [one["message_id"] for one in found["revisions"]] == [V1, V2]


def test_unreadable_mails_are_counted_and_stop_nothing(tracker: Tracker, tmp_path: Path) -> None:
    """Status 0; ``doctor`` names one of them."""
    bad = [b"", b"\xff\xfe\x00 no header at all", b"Subject: no id\n\nnothing\n"]
    place = eml_folder(tmp_path / "mixed", [*V1_THREAD, *bad])
    ran = tracker("index", place)
    assert ran.status == 0
    assert "3 unreadable" in ran.err
    assert "Traceback" not in ran.err
    assert tracker("show", V1, "--offline").status == 0
    doctor = tracker("doctor", "--offline")
    assert doctor.status == 0
    assert "unreadable mails: 3" in doctor.out


def test_several_archives_in_one_run(tracker: Tracker, tmp_path: Path) -> None:
    """Each gets its line."""
    one = eml_folder(tmp_path / "one", V1_THREAD)
    two = eml_folder(tmp_path / "two", V2_THREAD)
    ran = tracker("index", one, two)
    assert ran.status == 0
    assert [line.split(":")[0] for line in ran.err.splitlines()] == [str(one), str(two)]


@pytest.mark.parametrize("command", [("index",), ("show", V1, "--source")])
def test_what_is_no_archive_is_wrong_use(
    tracker: Tracker, tmp_path: Path, command: tuple[str, ...]
) -> None:
    """Status 2; the sentence says what can be read. Nothing of a good archive is lost by it."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "text").write_text("just words\n")
    (tmp_path / "empty.mbox").write_bytes(b"")
    for name in ("missing", "empty", "text", "empty.mbox"):
        ran = tracker(*command, tmp_path / name)
        assert (ran.status, ran.out) == (2, ""), name
        assert ran.err.startswith("tracker: ")
        assert str(tmp_path / name) in ran.err


def test_a_source_of_another_scheme_is_wrong_use(tracker: Tracker) -> None:
    """It is not taken for a path."""
    ran = tracker("show", V1, "--source", "nntp://news.example.org/widgets")
    assert (ran.status, ran.out) == (2, "")
    assert "http(s)" in ran.err


def test_a_message_outside_the_archive_is_not_known(tracker: Tracker, mails: Path) -> None:
    """With only a path as a source no server is asked: status 3."""
    ran = tracker("show", UNKNOWN, "--source", mails)
    assert (ran.status, ran.out) == (3, "")


def test_an_archive_that_went_away_is_told_by_doctor(tracker: Tracker, mails: Path) -> None:
    """Series are still told; the text of their mails is gone."""
    tracker("index", mails)
    shutil.rmtree(mails)
    assert tracker("show", V1, "--offline").status == 0
    ran = tracker("doctor", "--offline")
    assert ran.status == 4
    assert "BAD  archive" in ran.out
    assert tracker("update", "--offline").status == 0


def test_a_relative_path_is_found_again_from_elsewhere(
    tracker: Tracker, mails: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An archive is remembered by its whole path."""
    monkeypatch.chdir(mails.parent)
    assert tracker("index", mails.name).status == 0
    monkeypatch.chdir("/")
    (mails / "late.eml").write_bytes(patch("lamp: shine", message_id="late@example.org"))
    assert tracker("update", "--offline").status == 0
    assert tracker("show", "late@example.org", "--offline").status == 0


def test_list_tells_a_whole_mailing_list(tracker: Tracker, mails: Path) -> None:
    """By its name, and not those of another one."""
    (mails / "other.eml").write_bytes(
        patch("door: open", message_id="other@example.org", lists=("doors@lists.example.org",))
    )
    tracker("index", mails)
    found = json.loads(tracker("list", "--list", LIST.partition("@")[0], "--json").out)
    assert len(found["series"]) == 2
    ran = tracker("list")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err == "tracker: nothing is tracked yet; try 'tracker track REF', or --all\n"


def test_hostile_mail_reaches_no_terminal(tracker: Tracker, tmp_path: Path) -> None:
    """Escape sequences and overrides in names and titles are shown as stand-ins."""
    evil = "\x1b]0;owned\x07\x1b[31mred \u202egnihton \x9b2J"
    place = eml_folder(
        tmp_path / "evil",
        [
            patch(f"lamp: {evil}", f"{evil} <evil@example.org>", message_id="evil@example.org"),
            mail(
                f"Re: [PATCH] lamp: {evil}",
                body=f"{evil}?\n\nReviewed-by: {evil} <evil@example.org>\n",
                message_id="answer@example.org",
                in_reply_to="evil@example.org",
            ),
        ],
    )
    tracker("index", place)
    words = ("show", "evil@example.org"), ("show", "evil@example.org", "--json"), ("list", "--all")
    more = ("graph", "evil@example.org", "--format", "mermaid"), ("why", "evil@example.org")
    for command in (*words, *more, ("report", "--all"), ("track", "evil@example.org")):
        ran = tracker(*command, "--offline")
        assert ran.status == 0, ran.err
        for char in ("\x1b", "\x07", "\x9b", "\u202e"):
            assert char not in ran.out + ran.err, command


def test_the_name_of_a_file_drives_no_terminal(tracker: Tracker, tmp_path: Path) -> None:
    """``doctor`` names a mail that cannot be read by its file."""
    folder = tmp_path / "mails"
    folder.mkdir()
    (folder / "a.eml").write_bytes(patch("widget: Turn it"))
    (folder / "\x1b[31mred.eml").write_bytes(b"Subject: no id\n\nNothing.\n")
    assert tracker("index", folder).status == 0
    told = tracker("doctor", "--offline").out
    assert "unreadable mails: 1" in told
    assert "red.eml" in told
    assert "\x1b" not in told


def test_a_page_says_that_another_mail_bears_a_message_id_of_it(
    tracker: Tracker, tmp_path: Path
) -> None:
    """On the page of either; each is named with its title and its sender."""
    one = patch("dial: Turn dial", message_id="dial@example.org")
    two = patch("knob: Push knob", message_id="dial@example.org", sender=REX, date=at(2))
    other = patch("lamp: Light lamp", message_id="lamp@example.org", date=at(3))
    assert tracker("index", eml_folder(tmp_path / "mail", [one, two, other])).status == 0
    told = tracker("show", "dial@example.org", "--offline").out
    assert "About its mails" in told
    joined = " ".join(told.split())
    assert "2 mails bear the Message-ID dial@example.org" in joined
    assert "knob: Push knob" in joined
    page = json.loads(tracker("show", "dial@example.org", "--offline", "--json").out)
    (note,) = page["mail_notes"]
    assert (note["kind"], note["message_id"]) == ("same-id", "dial@example.org")
    (name,) = note["others"]
    page = json.loads(tracker("show", name, "--offline", "--json").out)
    assert page["title"] == "knob: Push knob"
    assert page["mail_notes"][0]["others"] == ["dial@example.org"]
    page = json.loads(tracker("show", "lamp@example.org", "--offline", "--json").out)
    assert page["mail_notes"] == []
    before = tracker(
        "show", "dial@example.org", "--offline", "--json", "--as-of", "2025-01-06T11:00"
    )
    assert json.loads(before.out)["mail_notes"] == []


def test_a_page_says_where_a_date_is_from(tracker: Tracker, tmp_path: Path) -> None:
    """The ``From `` line of the mbox, here; the reply has a date of its own."""
    broken = patch("dial: Turn dial", message_id="dial@example.org")
    broken = re.sub(rb"\nDate: [^\n]*", b"\nDate: Sun, 03 Mar 2041 10:00:00 +0000", broken)
    sound = mail(
        "Re: [PATCH] dial: Turn dial", REX, in_reply_to="dial@example.org", date=at(24 * 56 + 5)
    )
    line = b"From ada@example.org Mon Mar  3 10:00:00 2025\n"
    box = tmp_path / "mail.mbox"
    box.write_bytes(b"".join(line + raw + b"\n" for raw in (broken, sound)))
    assert tracker("index", box).status == 0
    page = json.loads(tracker("show", "dial@example.org", "--offline", "--json").out)
    assert page["revisions"][0]["date"] == "2025-03-03T10:00:00Z"
    (note,) = page["mail_notes"]
    assert (note["kind"], note["date_from"]) == ("date", "from-line")
    joined = " ".join(tracker("show", "dial@example.org", "--offline").out.split())
    assert 'The date of dial@example.org is from the "From " line of its mbox' in joined
