# SPDX-License-Identifier: GPL-2.0-or-later
"""Writing down what a person says, one thing after the other."""

from dataclasses import field
from threading import Lock

from tracker.errors import Usage
from tracker.lazy_dataclass import dataclass
from tracker.tui.messages import UserAction, UserActionWanted
from tracker.tui.ports import Backend


@dataclass(frozen=True, slots=True)
class Scribe:
    """Writes on whatever thread asks, one wish at a time."""

    library: Backend
    _lock: Lock = field(default_factory=Lock, init=False)

    def say(self, wanted: UserActionWanted) -> str:
        """Do it; the sentence for the status line. Raises TrackerError."""
        with self._lock:
            return self._say(wanted)

    def _say(self, wanted: UserActionWanted) -> str:
        library, names, text = self.library, wanted.names, wanted.text
        match wanted.say:
            case UserAction.TRACK:
                followed = all(library.is_tracked(name) for name in names)
                return library.untrack(names) if followed else library.track(names)
            case UserAction.FOLLOW:
                return library.track_found(text)
            case UserAction.SEEN:
                return library.see(names)
            case UserAction.SNOOZE:
                return library.snooze(names, text)
            case UserAction.DONE:
                return library.done(names)
            case UserAction.WAKE:
                return library.wake(names)
            case UserAction.NOTE:
                return [library.note(name, text) for name in names][-1]
            case UserAction.LABEL:
                return library.label(names, text)
            case UserAction.QUEUE:
                return library.queue(names, text)
            case UserAction.LINK:
                kind, _, target = text.partition(" ")
                if not target.strip():
                    raise Usage("give a kind and a Message-ID: depends-on MESSAGE-ID")
                return [library.link(name, kind, target.strip()) for name in names][-1]
            case UserAction.UNLINK:
                return [library.unlink(name, text) for name in names][-1]
            case UserAction.UNDO:
                return library.undo()
