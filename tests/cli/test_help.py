# SPDX-License-Identifier: GPL-2.0-or-later
"""Help that teaches: every command has a first sentence, and examples that it understands."""

import re
import shlex
from collections.abc import Iterator

import click
import pytest

from tests.cli.conftest import Tracker
from tracker.cli import COMMANDS, GROUPS, HELP_OPTIONS, _config_after, cli

SHELL = click.Context(cli, help_option_names=HELP_OPTIONS)


def command(name: str) -> click.Command:
    found = cli.get_command(SHELL, name)
    assert found is not None
    return found


def examples(name: str) -> list[str]:
    """The lines of a command's help that start with the program's name, in blocks as they stand."""
    blocks = (command(name).help or "").split("\n\n")
    lines = (line.strip() for one in blocks if one.strip().startswith("\b") for line in
             one.splitlines())  # fmt: skip
    return [line for line in lines if re.match(r"(eval \"\$\()?tracker\b", line)]


def runs() -> Iterator[tuple[str, list[str]]]:
    """Each example as the words of each run of the program in it; what is said beside it is cut."""
    for name in COMMANDS:
        for line in examples(name):
            shown = re.split(r"\s{3,}", line)[0]
            for part in re.split(r"[|<>;]|&&|\|\||\$\(|\)\"", shown):
                if part.strip().startswith("tracker"):
                    yield name, shlex.split(part)[1:]


def example_words(name: str) -> list[str]:
    """The words of a command's first example."""
    return next(words for one, words in runs() if one == name)


def test_every_command_stands_in_one_group() -> None:
    grouped = [name for names in GROUPS.values() for name in names]
    assert sorted(grouped) == sorted(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_sentence_and_two_examples(name: str) -> None:
    help = command(name).help or ""
    assert re.match(r"[A-Z][^.]+[.:]", help)
    assert len(examples(name)) >= 2


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_told_in_a_sentence(name: str) -> None:
    options = [one for one in command(name).params if isinstance(one, click.Option)]
    assert [one.name for one in options if not (one.help or "").endswith((".", ")"))] == []


@pytest.mark.parametrize(("name", "words"), [*runs()], ids=str)
def test_examples_are_understood(name: str, words: list[str]) -> None:
    """Options and arguments are those that the command takes; nothing is run."""
    verb, *rest = words or ["tui"]
    parsed = command(verb).make_context(verb, rest, parent=SHELL)
    assert parsed.command.name == verb


def test_help_is_narrow_enough_for_a_terminal() -> None:
    for name in COMMANDS:
        inside = click.Context(command(name), SHELL, name, terminal_width=80)
        assert max(map(len, command(name).get_help(inside).splitlines())) <= 92, name


def test_help_can_be_asked_for_as_a_command(tracker: Tracker) -> None:
    assert tracker("help", "show").out == tracker("show", "--help").out
    assert tracker("help").out == tracker("--help").out
    ran = tracker("help", "shwo")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "tracker: no such command 'shwo'; did you mean show?\n"


def test_a_configuration_can_be_named_before_the_command() -> None:
    """Both forms of the option; without a command it is the terminal UI's."""
    assert _config_after(["--config", "f", "list", "x"]) == ["list", "--config", "f", "x"]
    assert _config_after(["--config=f"]) == ["tui", "--config=f"]
    assert _config_after(["list", "--config", "f"]) == ["list", "--config", "f"]
    assert _config_after(["--config"]) == ["tui", "--config"]
