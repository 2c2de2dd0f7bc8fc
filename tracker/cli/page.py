"""docs/cli.md, made from the commands' own help: ``python -m tracker.cli.page > docs/cli.md``."""

import click

from tracker.cli import COMMANDS, cli

_HEAD = """# Commands

Made from the commands' own help; `tracker COMMAND --help` prints the same.

Exit status: 0 done, or yes; 1 no (only `check`); 2 wrong use; 3 nothing matches, or not known; 4 a
source could not be reached and nothing is at hand; 5 a fault of ours; 130 interrupted.
"""


def page() -> str:
    """The page, as it should stand in docs/."""
    parts = [_HEAD]
    context = click.Context(cli, info_name="tracker", terminal_width=88, max_content_width=88)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        inner = click.Context(
            command, info_name=name, parent=context, terminal_width=88, max_content_width=88
        )
        lines = [line.rstrip() for line in command.get_help(inner).splitlines()]
        parts.append(f"## {name}\n\n```\n" + "\n".join(lines) + "\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    click.echo(page(), nl=False)
