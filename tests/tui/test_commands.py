# SPDX-License-Identifier: GPL-2.0-or-later
"""Values of a series in the words of a user's command."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from tracker.errors import Usage
from tracker.model.board import UserCommand
from tracker.model.mail import Person
from tracker.tui.commands import filled


def command(*run: str) -> UserCommand:
    """A command of these words."""
    return UserCommand(key="F5", label="try", run=run)


def test_every_value_fills_its_place_and_stays_one_argument(make: SimpleNamespace) -> None:
    """Blanks, quotes and dollar signs mean nothing: no shell reads them."""
    view = make.view(title="lamp: $(reboot); `x` 'y' \"z\" && rm -r *")
    named = command("prog", "{title}", "--id={message_id}", "{author} <{email}>")
    words = filled(named, view, None)
    assert words == (
        "prog", view.title, "--id=lamp-v2@example.org", "Ann Author <ann@example.org>",
    )  # fmt: skip


def test_a_value_is_not_looked_through_for_places(make: SimpleNamespace) -> None:
    """A title may hold braces."""
    view = make.view(title="lamp: {url} {nothing}")
    assert filled(command("prog", "{title}"), view, None) == ("prog", "lamp: {url} {nothing}")


def test_the_commit_is_the_one_under_the_cursor_else_the_newest_landed(make) -> None:
    """As far as it is known."""
    view = make.view()
    assert filled(command("git", "show", "{commit}"), view, "abc") == ("git", "show", "abc")
    assert filled(command("git", "show", "{commit}"), view, None)[2] == "0123456789abcd"


@pytest.mark.parametrize(
    ("changes", "word", "why"),
    [
        ({"title": "--output=/etc/passwd"}, "{title}", "begins with a dash"),
        ({"title": "lamp\x1b]0;x\x07"}, "{title}", "what a terminal would obey"),
        ({"id": "a\nb@example.org"}, "{message_id}", "what a terminal would obey"),
        ({"author": Person("", "")}, "{author}", "is not known"),
        ({"change_id": None}, "{change_id}", "is not known"),
        ({}, "{fish}", "stands for nothing; there are message_id"),
    ],
)
def test_what_cannot_be_handed_on_safely_is_refused(make, changes, word, why) -> None:
    """In one sentence; nothing is run."""
    with pytest.raises(Usage, match=why):
        filled(command("prog", word), replace(make.view(), **changes), None)


def test_a_dash_behind_other_text_is_no_option(make: SimpleNamespace) -> None:
    """Only the start of a word makes one."""
    view = make.view(title="-lamp")
    assert filled(command("prog", "--title={title}"), view, None) == ("prog", "--title=-lamp")
