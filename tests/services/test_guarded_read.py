# SPDX-License-Identifier: GPL-2.0-or-later
"""The barrier per mail: what raises or takes too long is a record of its own."""

import threading
from datetime import UTC, datetime

import pytest

from tests.mails import patch
from tracker.model.mail import Message, Stored, Unreadable
from tracker.services.sync import guarded_read
from tracker.services.sync.guarded_read import read_guarded

GOOD = patch("widget: Turn it", message_id="good@example.org")


def stored(raw: bytes) -> Stored:
    return Stored(archive="box", key="1", raw=raw, arrived=datetime(2025, 7, 7, tzinfo=UTC))


HEAD = b"""Message-ID: <bad@example.org>
From: Ada Ray <ada@example.org>
Subject: [PATCH] widget: Turn it
"""
PART = b"""

--b
Content-Type: text/plain; charset*0=u; charset*

x
--b--
"""


def headed(line: bytes) -> bytes:
    return HEAD + line + PART


@pytest.mark.parametrize(
    "raw",
    [
        b"From: " + b"(" * 1990 + b"\n" + GOOD,
        headed(b"Content-Type: multipart/mixed; boundary=b; a*0=b; a*"),
        headed(b"Content-Type: multipart/mixed; boundary=b"),
    ],
    ids=["comments in comments", "continuations of the mail", "continuations of a part"],
)
def test_mails_that_once_made_a_library_raise_are_read(raw: bytes) -> None:
    assert isinstance(read_guarded(stored(raw)), Message)


def test_a_rule_that_raises_makes_the_mail_unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_mail: Stored) -> Message:
        raise RecursionError

    monkeypatch.setattr(guarded_read, "read_all", broken)
    told = read_guarded(stored(GOOD))
    assert isinstance(told, Unreadable)
    assert "RecursionError" in told.why


def test_a_mail_that_takes_too_long_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(_mail: Stored) -> Message:
        while True:
            pass

    monkeypatch.setattr(guarded_read, "read_all", endless)
    monkeypatch.setattr(guarded_read, "SECONDS", 0.05)
    told = read_guarded(stored(GOOD))
    assert isinstance(told, Unreadable)
    assert "CPU seconds" in told.why


def in_a_thread(raws: list[bytes]) -> list[Message | Unreadable]:
    found: list[Message | Unreadable] = []
    one = threading.Thread(target=lambda: found.extend(read_guarded(stored(r)) for r in raws))
    one.start()
    one.join()
    return found


def test_in_a_thread_mail_is_read_as_well() -> None:
    assert isinstance(in_a_thread([GOOD])[0], Message)


def test_in_a_thread_a_mail_that_takes_too_long_is_left_and_the_next_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No signal reaches the threads in which the terminal UI fetches."""
    real = guarded_read.read_all

    def endless(mail: Stored) -> tuple[Message | Unreadable, ...]:
        while b"slow" in mail.raw:
            pass
        return real(mail)

    monkeypatch.setattr(guarded_read, "read_all", endless)
    monkeypatch.setattr(guarded_read, "SECONDS", 0.05)
    told = in_a_thread([patch("slow: Turn it"), GOOD, GOOD])
    assert isinstance(told[0], Unreadable)
    assert "CPU seconds" in told[0].why
    assert [type(one) for one in told[1:]] == [Message, Message]
