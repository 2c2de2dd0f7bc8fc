# SPDX-License-Identifier: GPL-2.0-or-later
"""``watch``, hooks and streams of mail: what comes in is told once, when it comes."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import TOP, Ran, Tracker, eml_folder
from tests.cli.inbox import mboxrd
from tests.mails import REX, at, mail, patch
from tracker.cli.commands.watch import watch_command

KNOB = "knob@example.org"
PATCH = patch("gizmo: Turn the knob", message_id=KNOB)
TAG = "Reviewed-by: Rex Reviewer <rex@example.org>\n"
REVIEW = mail("Re: [PATCH] gizmo: Turn the knob", REX, TAG,
              message_id="rev@example.org", in_reply_to=KNOB, date=at(-9))  # fmt: skip
QUESTION = mail("Re: [PATCH] gizmo: Turn the knob", REX, "Why do you turn it?\n",
                message_id="why@example.org", in_reply_to=KNOB, date=at(2))  # fmt: skip


def piped(home: Path, data: bytes, *words: str) -> Ran:
    ran = subprocess.run(
        [sys.executable, "-m", "tracker", *words],
        input=data, capture_output=True, cwd=TOP, timeout=120, check=False,
        env={**os.environ, "TRACKER_HOME": str(home)},
    )  # fmt: skip
    return Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode())


def kinds(ran: Ran) -> list[str]:
    return [json.loads(line)["kind"] for line in ran.out.splitlines()]


@pytest.fixture
def place(tracker: Tracker, tmp_path: Path) -> Path:
    """A folder of mail that is an archive, with one patch that was read."""
    folder = eml_folder(tmp_path / "mails", [PATCH])
    assert tracker("index", folder).status == 0
    return folder


def test_what_came_is_told_when_it_comes_and_not_again(tracker: Tracker, place: Path) -> None:
    """A review that says it is older than the patch is news all the same."""
    once = ("watch", "--all", "--once", "--offline", "--json")
    assert kinds(tracker(*once)) == []
    (place / "review.eml").write_bytes(REVIEW)
    ran = tracker(*once)
    assert kinds(ran) == ["tag"]
    assert json.loads(ran.out)["id"] == KNOB
    assert kinds(tracker(*once)) == []
    (place / "why.eml").write_bytes(QUESTION)
    plain = tracker("watch", "--all", "--once", "--offline", "title:knob")
    assert "Rex Reviewer" in plain.out
    assert "[gizmo: Turn the knob]" in plain.out


def test_a_query_keeps_the_rest_out(tracker: Tracker, place: Path) -> None:
    (place / "review.eml").write_bytes(REVIEW)
    assert tracker("watch", "--all", "--once", "--offline", "title:lever").out == ""
    assert tracker("watch", "--once", "--as-of", "2025-01-01").status == 2
    assert tracker("watch", "staet:new", "--once").status == 2


def test_mail_on_stdin_is_told_as_it_comes(environment: Path) -> None:
    """An mbox, then one mail as procmail hands it over; no archive, no server."""
    first = piped(environment, mboxrd([PATCH, QUESTION]), "watch", "--all", "--stdin", "--json")
    assert first.status == 0, first.err
    assert kinds(first) == ["posted", "question"]
    second = piped(environment, REVIEW, "watch", "--all", "--stdin", "--json")
    assert kinds(second) == ["tag"]


def test_index_reads_a_stream(environment: Path) -> None:
    """And leaves out the mail in whose middle it ends, which can be sent again."""
    whole = mboxrd([PATCH, QUESTION])
    ran = piped(environment, whole[:-12], "index", "-")
    assert ran.status == 0, ran.err
    assert "ended in the middle of a mail" in ran.err
    assert "stdin: 1 mails" in ran.err
    assert "stdin: 2 mails" in piped(environment, whole, "index", "-").err
    shown = piped(environment, b"", "show", KNOB, "--offline", "--json")
    assert len(json.loads(shown.out)["thread"] if "thread" in shown.out else [1, 2]) == 2
    for wrong in (b"", b"\n\n", b"hello\n", b"\x00\xff" * 99):
        assert piped(environment, wrong, "index", "-").status == 2, wrong


HOOK = """\
[[hooks]]
query = "title:knob"
events = ["tag"]
run = ["{program}"]
seconds = 1
"""


def program(path: Path, text: str) -> Path:
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def configured(environment: Path, path: Path) -> None:
    config = environment / "config" / "config.toml"
    for one in (config, environment / "config.toml"):
        one.parent.mkdir(parents=True, exist_ok=True)
        one.write_text(HOOK.format(program=path), encoding="utf-8")


def test_a_hook_gets_the_event_in_its_environment(
    tracker: Tracker, place: Path, environment: Path, tmp_path: Path
) -> None:
    """No shell reads it; an event of another kind runs nothing."""
    configured(environment, program(tmp_path / "hook", f'env | grep ^TRACKER_ >>"{tmp_path}/got"'))
    (place / "review.eml").write_bytes(REVIEW)
    (place / "why.eml").write_bytes(QUESTION)
    ran = tracker("watch", "--all", "--once", "--offline")
    assert ran.status == 0, ran.err
    got = (tmp_path / "got").read_text(encoding="utf-8")
    assert got.count("TRACKER_KIND=") == 1
    assert "TRACKER_KIND=tag" in got
    assert "TRACKER_MESSAGE_ID=rev@example.org" in got
    assert "TRACKER_TITLE=gizmo: Turn the knob" in got


@pytest.mark.parametrize(
    ("text", "said"),
    [("sleep 600 & sleep 600", "did not end in 1 seconds"), ("exit 3", "ended with status 3"),
     (None, "cannot be run")],
)  # fmt: skip
def test_a_hook_that_hangs_or_fails_stops_nothing(
    tracker: Tracker, place: Path, environment: Path, tmp_path: Path, text: str | None, said: str
) -> None:
    path = tmp_path / "hook"
    if text is not None:
        program(path, text)
    configured(environment, path)
    (place / "review.eml").write_bytes(REVIEW)
    ran = tracker("watch", "--all", "--once", "--offline", "--json")
    assert ran.status == 0
    assert kinds(ran) == ["tag"]
    assert said in ran.err


def test_a_server_that_cannot_be_reached_is_a_status_of_one_round(
    tracker: Tracker, place: Path
) -> None:
    """As of update; where nothing is tracked, that is said."""
    assert "nothing is tracked yet" in tracker("watch", "--once", "--offline").err
    assert tracker("track", KNOB, "--offline").status == 0
    ran = tracker("watch", "--once", "--source", "http://127.0.0.1:9/all/")
    assert ran.status == 4
    assert "127.0.0.1" in ran.err


def test_an_interval_that_is_none_is_shown_one(tracker: Tracker) -> None:
    for word in ("foo", "last", "2025-07-14", "10x", "1mo"):
        ran = tracker("watch", "--once", "--interval", word)
        assert ran.status == 2
        assert f"'{word}' is no span; write 10m, 1h, 6h or 1d" in ran.err


@pytest.mark.parametrize(
    ("text", "minutes"), [("10m", 10), ("10min", 10), ("2h", 120), ("1d", 1440), ("1w", 10080)]
)
def test_m_of_an_interval_is_minutes(text: str, minutes: int) -> None:
    """In ``--since`` it is months; no server is asked each ten months."""
    (option,) = [one for one in watch_command.params if one.name == "interval"]
    assert option.type.convert(text, None, None) == timedelta(minutes=minutes)
