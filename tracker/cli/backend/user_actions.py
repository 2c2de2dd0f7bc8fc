# SPDX-License-Identifier: GPL-2.0-or-later
"""What the user records in the terminal UI, written into one database."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from tracker.cli.context import CommandContext, now
from tracker.errors import NotFound, Usage
from tracker.model.board import UserAction

if TYPE_CHECKING:
    from tracker.services.library import Library
    from tracker.services.user_actions.actions import About, Undo
    from tracker.store.load import Reader

_FOR_EACH = (UserAction.NOTE, UserAction.LINK, UserAction.UNLINK)
"""What is recorded of each series by itself."""


@dataclass(slots=True)
class UserActionBackend:
    """The part of the backend that writes; each call opens its own connections."""

    context: CommandContext
    database: Path
    live: bool
    """Whether a server may be asked, and a word hangs on now; not for the example."""
    _said: "list[Undo]" = field(default_factory=list, init=False)
    """What was recorded in this run."""
    _recording: Lock = field(default_factory=Lock, init=False)

    def is_online(self) -> bool:
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

    def record(self, action: UserAction, names: Sequence[str], text: str = "") -> str:
        with self._recording:
            if action is UserAction.UNDO:
                return self._undo()
            if action in _FOR_EACH:
                return [self.keep(self._record(action, [name], text)) for name in names][-1]
            return self.keep(self._record(action, names, text))

    def _record(self, action: UserAction, names: Sequence[str], text: str) -> "Undo":
        from tracker.services.user_actions import actions, label_actions

        if action in (UserAction.LINK, UserAction.UNLINK):
            return self._link(action, names[0], text)
        base, at = self.database, now()
        works = self._about(names, judged=action in (UserAction.SNOOZE, UserAction.DONE))
        match action:
            case UserAction.TRACK if {one.id for one in works} <= self._tracked():
                return actions.untrack(base, works, at)
            case UserAction.TRACK | UserAction.FOLLOW:
                return actions.track(base, works, at)
            case UserAction.SEEN:
                return actions.see(base, works, at)
            case UserAction.SNOOZE:
                return actions.snooze(base, works, text, at)
            case UserAction.DONE:
                return actions.done(base, works, at)
            case UserAction.WAKE:
                return actions.wake(base, works, at)
            case UserAction.LABEL:
                return label_actions.label(base, works, *label_actions.read_signs(text), at)
            case UserAction.QUEUE:
                return label_actions.queue(base, works, label_actions.read_move(text), at)
            case _:
                return actions.note(base, works[0], text, at)

    def _tracked(self) -> set[str]:
        with self.open() as (library, _):
            return set(library.tracked())

    def _link(self, action: UserAction, name: str, text: str) -> "Undo":
        """Join a series with another, or part them; ``text`` begins with the kind of a link."""
        from tracker.mail.refs import parse_ref
        from tracker.services.user_actions.link_actions import (
            end_at_hand,
            far_end,
            link,
            read_kind,
            unlink,
        )

        kind, _, target = text.partition(" ") if action is UserAction.LINK else ("", "", text)
        if not target.strip():
            raise Usage("give a kind and a Message-ID: depends-on MESSAGE-ID")
        with self.open() as (library, _):
            ends = end_at_hand(library, parse_ref(name)), far_end(library, target.strip())
            if action is UserAction.UNLINK:
                return unlink(self.database, library, *ends, "", now())
            start, end = ends
            return link(self.database, library, start, read_kind(kind), end, "", now())

    def _undo(self) -> str:
        """Take back what was recorded last in this run."""
        from tracker.services.user_actions.actions import undo

        if not self._said:
            raise NotFound(
                "nothing was recorded since the start; 'tracker undo' undoes what was before"
            )
        return undo(self.database, self._said.pop())

    def visit(self, name: str) -> None:
        from tracker.services.user_actions.actions import visit

        if self.context.reading.as_of is None:
            visit(self.database, self._about([name])[0], now())
