# SPDX-License-Identifier: GPL-2.0-or-later
"""One mail becomes one record; bad mail becomes a record too."""

import base64
import random
from datetime import UTC, datetime

import pytest

from tests.mails import ADA, REX, at, cover, diff, mail, patch
from tests.posts import message
from tracker.mail.mime import read_text
from tracker.mail.reader import read, read_all
from tracker.model.mail import DateSource, Message, Person, Stored, Unreadable


def stored(raw: bytes, **fields: object) -> Stored:
    return Stored(**({"raw": raw, "archive": "tests", "key": "7"} | fields))  # type: ignore[arg-type]


def without(raw: bytes, field: str) -> bytes:
    lines = raw.split(b"\n")
    return b"\n".join(one for one in lines if not one.startswith(field.encode() + b":"))


# ---- what a mail is --------------------------------------------------------------------------


def test_a_patch_is_read_whole() -> None:
    found = message(
        patch("widget: Turn it", number=1, total=2, version=3, message_id="p@example.org",
              in_reply_to="c@example.org", date=at(2), cc=[REX])
    )  # fmt: skip
    assert found.message_id == "p@example.org"
    assert found.subject.title == "widget: Turn it"
    assert (found.subject.position, found.subject.total, found.subject.version) == (1, 2, 3)
    assert found.sender == found.author == Person("Ada Author", "ada@example.org")
    assert found.date == at(2)
    assert found.in_reply_to == "c@example.org"
    assert found.lists == ("widgets@lists.example.org",)
    assert found.recipients == (Person("Rex Reviewer", "rex@example.org"),)
    assert found.diff is not None
    assert found.diff.files == ("lib/widget.c",)
    assert (found.diff.added, found.diff.removed) == (1, 1)
    assert found.has_stat
    assert not found.bot


def test_a_diff_starts_on_the_line_it_says() -> None:
    raw = patch("widget: Turn it")
    found = message(raw)
    assert found.diff is not None
    assert read_text(raw).split("\n")[found.diff.line - 1].startswith("diff --git ")


def test_an_encoded_patch_has_the_patch_id_of_the_plain_one() -> None:
    raw = patch("widget: Turn it", log="Größe = groß.\n")
    head, _, body = raw.partition(b"\n\n")
    coded = head.replace(b"8bit", b"base64") + b"\n\n" + base64.encodebytes(body)
    first, second = message(raw), message(coded)
    assert first.diff is not None
    assert first.diff == second.diff


def test_a_cover_has_no_diff_and_its_diffstat_is_seen() -> None:
    found = message(cover("widget: Turn it", total=2))
    assert found.diff is None
    assert found.has_stat


@pytest.mark.parametrize(
    "value",
    ["<p@example.org>", "p@example.org", "< p@example.org >", "\n <p@example.org>",
     "<p@example.org> (added by a gateway)"],
)  # fmt: skip
def test_the_message_id_is_read_bare_and_folded(value: str) -> None:
    raw = without(mail("hello"), "Message-ID").replace(
        b"\n", b"\nMessage-ID: " + value.encode() + b"\n", 1
    )
    assert message(raw).message_id == "p@example.org"


def test_a_message_id_without_an_at_sign_counts() -> None:
    raw = mail("hello").replace(b"Message-ID: <", b"Message-ID: <a$b/c*d@")
    assert message(raw).message_id.startswith("a$b/c*d@")
    bare = without(mail("hello"), "Message-ID").replace(b"\n", b"\nMessage-ID: <alone>\n", 1)
    assert message(bare).message_id == "alone"


def test_references_stand_once_and_in_reply_to_is_the_nearest() -> None:
    found = message(
        mail("Re: x", in_reply_to="c@x.org", references=("a@x.org", "b@x.org", "c@x.org"))
    )
    assert found.references == ("a@x.org", "b@x.org")
    assert found.parents == ("c@x.org", "b@x.org", "a@x.org")


# ---- people ----------------------------------------------------------------------------------


def test_the_in_body_from_is_the_author() -> None:
    raw = patch("widget: Turn it", REX, log=f"From: {ADA}\n\nBecause.\n")
    found = message(raw)
    assert found.sender.name == "Rex Reviewer"
    assert found.author == Person("Ada Author", "ada@example.org")


def test_a_from_line_in_prose_or_in_a_mail_without_a_patch_names_no_author() -> None:
    late = patch("widget: Turn it", REX, log=f"Because of this mail:\nFrom: {ADA}\n")
    assert message(late).author.name == "Rex Reviewer"
    talk = mail("Re: widget", REX, body=f"From: {ADA}\n\nHe said so.\n")
    assert message(talk).author.name == "Rex Reviewer"


def test_a_relayed_patch_is_its_senders() -> None:
    raw = patch("widget: Turn it", "Ada Author via B4 Relay <devnull+ada.example.org@kernel.org>")
    assert message(raw).sender == Person("Ada Author", "ada@example.org")


def test_a_machine_is_told_and_its_diff_is_no_authors() -> None:
    found = message(mail("[PATCH] x", "kernel test robot <lkp@intel.com>", body=diff()))
    assert (found.bot, found.auto) == (True, "lkp")


def test_lists_are_known_by_host_list_id_and_header() -> None:
    raw = mail(
        "hello",
        lists=("widgets@vger.kernel.org", "rex@example.org"),
        headers=[("List-Id", "Gears <gears.lists.example.org>"),
                 ("X-Mailing-List", "cogs@vger.kernel.org")],
    )  # fmt: skip
    found = message(raw)
    assert set(found.lists) == {
        "widgets@vger.kernel.org", "gears@lists.example.org", "cogs@vger.kernel.org"
    }  # fmt: skip
    assert [one.email for one in found.recipients] == ["rex@example.org"]


# ---- b4's lines ------------------------------------------------------------------------------

CHANGE = "20250106-turn-it-0123456789ab"


def test_the_change_id_is_read_from_header_or_footer() -> None:
    head = mail("hello", headers=[("X-Change-ID", CHANGE)])
    foot = cover(
        "x", total=1, body=f"Words.\n\n---\nbase-commit: {'ab' * 20}\nchange-id: {CHANGE}\n"
    )
    assert message(head).change_id == message(foot).change_id == CHANGE
    assert message(foot).base_commit == "ab" * 20


def test_a_quoted_change_id_is_not_the_mails_own() -> None:
    found = message(
        mail("Re: x", body=f"> change-id: {CHANGE}\n> base-commit: {'ab' * 20}\n\nOk.\n")
    )
    assert found.change_id is None
    assert found.base_commit is None


# ---- time ------------------------------------------------------------------------------------


@pytest.mark.parametrize("days", [2, 400, 20_000])
def test_a_date_later_than_the_arrival_is_the_arrival(days: int) -> None:
    raw = mail("hello", date=at(24 * days))
    assert message(raw, arrived=at(0)).date == at(0)


def test_a_clock_an_hour_ahead_is_believed() -> None:
    assert message(mail("hello", date=at(1)), arrived=at(0)).date == at(1)


def test_a_missing_or_broken_date_is_the_arrival() -> None:
    for raw in (
        without(mail("hello"), "Date"),
        mail("hello").replace(b"Date: Mon", b"Date: Someday"),
        mail("hello", date=datetime(1970, 1, 1, tzinfo=UTC)),
    ):
        assert message(raw.replace(b"6 Jan", b"66 Jan"), arrived=at(5)).date == at(5)


SENT = datetime(2025, 3, 3, 10, 0, tzinfo=UTC)
OWN = DateSource.OWN


def dated(*fields: str, line: bytes = b"", arrived: datetime | None = None) -> Message:
    """A mail with the Date and Received fields that are given."""
    raw = "\n".join(fields).encode() + b"\n" + without(mail("hello"), "Date")
    found = read(stored(raw, from_line=line, arrived=arrived))
    assert isinstance(found, Message)
    return found


@pytest.mark.parametrize(
    "date",
    [
        "Mon, 03 Mar 2025 10:00:00 +0000",
        "Mon,  3 Mar 0025 10:00:00 +0000",
        "Mon, 03 Mar 25 11:00:00 +0100",
        "Mon, 3 Mar 2025 10:00",
        "Mon, 03 Mar 2025 10:00:00",
        "Mon, 03 Mar 2025 10:00:00 GMT",
        "Mon, 03 Mar 2025 02:00:00 PST",
        "Mon, 03 Mar 2025 10:00:00 -0000 (so they say)",
        "Tue, 04 Mar 2025 09:00:00 +2300",
        "2025-03-03T10:00:00Z",
        "2025-03-03 11:00:00 +0100",
        "2025-03-03T11:00:00.123+01:00",
        "Mon Mar  3 10:00:00 2025",
    ],
)
def test_a_date_in_any_form_is_the_mails_own(date: str) -> None:
    received = "Received: by mx.example.org; Mon, 03 Mar 2025 10:00:30 +0000"
    found = dated(f"Date: {date}", received)
    assert (found.date, found.date_from) == (SENT, OWN)


@pytest.mark.parametrize(
    "date",
    [
        "Thu, 01 Jan 1970 00:00:00 +0000",
        "Tue, 19 Jan 2038 03:14:07 +0000",
        "Mon, 03 Mar 2042 10:00:00 +0000",
        "Mon, 03 Mar 125 10:00:00 +0000",
        "Mon, 03 Mar 20250 10:00:00 +0000",
        "Mon, 03 Mar 2025 10:00:00 +2500",
        "Mon, 31 Feb 2025 10:00:00 +0000",
        "Mon, 03 Mrz 2025 10:00:00 +0100",
        "Wed, 05 Mar 2025 11:00:00 +0000",
        "Sat, 03 Aug 2024 10:00:00 +0000",
        "0000-00-00T00:00:00Z",
        "1740996000",
        "",
    ],
)
def test_a_broken_or_impossible_date_is_that_of_the_received_field(date: str) -> None:
    received = "Received: from a.example.org by mx.example.org; Mon, 03 Mar 2025 10:00:00 +0000"
    found = dated(f"Date: {date}", received)
    assert (found.date, found.date_from) == (SENT, DateSource.RECEIVED)


def test_the_date_of_a_held_mail_is_its_own() -> None:
    """A moderator may take months; and half a day ahead is a matter of zones."""
    received = "Received: by mx.example.org; Mon, 03 Mar 2025 10:00:00 +0000"
    for date in ("Mon, 02 Dec 2024 10:00:00 +0000", "Mon, 03 Mar 2025 22:00:00 +0000"):
        assert dated(f"Date: {date}", received).date_from is OWN


def test_of_two_dates_the_first_that_can_be_counts() -> None:
    good, bad = "Date: Mon, 03 Mar 2025 10:00:00 +0000", "Date: Thu, 01 Jan 1970 00:00:00 +0000"
    later = "Date: Tue, 04 Mar 2025 10:00:00 +0000"
    for fields in ((bad, good), (good, bad), (good, later)):
        found = dated(*fields)
        assert (found.date, found.date_from) == (SENT, OWN)


def test_a_received_field_that_cannot_be_is_passed_over() -> None:
    good = "Received: by b.example.org; Mon, 03 Mar 2025 10:00:00 +0000"
    for bad in (
        "Received: by a.example.org",
        "Received: by a.example.org; Thu, 01 Jan 1970 00:00:00 +0000",
        "Received: by a.example.org; yesterday",
    ):
        found = dated("Date: never", bad, good)
        assert (found.date, found.date_from) == (SENT, DateSource.RECEIVED)
    future = "Received: by a.example.org; Sun, 03 Mar 2041 10:00:00 +0000"
    found = dated("Date: never", future, arrived=SENT)
    assert (found.date, found.date_from) == (SENT, DateSource.ARCHIVE)


@pytest.mark.parametrize(
    "line",
    [
        b"From ada@example.org Mon Mar  3 10:00:00 2025\n",
        b"From ada at example.org  Mon Mar  3 10:00:00 2025\n",
        b"From MAILER-DAEMON Mon Mar 03 10:00:00 2025\r\n",
        b"From - Mon Mar  3 10:00:00 2025\n",
        b"From ada@example.org Mon, 3 Mar 2025 11:00:00 +0100\n",
    ],
)
def test_without_received_the_from_line_of_the_mbox_dates_a_mail(line: bytes) -> None:
    for date in ("never", "Thu, 01 Jan 1970 00:00:00 +0000", "Sun, 03 Mar 2041 10:00:00 +0000"):
        found = dated(f"Date: {date}", line=line, arrived=at(24 * 365))
        assert (found.date, found.date_from) == (SENT, DateSource.FROM_LINE)


def test_a_from_line_that_a_program_made_up_dates_nothing() -> None:
    for line in (
        b"From mboxrd@z Thu Jan  1 00:00:00 1970\n",
        b"From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\n",
        b"From ada@example.org\n",
    ):
        found = dated("Date: never", line=line, arrived=SENT)
        assert (found.date, found.date_from) == (SENT, DateSource.ARCHIVE)


def test_a_mail_that_was_saved_years_later_keeps_its_date() -> None:
    line = b"From ada@example.org Tue Mar  2 10:00:00 2032\n"
    found = dated("Date: Mon, 03 Mar 2025 10:00:00 +0000", line=line)
    assert (found.date, found.date_from) == (SENT, OWN)


def test_a_file_that_begins_with_a_from_line_is_dated_by_it() -> None:
    raw = b"From ada@example.org Mon Mar  3 10:00:00 2025\n" + without(mail("hello"), "Date")
    found = message(raw)
    assert (found.date, found.date_from) == (SENT, DateSource.FROM_LINE)


def test_a_date_with_an_impossible_zone_is_still_in_utc() -> None:
    found = message(mail("hello").replace(b"+0000", b"+1900"))
    assert found.date == datetime(2025, 1, 5, 15, tzinfo=UTC)


# ---- bad mail --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "why", "name"),
    [
        (b"", "the mail is not there", None),
        (b" \n\n", "the mail is not there", None),
        (b"no headers at all\n", "it has no Message-ID", None),
        (without(mail("x"), "Message-ID"), "it has no Message-ID", None),
        (without(mail("x", message_id="a@x.org"), "Date"), "it has no date", "a@x.org"),
    ],
)
def test_bad_mail_is_a_record_that_says_where_and_why(
    raw: bytes, why: str, name: str | None
) -> None:
    assert read(stored(raw)) == Unreadable(location="tests:7", why=why, message_id=name)


def test_an_abridged_copy_is_marked() -> None:
    assert message(mail("x", headers=[("X-Abridged", "yes")])).abridged
    plain = read(stored(mail("x"), abridged=True))
    assert isinstance(plain, Message)
    assert plain.abridged
    assert not message(mail("x")).abridged


def test_no_mail_whatever_raises() -> None:
    """Real mails with bytes changed, cut and repeated at random places (a fixed seed)."""
    dice = random.Random(5)
    seeds = [
        patch("widget: Turn it", number=1, total=2, log=f"From: {REX}\n\nWhy.\n"),
        cover("widget: Turn it", total=2),
        mail("Re: [PATCH 1/2] x", REX, body="> old\n\nReviewed-by: Rex <rex@example.org>\n"),
        mail("x", headers=[("Content-Type", "multipart/mixed; boundary=c")], body="--c\n\nhi\n"),
        mail("x").replace(b"8bit", b"base64"),
        mail("x").replace(b"text/plain; charset=utf-8", b"text/html; charset=y"),
    ]
    junk = [
        b"\0",
        b"\xff\xfe",
        b"<",
        b">",
        b"=?utf-8?b?",
        b"?=",
        b"@@ -1,9 +1,9 @@\n",
        b"\n\n",
        b"--c\n",
        b"diff --git a/x b/x\n",
        b"[PATCH v",
        b"9" * 50,
        b"\r",
        b"From: ",
        b"\x1b[",
    ]
    for _ in range(1500):
        raw = bytearray(dice.choice(seeds))
        for _ in range(dice.randint(1, 8)):
            place = dice.randrange(len(raw) + 1)
            raw[place : place + dice.choice((0, 0, 1, 5, 40))] = dice.choice(junk)
        found = read(stored(bytes(raw), arrived=at(0)))
        assert isinstance(found, Message | Unreadable)
        read_text(bytes(raw))


# ---- the text that evidence counts ------------------------------------------------------------


def test_evidence_lines_are_those_of_the_shown_text() -> None:
    raw = mail(
        "Re: [PATCH] x", REX, body="> quoted\n\nReviewed-by: Rex Reviewer <rex@example.org>\n"
    )
    for one in (raw, raw.replace(b"\n", b"\r\n")):
        tag = message(one).tags[0]
        assert read_text(one).split("\n")[tag.line - 1] == tag.quote


def test_html_only_mail_is_read_as_text() -> None:
    raw = mail(
        "Re: [PATCH] x",
        REX,
        body="<p>Fine.</p><p>Acked-by: Rex Reviewer &lt;rex@example.org&gt;</p>",
    )
    found = message(raw.replace(b"text/plain", b"text/html"))
    assert [tag.name for tag in found.tags] == ["Acked-by"]


@pytest.mark.parametrize("charset", ["y", "true", "8", "x-unknown"])
def test_an_unheard_of_charset_is_taken_for_utf_8(charset: str) -> None:
    raw = mail("Re: [PATCH] x", REX, body="Größe?\n")
    assert "Größe" in read_text(raw.replace(b"charset=utf-8", b"charset=" + charset.encode()))


def test_a_chinese_subject_and_body_are_read() -> None:
    raw = mail("回复: [PATCH v2] widget", body="好的\n", charset="gb2312")
    found = message(raw)
    assert found.subject.is_reply
    assert found.subject.version == 2
    assert read_text(raw) == "好的\n"


@pytest.mark.parametrize("side", ["-1,", "+1,"])
def test_a_hunk_of_absurd_length_is_read_as_words(side: str) -> None:
    """More digits than Python turns into a number are no hunk header."""
    raw = patch("widget: Turn it", change=diff().replace(f"{side}7", side + "9" * 5000))
    assert isinstance(read(stored(raw)), Message)


@pytest.mark.parametrize(
    ("address", "is_list"),
    [
        ("rex@linuxfoundation.org", False),
        ("widgets@lists.linuxfoundation.org", True),
        ("rex@kvack.org", False),
        ("linux-widgets@kvack.org", True),
    ],
)
def test_a_host_where_people_have_addresses_makes_no_list_of_them(
    address: str, is_list: bool
) -> None:
    found = message(mail("widget: Turn it", REX, "Words.\n", to=(address,), lists=()))
    assert (address in found.lists) is is_list
    assert (address in {one.email for one in found.recipients}) is not is_list


# ---- whose mail it is ------------------------------------------------------------------------


def test_a_list_that_rewrites_from_leaves_the_author_of_reply_to() -> None:
    found = message(
        patch(
            "widget: Turn it",
            "Ada Author via widgets <widgets@lists.example.org>",
            headers=[("Reply-To", ADA)],
        )
    )
    assert found.sender == found.author == Person("Ada Author", "ada@example.org")


def test_an_address_that_a_list_hid_is_learned_from_the_sign_off() -> None:
    found = message(
        patch(
            "widget: Turn it",
            "Ada Author via widgets <widgets@lists.example.org>",
            trailers=[f"Signed-off-by: {ADA}"],
        )
    )
    assert found.sender == Person("Ada Author", "ada@example.org")


def test_the_sign_off_of_somebody_else_gives_no_address() -> None:
    found = message(
        patch(
            "widget: Turn it",
            "Ada Author via widgets <widgets@lists.example.org>",
            trailers=[f"Signed-off-by: {REX}"],
        )
    )
    assert found.sender == Person("Ada Author", "")


def test_a_sender_without_a_name_has_the_one_of_their_sign_off() -> None:
    found = message(patch("widget: Turn it", "ada@example.org", trailers=[f"Signed-off-by: {ADA}"]))
    assert found.author == Person("Ada Author", "ada@example.org")


# ---- when it was sent ------------------------------------------------------------------------

RECEIVED = [("Received", "from a.example.org by b.example.org; Mon, 06 Jan 2025 10:00:05 +0000")]


@pytest.mark.parametrize("year", [1970, 1999, 2038])
def test_an_impossible_date_is_that_of_receipt(year: int) -> None:
    raw = mail("Hello", date=datetime(year, 1, 1, tzinfo=UTC), headers=RECEIVED)
    assert message(raw).date == datetime(2025, 1, 6, 10, 0, 5, tzinfo=UTC)


def test_a_date_that_makes_no_sense_is_that_of_receipt() -> None:
    raw = without(mail("Hello", headers=[*RECEIVED, ("X-Date", "x")]), "Date")
    assert message(raw).date == datetime(2025, 1, 6, 10, 0, 5, tzinfo=UTC)


def test_a_mail_that_was_long_on_the_way_keeps_its_date() -> None:
    raw = mail("Hello", date=datetime(2024, 11, 1, tzinfo=UTC), headers=RECEIVED)
    assert message(raw).date.year == 2024


# ---- patches in other mail -------------------------------------------------------------------


def file_of(raw: bytes, name: str) -> bytes:
    """A patch as git format-patch writes it, attached as an unknown kind of file."""
    text = b"From " + b"0" * 40 + b" Mon Sep 17 00:00:00 2001\n" + raw
    head = (
        f'Content-Type: application/octet-stream; name="{name}"\nContent-Transfer-Encoding: base64'
    )
    return head.encode() + b"\n\n" + base64.encodebytes(text)


def with_files(subject: str, *files: bytes, answers: str = "") -> bytes:
    text = b"Content-Type: text/plain\n\nSee the patches.\n"
    body = b"".join(b"--x\n" + one + b"\n" for one in (text, *files)) + b"--x--\n"
    raw = mail(subject, message_id="m@example.org", in_reply_to=answers)
    head = raw.partition(b"\n\n")[0].replace(
        b"text/plain; charset=utf-8", b"multipart/mixed; boundary=x"
    )
    return head + b"\n\n" + body


def test_an_attached_patch_of_an_unknown_type_is_a_patch() -> None:
    found = message(
        with_files("[PATCH] widget: Turn it", file_of(patch("widget: Turn it"), "1.patch"))
    )
    assert found.diff is not None
    assert found.diff.files == ("lib/widget.c",)


def test_an_attached_file_that_holds_no_diff_is_none() -> None:
    raw = with_files("[PATCH] widget: Turn it", file_of(mail("Hello"), "1.patch"))
    assert message(raw).diff is None


def test_each_of_several_attached_patches_is_one() -> None:
    files = [
        file_of(patch(f"widget: Turn {n}", number=n, total=3, version=2), f"{n}.patch")
        for n in (1, 2, 3)
    ]
    found = read_all(stored(with_files("[PATCH v2] widget: Turn it", *files)))
    assert all(isinstance(one, Message) for one in found)
    patches = [one for one in found if isinstance(one, Message)]
    assert [one.message_id for one in patches] == [
        "m@example.org", "m@example.org#2", "m@example.org#3"
    ]  # fmt: skip
    assert [(one.subject.position, one.subject.total) for one in patches] == [
        (1, 3),
        (2, 3),
        (3, 3),
    ]
    lines = read_text(with_files("[PATCH v2] widget: Turn it", *files)).split("\n")
    for one in patches:
        assert one.diff is not None
        assert lines[one.diff.line - 1].startswith("diff --git")


def test_a_patch_below_scissors_gives_the_answer_its_subject() -> None:
    inner = patch("widget: Turn it", version=2).partition(b"\n\n")[2].decode()
    body = f"Right, fixed.\n\n-- >8 --\nSubject: [PATCH v2] widget: Turn it\n\n{inner}"
    found = message(mail("Re: [PATCH] widget: Turn it", body=body, in_reply_to="r@example.org"))
    assert (found.subject.is_reply, found.subject.version) == (False, 2)


def test_scissors_without_a_patch_leave_an_answer() -> None:
    body = "-- >8 --\nSubject: [PATCH v2] widget: Turn it\n\nNothing.\n"
    found = message(mail("Re: [PATCH] widget: Turn it", body=body, in_reply_to="r@example.org"))
    assert found.subject.is_reply


def test_a_masked_archive_is_read_with_addresses() -> None:
    raw = patch("widget: Turn it").replace(b"ada@example.org", b"ada at example.org")
    found = message(raw)
    assert found.author == Person("Ada Author", "ada@example.org")
    assert found.tags[0].person.email == "ada@example.org"


def test_a_commit_that_a_mail_shows_is_no_patch_of_it() -> None:
    shown = f"commit {'a' * 40} (HEAD -> main)\nAuthor: {ADA}\n\n    widget: Turn it\n\n{diff()}"
    assert message(mail("What of this commit?", body=f"Hi,\n\n{shown}")).diff is None
    assert message(mail("[PATCH] widget: Turn it", body=f"Hi,\n\n{shown}")).diff is not None


def test_a_person_at_a_host_of_lists_is_no_list() -> None:
    found = message(mail("Hello", to=["Ada Author <ada@gnu.org>", "bug-widget@gnu.org"]))
    assert "ada@gnu.org" not in found.lists
    assert "bug-widget@gnu.org" in found.lists


def test_a_mail_without_a_subject_has_that_of_the_patch_at_its_top() -> None:
    body = (
        "Date: Tue, 30 Sep 2025 14:33:50 +0300\n"
        "Subject: [PATCH v2 1/3] dial: fix potential null dereference in\n dial_turn()\n\n"
        "It is better.\n\n" + diff("dial.c")
    )
    found = message(mail("", body=body)).subject
    assert (found.title, found.version, found.position, found.total) == (
        "dial: fix potential null dereference in dial_turn()", 2, 1, 3,
    )  # fmt: skip
    assert (
        message(mail("", body="Hello.\n\nSubject: [PATCH] no\n" + diff("a.c"))).subject.title == ""
    )
    told = message(mail("Re: dials", body=body)).subject
    assert told.title == "dials"


def test_a_patch_that_the_stable_queue_shows_for_review_is_nobodys_posting() -> None:
    words = "6.1-stable review patch.  If anyone has any objections, please let me know.\n"
    body = f"{words}\n------------------\n\nFrom: Ada Author <ada@example.org>\n\n{diff('dial.c')}"
    assert message(mail("[PATCH 6.1 65/97] dial: Turn", body=body)).subject.stable
    own = f"For the 6.1-stable review patch queue.\n\n{diff('dial.c')}"
    assert not message(mail("[PATCH 6.1 1/2] dial: Turn", body=own)).subject.stable


@pytest.mark.parametrize(
    ("subject", "sender", "stable"),
    [
        ("[PATCH 6.1 65/97] dial: Turn", "Greg <gregkh@linuxfoundation.org>", True),
        ("[PATCH 6.1 65/97] dial: Turn", "Ada Author <ada@example.org>", False),
        ("[PATCH 6.1.y] dial: Turn", "Greg <gregkh@linuxfoundation.org>", False),
    ],
)
def test_a_set_of_ports_by_who_keeps_the_stable_trees_is_the_queue(
    subject: str, sender: str, stable: bool
) -> None:
    body = f"commit {'ab' * 20} upstream.\n\nWords.\n\n{diff('dial.c')}"
    assert message(mail(subject, sender, body)).subject.stable is stable


def test_attached_patches_without_counters_are_counted_in_their_order() -> None:
    files = [file_of(patch(f"widget: Turn {n}"), f"{n}.patch") for n in (1, 2, 3)]
    found = read_all(stored(with_files("[PATCH] Turn widgets", *files)))
    patches = [one.subject for one in found if isinstance(one, Message)]
    assert [(one.title, one.position, one.total) for one in patches] == [
        (f"widget: Turn {n}", n, 3) for n in (1, 2, 3)
    ]


@pytest.mark.parametrize(
    ("words", "title", "version", "posted"),
    [
        ("Could you apply the attached debug patch and share the log?", "dial: Turn", 1, False),
        ("Here it is.", "dial: debug the old board", 1, False),
        ("Does this help?", "dial: Turn slower", 1, False),
        ("Please try the patch below.", "dial: Turn slower", 1, False),
        ("How about this instead?", "dial: Turn slower", 1, True),
        ("Here it is.", "dial: debug: print the turn", 1, True),
        ("Right, fixed. Does this help?", "dial: Turn", 2, True),
        ("Right, fixed.", "dial: Turn", 2, True),
    ],
)
def test_a_patch_to_be_tried_posts_nothing(
    words: str, title: str, version: int, posted: bool
) -> None:
    inner = patch(title, version=version).partition(b"\n\n")[2].decode()
    label = f"v{version} " if version > 1 else ""
    body = f"{words}\n\n-- >8 --\nSubject: [PATCH {label.strip()}] {title}\n\n{inner}"
    found = message(mail("Re: [PATCH] dial: Turn", body=body, in_reply_to="r@example.org"))
    assert found.subject.is_reply is not posted
    assert (found.diff is not None) is posted
    assert (found.subject.title == title) or not posted
