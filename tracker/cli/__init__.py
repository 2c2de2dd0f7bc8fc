"""The command line: each command in a file of its own, imported only when it is run."""

import importlib
import sys

import click

from tracker import __version__
from tracker.errors import Exit, TrackerError

COMMANDS = {
    "show": "One series, whole: versions, reviews, relations, landing, turn.",
    "graph": "The works around a series.",
    "why": "The evidence for every fact.",
    "list": "Series, one a line.",
    "report": "A status report for people.",
    "demo": "The shipped example, without a network.",
    "track": "Follow series.",
    "untrack": "No longer follow series.",
    "update": "Fetch what is new.",
    "index": "Read archives on this machine.",
    "rebuild": "Derive everything again.",
    "doctor": "Check the database, the configuration and the sources.",
    "tui": "The terminal UI.",
}
"""Name and short help; here so that the overview imports no command."""


class Shell(click.Group):
    """The commands, found by name; with none the terminal UI opens."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the overview."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """One command; its module is imported now."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"tracker.cli.{cmd_name}_")
        command = module.command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The overview, without importing the commands."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Shell, invoke_without_command=True)
@click.version_option(__version__, prog_name="tracker")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Follow a change sent by mail: versions, reviews, related series, and where it landed.

    REF is a Message-ID, a lore or patchwork URL, a change-id, or "-" for a mail on stdin.
    Without a command the terminal UI opens.

    \b
    tracker demo                     the shipped example, no network
    tracker show REF                 one series, whole
    tracker graph REF                what it hangs on, and what hangs on it
    tracker track REF; tracker       follow it, and open the board
    """
    if ctx.invoked_subcommand is None:
        from tracker.cli.tui_ import command

        ctx.invoke(command)


def main() -> None:
    """Run a command and leave with its exit status; see ``tracker.errors.Exit``."""
    sys.exit(run(sys.argv[1:]))


def run(words: list[str]) -> int:
    """Run a command; a fault that a user or a server can cause is one line on stderr."""
    try:
        done = cli.main(words, prog_name="tracker", standalone_mode=False)
        sys.stdout.flush()
        return done if isinstance(done, int) else Exit.DONE
    except click.UsageError as error:
        error.show()
        return Exit.USAGE
    except click.exceptions.Exit as error:
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("tracker: interrupted", err=True)
        return Exit.INTERRUPTED
    except TrackerError as error:
        from tracker.clean import clean

        click.echo(f"tracker: {clean(str(error), multiline=True)}", err=True)
        return error.exit
    except BrokenPipeError:
        return _closed_pipe()


def _closed_pipe() -> int:
    """The reader went away (``| head``): nothing more to say, and no fault."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return Exit.DONE
