# SPDX-License-Identifier: GPL-2.0-or-later
"""Why the tracker says so: facts, rules, mails, lines and the quoted words."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.reactive import reactive
from textual.screen import ModalScreen

from tracker.model.roles import Role
from tracker.model.views import Reason
from tracker.render.evidence import evidence_rows
from tracker.render.lines import Row, RowTarget, Span
from tracker.render.placeholders import failed_rows, waiting_rows
from tracker.tui.actions import Area, bindings
from tracker.tui.ports import Backend
from tracker.tui.screens.page import ListScreen
from tracker.tui.widgets.bar import Bar, Hints
from tracker.tui.widgets.box import Frame
from tracker.tui.widgets.rows import RowList
from tracker.tui.widgets.status import Status


class EvidenceScreen(ListScreen, ModalScreen[None]):
    """The evidence of a series, that of one line first."""

    WHERE = Area.EVIDENCE
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Area.EVIDENCE)]

    reasons: reactive[tuple[Reason, ...] | None] = reactive(None)
    failed: reactive[str] = reactive("")

    def __init__(self, library: Backend, series: str, about: RowTarget) -> None:
        super().__init__(library)
        self._series = series
        self._about = about

    def compose(self) -> ComposeResult:
        """Title, the facts, status, keys."""
        with Frame():
            yield Bar((Span(" Evidence", Role.TITLE),))
            yield RowList()
            yield Status()
            yield Hints(self.WHERE)

    def on_mount(self) -> None:
        """Read the evidence."""
        self.body.show(waiting_rows)
        self.reload()

    def reload(self) -> None:
        """Read the evidence."""
        self.load(partial(self.library.reasons, self._series), self._show_reasons)

    def _show_reasons(self, reasons: tuple[Reason, ...]) -> None:
        self.reasons = reasons

    def not_read(self, why: str, what: str) -> None:
        """Without a picture to keep, the failure is the picture."""
        if self.reasons is None:
            self.failed = why
        else:
            super().not_read(why, what)

    def watch_reasons(self) -> None:
        """Show what was read."""
        self._paint()

    def watch_failed(self) -> None:
        """Show why nothing could be read."""
        self._paint()

    def _paint(self) -> None:
        if self.is_mounted:
            self.body.show(self._rows)

    def _rows(self, columns: int) -> Sequence[Row]:
        if self.reasons is not None:
            return evidence_rows(self.reasons, self._about, columns)
        return failed_rows(self.failed, columns) if self.failed else waiting_rows(columns)

    @property
    def series(self) -> str | None:
        """The series it is about."""
        return self._series
