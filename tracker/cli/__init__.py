# SPDX-License-Identifier: GPL-2.0-or-later
"""The command line: each command in a file of its own, imported only when it is run."""

import importlib
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import click

from tracker import __version__
from tracker.errors import Broken, Exit, TrackerError, Usage

_MOST_ECHOED = 200
"""Characters of one input that a sentence on a fault repeats."""
_MOST_SAID = 4_000
"""Characters of such a sentence."""
COMMANDS = {
    "show": "One series, whole: versions, reviews, relations, landing, turn.",
    "graph": "The related series: what it needs, follows, replaces.",
    "why": "The evidence for every fact.",
    "diff": "What changed between two versions, patch by patch.",
    "check": "Yes or no, by the exit status.",
    "stack": "What has to go in, in order, over projects.",
    "mbox": "A series as b4 am would write it.",
    "apply": "A series on a branch of its own.",
    "list": "Series, one a line.",
    "search": "Full-text search of mails.",
    "report": "A status report for people.",
    "log": "What happened, newest first.",
    "watch": "Events as they come, one a line.",
    "site": "A static site: a page for each series.",
    "mcp": "Tools for a client of the Model Context Protocol, read-only.",
    "demo": "The shipped example, without a network.",
    "track": "Follow series.",
    "untrack": "No longer follow series.",
    "seen": "Mark series as looked at.",
    "snooze": "Put series out of sight until something happens.",
    "done": "Put series out of sight until something changes.",
    "note": "Write something about a series.",
    "label": "Put labels on series.",
    "queue": "An ordered queue of series, over projects.",
    "link": "Record how two series hang together.",
    "unlink": "Record that two series do not hang together.",
    "undo": "Undo the last user action.",
    "reply": "A draft of an answer to a mail.",
    "drafts": "The drafts that are kept: list, edit, delete.",
    "export": "What you recorded, as text.",
    "import": "Join what was exported with what is recorded here.",
    "update": "Fetch what is new.",
    "index": "Read archives on this machine.",
    "rebuild": "Derive everything again.",
    "init": "Make the configuration file, with every key explained.",
    "doctor": "Check the database, the configuration and the sources.",
    "completion": "What makes a shell complete commands, series and queries.",
    "tui": "The terminal UI.",
}
"""Name and short help; here so that the overview imports no command."""
GROUPS = {
    "Read": (
        "show", "graph", "why", "diff", "list", "search", "report", "log", "watch", "site", "check",
        "mcp", "tui", "demo",
    ),
    "Apply": ("stack", "mbox", "apply"),
    "Record": (
        "track", "untrack", "seen", "snooze", "done", "note", "label", "queue", "link", "unlink",
        "undo", "reply", "drafts",
    ),
    "Back up": ("export", "import"),
    "Fetch": ("update", "index", "rebuild"),
    "Set up": ("init", "doctor", "completion"),
}  # fmt: skip
"""The commands as the overview has them."""
ROOMS = {"Apply": "patches", "Record": "user_actions", "Back up": "backup"}
"""The folder of a group's commands where it is not ``commands``."""
HELP_OPTIONS = ["-h", "--help"]
COMPLETE = "_TRACKER_COMPLETE"
"""Set by a shell that asks how a word goes on; click's name for it
(https://click.palletsprojects.com/en/stable/shell-completion/)."""


class Shell(click.Group):
    """The commands, found by name; with none the terminal UI opens."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return all names, in the order of the overview."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one command; its module is imported now."""
        if cmd_name not in COMMANDS:
            return None
        room = next((ROOMS[group] for group in ROOMS if cmd_name in GROUPS[group]), "commands")
        module = importlib.import_module(f"tracker.cli.{room}.{cmd_name}")
        command = getattr(module, f"{cmd_name}_command")
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return a command and its words, which are looked through first. Raises Usage."""
        name, command, rest = super().resolve_command(ctx, args)
        if command is not None:
            from tracker.cli.word_check import check_words

            check_words(command, rest)
        return name, command, rest

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The overview, without importing the commands."""
        for title, names in GROUPS.items():
            with formatter.section(title):
                formatter.write_dl([(name, COMMANDS[name]) for name in names])


@click.group(
    cls=Shell,
    invoke_without_command=True,
    context_settings={"help_option_names": HELP_OPTIONS},
)
@click.version_option(__version__, "-V", "--version", prog_name="tracker")
@click.pass_context
def cli(ctx: click.Context) -> int:
    """Follow a change sent by mail: versions, reviews, related series, and where it landed.

    REF is a Message-ID, a lore, patchwork or HyperKitty URL, a change-id, a commit, words of a
    title, the number of a row of the last list, or "-" for a mail or a saved page on stdin.
    Without a command the terminal UI opens.
    'tracker COMMAND --help' has examples. --config FILE can stand before the command too.

    \b
    tracker demo                     the shipped example, no network
    tracker show REF                 one series, whole
    tracker graph REF                what it hangs on, and what hangs on it
    tracker track REF; tracker       follow it, and open the board
    tracker list turn:me             whose move is mine
    tracker report --since last      what is new since the last report
    """
    if ctx.invoked_subcommand is not None:
        return Exit.DONE
    from tracker.cli.commands.tui import tui_command

    return Exit(ctx.invoke(tui_command))


def main() -> None:
    """Run a command and leave with its exit status; see ``tracker.errors.Exit``."""
    try:
        status = _started(sys.argv[1:])
    except KeyboardInterrupt:
        status = Exit.INTERRUPTED
    # What fails before and after the last door of ``run`` has no one who could be told of it.
    except Exception:  # noqa: BLE001 - the status is what is left to say
        status = Exit.FAULT
    sys.exit(status)


def _started(words: list[str]) -> int:
    """Return how a command ended, with streams that can be written to before and after it."""
    from tracker.cli.locales import keep_to_locale
    from tracker.cli.output import open_closed_streams, settle_streams

    open_closed_streams()
    keep_to_locale()
    status = run(words)
    settle_streams()
    return status


def run(words: list[str]) -> int:
    """Run a command; a fault that a user or a server can cause is one line on stderr."""
    try:
        return _run_cli(words)
    except click.exceptions.Exit as error:
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        from tracker.cli.output import say

        say("interrupted")
        return Exit.INTERRUPTED
    except BrokenPipeError:
        # The reader went away (``| head``): nothing more to say, and no fault.
        from tracker.cli.output import drop_stdout

        drop_stdout()
        return Exit.DONE
    # The last door: without it Python exits with 1, which scripts read as "no".
    except Exception as error:  # noqa: BLE001 - the traceback is kept, the user gets one line
        from tracker.cli.crash import report_crash

        # What tells of a fault may be the fault itself: the status stands all the same.
        with suppress(Exception):
            report_crash(error)
        return Exit.FAULT


def _run_cli(words: list[str]) -> int:
    words = _help_asked(_config_after(words))
    try:
        if asked := os.environ.get(COMPLETE):
            from tracker.cli.completion.answer import answer

            return answer(asked, words)
        # Not ``cli.main``: it would leave with 1, which means "no", when the reader goes away.
        with cli.make_context("tracker", list(words)) as context:
            done = cli.invoke(context)
        return done if isinstance(done, int) else Exit.DONE
    except click.UsageError as error:
        return _wrong_use(words, error)
    except TrackerError as error:
        return _cli_sentence(words, error)
    except OSError as error:
        if error.filename is None:
            if isinstance(error, FileNotFoundError) and _cwd_is_gone():
                return _cli_sentence(words, Usage("the current folder is not there any more"))
            raise
        return _cli_sentence(words, Broken(f"{error.filename}: {error.strerror}"))


def _cwd_is_gone() -> bool:
    """Return whether the folder that this runs in was removed: no path can be made absolute."""
    try:
        Path.cwd()
    except FileNotFoundError:
        return True
    return False


def _help_asked(words: list[str]) -> list[str]:
    """Return ``show --help`` for ``help show``, as git and cargo have it."""
    return [*words[1:2], "--help"] if words[:1] == ["help"] else words


def _config_after(words: list[str]) -> list[str]:
    """Return the words with a ``--config FILE`` that stands before the command after it."""
    size = 2 if words[:1] == ["--config"] else 1 if words[:1] and words[0][:9] == "--config=" else 0
    if not size:
        return words
    ahead, rest = words[:size], words[size:] or ["tui"]
    return [rest[0], *ahead, *rest[1:]]


def _wrong_use(words: Sequence[str], error: click.UsageError) -> int:
    """Return one line: what is wrong, and where the help is."""
    told = " ".join(error.format_message().split()).rstrip(".")
    told = told[:1].lower() + told[1:].replace("a valid integer range", "a whole number")
    command = error.ctx.command_path if error.ctx is not None else "tracker"
    if error.ctx is not None and error.ctx.command is cli and (near := _cli_nearest(words)):
        told += f"; did you mean {near}?"
        return _cli_sentence(words, Usage(told))
    if told.startswith("got unexpected extra") and error.ctx is not None:
        named = {one.name for one in error.ctx.command.params}
        told += "; put the words of a title in quotation marks" if "ref" in named else ""
    told += " " if told.endswith("?") else "; "
    return _cli_sentence(words, Usage(f"{told}try '{command} --help'"))


def _cli_nearest(words: Sequence[str]) -> str | None:
    """Return the command that a mistyped one is next to."""
    from difflib import get_close_matches

    word = next((one for one in words if not one.startswith("-")), "")
    return next(iter(get_close_matches(word[:40].lower(), COMMANDS, 1, 0.6)), None)


def _cli_sentence(words: Sequence[str], error: TrackerError) -> int:
    """Say what went wrong: a sentence on stderr, and a document where JSON was asked for."""
    from tracker.cli.output import put_json, say

    text = _with_inputs_cut(words, str(error))
    error.args = (text, *error.args[1:])
    below = error.below if isinstance(error, Usage) and not _wants_json(words) else ""
    say("\n".join(filter(None, (text, below))))
    if _wants_json(words):
        from tracker.export.json import error_json

        put_json(error_json(error))
    return error.exit


def _with_inputs_cut(words: Sequence[str], text: str) -> str:
    """Return a sentence in which what was typed or piped in fills no screen."""
    given = {part for one in words for part in (one, one.lstrip("+-"), one.partition("=")[2])}
    given |= {part.strip() for part in given} | {part for one in given for part in one.split()}
    for part in sorted(given, key=len, reverse=True):
        if len(part) <= _MOST_ECHOED:
            break
        text = text.replace(part, f"{part[: _MOST_ECHOED - 3]}...")
    return text if len(text) <= _MOST_SAID else f"{text[:_MOST_SAID]}..."


def _wants_json(words: Sequence[str]) -> bool:
    named = bool({"--json", "--format=json"} & {*words})
    return named or ("--format", "json") in pairwise(words)
