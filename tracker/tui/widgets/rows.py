# SPDX-License-Identifier: GPL-2.0-or-later
"""The list under every page: it draws only the rows that are seen."""

from collections.abc import Callable, Sequence
from itertools import chain
from typing import ClassVar, Self

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tracker.model.roles import Role
from tracker.query.sought import Sought
from tracker.render.lines import LazyRows, Row, rows_holding
from tracker.tui.actions import Area, bindings
from tracker.tui.messages import RowChosen, RowMoved
from tracker.tui.widgets.painted import Painted, marked_strip

_KEPT = 512
"""Painted rows that are kept."""
Make = Callable[[int], Sequence[Row]]
"""Makes the rows for so many columns; called again when the width changes."""


def _nothing(_columns: int) -> Sequence[Row]:
    return ()


class RowList(Painted, ScrollView, can_focus=True):
    """A list with a cursor that keeps to its row, by key, when the list is rebuilt."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--bar", "rows--cursor", "rows--found"}
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Area.LISTS)]

    cursor: reactive[int] = reactive(0, repaint=False)
    """Index of the row the cursor rests on."""

    def __init__(self, *, id: str | None = None) -> None:
        self._strips: dict[tuple[int, int, bool, bool], Strip] = {}
        """Rows as they were painted, by their place, the columns, and whether the cursor and the
        thumb of the scroll bar are there."""
        self._dragging = False
        """The scroll bar is held."""
        super().__init__(id=id)
        self._make: Make = _nothing
        self._rows: Sequence[Row] = ()
        self._early: tuple[int, Sequence[Row]] | None = None
        """Columns and rows of the first picture, until the size is told."""
        self._columns = 0
        self._wanted: str | None = None
        self._told: str | None = None
        self._sought: Sought | None = None
        self.untouched = True
        """The user has not moved the cursor since the list was shown."""
        self.making = False
        """The list is being rebuilt: it is not the user who moves the cursor."""

    @property
    def sought(self) -> Sought | None:
        """Words that are marked wherever they stand."""
        return self._sought

    @sought.setter
    def sought(self, sought: Sought | None) -> None:
        self._sought = sought
        self.refresh()

    def holding(self) -> list[int]:
        """Return the places of the rows that have these words."""
        return rows_holding(self._rows, self._sought, self._columns) if self._sought else []

    def show_row(self, index: int) -> None:
        """Have a row in sight, the cursor on it, or near one that it cannot rest on."""
        self.go_to(index)
        height = self.size.height
        if not self.scroll_offset.y <= index < self.scroll_offset.y + height:
            self.scroll_to(y=max(index - height // 2, 0), animate=False, force=True)

    @property
    def rows(self) -> Sequence[Row]:
        """The rows shown."""
        return self._rows

    @property
    def row(self) -> Row | None:
        """The row the cursor rests on."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    def show(self, make: Make, key: str | None = None, *, from_top: bool = False) -> None:
        """Show other rows, the cursor on the row of that key, else on the one it was on.

        ``from_top`` starts at the top where that key is not among them.
        """
        self._make = make
        self._early = None
        if from_top:
            self.untouched = True
            self._told = None
            self.set_reactive(RowList.cursor, 0)
            self.scroll_to(y=0, animate=False, force=True)
        self._wanted = key or self._wanted
        if self._columns:
            self._remake()

    def on_resize(self) -> None:
        """Make the rows for the new width."""
        columns = self._room
        if columns and columns != self._columns:
            self._columns = columns
            self._remake()
        self._follow()

    @property
    def _room(self) -> int:
        """Columns of a row; the scroll bar has the last one."""
        return max(self.size.width - 1, 0)

    @property
    def allow_vertical_scroll(self) -> bool:
        """Whether the wheel scrolls. The bar is painted with the rows: one of Textual's costs as
        much at each key as they do."""
        return True

    def _remake(self) -> None:
        """Make the rows; the cursor stays on its row, or near where that row was."""
        held, before = self._wanted or self._told, self.cursor
        made_for, rows = self._early or (0, ())
        self._early = None
        self._rows = rows if made_for == self._columns else self._make(self._columns)
        self.virtual_size = Size(self._columns, len(self._rows))
        found = self._find(held) if held else None
        self._wanted = None
        at = min(before if found is None else found, max(len(self._rows) - 1, 0))
        top = self.scroll_offset.y
        self.making = True
        self.cursor = self._stop_from(at, 1)
        if held == self._told and found is not None and found != before:
            # What came in above the cursor's row does not move it on the screen.
            self.scroll_to(y=top + found - before, animate=False, force=True)
        self._follow()
        self.refresh()
        self._tell()
        self.making = False

    def _find(self, key: str) -> int | None:
        if isinstance(self._rows, LazyRows):
            return self._rows.find(key)
        return next((at for at, row in enumerate(self._rows) if row.key == key), None)

    def _stop_from(self, index: int, way: int) -> int:
        """Return the nearest row to rest on, looking one way first and then the other."""
        count = len(self._rows)
        if isinstance(self._rows, LazyRows):
            return min(max(index, 0), max(count - 1, 0))
        ahead = range(index, count) if way > 0 else range(index, -1, -1)
        behind = range(index, -1, -1) if way > 0 else range(index, count)
        near = (at for at in chain(ahead, behind) if 0 <= at < count and self._rows[at].stop)
        return next(near, 0)

    def _stops(self, index: int) -> bool:
        return isinstance(self._rows, LazyRows) or self._rows[index].stop

    def go_to(self, index: int) -> None:
        """Move the cursor to the row at a place, or near it."""
        self._go(index, 1)

    def cursor_for(self, index: int) -> int:
        """Return where the cursor rests when it is sent to a row."""
        return self._stop_from(min(max(index, 0), len(self._rows) - 1), 1)

    def _go(self, index: int, way: int) -> None:
        if self._rows:
            self.cursor = self._stop_from(min(max(index, 0), len(self._rows) - 1), way)

    def watch_cursor(self, before: int, after: int) -> None:
        """Draw the two rows again and keep the cursor in sight."""
        self.untouched = self.untouched and self.making
        self.refresh_line(before)
        self.refresh_line(after)
        self._follow()
        self._tell()

    def _tell(self) -> None:
        row = self.row
        # A row that the cursor cannot rest on is not followed: another list may have its key.
        key = row.key if row and row.stop else None
        if key != self._told:
            self._told = key
            self.post_message(RowMoved(row, by_hand=not self.making))

    def _follow(self) -> None:
        """Scroll until the cursor is seen, with the heading above the first row and the end."""
        height = self.size.height
        if not height:
            return
        top = self.scroll_offset.y
        first, last = self.cursor, self.cursor
        while first > 0 and not self._stops(first - 1) and last - first < height - 1:
            first -= 1
        if self._stop_from(len(self._rows) - 1, -1) == self.cursor:
            last = max(len(self._rows) - 1, 0)
        if last >= top + height:
            top = last - height + 1
        if first < top:
            top = first
        if self.cursor >= top + height:
            top = self.cursor - height + 1
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True)

    def render_line(self, y: int) -> Strip:
        """Return one line of the screen."""
        return self._lines(range(y, y + 1))[0]

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return lines of the screen as they were kept.

        A list has no border, padding or tint; Textual would lay them around each line again
        whenever it scrolls, and write each from scratch.
        """
        background = self.background_colors[1]
        strips = self._lines(crop.line_range)
        for one in self.get_line_filters():
            strips = [strip.apply_filter(one, background) for strip in strips]
        return [strip.crop(*crop.column_span) for strip in strips]

    def _lines(self, lines: range) -> list[Strip]:
        columns, top = self._room, self.scroll_offset.y
        if not (self._columns or self._rows):
            # Textual paints the first picture before it tells a widget how large it is.
            self._rows = self._make(columns)
            self._early = (columns, self._rows)
        start, end = self._thumb()
        return [self._row_strip(top + y, columns, start <= y < end) for y in lines]

    def _thumb(self) -> tuple[int, int]:
        """Return the lines of the screen that the thumb of the scroll bar takes."""
        height, count = self.size.height, len(self._rows)
        if not 0 < height < count:
            return 0, 0
        size = max(height * height // count, 1)
        start = (height - size) * self.scroll_offset.y // (count - height)
        return start, start + size

    def _row_strip(self, index: int, columns: int, thumb: bool) -> Strip:
        """Return a row; kept, for all but one or two are the same when the list scrolls."""
        place = (index, columns, index == self.cursor, thumb)
        strip = self._strips.get(place)
        if strip is None:
            if len(self._strips) >= _KEPT:
                self._strips.clear()
            strip = self._strips[place] = self._painted(*place)
        return strip

    def _painted(self, index: int, columns: int, under: bool, thumb: bool) -> Strip:
        row = self._rows[index] if index < len(self._rows) else None
        over = "rows--cursor" if under and row and row.stop else ""
        strip = self.paint(row.draw(columns) if row else (), columns, over)
        strip = marked_strip(strip, self._sought, self._found_style) if self._sought else strip
        bar = self.get_component_rich_style("rows--bar") if thumb else self._style(Role.PLAIN)
        return Strip([*strip, Segment(" ", bar)], columns + 1)

    @property
    def _found_style(self) -> Style:
        return self.get_component_rich_style("rows--found", partial=True)

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Paint again; without regions, what the rows say may have changed."""
        if not regions:
            self._strips.clear()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        """Forget what was painted in other colours."""
        self._strips.clear()
        super().notify_style_update()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take the scroll bar."""
        self._dragging = event.x >= self._room
        if self._dragging:
            self.capture_mouse()
            self._drag(event.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The scroll bar moves with the mouse."""
        if self.app.mouse_captured is self:
            self._drag(event.y)

    def on_mouse_up(self) -> None:
        """Let the scroll bar go."""
        self.release_mouse()

    def _drag(self, y: int) -> None:
        height = self.size.height
        share = min(max(y, 0), height - 1) / max(height - 1, 1)
        self.scroll_to(y=round(share * self.max_scroll_y), animate=False, force=True)

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor; one on the cursor's row opens it."""
        index = event.y + self.scroll_offset.y
        stops = 0 <= index < len(self._rows) and self._rows[index].stop
        if self._dragging or not stops:
            return
        if index == self.cursor:
            self.post_message(RowChosen(self._rows[index]))
        self.cursor = index

    def action_top(self) -> None:
        """Go to the first row."""
        self._go(0, 1)

    def action_bottom(self) -> None:
        """Go to the last row."""
        self._go(len(self._rows) - 1, -1)

    def action_step(self, way: int) -> None:
        """Move a row up or down."""
        self._go(self.cursor + way, way)

    def action_half(self, way: int) -> None:
        """Move half a page up or down."""
        self._go(self.cursor + way * max(self.size.height // 2, 1), 1)

    def action_page(self, way: int) -> None:
        """Move a page up or down."""
        self._go(self.cursor + way * max(self.size.height - 1, 1), 1)
