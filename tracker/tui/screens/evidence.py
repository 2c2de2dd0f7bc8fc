# SPDX-License-Identifier: GPL-2.0-or-later
"""Why the tracker says so: facts, rules, mails, lines and the quoted words."""

from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from tracker.model.roles import Role
from tracker.render.evidence import evidence_rows
from tracker.render.lines import RowTarget
from tracker.tui.actions import Area, bindings
from tracker.tui.ports import Backend
from tracker.tui.screens.framed import FramedScreen
from tracker.tui.screens.read import Draw, ReadScreen


class EvidenceScreen(FramedScreen, ReadScreen):
    """The evidence of a series, that of one line first; it stays where a later reading fails."""

    WHERE = Area.EVIDENCE
    framed_title = "Evidence"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Area.EVIDENCE)]

    def __init__(self, library: Backend, series: str, about: RowTarget) -> None:
        super().__init__(library, "Evidence")
        self._series = series
        self._about = about
        self._is_read = False

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
