# SPDX-License-Identifier: GPL-2.0-or-later
"""Threads: who answers whom (RFC 5322 section 3.6.4), also past messages that are not at hand."""

from collections.abc import Iterable, Iterator, Mapping

from tracker.lazy_dataclass import dataclass
from tracker.model.mail import Message

MAX_DEPTH = 400
"""Steps up a thread that are taken at most; a loop of references ends here too."""


@dataclass(frozen=True, slots=True)
class Threads:
    """The messages at hand, by Message-ID, and how they hang together."""

    messages: Mapping[str, Message]

    def ancestors(self, message: Message) -> Iterator[str]:
        """What a message answers, the nearest first; ids that are not at hand are named too."""
        named = {message.message_id, *message.parents}
        todo = [one for one in reversed(message.parents) if one != message.message_id]
        for _ in range(MAX_DEPTH):
            if not todo:
                return
            name = todo.pop()
            yield name
            parent = self.messages.get(name)
            if parent is not None:
                fresh = [one for one in parent.parents if one not in named]
                named.update(fresh)
                todo += reversed(fresh)

    def root(self, message: Message) -> str:
        """The oldest message that a message's references lead to, at hand or not."""
        last = message.message_id
        for name in self.ancestors(message):
            last = name
        return last


def by_date(messages: Iterable[Message]) -> list[Message]:
    """Oldest first; the counter, then the Message-ID, decide within a second."""
    return sorted(messages, key=lambda one: (one.date, one.subject.position or 0, one.message_id))
