# SPDX-License-Identifier: GPL-2.0-or-later
"""Who sent a mail: gateways undone, machines told from people, one person by several names."""

import pytest

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
