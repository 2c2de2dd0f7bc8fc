# SPDX-License-Identifier: GPL-2.0-or-later
"""Count what grouping gets wrong over whole lists, and draw series to be read by eye.

    python -m benchmarks.grouping ARCHIVE... [--since DATE] [--keep FILE] [--draw 100] [--seed 1]
    python -m benchmarks.grouping --home DIR [--draw 100]

Reads the mail of each archive (or takes what ``--keep`` kept of it), derives series and prints:

- series that begin at v2 or later though an earlier version stands in another series: a posting of
  one hand or title, a lower version, at most 270 days before. The search is wider than any rule, so
  each is listed to be read;
- authors whose address is a list's or a bridge's;
- series made of mail that is no posting: mail of queues, of machines, or without a bracket and
  without a sign-off or diffstat; all that have no bracket are listed;
- ``--draw`` series of several revisions, with the sign that joined each, to be read by eye.

The figures of three lists stand in docs/decisions/0010-grouping.md.
"""

import argparse
import pickle
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tracker.mail.people import is_shared_address
from tracker.mail.reader import read_all
from tracker.mail.subjects import title_key
from tracker.model.mail import Message
from tracker.model.series import Patch, Revision, Series
from tracker.series.common_work import NEAR, of_one_hand, words_of_title
from tracker.series.grouping import group
from tracker.series.versions import evolve
from tracker.sources.archive import open_archive
from tracker.store.load import Reader


def read_mail(paths: Iterable[str], since: datetime) -> Iterator[Message]:
    """Read every mail that is not older, each once."""
    seen: set[str] = set()
    for path in paths:
        for mail in open_archive(Path(path)).read(None):
            if mail.arrived is not None and mail.arrived < since:
                continue
            for one in read_all(mail):
                if isinstance(one, Message) and one.message_id not in seen:
                    seen.add(one.message_id)
                    yield one


def late_starts(found: Sequence[Series]) -> Iterator[tuple[Series, Revision]]:
    """Find series that begin late, each with an earlier posting of the work elsewhere."""
    by_title: dict[str, list[tuple[int, Revision]]] = defaultdict(list)
    for number, series in enumerate(found):
        for revision in series.revisions:
            for key in _titles(revision):
                by_title[key].append((number, revision))
    for number, series in enumerate(found):
        first = series.revisions[0]
        if first.version < 2 or first.pull or first.partial:
            continue
        near = (
            other
            for key in sorted(_titles(first))
            for home, other in by_title[key]
            if home != number and _earlier(other, first, key)
        )
        if (other := next(near, None)) is not None:
            yield series, other


def _titles(revision: Revision) -> set[str]:
    """The folded titles of a posting: its own, its patches', and the start of its own."""
    own = title_key(revision.title)
    start = " ".join(own.split()[:4])
    return {own, f"^{start}", *(title_key(one.title) for one in revision.patches)} - {""}


def _earlier(other: Revision, first: Revision, key: str) -> bool:
    if not other.date < first.date <= other.date + NEAR or other.version >= first.version:
        return False
    if len(key.split()) < 3 or other.pull:
        return False
    alike = words_of_title(other.title) & words_of_title(first.title)
    return of_one_hand(other, first) or len(alike) >= 4


def listed_authors(found: Sequence[Series], lists: frozenset[str]) -> list[str]:
    """Return the postings and patches whose author has the address of a list or bridge."""
    sent: list[Revision | Patch] = []
    for series in found:
        for revision in series.revisions:
            sent += (revision, *revision.patches)
    return [
        one.message_id
        for one in sent
        if one.author.email in lists or is_shared_address(one.author.email)
    ]


def no_postings(found: Sequence[Series], messages: dict[str, Message]) -> Iterator[Message]:
    """Find series of one mail without a bracket that says patch; mail of queues and machines."""
    for series in found:
        first = messages[series.revisions[0].message_id]
        if first.bot or first.subject.stable or not (first.subject.tagged or first.subject.pull):
            yield first


def show(series: Series, messages: dict[str, Message]) -> str:
    """Lay out a series for a reader: a line for each revision, and what joined them."""
    lines = [f"== {series.id}"]
    for one in series.revisions:
        who = one.author.name or one.author.email
        by = f" (posted by {one.poster.name})" if one.poster else ""
        raw = messages[one.message_id].subject.raw
        lines.append(f"  {one.date:%Y-%m-%d} {who}{by}: {raw[:110]} [{len(one.patches)}]")
    lines += [f"    {one.rule}: {one.quote[:70]}" for one in series.evidence]
    return "\n".join(lines)


def main() -> None:
    """Run from the command line."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("archive", nargs="*")
    asked.add_argument("--home", type=Path, help="take the mail of a tracker's home")
    asked.add_argument("--since", default="1990-01-01")
    asked.add_argument("--keep", type=Path)
    asked.add_argument("--draw", type=int, default=0)
    asked.add_argument("--seed", default="1")
    given = asked.parse_args()
    if given.home:
        with Reader.open(given.home / "tracker.db") or sys.exit("no database there") as reader:
            mails = list(reader.all_messages())
    elif given.keep and given.keep.exists():
        mails = pickle.loads(given.keep.read_bytes())
    else:
        since = datetime.fromisoformat(given.since).replace(tzinfo=UTC)
        mails = list(read_mail(given.archive, since))
        if given.keep:
            given.keep.write_bytes(pickle.dumps(mails))
    messages = {one.message_id: one for one in mails}
    found = evolve(group(mails).revisions, messages)
    late, lists = list(late_starts(found)), frozenset(n for one in mails for n in one.lists)
    listed, odd = listed_authors(found, lists), list(no_postings(found, messages))
    begun = [one.revisions[0] for one in found if one.revisions[0].version > 1]
    print(f"{len(mails)} mails, {len(found)} series, {len(begun)} begin at v2 or later")
    print(f"an earlier version stands elsewhere: {len(late)}")
    for series, other in late:
        first = series.revisions[0]
        print(f"  {first.message_id}: {messages[first.message_id].subject.raw[:90]}")
        print(f"    {other.message_id}: {messages[other.message_id].subject.raw[:90]}")
    print(f"authors with the address of a list or bridge: {len(listed)}", *listed[:20])
    print(f"series that begin without a bracket of a patch: {len(odd)}")
    for message in odd:
        print(f"  {message.message_id}: {message.subject.raw[:100]}")
    many = sorted((one for one in found if len(one.revisions) > 1), key=lambda one: one.id)
    random.Random(given.seed).shuffle(many)
    for series in many[: given.draw]:
        print(show(series, messages))


if __name__ == "__main__":
    main()
