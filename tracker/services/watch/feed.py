# SPDX-License-Identifier: GPL-2.0-or-later
"""What came to series since the user last looked at each, as one list."""

from collections.abc import Iterable

from tracker.model.report import LogEntry
from tracker.model.views import SeriesView
from tracker.services.library import Library


def feed(library: Library, names: Iterable[str]) -> tuple[LogEntry, ...]:
    """Return the events of these series that the user has not looked at, the newest first.

    Where they never looked at a series, what came since they follow it.
    """
    found: list[LogEntry] = []
    for name in names:
        view = library.view(name)
        new, since = _unseen(library, view)
        found += (
            LogEntry(event=event, id=view.id, title=view.title, project=view.project)
            for event in view.events
            if event.message_id in new or event.date.timestamp() > since
        )
    return tuple(sorted(found, key=lambda one: one.event.date, reverse=True))


def _unseen(library: Library, view: SeriesView) -> tuple[frozenset[str], float]:
    """Return the mails that count as new, and the moment after which any event does."""
    if view.seen is not None:
        return frozenset(view.unread), view.seen.timestamp()
    ours = {line.message_id for line in view.thread}
    upto = [n for name, n in library.reader.tracked_upto().items() if name in ours and n]
    since = [at.timestamp() for name, at in library.reader.tracked() if name in ours]
    if not since:
        return frozenset(), float("inf")
    new = library.reader.ids_after(min(upto)) if upto else frozenset()
    return new, min(since)
