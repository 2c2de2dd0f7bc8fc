# SPDX-License-Identifier: GPL-2.0-or-later
"""Real git repositories for tests: people at example.org, moments of ours, nothing of the user's.

``Repo`` makes commits as people do: by ``git am`` of a mail, by hand, by merge, revert and
cherry-pick. Equal calls make equal ids.
"""

import os
import subprocess
from collections.abc import Sequence
from datetime import datetime
from email.utils import parseaddr
from pathlib import Path

from tests.mails import ADA, MIA, at, diff, patch, widget

FILES = ("lib/widget.c", "lib/gear.c", "lib/bolt.c", "lib/axle.c", "lib/nut.c")
"""The files that the first commit of every repository holds."""


def part(number: int, title: str, name: str, hours: float, **fields: object) -> bytes:
    """A patch mail ``NAME@example.org`` that changes a file of its own; see ``FILES``."""
    change = diff(FILES[number], new=f"{title}")
    given = {"number": number, "total": 2, "change": change, **fields}
    return patch(title, message_id=f"{name}@example.org", date=at(hours), **given)  # type: ignore[arg-type]


class Repo:
    """One repository with a work tree, at ``path``."""

    def __init__(self, path: Path, branch: str = "main") -> None:
        self.path = path
        path.mkdir(parents=True)
        self.git("init", "-q", "-b", branch)
        self.first = self.commit("Start", {name: widget() for name in FILES}, hours=-1000)

    def git(
        self, *words: str, hours: float = 0, author: str = ADA, by: str = MIA, feed: bytes = b""
    ) -> str:
        """What a git command prints; ``hours`` is the committer's clock."""
        done = subprocess.run(
            ["git", *words], cwd=self.path, env=_environment(hours, author, by), input=feed,
            capture_output=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode().strip()

    def commit(
        self,
        title: str,
        files: dict[str, str],
        *,
        body: str = "",
        hours: float = 0,
        author: str = ADA,
        by: str = MIA,
    ) -> str:
        """A commit of files."""
        for name, text in files.items():
            place = self.path / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text)
            self.git("add", name)
        message = f"{title}\n\n{body}" if body else title
        self.git("commit", "-q", "--allow-empty", "-F", "-", hours=hours, author=author, by=by,
                 feed=message.encode())  # fmt: skip
        return self.head

    def am(self, mail: bytes, hours: float, by: str = MIA, *words: str) -> str:
        """Apply a mail as a maintainer does."""
        self.git("am", "-q", *words, hours=hours, by=by, feed=mail)
        return self.head

    def amend(self, hours: float, title: str = "", files: dict[str, str] | None = None) -> str:
        """Edit the newest commit, its author and date kept."""
        for name, text in (files or {}).items():
            (self.path / name).write_text(text)
            self.git("add", name)
        words = ["-m", title] if title else ["--no-edit"]
        self.git("commit", "-q", "--amend", *words, hours=hours, author="")
        return self.head

    def merge(self, *branches: str, title: str = "Merge", hours: float = 0) -> str:
        """Merge branches into the current one, never by fast-forward."""
        self.git("merge", "-q", "--no-ff", "-m", title, *branches, hours=hours)
        return self.head

    def revert(self, commit: str, hours: float) -> str:
        """Take a commit back, in git's words."""
        self.git("revert", "--no-edit", commit, hours=hours, author=MIA)
        return self.head

    def pick(self, commit: str, hours: float, *words: str) -> str:
        """Take a commit over from another branch."""
        self.git("cherry-pick", *words, commit, hours=hours, author="")
        return self.head

    def switch(self, branch: str, start: str = "") -> None:
        """Go to a branch; with ``start`` it is new."""
        self.git("switch", "-q", *(["-c", branch, start] if start else [branch]))

    def tag(self, name: str, commit: str = "HEAD", hours: float = 0) -> None:
        """An annotated tag."""
        self.git("tag", "-a", "-m", name, name, commit, hours=hours)

    def bare(self, path: Path, *words: str) -> Path:
        """A bare clone."""
        self.git("clone", "-q", "--bare", *words, f"file://{self.path}", str(path))
        return path

    @property
    def head(self) -> str:
        """The id of the newest commit."""
        return self.git("rev-parse", "HEAD")


def eml(folder: Path, mails: Sequence[bytes]) -> Path:
    """A folder with a file for each mail."""
    folder.mkdir(parents=True)
    for number, raw in enumerate(mails):
        (folder / f"{number:02}.eml").write_bytes(raw)
    return folder


def _environment(hours: float, author: str, by: str) -> dict[str, str]:
    kept = {name: text for name, text in os.environ.items() if not name.startswith("GIT_")}
    own = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "LC_ALL": "C"}
    when = _stamp(at(hours))
    for who, role in ((author, "AUTHOR"), (by, "COMMITTER")):
        if who:
            name, address = parseaddr(who)
            own |= {f"GIT_{role}_NAME": name, f"GIT_{role}_EMAIL": address}
            own[f"GIT_{role}_DATE"] = when
    return kept | own


def _stamp(moment: datetime) -> str:
    return f"{int(moment.timestamp())} +0000"
