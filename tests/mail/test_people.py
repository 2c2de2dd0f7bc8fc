# SPDX-License-Identifier: GPL-2.0-or-later
"""Who sent a mail: gateways undone, machines told from people, one person by several names."""

import pytest

from tests.mails import diff, patch
from tests.posts import message
from tracker.mail.people import (
    bot_name,
    name_key,
    restored_sender,
    same_person,
    undo_gateway,
    unmask,
    unmasked_sender,
)
from tracker.model.mail import Person


def test_a_b4_relay_sender_is_the_person_behind_it() -> None:
    found = undo_gateway("Ada Author via B4 Relay", "devnull+ada.example.org@kernel.org")
    assert found == Person("Ada Author", "ada@example.org")


def test_a_relayed_address_without_a_host_is_kept_as_it_is() -> None:
    assert undo_gateway("Ada", "devnull+ada@kernel.org") == Person("Ada", "ada")


def test_a_lists_via_is_taken_off_the_name() -> None:
    found = undo_gateway("'Ada Author' via Widgets", "widgets@lists.example.org")
    assert found == Person("Ada Author", "")


def test_an_ordinary_sender_is_left_alone_in_lower_case() -> None:
    assert undo_gateway('"Ada Author"', " Ada@Example.org ") == Person(
        "Ada Author", "ada@example.org"
    )
    assert undo_gateway("Olivia Viam", "o@example.org").name == "Olivia Viam"


@pytest.mark.parametrize(
    ("name", "email", "known"),
    [
        ("", "patchwork-bot+widgets@kernel.org", "patchwork-bot"),
        ("", "PR-Tracker-Bot@kernel.org", "pr-tracker-bot"),
        ("tip-bot2 for Ada Author", "tip-bot2@linutronix.de", "tip-bot"),
        ("kernel test robot", "lkp@intel.com", "lkp"),
        ("syzbot", "syzbot+0a1b@syzkaller.appspotmail.com", "syzbot"),
        ("Widget Test Bot", "ci@example.org", "bot"),
    ],
)
def test_machines_are_known_by_address_or_name(name: str, email: str, known: str) -> None:
    assert bot_name(name, email) == known


@pytest.mark.parametrize(
    ("name", "email"),
    [
        ("Ada Author", "ada@example.org"),
        ("Bo Thomas", "bo.thomas@example.org"),
        ("Ada Abbot", "abbot@example.org"),
        ("Ada", "not-lkp@intel.com"),
    ],
)
def test_people_are_no_machines(name: str, email: str) -> None:
    assert bot_name(name, email) == ""


def test_one_address_or_one_name_is_one_person() -> None:
    ada = Person("Ada Author", "ada@example.org")
    assert same_person(ada, Person("A. Author", "ada@example.org"))
    assert same_person(ada, Person("Ada Author", "ada@new-employer.example.org"))
    assert same_person(ada, Person("Ada Author (Widgets Inc)", "ada@widgets.example.org"))
    assert same_person(ada, Person("Author, Ada", "a@example.org"))
    assert not same_person(ada, Person("Eve Author", "eve@example.org"))


def test_people_without_name_and_address_are_nobody_in_common() -> None:
    assert not same_person(Person("", ""), Person("", ""))
    assert not same_person(Person("", "ada@example.org"), Person("", "eve@example.org"))


def test_names_compare_without_case_marks_and_company() -> None:
    assert name_key("ADA  O'Author (Widgets)") == name_key("Ada O'Author")
    assert name_key("Ada Author") != name_key("Ada Other")


# ---- senders that a list has rewritten -------------------------------------------------------

WIDGETS = "widgets@lists.example.org"
VIA = ("Ada Author via widgets", WIDGETS)


def test_a_rewritten_sender_is_the_one_of_reply_to() -> None:
    found = restored_sender(VIA, [Person("Ada Author", "ada@example.org")], [WIDGETS])
    assert found == Person("Ada Author", "ada@example.org")


def test_a_reply_to_that_also_names_the_list_leaves_the_person() -> None:
    answers = [Person("", WIDGETS), Person("", "ada.author@example.org")]
    assert restored_sender(VIA, answers, [WIDGETS]).email == "ada.author@example.org"


def test_somebody_else_in_cc_is_not_who_a_list_has_rewritten() -> None:
    found = restored_sender(VIA, [Person("Rex Reviewer", "rex@example.org")], [WIDGETS])
    assert found == Person("Ada Author", "")


def test_a_list_of_any_host_is_known_by_the_headers_that_name_it() -> None:
    found = restored_sender(("Ada Author", "chat@example.org"), [], ["chat@example.org"])
    assert found == Person("Ada Author", "")


def test_a_sender_that_nobody_has_rewritten_keeps_his_address_whatever_reply_to_says() -> None:
    found = restored_sender(
        ("Ada Author", "ada@example.org"), [Person("Ada Author", "home@example.com")], [WIDGETS]
    )
    assert found.email == "ada@example.org"


def test_a_relay_is_undone_by_reply_to_before_its_own_spelling() -> None:
    """The relay turns the first dot into ``@``, which is wrong for ``ada.author@example.org``."""
    found = restored_sender(
        ("Ada Author via B4 Relay", "devnull+ada.author.example.org@kernel.org"),
        [Person("", "ada.author@example.org")],
    )
    assert found == Person("Ada Author", "ada.author@example.org")


def test_two_people_behind_one_bridge_are_two() -> None:
    bridge = "patches@example.org"
    ada, rex = Person("Ada Author", bridge), Person("Rex Reviewer", bridge)
    assert not same_person(ada, rex)
    assert same_person(ada, Person("Ada Author", "ada@example.org"))


@pytest.mark.parametrize("nick", ["ada", "Ada", "A. Author", "Ada Newname", "阿达"])
def test_one_person_may_go_by_several_names_under_an_own_address(nick: str) -> None:
    assert same_person(Person("Ada Author", "ada@example.org"), Person(nick, "ada@example.org"))


# ---- archives that mask addresses ------------------------------------------------------------


@pytest.mark.parametrize(
    "field",
    ["ada at example.org (Ada Author)", "Ada Author <ada at example.org>", "ada(a)example.org"],
)
def test_a_masked_sender_is_written_out(field: str) -> None:
    found = unmasked_sender(field)
    assert found is not None
    assert found[1] == "ada@example.org"
    assert found[0] in ("Ada Author", "")


def test_a_plain_sender_is_not_masked() -> None:
    assert unmasked_sender("Ada at Work <ada@example.org>") is None


def test_only_addresses_in_brackets_are_written_out() -> None:
    text = "Reviewed-by: Ada <ada at example.org>\nMeet me at example.org."
    assert unmask(text) == "Reviewed-by: Ada <ada@example.org>\nMeet me at example.org."


def sent_by(shown: str, *fields: str, body: str = "", signed: str = "") -> Person:
    """Who sent a patch with these fields, of whom the text may say more."""
    head = f"From: {shown}\nTo: devel@lists.example.org\nSubject: [PATCH] a: b\n"
    head += "Date: Mon, 03 Mar 2025 10:00:00 +0000\nMessage-ID: <x@example.org>\n"
    text = f"{body}Because.\n\n{signed}---\n a.c | 2 +-\n\n{diff('a.c')}"
    listed = (
        ""
        if any(one.startswith("List-Id:") for one in fields)
        else "List-Id: <devel.lists.example.org>\n"
    )
    raw = head + listed + "".join(f"{one}\n" for one in fields) + "\n" + text
    return message(raw.encode()).sender


ADA_RAY = Person("Ada Ray", "ada@example.org")


@pytest.mark.parametrize(
    ("shown", "fields"),
    [
        ("\"'Ada Ray' via devel\" <devel@googlegroups.com>",
         ("X-Original-Sender: ada@example.org",)),
        ("Ada Ray via devel <devel@python.example>",
         ("List-Id: <devel.python.example>", "X-MailFrom: ada@example.org")),
        ("Ada Ray via devel <devel@lists.example.org>",
         ("Original-From: Ada Ray <ada@example.org>",)),
        ("Ada Ray via devel <devel@lists.example.org>",
         ("X-Google-Original-From: Ada Ray <ada@example.org>",)),
        ("Ada Ray on behalf of devel <devel@lists.example.org>", ("Reply-To: ada@example.org",)),
        ("Ada Ray via devel <devel@lists.example.org>",
         ("Reply-To: devel@lists.example.org, Ada Ray <ada@example.org>",)),
        ("devel@lists.example.org (Ada Ray via devel)", ("Reply-To: ada@example.org",)),
        ('"Ada Ray" (Redacted sender "ada" for DMARC) <dmarc-noreply@freelists.org>',
         ("Reply-To: ada@example.org",)),
        ('"Ada Ray via groups.io" <ada=example.org@groups.io>', ("List-Id: <devel.groups.io>",)),
        ("~ada <ada@git.sr.ht>", ("Reply-To: ~ada <ada@example.org>",)),
    ],
)  # fmt: skip
def test_a_list_or_bridge_that_writes_from_anew_is_undone(
    shown: str, fields: tuple[str, ...]
) -> None:
    found = sent_by(shown, *fields)
    assert found.email == "ada@example.org"
    assert found.name in ("Ada Ray", "~ada")


def test_an_address_in_the_name_is_the_senders() -> None:
    found = sent_by('"ada@example.org via devel" <devel@lists.example.org>')
    assert found.email == "ada@example.org"
    signed = "Signed-off-by: Ada Ray <ada@example.org>\n"
    found = sent_by('"ada@example.org via devel" <devel@lists.example.org>', signed=signed)
    assert found == ADA_RAY


def test_somebody_else_in_reply_to_is_not_the_sender() -> None:
    found = sent_by(
        "Ada Ray via devel <devel@lists.example.org>", "Reply-To: Rex Hill <rex@example.org>"
    )
    assert found == Person("Ada Ray", "")


def test_the_sign_off_says_where_the_at_was_that_a_relay_has_taken() -> None:
    shown = "Ada Ray via B4 Relay <devnull+ada.ray.example.org@kernel.org>"
    signed = "Signed-off-by: Ada Ray <ada.ray@example.org>\n"
    assert sent_by(shown, signed=signed) == Person("Ada Ray", "ada.ray@example.org")
    other = "Signed-off-by: Ada Ray <ada@example.org>\n"
    assert sent_by(shown, signed=other) == Person("Ada Ray", "ada@ray.example.org")


@pytest.mark.parametrize(
    "shown",
    [
        "ada at example.org (Ada Ray)",
        "Ada Ray <ada(a)example.org>",
        "Ada Ray <ada AT example DOT org>",
        "Ada Ray <ada at example dot org>",
        "Ada Ray <ada[at]example[dot]org>",
        "Ada Ray <ada (at) example (dot) org>",
        "Ada Ray <ada () example ! org>",
        '"Ada Ray" <ada&#64;example.org>',
        "ada_at_example.org (Ada Ray)",
        "Ada Ray ada@example.org",
    ],
)
def test_an_address_that_an_archive_masks_is_written_out(shown: str) -> None:
    assert sent_by(shown) == ADA_RAY


@pytest.mark.parametrize(
    "shown",
    ["Ada Ray <a...@example.org>", "Ada Ray <ada@...>", "Ada Ray <ada@xxxxxxxxxxx>",
     "Ada Ray <ada@xxx.xxx>", "Ada Ray <[hidden email]>", "Ada Ray <undisclosed>"],
)  # fmt: skip
def test_what_an_archive_leaves_of_an_address_is_nobodys(shown: str) -> None:
    """``a...@gmail.com`` is many people's; the sign-off may say whose it is."""
    assert sent_by(shown) == Person("Ada Ray", "")
    assert sent_by(shown, signed="Signed-off-by: Ada Ray <ada@example.org>\n") == ADA_RAY


@pytest.mark.parametrize(
    "line",
    ["From: Ada Ray <ada@example.org>", "From: ada@example.org (Ada Ray)",
     "From: Ada Ray\n <ada@example.org>", "Subject: a: b\nFrom: Ada Ray <ada@example.org>"],
)  # fmt: skip
def test_the_author_in_the_text_is_read_in_any_form(line: str) -> None:
    raw = patch("a: b", log=f"{line}\n\nBecause.\n", sender="Rex Hill <rex@example.org>")
    assert message(raw).author == ADA_RAY
