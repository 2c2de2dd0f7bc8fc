# SPDX-License-Identifier: GPL-2.0-or-later
"""Completing the words of a command line: which option or argument the word belongs to."""

from collections.abc import Iterable, Sequence

import click
from click.shell_completion import split_arg_string

from tracker.cli import COMMANDS, cli
from tracker.cli.completion.candidates import FILES, Candidate, of_parameter
from tracker.cli.completion.shells import SCRIPTS
from tracker.cli.output import put
from tracker.errors import Exit
from tracker.lazy_dataclass import dataclass

_CUTS = ":=@"
"""Signs of our words at which bash cuts, if its user lets it."""


@dataclass(frozen=True, slots=True)
class CompletionSlot:
    """What the word at the cursor belongs to."""

    command: click.Command
    parameter: click.Parameter | None
    """The option that wants a value, or the argument; None where nothing is wanted."""
    options: bool
    """Whether an option may stand here."""


def answer(asked: str, words: Sequence[str]) -> int:
    """Answer a shell: ``zsh_source`` is its script, ``zsh_complete`` the candidates.

    zsh and fish give the words after the program's name, the last of them unfinished. bash gives
    the line up to the cursor, and the signs at which it cuts words.
    """
    shell, _, what = asked.partition("_")
    if shell not in SCRIPTS or what not in ("source", "complete"):
        return Exit.USAGE
    if what == "source":
        put(SCRIPTS[shell])
        return Exit.DONE
    skipped = 0
    if shell == "bash":
        line, cuts = (*words, "", "")[:2]
        words = _split_answer(line)[1:]
        skipped = _kept(words[-1] if words else "", cuts)
    found = complete(words)
    lines = [f"{one.word[skipped:]}\t{one.told}" for one in found]
    if lines:
        put("\n".join(lines))
    return Exit.DONE


def complete(words: Sequence[str]) -> tuple[Candidate, ...]:
    """Return what the last of the words may become; it may be empty."""
    *before, last = words or [""]
    command = next((one for one in before if not one.startswith("-")), None)
    if command is None:
        return _fitting(_answer_commands(), last)
    if command not in COMMANDS:
        return ()
    place = _answer_place(command, before[before.index(command) + 1 :])
    option, equals, value = last.partition("=")
    if place.options and equals and option.startswith("--"):
        named = _option(place.command, option)
        held = of_parameter(named, value) if named is not None and not _is_flag(named) else ()
        return _fitting((Candidate(_answer_joined(option, one), one.told) for one in held), last)
    found = of_parameter(place.parameter, last) if place.parameter is not None else ()
    if place.options and last.startswith("-"):
        found = (*_options(place.command), *found)
    return _fitting(found, last)


def _answer_joined(option: str, one: Candidate) -> str:
    return one.word and f"{option}={one.word}"


def _answer_place(name: str, words: Iterable[str]) -> CompletionSlot:
    """Walk over the words of a command as click will."""
    context = click.Context(cli, info_name="tracker")
    command = cli.get_command(context, name)
    assert command is not None
    arguments = [one for one in command.params if isinstance(one, click.Argument)]
    wants: click.Parameter | None = None
    options = True
    for word in words:
        if wants is not None:
            wants = None
        elif options and word == "--":
            options = False
        elif options and word.startswith("-") and word != "-":
            named = _option(command, word)
            wants = named if named is not None and not _is_flag(named) else None
        elif arguments and arguments[0].nargs == 1:
            arguments.pop(0)
    if wants is not None:
        return CompletionSlot(command, wants, options=False)
    return CompletionSlot(command, arguments[0] if arguments else None, options)


def _option(command: click.Command, word: str) -> click.Option | None:
    """Return the option of that very name."""
    named = (one for one in command.params if isinstance(one, click.Option))
    return next((one for one in named if word in (*one.opts, *one.secondary_opts)), None)


def _is_flag(option: click.Option) -> bool:
    return option.is_flag or option.count


def _options(command: click.Command) -> list[Candidate]:
    found = [
        Candidate(name, one.help or "")
        for one in command.params
        if isinstance(one, click.Option) and not one.hidden
        for name in one.opts
    ]
    return [*found, Candidate("--help", "Show this message and exit.")]


def _answer_commands() -> list[Candidate]:
    found = [Candidate(name, told) for name, told in COMMANDS.items()]
    return [*found, Candidate("--help", ""), Candidate("--version", "")]


def _fitting(found: Iterable[Candidate], start: str) -> tuple[Candidate, ...]:
    """Return those that go on from what is typed; options only where a dash is."""
    return tuple(
        one
        for one in found
        if one == FILES or (one.word.startswith(start) and (start or not one.word.startswith("-")))
    )


def _split_answer(line: str) -> list[str]:
    """Return the words of a line, the last unfinished; the program's name first."""
    words = split_arg_string(line)
    return words if line and not line[-1].isspace() else [*words, ""]


def _kept(word: str, cuts: str) -> int:
    """Return how much of the word bash leaves as it is: up to the last sign at which it cuts."""
    return max((word.rfind(sign) + 1 for sign in _CUTS if sign in cuts), default=0)
