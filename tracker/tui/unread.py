"""Which messages of a series the user has not read yet, shared by its page and its reader."""

from collections.abc import Iterator

from tracker.model.views import SeriesView


class Unread:
    """Message-IDs that came since the user last looked at the series, less those read since.

    All are new to somebody who never looked, which says nothing: then none is.
    """

    def __init__(self) -> None:
        self._names: set[str] = set()

    def take(self, view: SeriesView) -> None:
        """Start with what came since the last look."""
        seen = view.seen
        self._names = (
            {line.message_id for line in view.thread if line.date > seen} if seen else set()
        )

    def read(self, name: str) -> None:
        """A message was read."""
        self._names.discard(name)

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
