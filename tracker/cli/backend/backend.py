# SPDX-License-Identifier: GPL-2.0-or-later
"""What the terminal UI asks for, answered from one database; each call opens its own connection.

What judges or fetches is imported when it is first asked for: the board paints before that.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.cli.backend.alerts import AlertBackend
from tracker.cli.backend.compare import CompareBackend
from tracker.cli.backend.handles import HandleBackend
from tracker.cli.backend.mail_files import MailFileBackend
from tracker.cli.backend.replies import ReplyBackend
from tracker.errors import Usage
from tracker.model.board import Ended, Section, UserCommand

if TYPE_CHECKING:
    from tracker.model.views import Graph, Reason, SeriesView
    from tracker.services.sync.sync import Sync


@dataclass(slots=True)
class TuiBackend(AlertBackend, CompareBackend, ReplyBackend, HandleBackend, MailFileBackend):
    """The terminal UI's way to everything else; see ``tui.ports.Backend``."""

    _sync: "Sync | None" = field(default=None, init=False)

    def sections(self) -> tuple[Section, ...]:
        return self.context.config.sections or (Section(name="all", query=""),)

    def commands(self) -> tuple[UserCommand, ...]:
        return self.context.config.commands

    # ---- one series ----------------------------------------------------------------------------

    def series(self, name: str) -> "SeriesView":
        with self.open() as (library, _):
            return library.view(self.home(library, name))

    def graph(self, name: str) -> "Graph":
        from tracker.state.graph import Limits

        limits = Limits(depth=self.context.config.depth, works=self.context.config.works)
        with self.open() as (library, _):
            return library.graph(self.home(library, name), limits)

    def text(self, message_id: str) -> str:
        from tracker.services.mail_text import mail_text

        with self.open() as (_, reader):
            return mail_text(reader, message_id)

    def reasons(self, name: str) -> "tuple[Reason, ...]":
        with self.open() as (library, _):
            return library.reasons(self.home(library, name))

    # ---- the update ----------------------------------------------------------------------------

    def update(self, names: Sequence[str], report: Callable[[str], None]) -> None:
        from tracker.cli.backend.update import update_all

        if not self.is_online():
            if not self._read_unread(names, report):
                raise Usage("offline: nothing is fetched")
            return
        self._stop.clear()
        if not names:
            with self.open() as (library, _):
                names = library.tracked()
        with self.context.sync() as sync:
            self._sync = sync
            try:
                update_all(sync, names, self.context.crawl_limits(), report, self._stop.is_set)
            finally:
                self._sync = None

    def _read_unread(self, names: Sequence[str], report: Callable[[str], None]) -> bool:
        """Read series of which only headers were read, which needs no server; whether any was."""
        from tracker.cli.context import now
        from tracker.mail.refs import parse_ref
        from tracker.services.sync.ingest import Ingest
        from tracker.services.sync.unread_mail import bring_unread

        ingest = Ingest(self.context.paths.database, now)
        steps = [step for name in names for step in bring_unread(ingest, parse_ref(name))]
        for step in steps:
            report(step.text)
        return bool(steps)

    def cancel(self) -> None:
        self._stop.set()
        sync = self._sync
        if sync is not None:
            sync.cancel()

    # ---- out -----------------------------------------------------------------------------------

    def url(self, message_id: str) -> str:
        from tracker.mail.refs import url_of

        return url_of(message_id, self.context.config.server)

    def browse(self, message_id: str) -> tuple[str, ...]:
        from tracker.services.desktop import browse

        return browse(self.url(message_id))

    def copy(self, text: str) -> bool:
        from tracker.services.desktop import copy

        return copy(text)

    def run(self, words: Sequence[str], *, terminal: bool, pause: bool = False) -> Ended:
        from tracker.services.desktop import run

        return run(words, terminal=terminal, pause=pause)


__all__ = ["TuiBackend"]
