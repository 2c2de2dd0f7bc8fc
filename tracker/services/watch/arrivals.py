# SPDX-License-Identifier: GPL-2.0-or-later
"""What happened between two looks at the database, by arrival and not by the dates of mails.

A mail counts when it was stored, however old it says that it is. A landing that a repository shows
counts when the row of its series says that it got further than before.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from tracker.lazy_dataclass import dataclass
from tracker.model.report import LogEntry
from tracker.services.library import Library
from tracker.state.events import events
from tracker.store.load import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchMark:
    """How far the database had come."""

    mail: int = 0
    """The number of the last message."""
    judged: Mapping[str, str]
    """By series: what changes when its row is judged again."""
    landed: Mapping[str, int]
    """By series: when a patch last got further, in seconds since 1970."""


def watch_mark(database: Path) -> WatchMark:
    """Return how far the database has come; the board must be up to date."""
    reader = Reader.open(database)
    if reader is None:
        return WatchMark(judged={}, landed={})
    with reader:
        return WatchMark(
            mail=reader.last_number(),
            judged=reader.board_judged(),
            landed=reader.board_landed(),
        )


def arrived(
    library: Library, held: Iterable[str], before: WatchMark, now: WatchMark
) -> tuple[LogEntry, ...]:
    """Return what happened to some series between two marks, the oldest first."""
    new = library.reader.ids_after(before.mail)
    changed = [name for name in held if now.judged.get(name) != before.judged.get(name)]
    library.load_ahead(changed)
    found = []
    for name in changed:
        dossier = library.dossier(name)
        if dossier is None:
            continue
        further = now.landed.get(name, 0) > before.landed.get(name, 0)
        last = before.landed.get(name, 0)
        title = dossier.series.newest.title
        for event in events(dossier):
            silent = event.message_id is None and further and event.date.timestamp() > last
            if event.message_id in new or silent:
                entry = LogEntry(event=event, id=name, title=title, project=dossier.project)
                found.append(entry)
    return tuple(sorted(found, key=lambda one: (one.event.date, one.id, one.event.kind)))
