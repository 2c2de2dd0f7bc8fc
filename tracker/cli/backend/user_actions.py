# SPDX-License-Identifier: GPL-2.0-or-later
"""What the user records in the terminal UI, written into one database."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.cli.context import CommandContext, now
from tracker.errors import NotFound

if TYPE_CHECKING:
    from tracker.model.said import Note
    from tracker.services.library import Library
    from tracker.services.user_actions.actions import About, Undo
    from tracker.store.load import Reader


@dataclass(slots=True)
class UserActionBackend:
    """The part of the backend that writes; each call opens its own connections."""

    context: CommandContext
    database: Path
    live: bool
    """Whether a server may be asked, and a word hangs on now; not for the example."""
    _said: "list[Undo]" = field(default_factory=list, init=False)
    """What was said in this run."""

    def is_online(self) -> bool:
        """Return whether a server may be asked."""
        return self.live and self.context.server is not None

    @contextmanager
    def open(self) -> "Iterator[tuple[Library, Reader]]":
        """What is cached. Raises NotFound where nothing is."""
        from tracker.services.library import Library
        from tracker.store.load import Reader

        reader = Reader.open(self.database)
        if reader is None:
            raise NotFound("no mail is cached yet; try 'tracker track REF'")
        with reader, self.context.occurrences(quiet=True) as found:
            at, projects = self.context.as_of, self.context.projects
            today, upkeep = self.context.today, self.context.upkeep
            yield Library(reader, at, found, projects, today=today, upkeep=upkeep), reader

    def home(self, library: "Library", name: str) -> str:
        """The id of the series that a handle names; ids of series are found without a parse."""
        from tracker.mail.refs import parse_ref

        return library.home(name) or library.find(parse_ref(name))

    def _about(self, names: Sequence[str], *, judged: bool = False) -> "list[About]":
        from tracker.services.user_actions.actions import about

        with self.open() as (library, _):
            return [about(library, self.home(library, name), judged=judged) for name in names]

    def keep(self, done: "Undo") -> str:
        """Keep in mind what was said; the sentence that tells it."""
        if done.step is not None:
            self._said.append(done)
        return done.sentence

    def is_tracked(self, name: str) -> bool:
        """Return whether the user follows a series."""
        with self.open() as (library, _):
            return self.home(library, name) in library.tracked()

    def track(self, names: Sequence[str]) -> str:
        """Follow series."""
        from tracker.services.user_actions.actions import track

        return self.keep(track(self.database, self._about(names), now()))

    def untrack(self, names: Sequence[str]) -> str:
        """No longer follow them."""
        from tracker.services.user_actions.actions import untrack

        return self.keep(untrack(self.database, self._about(names), now()))

    def visit(self, name: str) -> None:
        """The page of a series was opened: it is no longer new. A look at the past is none."""
        from tracker.services.user_actions.actions import visit

        if self.context.reading.as_of is None:
            visit(self.database, self._about([name])[0], now())

    def see(self, names: Sequence[str]) -> str:
        """Mark series as looked at."""
        from tracker.services.user_actions.actions import see

        return self.keep(see(self.database, self._about(names), now()))

    def snooze(self, names: Sequence[str], text: str) -> str:
        """Put series out of sight until ``text``."""
        from tracker.services.user_actions.actions import snooze

        works = self._about(names, judged=True)
        return self.keep(snooze(self.database, works, text, now()))

    def done(self, names: Sequence[str]) -> str:
        """Put series out of sight until anything happens to them."""
        from tracker.services.user_actions.actions import done

        return self.keep(done(self.database, self._about(names, judged=True), now()))

    def wake(self, names: Sequence[str]) -> str:
        """End their snoozes."""
        from tracker.services.user_actions.actions import wake

        return self.keep(wake(self.database, self._about(names), now()))

    def notes(self, name: str) -> "tuple[Note, ...]":
        """Return what the user wrote about a series."""
        with self.open() as (library, reader):
            return reader.notes(library.series(self.home(library, name)).messages)

    def note(self, name: str, text: str) -> str:
        """Write something about a series."""
        from tracker.services.user_actions.actions import note

        return self.keep(note(self.database, self._about([name])[0], text, now()))

    def label(self, names: Sequence[str], text: str) -> str:
        """Put labels on series, take others off."""
        from tracker.services.user_actions.label_actions import label, read_signs

        added, removed = read_signs(text)
        return self.keep(label(self.database, self._about(names), added, removed, now()))

    def queue(self, names: Sequence[str], text: str) -> str:
        """Put series in the queue, or move them in it."""
        from tracker.services.user_actions.label_actions import queue, read_move

        return self.keep(queue(self.database, self._about(names), read_move(text), now()))

    def link(self, name: str, kind: str, target: str) -> str:
        """Say that a series hangs together with another work."""
        from tracker.mail.refs import parse_ref
        from tracker.services.user_actions.link_actions import end_at_hand, far_end, link, read_kind

        with self.open() as (library, _):
            start, end = end_at_hand(library, parse_ref(name)), far_end(library, target)
            said = link(self.database, library, start, read_kind(kind), end, "", now())
        return self.keep(said)

    def unlink(self, name: str, target: str) -> str:
        """Say that it does not."""
        from tracker.mail.refs import parse_ref
        from tracker.services.user_actions.link_actions import end_at_hand, far_end, unlink

        with self.open() as (library, _):
            start, end = end_at_hand(library, parse_ref(name)), far_end(library, target)
            said = unlink(self.database, library, start, end, "", now())
        return self.keep(said)

    def undo(self) -> str:
        """Take back what was said last in this run."""
        from tracker.services.user_actions.actions import undo

        if not self._said:
            raise NotFound(
                "nothing was recorded since the start; 'tracker undo' undoes what was before"
            )
        return undo(self.database, self._said.pop())
