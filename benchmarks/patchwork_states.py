# SPDX-License-Identifier: GPL-2.0-or-later
"""Ask a Patchwork on loopback for series of a real list, and count where its states and ours agree.

The states are made from the list's own mail by rules that share nothing with the tracker's: a patch
that a ``patchwork-bot`` mail lists is accepted, one of whose title a later version came is
superseded, every other one is new. So a difference is one of two readings of the same mail.

    python -m benchmarks.patchwork_states EPOCH.git --since 2025-03-01 --until 2025-05-31
"""

import argparse
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from pathlib import Path

from tests.patchworks import PwPatch, patchwork_of
from tracker.services.library import Library
from tracker.services.outside.ask import OutsideServices, ask_outside, posted_of
from tracker.services.outside.places import PatchworkPlace
from tracker.services.sync.sync import Sync
from tracker.sources.archive import open_archive
from tracker.sources.threadcache import ThreadCache
from tracker.store.load import Reader
from tracker.store.save import Writer

HEAD = re.compile(r"^\s*\[([^\]]*PATCH[^\]]*)\]\s*(.*)$", re.I)
LISTED = re.compile(r"^\s*- \[([^\]]*)\]\s*(.*?)\s*$", re.M)


def mails(epoch: Path, since: str, until: str) -> Iterator[bytes]:
    """The mails that an epoch took in between two days."""
    git = ["git", f"--git-dir={epoch}"]
    words = ["rev-list", "--reverse", f"--since={since}", f"--until={until}", "HEAD"]
    commits = subprocess.run([*git, *words], capture_output=True, check=True).stdout.split()
    names = b"".join(one + b":m\n" for one in commits)
    found = subprocess.Popen([*git, "cat-file", "--batch"], stdin=subprocess.PIPE,
                             stdout=subprocess.PIPE)  # fmt: skip
    out, _ = found.communicate(names)
    at = 0
    while at < len(out):
        end = out.index(b"\n", at)
        words_ = out[at:end].split()
        at = end + 1
        if len(words_) == 3:
            size = int(words_[2])
            yield out[at : at + size]
            at += size + 1


def version_of(tags: str) -> int:
    found = re.search(r"\bv(\d+)\b", tags, re.I)
    return int(found[1]) if found else 1


def text_of(mail: object) -> str:
    part = mail.get_body(("plain",))  # type: ignore[attr-defined]
    try:
        return str(part.get_content()) if part is not None else ""
    except (LookupError, ValueError):
        return ""


def states_of(raws: list[bytes]) -> dict[str, PwPatch]:
    """Each patch with the state that the mail gives it."""
    patches: dict[str, PwPatch] = {}
    titles: dict[str, tuple[str, int]] = {}
    accepted: set[tuple[str, int]] = set()
    for raw in raws:
        mail = message_from_bytes(raw, policy=policy.default)
        try:
            subject, sender = str(mail["Subject"] or ""), str(mail["From"] or "")
            name = str(mail["Message-ID"] or "").strip().strip("<>").strip()
            date = parsedate_to_datetime(str(mail["Date"])).astimezone(UTC)
        except (TypeError, ValueError, AttributeError):
            continue
        if "patchwork-bot" in sender:
            text = text_of(mail)
            if "applied to" in text:
                for tags, title in LISTED.findall(text):
                    number = re.search(r"(?:^|,)v(\d+)(?:,|$)", tags)
                    accepted.add((title, int(number[1]) if number else 1))
            continue
        found = HEAD.match(subject)
        if found is None or re.search(r"\b0+/\d", found[1]) or "diff --git" not in text_of(mail):
            continue
        email = re.search(r"<([^>]*)>", sender)
        titles[name] = (" ".join(found[2].split()), version_of(found[1]))
        patches[name] = PwPatch(
            number=len(patches) + 1, message_id=name, email=(email[1] if email else sender).lower(),
            date=f"{date:%Y-%m-%dT%H:%M:%S}", project="bluetooth",
        )  # fmt: skip
    newest: dict[str, int] = defaultdict(int)
    for title, version in titles.values():
        newest[title] = max(newest[title], version)
    for name, (title, version) in titles.items():
        if (title, version) in accepted:
            patches[name].state = "accepted"
        elif version < newest[title]:
            patches[name].state = "superseded"
    return patches


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("epoch", type=Path)
    options.add_argument("--since", default="2025-03-01")
    options.add_argument("--until", default="2025-05-31")
    options.add_argument("--series", type=int, default=30)
    options.add_argument("--seed", type=int, default=20)
    asked = options.parse_args()
    raws = list(mails(asked.epoch, asked.since, asked.until))
    patches = states_of(raws)
    with tempfile.TemporaryDirectory() as folder:
        database, box = Path(folder, "tracker.db"), Path(folder, "list.mbox")
        with box.open("wb") as out:
            for raw in raws:
                out.write(b"From x Thu Jan  1 00:00:00 1970\n")
                out.write(re.sub(rb"(?m)^(>*From )", rb">\1", raw) + b"\n\n")
        sync = Sync(database, ThreadCache(Path(folder, "t")), None, lambda: datetime.now(UTC))
        for _ in sync.index([open_archive(box)]):
            pass
        report(database, patches, asked.series, asked.seed)
    return 0


def report(database: Path, patches: dict[str, PwPatch], count: int, seed: int) -> None:
    """Draw series, ask for each, and print the table and every conflict."""
    reader = Reader.open(database)
    assert reader is not None
    now = datetime.now(UTC)
    with reader:
        every = [one.id for one in reader.all_series()
                 if one.newest.patches and one.newest.patches[0].message_id in patches]  # fmt: skip
    drawn = random.Random(seed).sample(sorted(every), min(count, len(every)))
    table: Counter[tuple[str, str, bool]] = Counter()
    conflicts: list[str] = []
    requests = 0
    with patchwork_of(*patches.values()) as server:
        services = OutsideServices(PatchworkPlace(url=server.url), "", lambda: now)
        for name in drawn:
            with Reader.open(database) as reader:  # type: ignore[union-attr]
                posted = posted_of(Library(reader, now), name)
            with Writer(database) as writer:
                for _ in ask_outside(services, writer, posted):
                    pass
            with Reader.open(database) as reader:  # type: ignore[union-attr]
                view = Library(reader, now).view(name)
            ours = {one.message_id: one.stage for rev in view.revisions for one in rev.patches}
            for word in view.outside:
                here = ours[word.state.message_id].value
                table[word.state.state, here, bool(word.conflict)] += 1
                if word.conflict:
                    conflicts.append(f"{word.state.state}, here {here}: {word.conflict}"
                                     f"  <{word.state.message_id}>")  # fmt: skip
        requests = len(server.asked)
    agreed = sum(n for (_, _, conflict), n in table.items() if not conflict)
    whole = sum(table.values())
    print(f"{len(drawn)} series, {whole} patches, {requests} requests; no conflict: {agreed}")
    print("there | here | patches | conflict")
    for (there, here, conflict), n in sorted(table.items()):
        print(f"{there} | {here} | {n} | {'yes' if conflict else ''}")
    print(*conflicts, sep="\n")


if __name__ == "__main__":
    sys.exit(main())
