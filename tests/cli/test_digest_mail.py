# SPDX-License-Identifier: GPL-2.0-or-later
"""``report --format mail``: a message that mailers take, in one thread with the last."""

from email import message_from_string, policy
from email.message import EmailMessage
from pathlib import Path

from tests.cli.conftest import Tracker, eml_folder
from tests.cli.threads import GADGETS
from tests.mails import REX, at, mail, patch


def digest_of(tracker: Tracker, *words: str) -> EmailMessage:
    ran = tracker("report", "--all", "--offline", "--format", "mail", *words)
    assert ran.status == 0, ran.err
    found = message_from_string(ran.out, policy=policy.default)
    assert isinstance(found, EmailMessage)
    assert found.defects == []
    assert ran.out.isascii()
    return found


def test_a_digest_is_a_whole_message(tracker: Tracker, indexed: Path) -> None:
    """Text first, then the page, whose policy lets nothing run or load."""
    found = digest_of(tracker)
    for name in ("From", "To", "Subject", "Date", "Message-ID", "List-Id", "MIME-Version"):
        assert found[name], name
    assert found["Auto-Submitted"] == "auto-generated"
    assert str(found["From"]).startswith("tracker <")
    assert str(found["Subject"]).startswith("all series, 20")
    text, page = found.iter_parts()
    assert (text.get_content_type(), page.get_content_type()) == ("text/plain", "text/html")
    assert "make widgets better" in text.get_content()
    assert "default-src 'none'" in page.get_content()
    assert found["In-Reply-To"] is None


def test_the_next_digest_answers_the_last(tracker: Tracker, indexed: Path, tmp_path: Path) -> None:
    """The first has nothing to answer; another question has a thread of its own."""
    first = digest_of(tracker, "--since", "last")
    assert first["In-Reply-To"] is None
    answer = mail("Re: [PATCH] gadget", REX, "Why?\n", date=at(24 * 21), in_reply_to=GADGETS)
    assert tracker("index", eml_folder(tmp_path / "more", [answer])).status == 0
    second = digest_of(tracker, "--since", "last")
    assert second["In-Reply-To"] == first["Message-ID"]
    assert second["List-Id"] == first["List-Id"]
    other = digest_of(tracker, "gadget", "--since", "last")
    assert other["In-Reply-To"] is None
    assert other["List-Id"] != first["List-Id"]


def test_hostile_titles_make_no_header(tracker: Tracker, tmp_path: Path) -> None:
    raws = [patch("x\r\n\tBcc: mallory@example.org ☃ <b>", message_id="evil@example.org")]
    assert tracker("index", eml_folder(tmp_path / "mails", raws)).status == 0
    found = digest_of(tracker, "Bcc")
    assert found["Bcc"] is None
    assert "☃" in next(found.iter_parts()).get_content()


def test_a_team_sees_who_is_to_move(tracker: Tracker, indexed: Path) -> None:
    ran = tracker("report", "--all", "--offline", "--group-by", "person", "--json")
    assert ran.status == 0, ran.err
    text = tracker("report", "--all", "--offline", "--group-by", "person").out
    assert "Nobody's turn by name" in text
