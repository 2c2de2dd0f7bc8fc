"""Who sent a mail: gateways undone, machines told from people, one person by several names."""

import pytest

from tracker.mail.people import bot_name, name_key, same_person, undo_gateway
from tracker.model.mail import Person


def test_a_b4_relay_sender_is_the_person_behind_it() -> None:
    found = undo_gateway("Ada Author via B4 Relay", "devnull+ada.example.org@kernel.org")
    assert found == Person("Ada Author", "ada@example.org")


def test_a_relayed_address_without_a_host_is_kept_as_it_is() -> None:
    assert undo_gateway("Ada", "devnull+ada@kernel.org") == Person("Ada", "ada")


def test_a_lists_via_is_taken_off_the_name() -> None:
    found = undo_gateway("'Ada Author' via Widgets", "widgets@lists.example.org")
    assert found == Person("Ada Author", "widgets@lists.example.org")


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
