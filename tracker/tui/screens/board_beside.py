# SPDX-License-Identifier: GPL-2.0-or-later
"""More of the series under the cursor of the board: below the list, or beside it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from tracker.model.rows import SeriesRow
from tracker.model.views import ThreadLine
from tracker.render.lines import Row, blank, fixed
from tracker.render.mail import Mail, mail_rows
from tracker.render.preview import block
from tracker.tui.messages import BoardLoaded
from tracker.tui.screens.board_reading import BoardReading
from tracker.tui.widgets.bar import Heads, Preview
from tracker.tui.widgets.beside import WIDE, Beside, pane_columns, title_columns


class BoardBeside(BoardReading):
    """The part of the board that shows more of one series."""

    _covers: tuple[str, Mail | None] = ("", None)
    """The posting that was asked for last, and its text once it is there."""
    _wants_beside = True

    @property
    def row(self) -> SeriesRow | None:
        """The series under the cursor."""
        raise NotImplementedError

    @property
    def is_beside(self) -> bool:
        """Whether the series stands beside the list."""
        return self._wants_beside and self.app.size.width >= WIDE

    @property
    def title_room(self) -> int:
        """Columns that a title gets at least beside the pane; 0 for half of the list's."""
        return title_columns(self.app.size.width) if self.is_beside else 0

    def lay_out(self) -> None:
        """Show the pane, or the block below the list."""
        if not self._set_up:
            return
        columns = self.app.size.width
        pane = pane_columns(columns)
        self.query_one(Beside).styles.width = pane
        self.query_one(Heads).styles.width = columns - pane if self.is_beside else "1fr"
        self.set_class(self.is_beside, "-beside")
        self.show_preview()

    def action_beside(self) -> None:
        """Show the series beside the list, or do not."""
        if self.app.size.width < WIDE:
            self.tell(f"the screen needs {WIDE} columns for that")
            return
        self._wants_beside = not self._wants_beside
        self.lay_out()

    def moved(self) -> None:
        """Show the series under the cursor."""
        super().moved()
        self.show_preview()

    def show_preview(self) -> None:
        """Show more of the series under the cursor, where there is room."""
        loaded, row = self.loaded, self.row
        preview, pane = self.query_one(Preview), self.query_one(Beside)
        if not (loaded and row):
            preview.make = pane.make = None
            return
        query = self._finder.query_of(loaded.wish)
        preview.make = partial(block, row, query, loaded.now, loaded.me)
        if not self.is_beside:
            return
        posting = row.newest.message_id if row.newest else row.id
        if self._covers[0] != posting:
            self._covers = (posting, None)
            self.load(partial(self.read_mail, posting), self._show_posting, "beside")
        pane.make = partial(self._beside_rows, row, query, loaded, self._covers[1])

    def _beside_rows(
        self, row: SeriesRow, query: str, loaded: BoardLoaded, mail: Mail | None, columns: int
    ) -> Sequence[Row]:
        """Return what is known of a series, and below it its newest posting as it was sent."""
        height = self.app.size.height
        lines = block(row, query, loaded.now, loaded.me, columns, height)
        rows = [Row(key=f"line.{at}", draw=fixed(line)) for at, line in enumerate(lines)]
        if mail is None or row.newest is None:
            return rows
        about = ThreadLine(
            message_id=mail.message_id, parent=None, date=row.newest.date, who=row.author,
            subject=row.title, depth=0, role="cover", marks=(),
        )  # fmt: skip
        shown = mail_rows(replace(mail, about=about), False, True, columns)
        return [*rows, blank("gap"), *(shown[at] for at in range(min(len(shown), height)))]

    def _show_posting(self, mail: Mail) -> None:
        """Show the words of the posting."""
        if mail.message_id == self._covers[0]:
            self._covers = (mail.message_id, mail)
            self.show_preview()

    def not_read(self, why: str, what: str) -> None:
        """Without its text there is the block alone."""
        if what != "beside":
            super().not_read(why, what)
