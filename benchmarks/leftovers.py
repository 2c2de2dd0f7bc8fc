# SPDX-License-Identifier: GPL-2.0-or-later
"""List what the rules for "applied" leave: sentences of people with a landing verb and no notice.

    python -m benchmarks.leftovers ARCHIVE... [--draw 70] [--seed ltp] [--taken] [--mails FILE]

Prints how many mails of people hold such a verb, how many of these made a notice, and the sentences
that made none (``--taken``: the lines that made one), one a line with its Message-ID, drawn by a
seed so that another reader gets the same ones. Reading these by eye gives the recall and the
precision of docs/decisions/0005-who-says-applied.md. ``--mails`` keeps mails that hold a verb in
a file, for a second run in seconds.
"""

import argparse
import pickle
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tracker.mail.lines import LineKind
from tracker.mail.notices.find import find_notices
from tracker.mail.notices.paragraphs import notice_sentences
from tracker.mail.parts import Parts
from tracker.mail.reader import read_parts
from tracker.model.mail import Notice
from tracker.sources.archive import open_archive

VERB = re.compile(
    r"\b(?:appl(?:ied|ying)|merged|pushed|queued?|queue?ing|picked|pulled|taken|took|committed|"
    r"slated|staged|landed|grabbed|added to|put (?:this|it|them|these)|in my tree|in (?:the )?next|"
    r"in for-next|went in|dropped|un-?queued|took .{0,20}out)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Heard:
    """A mail of a person that holds a landing verb, and what the rules make of it."""

    parts: Parts
    sentences: tuple[str, ...]
    """Those with a verb that stand on no notice's line."""
    notices: tuple[Notice, ...]


def kept(paths: Iterable[str]) -> Iterator[Parts]:
    """Return the replies of people that hold a landing verb in their own words."""
    for path in paths:
        for mail in open_archive(Path(path)).read(None):
            head = mail.raw[:20_000]
            if b"\nIn-Reply-To:" not in head and b"\nReferences:" not in head:
                continue
            if not VERB.search(mail.raw[:200_000].decode("utf-8", "replace")):
                continue
            parts = read_parts(mail)
            if parts is not None and not parts.bot and not parts.is_patch and _spoken(parts):
                yield parts


def _spoken(parts: Parts) -> bool:
    return any(VERB.search(one.text) for one in parts.lines if one.kind is LineKind.OWN)


def heard(parts: Parts) -> Heard:
    """Return what the rules make of one mail."""
    found = find_notices(parts)
    taken = {one.line for one in found}
    left = tuple(
        one.text
        for one in notice_sentences(parts.lines)
        if VERB.search(one.text) and not taken & {line.number for _, line in one.starts}
    )
    return Heard(parts, left, found)


def main() -> None:
    """Print the leftovers, or the notices, of some archives."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("archive", nargs="*")
    options.add_argument("--draw", type=int, default=70)
    options.add_argument("--seed", default="leftovers")
    options.add_argument("--taken", action="store_true")
    options.add_argument("--mails", type=Path)
    given = options.parse_args()
    if given.mails and given.mails.exists():
        mails: list[Parts] = pickle.loads(given.mails.read_bytes())  # our own file
    else:
        mails = list(kept(given.archive))
        if given.mails:
            given.mails.write_bytes(pickle.dumps(mails))
    all_heard = [heard(one) for one in mails]
    made = sum(bool(one.notices) for one in all_heard)
    print(f"{len(mails)} mails with a verb, {made} of them with a notice")
    # A mail that made a notice said it already; what else it says is no loss.
    pool = [
        (one, text)
        for one in all_heard
        for text in (
            [("" if notice.sure else "? ") + notice.quote for notice in one.notices]
            if given.taken
            else one.sentences
            if not one.notices
            else ()
        )
    ]
    print(f"{len(pool)} {'lines with a notice' if given.taken else 'sentences left'}")
    random.Random(given.seed).shuffle(pool)
    for one, text in pool[: given.draw]:
        print(f"{one.parts.message_id}\t{one.parts.subject.raw[:60]}\t{text[:300]}")


if __name__ == "__main__":
    main()
