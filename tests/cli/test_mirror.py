# SPDX-License-Identifier: GPL-2.0-or-later
"""From the command line: mirrors over git, folders of mirrors, packed mboxes, MH, notmuch."""

import bz2
import json
import lzma
import os
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker
from tests.cli.inbox import Inbox
from tests.cli.threads import EVERY_MAIL, GADGETS, UNKNOWN, V1, V1_THREAD
from tests.servers import THREADS, add_to_epoch
from tests.sources.test_list_mirror import served


def listed(tracker: Tracker) -> int:
    return len(json.loads(tracker("list", "--all", "--json").out)["series"])


def test_a_list_is_mirrored_indexed_and_updated(tracker: Tracker, tmp_path: Path) -> None:
    with served(tmp_path / "site") as site:
        site.add(0, THREADS[:3])
        ran = tracker("index", "--mirror", site.url)
        assert ran.status == 0, ran.err
        assert listed(tracker) == 1
        site.asked.clear()
        assert tracker("index", "--mirror", site.url).status == 0
        assert len(site.asked) == 1
        site.add(1, THREADS[3:])
        tracker("update")
        assert "Reviewed-by" in tracker("show", "20250106-widgets-v1-0-0123456789ab@example.org",
                                        "--offline").out  # fmt: skip


def test_a_mirror_that_is_gone_is_said(tracker: Tracker, tmp_path: Path) -> None:
    with served(tmp_path / "site") as site:
        site.add(0, THREADS[:3])
        tracker("index", "--mirror", site.url)
    ran = tracker("update")
    assert "its mirror stays as it is" in ran.err
    assert "Traceback" not in ran.err
    assert tracker("index", "--mirror", site.url).status == 4


def test_a_folder_of_mirrors_is_read_list_by_list(tracker: Tracker, tmp_path: Path) -> None:
    add_to_epoch(tmp_path / "root" / "widgets" / "git" / "0.git", EVERY_MAIL)
    add_to_epoch(tmp_path / "root" / "others" / "git" / "0.git", THREADS[:3])
    assert tracker("index", tmp_path / "root", "--list", "others").status == 0
    assert listed(tracker) == 1
    assert tracker("index", tmp_path / "root").status == 0
    assert tracker("show", GADGETS, "--offline").status == 0
    ran = tracker("index", tmp_path / "root", "--list", "nothing")
    assert ran.status == 2
    assert "holds no list 'nothing'" in ran.err


def test_without_anything_to_read_it_is_wrong_use(tracker: Tracker) -> None:
    assert tracker("index").status == 2


@pytest.mark.parametrize("kind", ["bz2", "xz"])
def test_a_packed_mbox_is_read_and_damage_said(tracker: Tracker, tmp_path: Path, kind: str) -> None:
    lines = b"From x Thu Jan  1 00:00:00 1970\n"
    data = b"".join(lines + raw.replace(b"\nFrom ", b"\n>From ") + b"\n\n" for raw in EVERY_MAIL)
    packed = bz2.compress(data) if kind == "bz2" else lzma.compress(data)
    place = tmp_path / f"some.mbox.{kind}"
    place.write_bytes(packed)
    assert tracker("index", place).status == 0
    assert tracker("show", V1, "--offline").status == 0
    place.write_bytes(packed[: len(packed) // 2])
    ran = tracker("index", place)
    assert ran.status == 4
    assert str(place) in ran.err


def test_an_mh_folder_is_read(tracker: Tracker, tmp_path: Path) -> None:
    """Its mails are called by numbers; what else is called so is left."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    for number, raw in enumerate(EVERY_MAIL, 1):
        (folder / str(number)).write_bytes(raw)
    (folder / "99").write_text("not a mail\n")
    (folder / ".mh_sequences").write_text("cur: 1\n")
    ran = tracker("index", folder)
    assert ran.status == 0, ran.err
    assert f"{len(EVERY_MAIL)} mails" in ran.err
    assert tracker("show", V1, "--offline").status == 0


def mbox(*mails: bytes) -> bytes:
    return b"".join(b"From x Thu Jan  1 00:00:00 1970\n" + raw + b"\n\n" for raw in mails)


def tracked(process: Tracker) -> set[str]:
    lines = process("export").out.splitlines()[1:]
    return {json.loads(one)["tracked"]["message_id"] for one in lines}


def test_every_series_of_an_mbox_on_stdin_is_followed(process: Tracker) -> None:
    """As lei prints it; with its mail kept."""
    ran = process("track", "-", "--offline", feed=mbox(*EVERY_MAIL))
    assert ran.status == 0, ran.err
    assert GADGETS in tracked(process)
    assert len(tracked(process)) > 1
    assert process("show", GADGETS, "--offline").status == 0


def fake(folder: Path, text: str) -> dict[str, str]:
    """A program called notmuch; the environment that finds it."""
    folder.mkdir()
    (folder / "notmuch").write_text(f"#!/bin/sh\n{text}\n")
    (folder / "notmuch").chmod(0o755)
    return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


def test_what_notmuch_finds_is_followed(process: Tracker, tmp_path: Path) -> None:
    (tmp_path / "found").write_bytes(mbox(*V1_THREAD))
    extra = fake(tmp_path / "bin", f'echo "$@" >{tmp_path}/asked; cat {tmp_path}/found')
    ran = process("track", "--from-notmuch", "tag:review; rm -rf /", "--offline", extra=extra)
    assert ran.status == 0, ran.err
    assert len(tracked(process)) == 1
    asked = (tmp_path / "asked").read_text()
    assert asked == "show --format=mbox --entire-thread=true -- tag:review; rm -rf /\n"


@pytest.mark.parametrize(
    ("text", "status", "words"),
    [("exit 0", 3, "finds no mail"), ("echo broken >&2; exit 1", 4, "notmuch fails: broken")],
)
def test_a_notmuch_that_finds_nothing_or_fails_is_said(
    process: Tracker, tmp_path: Path, text: str, status: int, words: str
) -> None:
    ran = process("track", "--from-notmuch", "tag:x", "--offline", extra=fake(tmp_path / "b", text))
    assert (ran.status, ran.out) == (status, "")
    assert words in ran.err


def test_without_anything_to_follow_it_is_wrong_use(tracker: Tracker) -> None:
    assert tracker("track").status == 2
    assert tracker("track", "--from-notmuch", " ").status == 2


@pytest.mark.parametrize(
    ("upstream", "named"),
    [("https://whole.example.org/all", True), ("javascript:alert(1)", False), ("", False)],
)
def test_a_mirror_of_a_part_names_the_archive_that_has_the_rest(
    tracker: Tracker, inbox: Inbox, upstream: str, named: bool
) -> None:
    """It is not asked: a server must not choose which other one is."""
    inbox.upstream = upstream
    ran = tracker("show", UNKNOWN, "--source", inbox.url)
    assert ran.status == 3
    assert ("'--source https://whole.example.org/all' asks" in ran.err) is named
    assert ("javascript" in ran.err) is False
