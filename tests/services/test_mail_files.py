# SPDX-License-Identifier: GPL-2.0-or-later
"""Mails as files for other programs."""

import mailbox
from pathlib import Path

import pytest

from tests.mails import mail
from tracker.errors import Usage
from tracker.services.desktop import run
from tracker.services.handover.mail_files import (
    mail_reader_words,
    mbox_of,
    save_box,
    shown_headers,
)


def test_an_mbox_holds_every_mail_whole(tmp_path: Path) -> None:
    raws = [mail("One", body="From here on.\n>From there.\n"), mail("Two")]
    save_box(tmp_path / "box", mbox_of(raws))
    found = mailbox.mbox(tmp_path / "box")
    assert [one["Subject"] for one in found] == ["One", "Two"]
    assert found[0].get_payload() == ">From here on.\n>>From there.\n"
    found.close()


def test_a_file_that_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "box").write_text("mine")
    with pytest.raises(Usage, match="cannot be written"):
        save_box(tmp_path / "box", b"")
    assert (tmp_path / "box").read_text() == "mine"


def test_the_reader_gets_the_file_as_one_argument() -> None:
    path = Path("/a b/$(x).mbox")
    assert mail_reader_words(("aerc", "mbox:{mbox}"), path) == ("aerc", "mbox:/a b/$(x).mbox")
    assert mail_reader_words(("view",), path) == ("view", "/a b/$(x).mbox")


def test_what_a_program_writes_is_kept(tmp_path: Path) -> None:
    ended = run(["sh", "-c", "echo one; echo two; echo three >&2"], terminal=False)
    assert (ended.said, ended.output) == ("two", "one\ntwo\nthree\n")


def test_the_headers_say_to_whom_it_went_and_who_signed(tmp_path: Path) -> None:
    """Folded fields are whole; no key is cached here, so nothing is checked."""
    raw = (
        b"From: Ann Author <ann@example.org>\r\nTo: Max Other <max@example.org>,\r\n"
        b"\t=?utf-8?q?R=C3=B3is?= <rois@example.org>\r\nCc: lamps@example.org\r\n"
        b"List-Id: Lamps and such <linux-lamps.example.org>\r\n"
        b"DKIM-Signature: v=1; a=rsa-sha256; d=example.org;\r\n s=one; b=xx\r\n"
        b"X-Developer-Signature: v=1; a=ed25519; i=ann@example.org; b=xx\r\n\r\nCc: no header\r\n"
    )
    found = shown_headers(raw, tmp_path / "none", ())
    assert [one.name for one in found.to] == ["Max Other", "R\u00f3is"]
    assert [one.email for one in found.copied] == ["lamps@example.org"]
    assert found.lists == ("linux-lamps.example.org",)
    assert found.signed == (("dkim", "example.org"), ("patatt", "ann@example.org"))
    assert found.checked == ()
    assert shown_headers(b"", tmp_path, ()).to == ()
    checked = shown_headers(raw, tmp_path, ()).checked
    assert [one.kind.value for one in checked] == ["dkim", "patatt"]
    assert "valid" not in {one.state.value for one in checked}
