# SPDX-License-Identifier: GPL-2.0-or-later
"""Values of a series in the words of a user's command."""

import subprocess
from dataclasses import replace
from types import SimpleNamespace

import pytest

from tracker.errors import ConfigError, Usage
from tracker.model.board import UserCommand
from tracker.model.mail import Person
from tracker.tui.commands import Spot, check, file_at, filled


def command(*run: str) -> UserCommand:
    """A command of these words."""
    return UserCommand(key="F5", label="try", run=run)


def test_every_value_fills_its_place_and_stays_one_argument(make: SimpleNamespace) -> None:
    """Blanks, quotes and dollar signs mean nothing: no shell reads them."""
    view = make.view(title="lamp: $(reboot); `x` 'y' \"z\" && rm -r *")
    named = command("prog", "{title}", "--id={message_id}", "{author} <{email}>")
    words = filled(named, view, Spot())
    assert words == (
        "prog", view.title, "--id=lamp-v2@example.org", "Ann Author <ann@example.org>",
    )  # fmt: skip


def test_a_value_is_not_looked_through_for_places(make: SimpleNamespace) -> None:
    """A title may hold braces."""
    view = make.view(title="lamp: {url} {nothing}")
    assert filled(command("prog", "{title}"), view, Spot()) == ("prog", "lamp: {url} {nothing}")


def test_the_commit_is_the_one_under_the_cursor_else_the_newest_landed(make) -> None:
    """As far as it is known."""
    view = make.view()
    assert filled(command("git", "show", "{commit}"), view, Spot(commit="abc")) == (
        "git",
        "show",
        "abc",
    )
    assert filled(command("git", "show", "{commit}"), view, Spot())[2] == "0123456789abcd"


@pytest.mark.parametrize(
    ("changes", "word", "why"),
    [
        ({"title": "--output=/etc/passwd"}, "{title}", "begins with a dash"),
        ({"title": "+:!reboot"}, "{title}", "begins with +"),
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
        filled(command("prog", word), replace(make.view(), **changes), Spot())


def test_a_dash_behind_other_text_is_no_option(make: SimpleNamespace) -> None:
    """Only the start of a word makes one."""
    view = make.view(title="-lamp")
    assert filled(command("prog", "--title={title}"), view, Spot()) == ("prog", "--title=-lamp")


CODE = [
    ("sh", "-c", "echo {title}"),
    ("/bin/bash", "-lc", "echo '{author}'"),
    ("env", "X=1", "nice", "zsh", "-ec", "git show {commit}"),
    ("vim", "+/{title}"),
    ("nvim", "-c", "edit {title}"),
    ("vim", "--cmd", "{title}"),
    ("emacs", "--eval", '(message "{title}")'),
    ("emacs", '--eval=(message "{title}")'),
    ("python3", "-c", "print('{title}')"),
    ("perl", "-e", "{title}"),
    ("awk", "/{title}/"),
    ("ssh", "host.example.org", "echo {title}"),
    ("tmux", "new-window", "b4 am {message_id}"),
    ("xterm", "-e", "b4 am {message_id}"),
]
"""Words that would put a value of a mail inside of what a program runs."""
SAFE = [
    ("sh", "-c", 'echo "$1"', "sh", "{title}"),
    ("b4", "shazam", "{message_id}"),
    ("vim", "{title}"),
    ("git", "-c", "x.y={title}", "log"),
    ("grep", "-e", "{title}", "notes.txt"),
    ("python3", "script.py", "{title}"),
]


@pytest.mark.parametrize("run", CODE)
def test_no_value_stands_inside_of_what_a_shell_or_an_editor_runs(make, run) -> None:
    """Neither at the start, where the configuration is read, nor when it is called."""
    with pytest.raises(ConfigError, match="as an argument"):
        check(command(*run), 0)
    with pytest.raises(Usage, match="nothing was run"):
        filled(command(*run), make.view(), Spot(commit="abc"))


@pytest.mark.parametrize("run", SAFE)
def test_arguments_of_a_shells_text_are_given(make, run) -> None:
    """The value is a word of its own, whatever it holds."""
    check(command(*run), 0)
    view = make.view(title='lamp\'; $(reboot) "`x`" && rm *')
    assert view.title in "".join(filled(command(*run), view, Spot())) or "{title}" not in run


def test_a_real_shell_gets_a_hostile_title_as_one_argument(make, tmp_path) -> None:
    """Run for real: the file that the title would make is not there."""
    victim = tmp_path / "made"
    view = make.view(title=f"$(touch {victim}); `touch {victim}`; touch {victim} 'x' \"")
    words = filled(command("sh", "-c", 'printf %s "$1"', "sh", "{title}"), view, Spot())
    assert subprocess.run(words, capture_output=True, text=True, check=True).stdout == view.title
    assert not victim.exists()


def test_a_mail_has_its_patch_and_version_by_what_it_answers(make: SimpleNamespace) -> None:
    """And the line and file under the cursor."""
    view = make.view()
    named = command("prog", "{mail}", "{line}", "{patch}", "{version}", "{file}", "{repository}")
    revision = view.revisions[-1]
    patch = revision.patches[-1]
    reply = replace(view.thread[-1], message_id="r@example.org", parent=patch.message_id)
    view = replace(view, thread=(*view.thread, reply))
    words = filled(named, view, Spot("r@example.org", 7, "lamp.c"), "/src/lamps")
    place = (str(patch.position), str(revision.version))
    assert words == ("prog", "r@example.org", "7", *place, "lamp.c", "/src/lamps")
    with pytest.raises(Usage, match="line} is not known"):
        filled(named, view, Spot("r@example.org"))


def test_the_file_is_that_of_the_diff_around_the_line() -> None:
    """None above the first diff, or in the signature."""
    lines = ["log", "---", "diff --git a/x.c b/x.c", "--- a/x.c", "+++ b/x.c", "+new", "-- ", "2.1"]
    assert [file_at(lines, line) for line in (1, 3, 6, 8, None)] == ["", "x.c", "x.c", "", ""]
