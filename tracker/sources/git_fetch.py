# SPDX-License-Identifier: GPL-2.0-or-later
"""Run ``git fetch`` in a repository of the user's that the configuration names for it.

The one place that writes outside the tracker's own files. It asks the remotes that the repository
has, as the user would; but no hook, no housekeeping, no password prompt, no submodule and no
transport that is a program of the repository's choosing is started.
"""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from tracker.errors import Unreachable

MAX_SECONDS = 1800.0
"""How long one repository may take."""
MAX_BYTES = 16 << 30
"""How long a file of one transfer may get; all of linux-next's history is 4 GiB."""
_LIMITED = ("sh", "-c", 'ulimit -f "$0" && exec "$@"')
"""Runs a command whose files may get so long, in blocks of 512 bytes: git itself has no limit."""
_TOO_LONG = ("signal 25", "File too large", "file too large", "write error")
"""What git says where a file gets longer."""
SETTINGS = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "gc.auto=0",
    "maintenance.auto=false",
    "fetch.recurseSubmodules=no",
    "credential.helper=",
)
"""Nothing of git's that is a program, asks for a password or keeps house."""
_ALLOWED = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ALLOW_PROTOCOL": "https:http:git:ssh:file",
    "GIT_SSH_COMMAND": "ssh -oBatchMode=yes",
    "LC_ALL": "C",
}


def fetch_repository(name: str, git_dir: Path) -> None:
    """Bring every remote of a repository up to date; its work tree stays as it is.

    Raises Unreachable where git fails, is not there, or takes longer than ``MAX_SECONDS``.
    """
    words = [word for one in (f"safe.directory={git_dir}", *SETTINGS) for word in ("-c", one)]
    asked = ("fetch", "--quiet", "--all", "--tags", "--upload-pack=git-upload-pack")
    command = ["git", *words, f"--git-dir={git_dir}", *asked]
    run_sealed(command, _ALLOWED, MAX_SECONDS, name)


def run_sealed(
    command: Sequence[str],
    sealed: Mapping[str, str],
    seconds: float,
    name: str,
    *,
    most: int = MAX_BYTES,
) -> None:
    """Run git with no variable of its own from outside but ``sealed``, and nothing on stdin.

    Raises Unreachable, with what git said, where it fails, is not there, takes too long, or is
    sent more than ``most`` bytes.
    """
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    try:
        done = subprocess.run(
            [*_LIMITED, str(most // 512), *command],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=kept | dict(sealed),
            check=False,
            timeout=seconds,
        )
    except OSError as fault:
        raise Unreachable(f"git cannot be run ({fault.strerror}); is it installed?") from fault
    except subprocess.TimeoutExpired as fault:
        raise Unreachable(f"{name} was not fetched within {seconds:.0f} s") from fault
    if done.returncode:
        if any(word in done.stderr.decode("utf-8", "replace") for word in _TOO_LONG):
            raise Unreachable(f"{name} sends more than {most >> 20} MiB; the transfer was ended")
        said = " ".join(done.stderr[-500:].decode("utf-8", "replace").split())
        shown = "".join(one if one.isprintable() else "?" for one in said)
        raise Unreachable(f"{name} could not be fetched: {shown or 'git gives no reason'}")
