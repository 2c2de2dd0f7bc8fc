# SPDX-License-Identifier: GPL-2.0-or-later
"""A shell completes commands, options, tracked series and queries; bash, zsh and fish are real."""

import os
import pty
import re
import select
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import TOP, Tracker
from tests.cli.threads import GADGETS, V1, V2
from tracker.cli import COMMANDS
from tracker.cli.completion.answer import complete
from tracker.cli.completion.shells import SCRIPTS

HOSTILE = ("$(touch owned)@example.org", "a b;c@example.org", "-rf@example.org", "`x`@example.org")


@pytest.fixture
def place(process: Tracker, tracker: Tracker, indexed: Path, tmp_path: Path) -> Path:
    """A folder with the program as ``tracker``, and a home in which two series are tracked."""
    assert tracker("track", GADGETS, V2, "--offline").status == 0
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "tracker"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tracker "$@"\n')
    program.chmod(0o755)
    return tmp_path


def words(*typed: str) -> list[str]:
    """The candidates for the last word."""
    return [one.word for one in complete(typed)]


def test_commands_come_first(environment: Path) -> None:
    assert words("") == list(COMMANDS)
    assert words("un") == [name for name in COMMANDS if name.startswith("un")]
    assert words("--") == ["--help", "--version"]
    assert words("no-such-command", "") == []


def test_options_come_where_a_dash_is(environment: Path) -> None:
    """And after ``--`` they come no more."""
    assert "--as-of" in words("show", "--")
    assert words("show", "--of") == ["--offline"]
    assert words("show", "--", "--of") == []
    assert "--help" not in words("show", "")


def test_values_of_options_are_those_that_the_option_takes(environment: Path) -> None:
    assert words("graph", V1, "--format", "m") == ["mermaid"]
    assert words("graph", V1, "--format=m") == ["--format=mermaid"]
    assert words("completion", "") == ["bash", "zsh", "fish"]
    assert words("why", V1, "la") == ["landing"]
    assert words("snooze", V1, "--until", "a") == ["answer"]
    assert words("report", "--since=la") == ["--since=last"]
    assert complete(["show", "--config", ""])[0].told == "files"
    assert complete(["show", "--config=x"])[0].told == "files"
    assert words("show", "--as-of", "") == []


def test_a_query_goes_on_with_fields_and_their_values(environment: Path) -> None:
    assert {"state:", "turn:", "blocked-by:"} <= {*words("list", "")}
    assert words("list", "state:rev") == ["state:reverted", "state:reviewed"]
    assert words("list", "x", "-is:open,la") == ["-is:open,landed"]
    assert words("list", "turn:m") == ["turn:me", "turn:maintainer"]
    assert words("list", "title:") == []


@pytest.mark.usefixtures("place")
def test_a_reference_goes_on_with_a_tracked_series() -> None:
    """With its title; also where several may be given, and after options."""
    assert sorted(words("show", "2025")) == [V2, GADGETS]
    assert words("show", "--json", "--as-of", "2025-02-01", "20250120") == [GADGETS]
    assert words("untrack", V2, "20250120") == [GADGETS]
    assert complete(["show", "20250120"])[0].told == "gadget: use the better widgets"
    assert words("graph", V2, "2025") == []


@pytest.mark.parametrize("text", [b"no database " * 500, None])
def test_a_home_that_cannot_be_used_completes_to_nothing(
    environment: Path, text: bytes | None
) -> None:
    """And nothing is written."""
    environment.mkdir()
    if text is not None:
        (environment / "tracker.db").write_bytes(text)
        (environment / "config.toml").write_text("depth = = 1\n")
    before = sorted(environment.iterdir())
    assert words("show", "") == []
    assert sorted(environment.iterdir()) == before


def test_an_id_that_a_shell_would_read_as_more_than_a_word_is_not_offered(
    place: Path, environment: Path
) -> None:
    """A Message-ID comes from a stranger."""
    with closing(sqlite3.connect(environment / "tracker.db")) as database, database:
        database.executemany(
            "INSERT INTO tracked (message_id, since) VALUES (?, 1)", [(one,) for one in HOSTILE]
        )
    assert sorted(words("show", "")) == [V2, GADGETS]


def test_a_title_moves_no_cursor(place: Path, environment: Path) -> None:
    """What is said of a series is as hostile as its id."""
    with closing(sqlite3.connect(environment / "tracker.db")) as database, database:
        database.execute("UPDATE revision SET title = ?", ("\x1b[2J\tevil\n" + 99 * "x",))
        database.execute("UPDATE series SET sum = NULL")
    told = complete(["show", "20250120"])[0].told
    assert told.isprintable()
    assert len(told) <= 60


@pytest.mark.parametrize("shell", SCRIPTS)
def test_the_script_is_printed_by_name_and_by_clicks_variable(process: Tracker, shell: str) -> None:
    ran = process("completion", shell)
    assert (ran.status, ran.out, ran.err) == (0, SCRIPTS[shell], "")
    assert process(extra={"_TRACKER_COMPLETE": f"{shell}_source"}).out == SCRIPTS[shell]


@pytest.mark.parametrize("asked", ["tcsh_source", "bash_dance", "x"])
def test_what_no_shell_asks_is_wrong_use(process: Tracker, asked: str) -> None:
    ran = process("show", extra={"_TRACKER_COMPLETE": asked})
    assert (ran.status, ran.out) == (2, "")


# ---- real shells -----------------------------------------------------------------------------

BASH_TEST = """
source <(tracker completion bash)
compopt() { options+=" $2"; }
COMP_LINE=$1 COMP_POINT=${#1} COMP_WORDBREAKS=$' \\t\\n"\\'@><=;|&(:'
_tracker tracker
printf '%s\\n' "${COMPREPLY[@]}"
echo "options:$options"
"""


def in_bash(place: Path, line: str) -> list[str]:
    """What bash would put in place of the last piece of the line, cut as it cuts words."""
    done = shell(place, "bash", "--norc", "-c", BASH_TEST, "bash", line)
    assert done.stderr == ""
    return done.stdout.splitlines()


def shell(place: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, env=environment_of(place), capture_output=True, text=True, cwd=place, timeout=60
    )


def environment_of(place: Path) -> dict[str, str]:
    path = f"{place / 'bin'}:{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "PYTHONPATH": str(TOP), "LC_ALL": "C.UTF-8"}


@pytest.mark.slow
def test_bash(place: Path) -> None:
    """It cuts words at ``@`` and ``:``, and gets what follows the last of them."""
    assert in_bash(place, "tracker gr") == ["graph", "options:"]
    assert in_bash(place, "tracker show 20250120-g") == [GADGETS, "options:"]
    assert in_bash(place, f"tracker show {GADGETS[:-6]}") == ["example.org", "options:"]
    assert in_bash(place, "tracker list state:rev") == ["reverted", "reviewed", "options:"]
    assert in_bash(place, "tracker list stat") == ["state:", "options: nospace"]
    assert in_bash(place, "tracker graph x --format=sv") == ["svg", "options:"]
    assert in_bash(place, "tracker index ")[-1] == "options: default"
    assert in_bash(place, "tracker nonsense x") == ["", "options:"]


@pytest.mark.shells
def test_fish(place: Path) -> None:
    """By its own ``complete -C``."""

    def fish(line: str) -> list[str]:
        code = f"tracker completion fish | source; complete -C {shlex.quote(line)}"
        done = shell(place, "fish", "--no-config", "-c", code)
        assert done.stderr == ""
        return done.stdout.splitlines()

    assert fish("tracker gr") == [f"graph\t{COMMANDS['graph']}"]
    assert fish("tracker show 20250120") == [f"{GADGETS}\tgadget: use the better widgets"]
    assert fish("tracker list state:rev") == ["state:reverted", "state:reviewed"]
    (place / "a file.mbox").touch()
    assert "a file.mbox" in "".join(fish("tracker index a"))


@pytest.mark.shells
def test_zsh(place: Path) -> None:
    """In a terminal, with the tab key."""
    with terminal(place, "zsh", "-f", "-i") as zsh:
        zsh.say("PS1='%# '; autoload -U compinit; compinit -u -D; zstyle ':completion:*' list no")
        zsh.say('eval "$(tracker completion zsh)"; echo "re"ady')
        zsh.wait("ready")
        zsh.press("tracker gr\t")
        zsh.wait("tracker graph ")
        zsh.press("\x15tracker show 20250120-g\t")
        zsh.wait(f"tracker show {GADGETS}")
        zsh.press("\x15tracker list stat\tapplie\t")
        zsh.wait("tracker list state:applied")


class Terminal:
    """A shell in a terminal of its own."""

    def __init__(self, file: int) -> None:
        self.file = file
        self.seen = ""

    def press(self, keys: str) -> None:
        self.seen = ""
        os.write(self.file, keys.encode())

    def say(self, line: str) -> None:
        self.press(f"{line}\n")

    def wait(self, text: str) -> None:
        """Read on until a text is seen; a shell that is quiet for a minute has said all."""
        while text not in self.seen:
            ready = select.select([self.file], [], [], 60)[0]
            assert ready, f"{text!r} was not seen, but {self.seen!r}"
            self.seen += os.read(self.file, 4096).decode("utf-8", "replace")
            self.seen = re.sub(r"\x1b\[[0-9;]*m|\a", "", self.seen)


@contextmanager
def terminal(place: Path, *command: str) -> Iterator[Terminal]:
    main, far = pty.openpty()
    env = {**environment_of(place), "TERM": "xterm"}
    run = subprocess.Popen(command, stdin=far, stdout=far, stderr=far, env=env)
    os.close(far)
    try:
        yield Terminal(main)
    finally:
        run.kill()
        run.wait()
        os.close(main)
