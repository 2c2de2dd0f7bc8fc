# SPDX-License-Identifier: GPL-2.0-or-later
"""How the cost of indexing grows: an epoch, and the same epoch several times over under new names.

    python -m benchmarks.growth EPOCH.git [--times 10] [--mails 0]

In each copy every address and Message-ID begins with letters of that copy, and so does every added
line, and the name before an address ends in them, so that copies share neither people nor threads
nor patches; subjects and dates stay. Prints a
table in Markdown: CPU seconds and peak memory of ``index`` from nothing and of ``list --all``, and
the size of the database, for one copy and for all. A million mails take most of an hour.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from benchmarks.peers import Cost, git, tracker

ADDRESS = re.compile(rb"[\w.+=-]+@[\w-]+(?:\.[\w-]+)+")
LIST = re.compile(rb"@(?:vger\.kernel\.org|lists\.|googlegroups)")
NAME = re.compile(rb"(?<=[\w.\")?=]) (?=<[^>\s]+@)")
"""Between a name and its address; people of one name are one person, whatever their addresses."""
IDS = re.compile(rb"(?i)(?:message-id|in-reply-to|references):|\s")
ADDED = re.compile(rb"^\+(?!\+\+ )", re.MULTILINE)
COMMIT = b"commit refs/heads/master\ncommitter a <a@example.org> %d +0000\ndata 0\n"


def main(words: argparse.Namespace) -> int:
    """Print the table."""
    print("| mails | index, CPU s | ms a mail | MB | list --all, CPU s | bytes a mail |")
    print("|---|---|---|---|---|---|")
    for times in (1, words.times):
        with tempfile.TemporaryDirectory() as folder:
            print(f"| {' | '.join(measured(Path(folder), words, times))} |", flush=True)
    return 0


def measured(folder: Path, words: argparse.Namespace, times: int) -> Iterator[str]:
    """Yield the cells of one row."""
    many = folder / "many.git"
    mails = repeated(words.epoch, many, times, words.mails)
    home = folder / "home"
    cost = tracker(home, "index", str(many))
    listed: Cost = tracker(home, "list", "--all")
    yield f"{mails:,}"
    yield f"{cost.cpu:.0f}"
    yield f"{cost.cpu / mails * 1000:.2f}"
    yield f"{cost.memory / 1e6:.0f}"
    yield f"{listed.cpu:.2f}"
    yield f"{(home / 'tracker.db').stat().st_size / mails:.0f}"


def repeated(epoch: Path, made: Path, times: int, most: int) -> int:
    """Make an epoch of so many copies of the newest mails of another; how many mails it has."""
    git("init", "--quiet", "--bare", "--initial-branch=master", str(made))
    asked = ["rev-list", "--reverse", *([f"--max-count={most}"] if most else []), "HEAD"]
    names = git("-C", str(epoch), *asked).split()
    with subprocess.Popen(
        ("git", "-C", str(made), "fast-import", "--quiet"), stdin=subprocess.PIPE
    ) as importer:
        assert importer.stdin is not None
        count = sum(
            written(importer.stdin, moment, mail, copy)
            for copy in range(times)
            for moment, mail in stored(epoch, names)
        )
    if importer.returncode:
        raise SystemExit("git fast-import failed")
    return count


def stored(epoch: Path, names: list[str]) -> Iterator[tuple[int, bytes]]:
    """Yield the mails of commits, with the moment at which each came in (seconds since 1970)."""
    moments = dict(
        line.split() for line in git("-C", str(epoch), "log", "--format=%H %ct").splitlines()
    )
    with subprocess.Popen(
        ("git", "-C", str(epoch), "cat-file", "--batch"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as reader:
        assert reader.stdin is not None
        assert reader.stdout is not None
        for name in names:
            reader.stdin.write(f"{name}:m\n".encode())
            reader.stdin.flush()
            head = reader.stdout.readline().split()
            if head[-1] != b"missing":
                yield int(moments[name]), reader.stdout.read(int(head[2]))
                reader.stdout.read(1)


def written(importer: IO[bytes], moment: int, mail: bytes, copy: int) -> int:
    """Add a mail to the repository that is made; 1, to be summed up."""
    mail = renamed(mail, copy) if copy else mail
    importer.write(COMMIT % moment)
    importer.write(b"M 100644 inline m\ndata %d\n%b\n" % (len(mail), mail))
    return 1


def renamed(mail: bytes, copy: int) -> bytes:
    """Return a mail as another one of other people."""
    sign = b"k%d." % copy

    def own(found: re.Match[bytes]) -> bytes:
        return found[0] if LIST.search(found[0]) else sign + found[0]

    named = b"\n".join(
        line if IDS.match(line) else NAME.sub(b" %b " % sign, line) for line in mail.split(b"\n")
    )
    return ADDED.sub(b"+" + sign, ADDRESS.sub(own, named))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("epoch", type=Path)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--mails", type=int, default=0, help="the newest so many; 0 for all")
    sys.exit(main(parser.parse_args()))
