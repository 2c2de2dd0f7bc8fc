# SPDX-License-Identifier: GPL-2.0-or-later
"""Write series as ``tracker mbox`` does beside ``b4 am`` of the same, and apply them.

    python -m benchmarks.mbox_beside_b4 DATABASE [--draw 20] [--seed 1] [--repo BARE_OR_CLONE] \
        [--project bluez]

DATABASE is a tracker.db that holds the mails of a list. Series are drawn by seed: first those that
others need or that need others, then those of several versions, then the rest. b4 gets the whole
thread as an mbox (``b4 am -m``), no network and an empty git configuration. With --repo each is
applied with ``git am -3`` in a scratch clone, at its base-commit where the repository holds it,
else at the last commit before the posting. ``docs/decisions/0004-mbox-beside-b4.md`` has what was
found.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from pathlib import Path

from tracker.errors import TrackerError
from tracker.model.series import Revision, Series
from tracker.series.projects import series_project
from tracker.services.library import Library
from tracker.services.mail_text import mail_raws
from tracker.services.patches.stacks import find_stack, make_mboxes
from tracker.store.load import Reader


def main() -> int:
    """Print one line for each series drawn and the sums. Returns 0 where nothing differs."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("database", type=Path)
    parser.add_argument("--draw", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--repo", type=Path, default=None)
    parser.add_argument("--project", default=None, help="Draw only series of this project.")
    given = parser.parse_args()
    sums: Counter[str] = Counter()
    reader = Reader.open(given.database)
    if reader is None:
        parser.error(f"{given.database} is no database")
    with reader, tempfile.TemporaryDirectory() as folder:
        library = Library(reader, datetime.now(UTC))
        clone = _scratch(given.repo, Path(folder)) if given.repo else None
        for name in _drawn(library, given.draw, given.seed, given.project):
            said = _beside(library, name, Path(folder), clone)
            sums.update(said)
            print(f"{', '.join(said):40} {name}", flush=True)
    print(dict(sums))
    return 0 if not sums["differs"] else 1


def _drawn(library: Library, count: int, seed: int, project: str | None) -> list[str]:
    """Return the names of complete series with a diff, those of stacks and versions first."""
    joined: list[str] = []
    grown: list[str] = []
    plain: list[str] = []
    for name in library.all():
        series = library.needed(name).series
        if not _is_whole(series) or project not in (None, series_project(series)):
            continue
        stack = find_stack(library, name)
        part = len(stack.steps) > 1
        (joined if part else grown if len(series.revisions) > 1 else plain).append(name)
    draw = random.Random(seed)
    for group in (joined, grown, plain):
        draw.shuffle(group)
    third = count // 3
    return [*joined[:third], *grown[:third], *plain][:count]


def _is_whole(series: Series) -> bool:
    newest = series.newest
    return bool(newest.patches) and len(newest.patches) == newest.expected


def _beside(library: Library, name: str, folder: Path, clone: Path | None) -> list[str]:
    """Return what was found of one series, as short words."""
    newest = library.needed(name).series.newest
    try:
        ours = make_mboxes(library, name, with_needs=False).files[0].mbox
    except TrackerError as error:
        ours, why = b"", str(error)
    else:
        why = ""
    theirs = _b4_am(_thread(library, name), newest.message_id, folder)
    if not ours and not theirs:
        return ["both refuse"]
    if not ours:
        return [f"only b4: {why[:60]}"]
    words = ["same" if list(_patches(ours)) == list(_patches(theirs)) else "differs"]
    if clone is not None:
        with_needs = make_mboxes(library, name, with_needs=True).files[0].mbox
        words.append("applied" if _applies(clone, with_needs, newest) else "does not apply")
    return words


def _thread(library: Library, name: str) -> bytes:
    """Return the mails of a series and the answers to them, as an mbox."""
    series = library.needed(name).series
    names = dict.fromkeys(one for each in series.revisions for one in (*each.own, *each.replies))
    raws: Iterable[bytes] = mail_raws(library.reader, list(names)).values()
    return b"".join(_mboxrd(raw) for raw in raws)


def _mboxrd(raw: bytes) -> bytes:
    lines = [b">" + one if one.lstrip(b">").startswith(b"From ") else one
             for one in raw.splitlines(keepends=True)]  # fmt: skip
    return b"From mboxrd@z Thu Jan  1 00:00:00 1970\n" + b"".join(lines) + b"\n"


def _b4_am(mbox: bytes, message_id: str, folder: Path) -> bytes:
    """Return what ``b4 am`` makes of a thread; empty where it refuses."""
    mails = folder / "thread.mbx"
    mails.write_bytes(mbox)
    home = folder / "home"
    home.mkdir(exist_ok=True)
    git = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}
    out = folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    subprocess.run(
        [sys.executable, "-I", "-c", "from b4.command import cmd; cmd()", "--no-interactive",
         "--no-stdin", "--offline-mode", "-c", "b4.attestation-policy=off", "am", "-m", str(mails),
         "-o", str(out), "-n", "am", message_id],
        capture_output=True, check=False, cwd=home, timeout=120,
        env={**os.environ, **git, "HOME": str(home), "XDG_DATA_HOME": str(home)},
    )  # fmt: skip
    made = out / "am.mbx"
    return made.read_bytes() if made.exists() else b""


def _patches(mbox: bytes) -> Iterator[tuple[str, str]]:
    """Yield the subject and text of each mail: titles, logs, trailers and diffs, in order."""
    for raw in mbox.split(b"\nFrom "):
        mail = message_from_bytes(raw.split(b"\n", 1)[1])
        text = mail.get_payload(decode=True)
        assert isinstance(text, bytes | None)
        yield str(mail["Subject"]), (text or b"").decode("utf-8", "replace").rstrip()


def _scratch(repository: Path, folder: Path) -> Path:
    clone = folder / "clone"
    subprocess.run(
        ["git", "clone", "-q", "--shared", "--no-checkout", str(repository), str(clone)], check=True
    )
    return clone


def _git(
    clone: Path, *words: str, given: bytes | None = None
) -> subprocess.CompletedProcess[bytes]:
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    return subprocess.run(
        ["git", "-C", str(clone), *who, *words], input=given, capture_output=True, check=False
    )


def _applies(clone: Path, mbox: bytes, newest: Revision) -> bool:
    bases = [newest.base_commit, *(patch.base_commit for patch in newest.patches)]
    held = [one for one in bases if one and not _git(clone, "cat-file", "-e", one).returncode]
    day = newest.date.isoformat()
    before = _git(clone, "rev-list", "-1", f"--before={day}", "origin/HEAD").stdout.decode().strip()
    _git(clone, "am", "--abort")
    _git(clone, "checkout", "-q", "-f", "--detach", held[0] if held else before)
    return not _git(clone, "am", "-q", "-3", given=mbox).returncode


if __name__ == "__main__":
    sys.exit(main())
