# SPDX-License-Identifier: GPL-2.0-or-later
"""Diffs of commits, and their patch-ids: ``git diff-tree | git patch-id --stable`` as one stream.

The diffs are made as git-format-patch(1) makes those of mails: three lines of context, renames
found, git's default algorithm; so that a patch that was applied untouched has the same patch-id.
"""

import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tracker.errors import NotFound
from tracker.sources.git import clean_environment, git_command, git_lines, no_git

_DIFF = (
    "diff-tree", "-r", "-p", "-M", "-U3", "--diff-algorithm=myers", "--no-color", "--no-ext-diff",
    "--no-textconv", "--src-prefix=a/", "--dst-prefix=b/", "--full-index",
)  # fmt: skip
_MAX_DIFF = 4_000_000
"""Bytes of one diff that are read."""


class PatchIds:
    """Patch-ids as they come, asked for in the order in which the commits were handed over."""

    def __init__(self, output: IO[bytes], failed: Callable[[], bool]) -> None:
        self._output = output
        self._failed = failed
        self._next = ("", "")
        self._ended = False

    def of(self, commit: str) -> str | None:
        """The patch-id of a commit; empty for one without a diff, None if it cannot be made."""
        if not self._next[0] and not self._ended:
            line = self._output.readline().decode("ascii", "replace").split()
            self._ended = len(line) != 2
            self._next = ("", "") if self._ended else (line[1], line[0])
        if self._ended:
            return None if self._failed() else ""
        if self._next[0] != commit:
            return ""
        found = self._next[1]
        self._next = ("", "")
        return found


@contextmanager
def patch_ids(git_dir: Path, ids: Sequence[str]) -> Iterator[PatchIds]:
    """The patch-ids of commits. Raises Unreachable where git cannot be run.

    A root commit and a merge have none; so has the first commit of a shallow history. Once a diff
    cannot be made (its contents are missing), the rest have none either.
    """
    environment = clean_environment()
    with tempfile.TemporaryFile() as asked:
        asked.writelines(f"{one}\n".encode() for one in ids)
        asked.seek(0)
        try:
            diff = subprocess.Popen(
                git_command(git_dir, *_DIFF, "--stdin"),
                stdin=asked,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
            )
        except OSError as fault:
            raise no_git(fault) from fault
        hashing = subprocess.Popen(
            git_command(git_dir, "patch-id", "--stable"),
            stdin=diff.stdout,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
    assert diff.stdout is not None
    assert hashing.stdout is not None
    diff.stdout.close()
    with diff, hashing:
        try:
            yield PatchIds(hashing.stdout, lambda: diff.wait() != 0)
        finally:
            diff.kill()
            hashing.kill()


def diff_of(git_dir: Path, commit: str) -> str:
    """Return the diff of one commit against its first parent, at most four million bytes of it.

    Raises NotFound for a commit without a diff, Unreachable where git cannot make it.
    """
    with git_lines(git_dir, *_DIFF, "--root", "--no-commit-id", commit) as output:
        text = output.read(_MAX_DIFF)
        while output.read(1 << 16):
            pass
    if not text:
        raise NotFound(f"{commit} in {git_dir} has no diff")
    return text.decode("utf-8", "replace")
