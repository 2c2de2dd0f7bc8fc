# SPDX-License-Identifier: GPL-2.0-or-later
"""The user's own keys."""

import pytest

from tracker.errors import ConfigError
from tracker.model.board import UserCommand
from tracker.tui.actions import ACTIONS, Area, actions_of, key_named, written
from tracker.tui.keys import command_keys, keymap, moved, warning, with_own


def keys_of(name: str, where: Area, own: list[tuple[str, tuple[str, ...]]]) -> tuple[str, ...]:
    """The keys of an action in a place."""
    found = [one.keys for one in actions_of(where, with_own(own)) if one.id == name]
    return found[0]


def test_a_key_of_the_users_takes_the_place_of_the_shipped_ones() -> None:
    """Everywhere where the action is; other actions keep theirs."""
    own = [("seen", ("F2", "^x"))]
    assert keys_of("seen", Area.BOARD, own) == ("f2", "ctrl+x")
    assert keys_of("seen", Area.SERIES, own) == ("f2", "ctrl+x")
    assert keys_of("note", Area.BOARD, own) == ("N",)
    assert keymap(with_own(own)) == {"seen": "f2,ctrl+x"}


def test_a_key_is_taken_from_the_shipped_action_that_had_it() -> None:
    """It is left with none, which the help tells."""
    own = [("seen", ("t",))]
    assert keys_of("seen", Area.BOARD, own) == ("t",)
    assert keys_of("track", Area.BOARD, own) == ()
    assert keymap(with_own(own))["track"] == "no_key"


def test_a_list_keeps_no_key_that_a_screen_takes() -> None:
    """The list is below every screen, and would get the key first."""
    own = [("seen", ("j",))]
    assert keys_of("down", Area.LISTS, own) == ("down",)


def test_a_users_command_takes_its_key_too() -> None:
    """From whatever had it, in every place."""
    command = UserCommand(key="S", label="apply", run=("b4", "shazam", "{message_id}"))
    table = with_own([], [command])
    assert all(not one.keys for one in table if one.id == "copy_shazam")
    assert command_keys([command]) == ("S",)


def test_each_number_of_tabs_has_its_own_key() -> None:
    """The first key opens the first tab; those left out have none."""
    made = keymap(with_own([("tab", ("F1", "F2"))]))
    assert (made["tab.1"], made["tab.2"], made["tab.3"]) == ("f1", "f2", "no_key")


@pytest.mark.parametrize(
    ("own", "words"),
    [
        ([("fly", ("x",))], ["'fly' is not an action", "docs/keys.md"]),
        ([("seen", ("ctrl+shift+alt+x",))], ["'ctrl+shift+alt+x' is not a key", "F5"]),
        ([("seen", ("f",)), ("note", ("f",))], ["'f' would mean both", "'seen'", "'note'"]),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    own: list[tuple[str, tuple[str, ...]]], words: list[str]
) -> None:
    with pytest.raises(ConfigError) as caught:
        with_own(own)
    assert [word for word in words if word not in str(caught.value)] == []


def test_two_commands_on_one_key_are_refused() -> None:
    """Neither would be the right one."""
    commands = [UserCommand(key="F5", label=label, run=("true",)) for label in ("one", "two")]
    with pytest.raises(ConfigError, match="F5"):
        with_own([], commands)


def test_a_key_is_read_as_it_is_written() -> None:
    """Every key of the table, and the usual ways to write others."""
    keys = {key for action in ACTIONS for key in action.keys}
    assert [key for key in keys if key_named(written(key)) != key] == []
    assert [key_named(text) for text in ("ctrl+x", "enter", "S-TAB", "+", "f12", "G", "g")] == [
        "ctrl+x", "enter", "shift+tab", "plus", "f12", "G", "g",
    ]  # fmt: skip
    assert [key_named(text) for text in ("", "xx", "f99", "^ü", "\x1b")] == [None] * 5


def test_what_the_users_keys_take_from_shipped_actions_is_told() -> None:
    """By the doctor: nobody gave "down" another key."""
    command = UserCommand(key="Y", label="build", run=("make",))
    told = moved([("filter", ("j",))], [command])
    assert told == (
        "Y is your 'build' and no longer means 'copy_url', which has no key left",
        "j no longer means 'down', which has others",
    )
    assert moved([("filter", ("f2",)), ("scope", ("slash",))]) == ()


def test_a_command_on_a_shipped_key_is_warned_of_at_the_start() -> None:
    """One line; the doctor has them all. A key that was free is none."""
    build, test = (UserCommand(key=key, label="build", run=("make",)) for key in "YU")
    assert warning([build]) == (
        "Y is your 'build' and no longer means 'copy_url', which has no key left:"
        " 'tracker doctor' lists them"
    )
    assert " and 1 more: " in warning([build, test])
    assert warning([UserCommand(key="F9", label="build", run=("make",))]) == ""
