"""What the terminal UI asks for, answered from one database; each call opens its own connection."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tracker.bodies import mail_text
from tracker.cli.desk import Desk, now
from tracker.core.refs import parse_ref
from tracker.core.walk import Limits
from tracker.errors import Cancelled, NotFound, Usage
from tracker.library import Library
from tracker.model.views import Graph, Reason, SeriesRow, SeriesView
from tracker.sources.lore import Lore
from tracker.store.load import Reader


@dataclass(slots=True)
class Shelf:
    """The terminal UI's way to everything else."""

    desk: Desk
    database: Path
    live: bool
    """Whether a server may be asked; not for the example."""
    _lore: Lore | None = field(default=None, init=False)

    @contextmanager
    def _open(self) -> Iterator[tuple[Library, Reader]]:
        reader = Reader.open(self.database)
        if reader is None:
            raise NotFound("nothing is at hand yet; try 'tracker track REF'")
        with reader, self.desk.sightings(quiet=True) as found:
            yield Library(reader, self.desk.as_of, found, self.desk.projects), reader

    def rows(self) -> tuple[SeriesRow, ...]:
        """The tracked series."""
        if not self.database.exists():
            return ()
        with self._open() as (library, _):
            return library.rows(library.tracked())

    def series(self, name: str) -> SeriesView:
        """One series, by any handle."""
        with self._open() as (library, _):
            return library.view(library.find(parse_ref(name)))

    def graph(self, name: str) -> Graph:
        """The works around a series."""
        limits = Limits(depth=self.desk.config.depth, works=self.desk.config.works)
        with self._open() as (library, _):
            return library.graph(library.find(parse_ref(name)), limits)

    def text(self, message_id: str) -> str:
        """The text of one mail."""
        with self._open() as (_, reader):
            return mail_text(reader, message_id)

    def reasons(self, name: str) -> tuple[Reason, ...]:
        """All facts of a series with their evidence."""
        with self._open() as (library, _):
            return library.reasons(library.find(parse_ref(name)))

    def update(self, names: Sequence[str], report: Callable[[str], None]) -> None:
        """Fetch what is new for these series."""
        if not self.live or self.desk.server is None:
            raise Usage("offline: nothing is fetched")
        with self.desk.sync() as sync:
            self._lore = sync.server
            try:
                for name in names:
                    for step in sync.follow(parse_ref(name), self.desk.reach(), force=True):
                        report(step.text)
            finally:
                self._lore = None

    def cancel(self) -> None:
        """Stop the update under way."""
        if self._lore is not None:
            self._lore.cancel()

    def track(self, name: str) -> None:
        """Follow a series."""
        from tracker.store.save import Writer

        with Writer(self.database) as writer:
            writer.track(name, now())

    def untrack(self, name: str) -> None:
        """No longer follow a series."""
        from tracker.store.save import Writer

        with self._open() as (library, reader):
            series = library.series(library.find(parse_ref(name)))
            followed = [one for one, _ in reader.tracked() if one in series.messages]
        with Writer(self.database) as writer:
            for one in followed:
                writer.untrack(one)

    def see(self, name: str) -> None:
        """Remember that a series was looked at."""
        from tracker.store.save import Writer

        with Writer(self.database) as writer:
            writer.see(name, now())


__all__ = ["Cancelled", "Shelf"]
