# SPDX-License-Identifier: GPL-2.0-or-later
"""Running git so that nothing but the arguments decides what it does.

The user's and the system's configuration, hooks, replaced objects, lazy fetching and every
``GIT_*`` variable are left out; a repository is never written to. Only plumbing commands are
used: they read no settings that name programs to run.
"""

import os
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tracker.errors import Unreachable

_TIMEOUT = 5.0
_BUFFER = 1 << 18
_SEALED = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_PROTOCOL_FROM_USER": "0",
    "GIT_ALLOW_PROTOCOL": "none",
    "LC_ALL": "C",
}


def no_git(fault: OSError) -> Unreachable:
    """Return the error that git could not be started."""
    return Unreachable(f"git cannot be run ({fault.strerror}); is it installed?")


def without_git() -> dict[str, str]:
    """Return the environment without any ``GIT_*`` variable."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}


def clean_environment() -> dict[str, str]:
    """Return the environment without any ``GIT_*`` variable, and with git's other inputs shut."""
    return without_git() | _SEALED


@contextmanager
def git_lines(repository: Path, *arguments: str, feed: Iterable[bytes] = ()) -> Iterator[IO[bytes]]:
    """The output of a git command in a repository, as it comes.

    ``feed`` is what it reads, line ends included. The command is ended when the reader stops
    early. Raises Unreachable if git fails or is not there.
    """
    # Not imported where git is only asked what is new.
    import tempfile

    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as said:
        asked.writelines(feed)
        asked.seek(0)
        command = git_command(repository, *arguments)
        try:
            process = subprocess.Popen(
                command,
                stdin=asked,
                stdout=subprocess.PIPE,
                stderr=said,
                env=clean_environment(),
                bufsize=_BUFFER,
            )
        except OSError as fault:
            raise no_git(fault) from fault
        with process:
            assert process.stdout is not None
            try:
                yield process.stdout
            except BaseException:
                process.kill()
                raise
            if process.stdout.read(1):
                process.kill()
            elif process.wait():
                said.seek(0)
                why = " ".join(said.read(500).decode("utf-8", "replace").split())
                shown = "".join(one if one.isprintable() else "?" for one in why)
                raise Unreachable(f"git cannot read {repository}: {shown or 'no reason given'}")


def git_text(repository: Path, *arguments: str) -> str | None:
    """The output of a short git command; None if git fails. Raises Unreachable without git."""
    try:
        done = subprocess.run(
            git_command(repository, *arguments),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=clean_environment(),
            check=False,
        )
    except OSError as fault:
        raise no_git(fault) from fault
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else None


def user_settings(pattern: str) -> tuple[tuple[str, str], ...]:
    """Return names and values of the user's own git configuration that match; none without git.

    Only the user's file counts: what the repository of the current folder says must not decide
    which server is asked.
    """
    command = ["git", "config", "--global", "--includes", "-z", "--get-regexp", pattern]
    try:
        done = subprocess.run(
            command, cwd="/", capture_output=True, env=without_git(), check=False, timeout=_TIMEOUT
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    entries = done.stdout.decode("utf-8", "replace").split("\0") if done.returncode == 0 else []
    pairs = (entry.partition("\n") for entry in entries if entry)
    return tuple((name, value if found else "true") for name, found, value in pairs)


def git_command(repository: Path, *arguments: str) -> list[str]:
    """Return the words that run a git command in a repository."""
    place = repository.absolute()
    settings = (f"safe.directory={place}", "core.fsmonitor=false")
    shut = ("--no-optional-locks", *(word for one in settings for word in ("-c", one)))
    return ["git", *shut, f"--git-dir={place}", *arguments]
