# SPDX-License-Identifier: GPL-2.0-or-later
"""Who holds which place of a posting: sets of mails that two different patches never share.

``1/1`` is a whole posting, so several of them sent in one run are several works; and two works of
one author, of one count and one hour stay two. The same patch sent twice is no other patch.
"""

from collections.abc import Iterable, Mapping

from tracker.mail.subjects import stable_branch, title_key
from tracker.model.mail import Message
from tracker.series.patches import Part


def different(one: Message, other: Message) -> bool:
    """Whether two mails are two patches: neither their titles nor their diffs are the same.

    What is sent for two stable branches is two patches, however alike.
    """
    if stable_branch(one.subject.words) != stable_branch(other.subject.words):
        return True
    if title_key(one.subject.title) == title_key(other.subject.title):
        return False
    mine, theirs = one.diff, other.diff
    return not (mine and theirs and mine.patch_id and mine.patch_id == theirs.patch_id)


def place_of(message: Message, part: Part) -> int:
    """The place a mail takes in a posting: 0 for a cover; 1 for a patch without a number."""
    return message.subject.position or 1 if part is Part.PATCH else 0


class Sets:
    """Disjoint sets of Message-IDs, each with the mail that holds each of its places."""

    def __init__(self, members: Iterable[Message], parts: Mapping[str, Part]) -> None:
        self._up: dict[str, str] = {}
        self._held = {
            one.message_id: {place_of(one, parts[one.message_id]): one} for one in members
        }
        self._apart: set[tuple[str, str]] = set()

    def find(self, name: str) -> str:
        """The name that stands for the whole set."""
        root = name
        while self._up.get(root, root) != root:
            root = self._up[root]
        while self._up.get(name, name) != root:
            self._up[name], name = root, self._up[name]
        return root

    def join(self, one: str, other: str) -> bool:
        """Make two sets one, unless different patches would share a place; whether they are one."""
        small, large = sorted((self.find(one), self.find(other)), key=self._size)
        if small == large:
            return True
        if (small, large) in self._apart or self._clash(small, large):
            self._apart.add((small, large))
            return False
        for place, message in self._held.pop(small).items():
            self._held[large].setdefault(place, message)
        self._up[small] = large
        return True

    def _size(self, root: str) -> tuple[int, str]:
        return len(self._held[root]), root

    def _clash(self, small: str, large: str) -> bool:
        theirs = self._held[large]
        return any(
            place in theirs and different(message, theirs[place])
            for place, message in self._held[small].items()
        )
