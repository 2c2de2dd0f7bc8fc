# SPDX-License-Identifier: GPL-2.0-or-later
"""docs/tracker.1, made from the commands' own help.

The language is that of man(7). Nothing but ASCII is written, so that any roff sets it.
"""

import inspect
import re
import textwrap
from collections.abc import Iterable, Iterator

import click

from tools.pages.configuration import ENVIRONMENT
from tracker import __version__
from tracker.cli import COMMANDS, HELP_OPTIONS, cli
from tracker.cli.options import Reading, reading
from tracker.config.keys import TOP_KEYS
from tracker.errors import Exit

_DATE = "2026-11-20"
"""The day on which the page last changed by more than an option."""
_WIDTH = 76
"""Of a line of the page's source; roff sets prose anew."""
_DASH = re.compile(r"(?<![A-Za-z0-9])-|(?<=-)-")
"""A dash of an option, rather than a hyphen."""
_LITERAL = {"-": r"\-", "'": r"\(aq", "`": r"\(ga", "^": r"\(ha", "~": r"\(ti", '"': r"\(dq"}

_STATUSES = {
    Exit.DONE: "Done; or yes, of check.",
    Exit.NO: "No, of check; of apply that a patch does not apply.",
    Exit.USAGE: "Wrong use: the words of the command, or the configuration.",
    Exit.NOT_FOUND: "Nothing matches, or it is not known.",
    Exit.UNREACHABLE: "A source could not be reached, and nothing is cached.",
    Exit.FAULT: "Our own files cannot be used, or a fault of ours.",
    Exit.INTERRUPTED: "Interrupted.",
}
_FILES = {
    "~/.config/tracker/config.toml": "The configuration; 'tracker init' makes it.",
    "~/.local/share/tracker/tracker.db": "The database: mail read, and what you said.",
    "~/.cache/tracker/": "Fetched threads and the example; may be thrown away.",
}


def man_page() -> str:
    """Return the page, as it should stand in docs/."""
    parts = [
        *_head(),
        *_section("DESCRIPTION", _prose_of(cli)),
        *_section("COMMANDS", _commands()),
        *_section("OPTIONS", _options()),
        *_section("CONFIGURATION", _configuration()),
        *_section("EXIT STATUS", _terms((str(int(one)), told) for one, told in _STATUSES.items())),
        *_section("ENVIRONMENT", _terms(ENVIRONMENT.items())),
        *_section("FILES", _files()),
        *_section("EXAMPLES", _examples_of(cli)),
        *_section("SEE ALSO", [".BR b4 (1),", ".BR git (1)"]),
    ]
    return "\n".join(parts) + "\n"


def _head() -> Iterator[str]:
    yield r".\" Made from the commands' own help: python -m tools.pages"
    yield f'.TH TRACKER 1 {_DATE} "tracker {__version__}" "User Commands"'
    yield from (".SH NAME", r"tracker \- follow a change sent by mail")
    yield from (".SH SYNOPSIS", ".B tracker", r"[\fICOMMAND\fR] [\fIOPTIONS\fR] [\fIARGUMENTS\fR]")


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield f".SH {title}"
    body = list(lines)
    # A paragraph right below a heading is one already.
    yield from body[1:] if body[:1] == [".PP"] else body


def _commands() -> Iterator[str]:
    for name, inside in _contexts():
        command = inside.command
        yield f".SS {name}"
        yield rf".B tracker {name}"
        usage = _prose(" ".join(command.collect_usage_pieces(inside)))
        # Long choices have no blank to be broken at; \\: is where roff may.
        yield from (".na", *(line.replace("|", "|\\:") for line in usage), ".ad")
        yield from _prose_of(command)
        yield from _examples_of(command)
        yield from _terms(one for one in _records(inside) if one not in _shared())


def _options() -> Iterator[str]:
    yield ".PP"
    yield from _prose("Every command that reads also has these:")
    yield from _terms(_shared())


def _contexts() -> Iterator[tuple[str, click.Context]]:
    """Each command, as the command line finds it."""
    context = click.Context(cli, info_name="tracker", help_option_names=HELP_OPTIONS)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        yield name, click.Context(command, info_name=name, parent=context)


def _shared() -> list[tuple[str, str]]:
    """The options of every reading command, and ``--help``."""

    @click.command
    @reading
    def nothing(options: Reading) -> None:
        """Have the options, and do nothing."""

    return _records(click.Context(nothing, help_option_names=HELP_OPTIONS))


def _records(inside: click.Context) -> list[tuple[str, str]]:
    """Options and what is said of them."""
    params = inside.command.get_params(inside)
    records = [one.get_help_record(inside) for one in params if isinstance(one, click.Option)]
    return [record for record in records if record is not None]


def _blocks(command: click.Command) -> list[str]:
    return inspect.cleandoc(command.help or "").split("\n\n")


def _prose_of(command: click.Command) -> Iterator[str]:
    """The paragraphs of a command's docstring."""
    for block in _blocks(command):
        if not block.startswith("\b"):
            yield ".PP"
            yield from _prose(" ".join(block.split()))


def _examples_of(command: click.Command) -> Iterator[str]:
    """The examples of a command's docstring, as they stand."""
    for block in _blocks(command):
        if block.startswith("\b"):
            yield from (".PP", ".RS 4", ".nf")
            yield from (_literal(line) for line in block.split("\n")[1:])
            yield from (".fi", ".RE")


def _configuration() -> Iterator[str]:
    yield ".PP"
    yield from _prose(
        "TOML, and all of it optional. 'tracker init' makes the file with every key explained,"
        " 'tracker doctor' checks it."
    )
    yield from _terms((key.name, key.help) for key in TOP_KEYS)


def _files() -> Iterator[str]:
    yield from _terms(_FILES.items())
    yield ".PP"
    yield from _prose(
        "In a checkout the database and the cache are in its folder cache/. TRACKER_HOME puts all"
        " three in one folder. The XDG variables move them as usual."
    )


def _terms(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, told in rows:
        yield from (".TP", rf".B {_literal(name)}", *_prose(" ".join(told.split())))


def _prose(text: str) -> list[str]:
    """Words that are set anew, on lines that are not too long to read here."""
    lines = textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
    return [_safe(_DASH.sub(r"\\-", one.replace("\\", r"\e"))) for one in lines]


def _literal(text: str) -> str:
    """A line that is set as it stands."""
    return _safe("".join(_LITERAL.get(char, char) for char in text.replace("\\", r"\e")))


def _safe(text: str) -> str:
    """A line that roff does not take for a request, in ASCII."""
    spelled = "".join(char if char.isascii() else rf"\[u{ord(char):04X}]" for char in text)
    return rf"\&{spelled}" if spelled.startswith((".", "'")) else spelled
