# SPDX-License-Identifier: GPL-2.0-or-later
"""docs/cli.md, made from the commands' own help."""

import click

from tracker.cli import COMMANDS, HELP_OPTIONS, cli

_WIDTH = 88

_HEAD = """# Commands

Made from the commands' own help; `tracker COMMAND --help` prints the same.

Exit status: 0 done, or yes; 1 no (`check`; `apply` where a patch does not); 2 wrong use; 3 nothing
matches, or not known; 4 a source could not be reached and nothing is cached; 5 a fault of ours; 130
interrupted.
"""


def commands_page() -> str:
    """Return the page, as it should stand in docs/."""
    context = _context(cli, "tracker", None)
    parts = [_HEAD, _block("tracker", context)]
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        parts.append(_block(name, _context(command, name, context)))
    return "\n".join(parts)


def _context(command: click.Command, name: str, parent: click.Context | None) -> click.Context:
    return click.Context(
        command,
        info_name=name,
        parent=parent,
        terminal_width=_WIDTH,
        max_content_width=_WIDTH,
        help_option_names=HELP_OPTIONS,
    )


def _block(name: str, context: click.Context) -> str:
    lines = [line.rstrip() for line in context.get_help().splitlines()]
    return f"## {name}\n\n```\n" + "\n".join(lines) + "\n```\n"
