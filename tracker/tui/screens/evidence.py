# SPDX-License-Identifier: GPL-2.0-or-later
"""Why the tracker says so: facts, rules, mails, lines and the quoted words."""

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen

from tracker.model.roles import Role
from tracker.render.evidence import evidence_rows
from tracker.render.lines import RowTarget, Span
from tracker.tui.actions import Area, bindings
from tracker.tui.ports import Backend
from tracker.tui.screens.read import Draw, ReadScreen
from tracker.tui.widgets.bar import Bar, Hints
from tracker.tui.widgets.box import Frame
from tracker.tui.widgets.rows import RowList
from tracker.tui.widgets.status import Status


class EvidenceScreen(ReadScreen, ModalScreen[None]):
    """The evidence of a series, that of one line first; it stays where a later reading fails."""

    WHERE = Area.EVIDENCE
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Area.EVIDENCE)]

    def __init__(self, library: Backend, series: str, about: RowTarget) -> None:
        super().__init__(library, "Evidence")
        self._series = series
        self._about = about
        self._is_read = False

    def compose(self) -> ComposeResult:
        """Title, the facts, status, keys."""
        with Frame():
            yield Bar((Span(" Evidence", Role.TITLE),))
            yield RowList()
            yield Status()
            yield Hints(self.WHERE)

    def read_rows(self) -> Draw:
        """Read the evidence."""
        reasons = self.library.reasons(self._series)
        self._is_read = True
        return partial(evidence_rows, reasons, self._about)

    def not_read(self, why: str, what: str) -> None:
        """Without a picture to keep, the failure is the picture."""
        if self._is_read:
            self.tell(why, Role.BAD)
        else:
            super().not_read(why, what)

    @property
    def series(self) -> str | None:
        """The series it is about."""
        return self._series
