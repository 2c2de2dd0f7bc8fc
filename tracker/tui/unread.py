# SPDX-License-Identifier: GPL-2.0-or-later
"""Which messages of a series the user has not read yet, shared by its page and its reader."""

from collections.abc import Iterator

from tracker.model.views import SeriesView


class Unread:
    """Message-IDs that came since the user last looked at the series, less those read since.

    What comes while the page is open belongs to them. All are new to somebody who never looked,
    which says nothing: then none of those that were there is.
    """

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._known: frozenset[str] | None = None
        """Every message that was there when the series was read last; None before that."""
        self._came = False

    def take(self, view: SeriesView) -> None:
        """Start with what came since the last look; from then on add what comes."""
        here = frozenset(line.message_id for line in view.thread)
        if self._known is None:
            news = {*view.unread}
        else:
            news = set(here - self._known)
            self._came = self._came or bool(news)
        self._known = here | (self._known or frozenset())
        self._names |= news

    def read(self, name: str) -> None:
        """A message was read."""
        self._names.discard(name)

    def caught_up(self) -> bool:
        """Return whether all was read of what came while the page was open; says so once."""
        done = self._came and not self._names
        self._came = self._came and not done
        return done

    @property
    def names(self) -> frozenset[str]:
        """Those that are left."""
        return frozenset(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __len__(self) -> int:
        return len(self._names)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)
