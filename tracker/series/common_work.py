# SPDX-License-Identifier: GPL-2.0-or-later
"""What two postings have in common: hands, titles, files, patches, changed lines, a project.

A title alone proves little: ``page.7: ffix`` and ``docs: fix typos`` are everybody's, and the
kernel's patch and its twin for iproute2 bear one title. What was changed decides there.
"""

import struct
from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cached_property
from typing import Protocol

from tracker.mail.people import same_person
from tracker.mail.phrases.links.named_titles import INDEX_FILE, OBJECT_NAME, SUBSYSTEM_PREFIX
from tracker.mail.subjects import title_key
from tracker.model.mail import Message
from tracker.model.series import Revision
from tracker.series.projects import project_of

NEAR = timedelta(days=270)
"""Weak signs join only postings that are this near; a slow series takes two or three months."""
COMMON_LINES = 0.2
"""The share of the changed lines of the smaller of two patches that one work has in common."""
_EVERYDAY = frozenset(
    [
        "fix",
        "fixes",
        "fixed",
        "minor",
        "typo",
        "typos",
        "update",
        "updates",
        "cleanup",
        "cleanups",
        "clean",
        "up",
        "misc",
        "miscellaneous",
        "various",
        "tfix",
        "ffix",
        "wfix",
        "srcfix",
        "remove",
        "add",
        "doc",
        "docs",
        "documentation",
        "page",
        "pages",
        "small",
        "several",
        "some",
        "more",
        "a",
        "an",
        "the",
        "of",
        "in",
        "and",
        "for",
        "to",
        "improvements",
        "changes",
        "spelling",
        "grammar",
        "formatting",
        "wording",
        "warning",
        "warnings",
        "error",
        "errors",
        "comment",
        "comments",
        "build",
        "style",
        "whitespace",
        "sync",
        "tidy",
    ]
)
"""Words of titles that say nothing of one work."""
_FORM_WORDS = _EVERYDAY | {
    "new", "test", "tests", "testing", "testcase", "testcases", "suite", "testsuite", "support",
    "series", "patch", "patches", "part", "initial", "use", "using", "with", "from", "on", "by",
}  # fmt: skip
"""Words that titles of one form share: ``lamp testing suite``, ``stove testing suite``."""
_WALKED = 100
"""Revisions whose mails are asked for together."""
_LINES_KEPT = 1000
"""Postings whose changed lines are kept, each some ten kB."""
_FEW_WORDS = 2
_LEAST_LETTERS = 8


class Mails(Protocol):
    """The mails that postings are made of, asked for as they are needed."""

    def of(self, names: Sequence[str]) -> Mapping[str, Message]:
        """Return those of some mails that are cached, in the order of their names."""

    def changed(self, names: Sequence[str]) -> Iterable[bytes]:
        """Return the marks of the lines that some patches change; see ``mail.fingerprint``."""


class HeldMails:
    """Mails that are all in memory."""

    def __init__(self, messages: Mapping[str, Message]) -> None:
        self._messages = messages

    def of(self, names: Sequence[str]) -> dict[str, Message]:
        """Return those of some mails that are there, in the order of their names."""
        return {name: self._messages[name] for name in names if name in self._messages}

    def changed(self, names: Sequence[str]) -> list[bytes]:
        """Return the marks of the lines that some patches change."""
        return [one.diff.changed for one in self.of(names).values() if one.diff]


class Postings:
    """Revisions with the mails that they were made from, compared by their numbers."""

    def __init__(self, revisions: Sequence[Revision], mails: Mails) -> None:
        self.revisions = revisions
        self.mails = mails
        self._lines: OrderedDict[int, frozenset[int]] = OrderedDict()
        self._projects: dict[int, str | None] = {}

    @property
    def owner(self) -> Mapping[str, int]:
        """The number of the revision that each cover and patch belongs to."""
        return self._index[0]

    @cached_property
    def _index(self) -> tuple[dict[str, int], "array[int]", set[str]]:
        """Those, when each revision was sent, in seconds, and the mails that others answer."""
        owner: dict[str, int] = {}
        dates = array("q")
        asked: set[str] = set()
        for n, one in enumerate(self.revisions):
            owner.update(dict.fromkeys(one.own, n))
            dates.append(int(one.date.timestamp()))
            if one.answers:
                asked.add(one.answers)
        return owner, dates, asked - owner.keys()

    def sent_within(self, some: Sequence[int], n: int, most: timedelta) -> list[int]:
        """Return those of some revisions that were sent so long before another, or less.

        The others need not be looked at; they may have to be read.
        """
        dates = self._index[1]
        least = dates[n] - int(most.total_seconds())
        return [one for one in some if dates[one] >= least]

    @cached_property
    def answered(self) -> dict[str, int]:
        """The number of the revision whose discussion holds a mail that a posting answers."""
        asked = self._index[2]
        if not asked:
            return {}
        return {
            name: n for n, one in enumerate(self.revisions) for name in asked & set(one.replies)
        }

    def walk(self, mails_of: Callable[[Revision], Sequence[str]]) -> Iterator[int]:
        """Yield the number of each revision; some of their mails are asked for, many at a time."""
        for start in range(0, len(self.revisions), _WALKED):
            some = self.revisions[start : start + _WALKED]
            self.mails.of([name for one in some for name in mails_of(one)])
            yield from range(start, start + len(some))

    def own_mails(self, n: int) -> Iterable[Message]:
        """The cover and patches of a revision."""
        return self.mails.of(self.revisions[n].own).values()

    def replies(self, n: int) -> Iterable[Message]:
        """The answers to a revision."""
        return self.mails.of(self.revisions[n].replies).values()

    def overlap(self, a: int, b: int) -> bool:
        """Whether two postings change the same lines: a patch-id, or a fifth of their lines."""
        if patch_ids(self.revisions[a]) & patch_ids(self.revisions[b]):
            return True
        return self.common_lines(a, b)[1] >= COMMON_LINES

    def common_lines(self, a: int, b: int) -> tuple[int, float]:
        """How many changed lines two postings have in common, and their share of the smaller's."""
        mine, theirs = self._changed(a), self._changed(b)
        common = len(mine & theirs)
        return common, common / min(len(mine), len(theirs)) if common else 0.0

    def _changed(self, n: int) -> frozenset[int]:
        """The marks of the changed lines of a revision; see ``mail.fingerprint``."""
        if n in self._lines:
            self._lines.move_to_end(n)
        else:
            while len(self._lines) >= _LINES_KEPT:
                self._lines.popitem(last=False)
            marks = [
                mark
                for one in self.mails.changed(self.revisions[n].own)
                for mark in struct.unpack(f"<{len(one) // 4}I", one[: len(one) // 4 * 4])
            ]
            self._lines[n] = frozenset(marks)
        return self._lines[n]

    def other_project(self, a: int, b: int) -> bool:
        """Whether two postings are for two projects, each known."""
        one, other = self._project(a), self._project(b)
        return one is not None and other is not None and one != other

    def _project(self, n: int) -> str | None:
        if n not in self._projects:
            revision = self.revisions[n]
            files_ = [name for patch in revision.patches for name in patch.files]
            self._projects[n] = project_of(revision.lists, revision.prefixes, files_)
        return self._projects[n]

    def applied_before(self, a: int, b: int) -> bool:
        """Whether somebody said that one posting was applied before another was sent."""
        moment = self.revisions[b].date
        told = [
            notice
            for message in self.replies(a)
            if message.date < moment
            for notice in message.notices
            if notice.sure and not notice.moved
        ]
        return bool(told) and not told[-1].dropped


def of_one_hand(one: Revision, other: Revision) -> bool:
    """Whether two postings come from one person: sent by one, or written by one who sent either.

    Two maintainers who collect a third one's patches under one title have sent two works.
    """
    if same_person(one.poster or one.author, other.poster or other.author):
        return True
    return same_person(one.author, other.author) and None in (one.poster, other.poster)


def is_everyday_title(title: str) -> bool:
    """Whether a title says too little to be one work's: ``page.7: ffix``, ``Fix typos``.

    What stands before the colon names the place; of the rest a word or two has to say something.
    """
    rest = SUBSYSTEM_PREFIX.sub("", title, count=1) if ":" in title else title
    telling = [word for word in title_key(rest).split() if word not in _EVERYDAY]
    whole = [word for word in title_key(title).split() if word not in _EVERYDAY]
    return len(title_key(title)) < _LEAST_LETTERS or len(telling) < 1 or len(whole) < _FEW_WORDS


def words_of_title(title: str) -> frozenset[str]:
    """The words of a title, folded."""
    return frozenset(title_key(title).split())


def telling_words(title: str) -> frozenset[str]:
    """The words of a title that tell of one work; all of them, where there is no such word."""
    words = words_of_title(title)
    return (words - _FORM_WORDS) or words


def alike_words(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two titles share half of all their words."""
    return bool(one and other) and 2 * len(one & other) >= len(one | other)


def titles_alike(one: str, other: str) -> bool:
    """Whether two titles share half of all their words."""
    return alike_words(words_of_title(one), words_of_title(other))


def patch_ids(revision: Revision) -> set[str]:
    """The patch-ids of a revision."""
    return {patch.patch_id for patch in revision.patches if patch.patch_id}


def files_of(revision: Revision) -> set[str]:
    """The files that a revision touches."""
    return {name for patch in revision.patches for name in patch.files}


def share_files(one: Revision, other: Revision) -> bool:
    """Whether two revisions touch a common file, or one of them none that can be read."""
    mine, theirs = files_of(one), files_of(other)
    return not mine or not theirs or bool(mine & theirs)


def share_own_files(one: Revision, other: Revision) -> bool:
    """Whether two revisions touch a common file that is not one which every work touches.

    Two new tests of one author have ``runtest/syscalls`` and ``.gitignore`` in common.
    """
    return bool(_own_files(one) & _own_files(other))


def share_patch_title(one: Revision, other: Revision) -> bool:
    """Whether two revisions hold a patch of one title."""
    mine = {title_key(patch.title) for patch in one.patches}
    return not mine.isdisjoint(title_key(patch.title) for patch in other.patches)


def _own_files(revision: Revision) -> set[str]:
    """The files of a revision without the indexes of its tree; all, where it has no others."""
    files = files_of(revision)
    return {name for name in files if not INDEX_FILE.search(name)} or files


def other_objects(one: str, other: str) -> bool:
    """Whether two titles of one form name two things: ``Convert chmod01``, ``Convert chmod03``."""
    mine, theirs = (
        set(OBJECT_NAME.findall(one.casefold())),
        set(OBJECT_NAME.findall(other.casefold())),
    )
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def mostly_same_files(one: Revision, other: Revision) -> bool:
    """Whether two revisions have half of all their files in common."""
    mine, theirs = files_of(one), files_of(other)
    return 2 * len(mine & theirs) >= len(mine | theirs) > 0


def steps_on(older: Revision, newer: Revision) -> bool:
    """Whether the counters say that one posting comes after the other."""
    return newer.version > older.version or (older.rfc and not newer.rfc)


def is_fragment(revision: Revision) -> bool:
    """Whether a posting is some numbered patches of a set, without its cover and first patch."""
    if revision.cover is not None or revision.partial or not revision.patches:
        return False
    return revision.patches[0].position > 1 and 2 * len(revision.patches) <= revision.expected


def other_trees(one: Revision, other: Revision) -> bool:
    """Whether the words in brackets name two trees or projects: ``[PATCH a]``, ``[PATCH b]``."""
    mine, theirs = _trees_of(one), _trees_of(other)
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _trees_of(revision: Revision) -> frozenset[str]:
    """The words in brackets, without those that lists add and the name of a tree's branch."""
    lists = {address.partition("@")[0] for address in revision.lists}
    return frozenset(
        word.removesuffix("-next").removesuffix("-fixes")
        for word in revision.prefixes
        if word not in lists and not word.isdigit()
    )
