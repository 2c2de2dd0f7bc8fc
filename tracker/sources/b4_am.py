# SPDX-License-Identifier: GPL-2.0-or-later
"""Make an mbox that is ready for ``git am``, by b4 itself in a process of its own.

``b4 am`` is run on the mails given and on nothing else: without the network, without the user's
git configuration, in a folder of its own. So what it writes depends on the mails alone.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tracker.errors import Broken, NotFound
from tracker.lazy_dataclass import dataclass
from tracker.sources.git import clean_environment

_TIMEOUT = 300.0
_FROM = re.compile(rb"(?m)^(>*From )")
_RUN = "from b4.command import cmd; cmd()"
_NAME = "am"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyMbox:
    """What ``b4 am`` made of one series."""

    mbox: bytes
    cover: str | None
    """The cover letter as text; None where there is none."""
    warnings: tuple[str, ...]
    """What b4 warns of: patches that lack, trailers that it left out."""


def make_ready(mails: Sequence[bytes]) -> ReadyMbox:
    """Return the newest version in these mails as an mbox with the tags of their answers.

    Raises NotFound where b4 finds no patch in them, Broken where it fails.
    """
    with tempfile.TemporaryDirectory(prefix="tracker-am-") as folder:
        place = Path(folder)
        thread = place / "thread.mbox"
        thread.write_bytes(b"".join(map(_b4_am_entry, mails)))
        said = _run_b4_am(place, thread)
        made = place / "out" / f"{_NAME}.mbx"
        if not made.exists():
            if "No patches found" in said:
                raise NotFound("b4 finds no patch in these mails")
            if "control characters" in said:
                raise NotFound("b4 makes no mbox of it: a mail holds Unicode control characters")
            raise Broken(f"b4 made no mbox: {' '.join(said.split())[-300:]}")
        cover = place / "out" / f"{_NAME}.cover"
        text = cover.read_text("utf-8", "replace") if cover.exists() else None
        return ReadyMbox(mbox=made.read_bytes(), cover=text, warnings=_warnings(said))


def _b4_am_entry(raw: bytes) -> bytes:
    """Return a mail as an entry of an mbox (mboxrd)."""
    if raw.startswith(b"From ") and b"\n" in raw:
        raw = raw.partition(b"\n")[2]
    raw = raw.replace(b"\r\n", b"\n")
    return b"From mboxrd@z Thu Jan  1 00:00:00 1970\n" + _FROM.sub(rb">\1", raw) + b"\n\n"


def _run_b4_am(place: Path, thread: Path) -> str:
    """Run ``b4 am`` on an mbox; return what it says."""
    home = {"HOME": folder_of(place), "XDG_CONFIG_HOME": folder_of(place)}
    caches = {"XDG_CACHE_HOME": folder_of(place), "XDG_DATA_HOME": folder_of(place)}
    command = [
        sys.executable, "-I", "-c", _RUN, "--no-interactive", "--no-stdin", "--offline-mode",
        "-c", "b4.attestation-policy=off",
        "am", "-m", str(thread), "-o", str(place / "out"), "-n", _NAME,
    ]  # fmt: skip
    try:
        done = subprocess.run(
            command,
            cwd=place,
            env={**clean_environment(), **home, **caches, "GIT_CEILING_DIRECTORIES": str(place)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired as fault:
        raise Broken(f"b4 did not end within {_TIMEOUT:.0f} seconds") from fault
    return done.stdout.decode("utf-8", "replace")


def folder_of(place: Path) -> str:
    """Return the home that b4 gets: an empty folder beside the mails."""
    home = place / "home"
    home.mkdir(exist_ok=True)
    return str(home)


def _warnings(said: str) -> tuple[str, ...]:
    lines = [line.strip() for line in said.splitlines()]
    return tuple(
        line.removeprefix("WARNING: ").lstrip("! ")
        for line in lines
        if line.startswith(("WARNING:", "! Trailer:", "ERROR"))
    )
