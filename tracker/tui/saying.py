"""Writing down what a person says, one thing after the other."""

from dataclasses import dataclass, field
from threading import Lock

from tracker.errors import Usage
from tracker.tui.messages import Say, SayWanted
from tracker.tui.ports import Library


@dataclass(frozen=True, slots=True)
class Scribe:
    """Writes on whatever thread asks, one wish at a time."""

    library: Library
    _lock: Lock = field(default_factory=Lock, init=False)

    def say(self, wanted: SayWanted) -> str:
        """Do it; the sentence for the status line. Raises TrackerError."""
        with self._lock:
            return self._say(wanted)

    def _say(self, wanted: SayWanted) -> str:
        library, names, text = self.library, wanted.names, wanted.text
        match wanted.say:
            case Say.TRACK:
                followed = all(library.is_tracked(name) for name in names)
                return library.untrack(names) if followed else library.track(names)
            case Say.SEEN:
                return library.see(names)
            case Say.SNOOZE:
                return library.snooze(names, text)
            case Say.WAKE:
                return library.wake(names)
            case Say.NOTE:
                return [library.note(name, text) for name in names][-1]
            case Say.LINK:
                kind, _, target = text.partition(" ")
                if not target.strip():
                    raise Usage("give a kind and a Message-ID: depends-on MESSAGE-ID")
                return [library.link(name, kind, target.strip()) for name in names][-1]
            case Say.UNLINK:
                return [library.unlink(name, text) for name in names][-1]
            case Say.UNDO:
                return library.undo()
