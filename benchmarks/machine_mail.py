# SPDX-License-Identifier: GPL-2.0-or-later
"""Count the mail of machines in a database: which of it became a check, and of the right patch?

    python -m benchmarks.machine_mail HOME [--since DATE] [--show KIND] [--draw N]

HOME is a folder as TRACKER_HOME names it, already indexed. Every mail of a machine that checks
patches is put into one of these kinds:

    right     a check of the posting that the mail answers or names, by an independent look at its
              In-Reply-To, "patch link" and titles
    other     a check, of another posting than that look says
    later     of a posting that the machine checked once more: the later result holds
    tree      of a tree or a bug, of no patch: nothing to be a check of
    no-patch  it tested what is no patch of any series at hand (the posting is not cached, or the
              patch stood in an answer to a bug report)
    missed    it answers a patch, and nothing was read from it

``--show`` prints mails of a kind, ``--draw`` that many of them at random (a fixed seed).
"""

import argparse
import random
import re
import sys
from collections import Counter, defaultdict
from datetime import UTC, datetime
from pathlib import Path

from tracker.model.mail import Message
from tracker.services.library import Library
from tracker.store.load import Reader

MACHINES = frozenset(
    {"lkp", "syzbot", "bluez-test-bot", "bpf-ci", "sashiko", "kernelci", "cki", "freedesktop-ci",
     "devicetree-bot", "patchew", "ci", "bot"}
)  # fmt: skip
_LINK = re.compile(r"patch link: +\S+?/([^/\s]+@[^/\s]+)/?\s*$", re.MULTILINE)


def main() -> int:
    """Count, print, and fail where a check is of another posting or a patch's mail was missed."""
    arguments = _arguments()
    reader = Reader.open(Path(arguments.home) / "tracker.db")
    if reader is None:
        print("nothing is indexed there", file=sys.stderr)
        return 3
    since = datetime.fromisoformat(arguments.since).replace(tzinfo=UTC)
    kinds: Counter[tuple[str, str]] = Counter()
    shown: dict[str, list[str]] = defaultdict(list)
    with reader:
        library = Library(reader, datetime.now(UTC))
        library.load_ahead(library.all())
        checked = _checked(library)
        for message in reader.all_messages():
            if message.bot and message.auto in MACHINES and message.date >= since:
                kind = _kind(message, checked, library)
                kinds[message.auto, kind] += 1
                shown[kind].append(_line(message, checked))
    for (machine, kind), number in sorted(kinds.items()):
        print(f"{number:6} {machine:16} {kind}")
    if arguments.show:
        lines = shown[arguments.show]
        drawn = random.Random(arguments.show).sample(lines, min(arguments.draw, len(lines)))
        print("\n".join(drawn))
    return int(any(kind in ("other", "missed") for _, kind in kinds))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("home")
    parser.add_argument("--since", default="2024-01-01")
    parser.add_argument("--show", choices=("right", "other", "later", "tree", "no-patch", "missed"))
    parser.add_argument("--draw", type=int, default=50)
    return parser.parse_args()


Checked = dict[str, set[tuple[str, int | None, str]]]
"""A mail -> the postings, positions and contexts that its checks are of."""


def _checked(library: Library) -> Checked:
    found: Checked = defaultdict(set)
    for name in library.all():
        dossier = library.dossier(name)
        for one in dossier.checks if dossier else ():
            found[one.message_id].add((one.revision, one.patch, one.context))
    return found


def _kind(message: Message, checked: Checked, library: Library) -> str:
    wanted = _wanted(message, library)
    held = checked.get(message.message_id)
    if held:
        return "right" if not wanted or any(_fits(one, wanted) for one in held) else "other"
    if message.verdicts:
        after = {one for some in checked.values() for one, _, _ in some} & wanted
        return "later" if after else "no-patch"
    answers = library.home(message.in_reply_to or "") is not None
    return "missed" if answers and _is_patch(message.in_reply_to, library) else "tree"


def _wanted(message: Message, library: Library) -> set[str]:
    """Message-IDs of the postings that the mail may be of, by its own words and place."""
    text = library.texts([message.message_id]).get(message.message_id, "")
    if named := _LINK.search(text):
        name = named[1].replace("%40", "@")
        if library.home(name):
            return _postings(name, library)
    if message.in_reply_to and library.home(message.in_reply_to):
        return _postings(message.in_reply_to, library)
    return set()


def _postings(name: str, library: Library) -> set[str]:
    series = library.series(library.home(name) or "")
    own = {one.message_id for one in series.revisions if name in one.own}
    return own or {one.message_id for one in series.revisions if name in one.replies}


def _fits(held: tuple[str, int | None, str], wanted: set[str]) -> bool:
    return held[0] in wanted


def _is_patch(name: str | None, library: Library) -> bool:
    series = library.series(library.home(name or "") or "")
    return any(name in one.own for one in series.revisions)


def _line(message: Message, checked: Checked) -> str:
    held = sorted(checked.get(message.message_id, ()), key=str)
    read = "; ".join(f"{one.context}: {one.state.value} {one.summary}" for one in message.verdicts)
    of = sorted({f"{revision} {'' if at is None else at}" for revision, at, _ in held})
    return f"{message.message_id}\n  {message.subject.raw}\n  of {of}\n  {read[:300]}"


if __name__ == "__main__":
    sys.exit(main())
