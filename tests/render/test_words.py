# SPDX-License-Identifier: GPL-2.0-or-later
"""How facts read on a narrow screen."""

from datetime import UTC, datetime, timedelta

import pytest

from tracker.model.landing import tree_name
from tracker.model.mail import Person
from tracker.model.relations import Kind, kind_words
from tracker.model.status import Side, Turn
from tracker.render.words import counted, initials, list_of, names_of, short_age, turn_words

NOW = datetime(2026, 3, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("passed", "told"),
    [
        (timedelta(seconds=5), "0m"),
        (timedelta(minutes=59), "59m"),
        (timedelta(hours=23), "23h"),
        (timedelta(days=99), "3mo"),
        (timedelta(days=30), "4w"),
        (timedelta(days=100), "3mo"),
        (timedelta(days=3650), "10y"),
        (timedelta(days=-1), "0m"),
    ],
)
def test_an_age_fits_four_columns(passed: timedelta, told: str) -> None:
    """A date to come counts as now."""
    assert short_age(NOW - passed, NOW) == told
    assert len(told) <= 4


def test_a_turn_names_the_people_and_the_time() -> None:
    """Many people are counted, not listed."""
    people = tuple(Person(name, "") for name in ("Ann", "Bea", "Cy", "Di", "Ed"))
    turn = Turn(side=Side.REVIEWERS, people=people, since=NOW - timedelta(days=4))
    assert turn_words(turn, NOW) == (
        "the reviewers (Ann, Bea, Cy and 2 others) since 2026-03-16 (4d)"
    )
    assert turn_words(Turn(side=Side.NOBODY), NOW) == "nobody's turn"
    assert turn_words(Turn(side=Side.DEPENDENCY), NOW) == "a dependency"


def test_initials_survive_odd_names() -> None:
    """One word, none, an address."""
    assert initials("Ann Author") == "AA"
    assert initials("ann") == "An"
    assert initials("") == "??"
    assert initials("... ...") == "??"
    assert initials("J. R. Lamp") == "JL"


def test_a_relation_reads_from_both_ends() -> None:
    """The words of the kind, or of its reverse."""
    assert kind_words(Kind.DEPENDS_ON, outgoing=True) == "depends on"
    assert kind_words(Kind.DEPENDS_ON, outgoing=False) == "needed by"


def test_short_words() -> None:
    """Lists without their host, numbers with their noun."""
    assert list_of("linux-lamps@example.org") == "lamps"
    assert tree_name("https://git.example.org/scm/lamps/lamps-next.git/") == "lamps/lamps-next.git"
    assert tree_name("lamps/lamps-next.git") == "lamps/lamps-next.git"
    assert counted(1, "patch", "patches") == "1 patch"
    assert counted(0, "version") == "0 versions"


def test_people_are_named_once() -> None:
    """By name, or by an address that names with a word in common share."""
    people = [
        Person("Kim Lamp", "kim@example.org"),
        Person("Kim Lamp", "kim@example.net"),
        Person("Kim Lamp (Lamps)", "kim@example.org"),
        Person("", "kim@example.org"),
        Person("Other Sender", "kim@example.org"),
    ]
    assert names_of(people) == "Kim Lamp, Other Sender"
