# SPDX-License-Identifier: GPL-2.0-or-later
"""Ask b4 0.16 and the tracker the same questions about every posting of an archive.

    python -m benchmarks.b4_differential EPOCH.git [--limit N] [--show CAUSE]

EPOCH.git is a public-inbox archive in git. For each posting that the tracker finds, b4 is given
the whole thread, as ``b4 am`` is, and then the mails of the posting alone with its replies; each
time a fresh mailbox. Nothing is fetched and no file of the user is read. The tracker must be
installed, or on PYTHONPATH. ``docs/decisions/0001-b4-differential.md`` tells what was found.
"""

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from benchmarks.b4_causes import UNEXPLAINED, Case, cause_of, tag_cause_of
from benchmarks.b4_side import MAX_MAIL, Sight, TagKey, b4_sight, parse, set_up
from tracker.mail.reader import read
from tracker.model.mail import Message
from tracker.model.series import Revision, Series
from tracker.review.compile import review
from tracker.review.tags import REVIEW_NAMES
from tracker.series.grouping import group
from tracker.series.versions import evolve
from tracker.sources.epochs import find_inbox

FACTS = (
    "version", "expected", "places", "cover", "complete", "title", "base_commit", "change_id",
)  # fmt: skip
WAYS = ("thread", "posting")
"""What b4 is given: the whole thread, or the mails of the posting alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One fact on which the two disagree."""

    way: str
    fact: str
    posting: str
    """Message-ID."""
    ours: object
    theirs: object
    cause: str


class Pool:
    """The mails of an archive, read by both, and the threads they stand in."""

    def __init__(self, path: Path) -> None:
        self.messages: dict[str, Message] = {}
        self.mails: dict[str, EmailMessage] = {}
        self.skipped: set[str] = set()
        inbox = find_inbox(path)
        for stored in inbox.read() if inbox else ():
            message = read(stored)
            if not isinstance(message, Message) or message.message_id in self.messages:
                continue
            self.messages[message.message_id] = message
            mail = parse(stored.raw)
            if mail is None:
                self.skipped.add(message.message_id)
            else:
                self.mails[message.message_id] = mail
        self.order = {name: place for place, name in enumerate(self.messages)}
        self.threads = _threads(self.messages)

    def thread(self, name: str) -> list[str]:
        """Every message of the thread of one, in the order of the archive."""
        return self.threads[name]


def _threads(messages: Mapping[str, Message]) -> dict[str, list[str]]:
    """The thread of each message: all that references tie together, in the archive's order."""
    up: dict[str, str] = {}

    def find(name: str) -> str:
        while (above := up.get(name, name)) != name:
            up[name] = up.get(above, above)
            name = above
        return name

    for name, message in messages.items():
        for parent in message.parents:
            up[find(name)] = find(parent)
    tied: dict[str, list[str]] = defaultdict(list)
    for name in messages:
        tied[find(name)].append(name)
    return {name: names for names in tied.values() for name in names}


def our_sight(revision: Revision, series: Series, messages: Mapping[str, Message]) -> Sight:
    """What the tracker says of a posting, in the terms in which b4 speaks."""
    tags: dict[TagKey, set[str]] = defaultdict(set)
    carried: dict[TagKey, set[str]] = defaultdict(set)
    for tag in review(revision, messages, series).tags:
        if tag.name in REVIEW_NAMES:
            key = TagKey(tag.name, tag.person.email or tag.person.name, tag.message_id)
            (carried if tag.carried else tags)[key].add(tag.patch)
            if tag.series and revision.cover and len(revision.patches) > 1:
                tags[key].add(revision.cover)
    return Sight(
        version=revision.version,
        expected=revision.expected,
        places={one.position: one.message_id for one in revision.patches},
        cover=revision.cover,
        complete=bool(revision.patches) and not revision.missing,
        title=revision.title,
        base_commit=revision.base_commit,
        change_id=revision.change_id,
        patch_ids={one.message_id: one.patch_id for one in revision.patches},
        tags={
            key: frozenset({revision.cover} if revision.cover in on else on)
            for key, on in tags.items()
        },
        carried={key: frozenset(on) for key, on in carried.items()},
    )


def compare(case: Case, way: str) -> Iterator[Difference | str]:
    """Every difference, and the name of each fact that agrees."""
    for fact, name, ours, theirs in _facts(case):
        if ours == theirs:
            yield fact
        else:
            yield Difference(
                way=way, fact=fact, posting=case.revision.message_id, ours=ours, theirs=theirs,
                cause=cause_of(case, fact, name),
            )  # fmt: skip
        if fact == "version" and theirs is None:
            return
    for fact in ("tags", "carried"):
        mine, other = getattr(case.ours, fact), getattr(case.theirs, fact)
        for key in sorted({*mine, *other}):
            if mine.get(key) == other.get(key):
                yield fact
            else:
                yield Difference(
                    way=way, fact=fact, posting=case.revision.message_id,
                    ours=(key, mine.get(key)), theirs=(key, other.get(key)),
                    cause=tag_cause_of(case, fact, key),
                )  # fmt: skip


def _facts(case: Case) -> Iterator[tuple[str, str, object, object]]:
    """Each fact: its name, the patch it is about if it is of one, and the two answers."""
    for fact in FACTS:
        ours, theirs = getattr(case.ours, fact), getattr(case.theirs, fact)
        if fact == "title":
            ours, theirs = " ".join(ours.split()), " ".join(theirs.split())
        yield fact, "", ours, theirs
    both = case.ours.patch_ids.keys() & case.theirs.patch_ids.keys()
    for name in sorted(both):
        yield "patch_id", name, case.ours.patch_ids[name], case.theirs.patch_ids[name]


def examine(pool: Pool, limit: int | None) -> Iterator[tuple[str, Difference | str]]:
    """Everything that agrees or differs, posting by posting, with the way b4 was asked."""
    grouping = group(pool.messages.values())
    series_of = {
        one.message_id: series
        for series in evolve(grouping.revisions, pool.messages)
        for one in series.revisions
    }
    owner = {name: one for one in grouping.revisions for name in one.own}
    for revision in grouping.revisions[:limit]:
        if revision.pull:
            continue
        thread = pool.thread(revision.message_id)
        names = {*revision.own, *revision.replies}
        ours = our_sight(revision, series_of[revision.message_id], pool.messages)
        for way in WAYS:
            given = thread if way == "thread" else sorted(names, key=pool.order.__getitem__)
            mails = [pool.mails[one] for one in given if one in pool.mails]
            case = Case(
                revision=revision,
                series=series_of[revision.message_id],
                ours=ours,
                theirs=b4_sight(mails, revision.version),
                given=tuple(given),
                messages=pool.messages,
                mails=pool.mails,
                owner=owner,
                skipped=frozenset(given) & pool.skipped,
            )
            for result in compare(case, way):
                yield way, result


def main(words: list[str]) -> int:
    """Run, and print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("epoch", type=Path, help="a public-inbox archive in git")
    parser.add_argument("--limit", type=int, help="look at the first N postings only")
    parser.add_argument("--show", help="print every difference of this cause")
    asked = parser.parse_args(words)
    set_up()
    start = time.monotonic()
    pool = Pool(asked.epoch)
    same: Counter[tuple[str, str]] = Counter()
    differences: list[Difference] = []
    for way, result in examine(pool, asked.limit):
        if isinstance(result, Difference):
            differences.append(result)
        else:
            same[result, way] += 1
    _print_tables(same, differences)
    print(
        f"\n{len(pool.messages)} mails; {len(pool.skipped)} of more than {MAX_MAIL} bytes kept "
        f"from b4; {time.monotonic() - start:.0f} s"
    )
    for one in differences:
        if one.cause == asked.show:
            print(f"\n{one.way} {one.fact} {one.posting}")
            print(f"  ours   {one.ours}\n  b4     {one.theirs}")
    return 1 if any(one.cause == UNEXPLAINED for one in differences) else 0


def _print_tables(same: Counter[tuple[str, str]], differences: list[Difference]) -> None:
    differ = Counter((one.fact, one.way) for one in differences)
    print(f"{'fact':14}{'thread: same':>14}{'differ':>8}{'posting: same':>16}{'differ':>8}")
    for fact in (*FACTS, "patch_id", "tags", "carried"):
        numbers = [(same[fact, way], differ[fact, way]) for way in WAYS]
        (a, b), (c, d) = numbers
        print(f"{fact:14}{a:14}{b:8}{c:16}{d:8}")
    causes: dict[str, list[Difference]] = defaultdict(list)
    for one in differences:
        causes[one.cause].append(one)
    print(f"\n{'cause':52}{'thread':>8}{'posting':>9}  facts, examples")
    for cause, found in sorted(causes.items(), key=lambda item: -len(item[1])):
        ways = Counter(one.way for one in found)
        facts = ", ".join(dict.fromkeys(one.fact for one in found))
        print(f"{cause:52}{ways['thread']:8}{ways['posting']:9}  {facts}")
        for name in list(dict.fromkeys(one.posting for one in found))[:3]:
            print(f"{'':71}{name}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
