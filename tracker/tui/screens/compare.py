# SPDX-License-Identifier: GPL-2.0-or-later
"""Two versions of a series, patch by patch; and how commits differ from their postings."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.binding import BindingType
from textual.reactive import reactive

from tracker.model.compare import RangeDiff
from tracker.model.landing import Edit
from tracker.model.roles import Role
from tracker.model.views import SeriesView
from tracker.render.compare import (
    compare_rows,
    edit_rows,
    first_changed,
    opened_at_first,
    pair_key,
)
from tracker.render.lines import Line, Row, RowTarget, Span
from tracker.render.placeholders import failed_rows, waiting_rows
from tracker.render.spans.changed_files import ChangedFile, edit_files, pair_files
from tracker.render.versions import comparable
from tracker.tui.actions import Area, bindings
from tracker.tui.ports import Backend
from tracker.tui.screens.read import ReadScreen
from tracker.tui.widgets.title import TitleBar


class _Beside(ReadScreen):
    """A screen that sets two things of a series side by side."""

    WHERE = Area.COMPARE
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Area.COMPARE)]

    failed: reactive[str] = reactive("")
    """Why nothing could be read."""
    words: reactive[bool] = reactive(False)
    """Whether changed lines show which of their words differ."""

    def __init__(self, library: Backend, view: SeriesView) -> None:
        super().__init__(library, view.title)
        self._view = view

    def not_read(self, why: str, what: str) -> None:
        """The failure is the picture."""
        self.failed = why

    def watch_failed(self) -> None:
        """Show what has changed, the cursor where it was."""
        self.paint_rows()

    watch_words = watch_failed

    def action_words(self) -> None:
        """Show which words of changed lines differ, or whole lines."""
        self.words = not self.words
        self.tell("[-words that went-] {+words that came+}" if self.words else "whole lines")

    @property
    def files(self) -> tuple[ChangedFile, ...]:
        """The files that differ, in the order of the rows."""
        return ()

    def go_file(self, key: str) -> None:
        """Go to a file, by the key of its row."""
        self.paint_rows(key)

    def action_files(self) -> None:
        """List the files that differ."""
        from tracker.tui.screens.files import list_files

        known = {one.key for one in self.files}
        above = [row.key for row in self.body.rows[: self.body.cursor + 1] if row.key in known]
        list_files(self, self.files, above[-1] if above else "", self.go_file)

    def action_part(self, way: int) -> None:
        """Go to the next file in one direction, be its patch open or not."""
        files = [one.key for one in self.files]
        rows = [row.key for row in self.body.rows]
        # A file of a closed patch is where the patch is.
        shown = {key: rows.index(key) for key in files if key in rows}
        places = [shown.get(key, self.closed_at(key, rows)) for key in files]
        at = self.body.cursor
        closed = [key not in shown for key in files]
        ahead = [
            key
            for key, place, hidden in zip(files, places, closed, strict=True)
            if (place - at) * way > 0 or (way > 0 and hidden and place == at)
        ]
        if ahead:
            self.go_file(ahead[0] if way > 0 else ahead[-1])
        else:
            self.tell("no more files here" if files else "no diff here")

    def closed_at(self, key: str, rows: Sequence[str]) -> int:
        """Return the row that a file is hidden in."""
        return -1

    def paint_rows(self, key: str | None = None) -> None:
        """Show what is known now."""
        if self.is_mounted:
            self.body.show(self.make_rows, key)

    def make_rows(self, columns: int) -> Sequence[Row]:
        """Return the rows for so many columns."""
        return failed_rows(self.failed, columns) if self.failed else waiting_rows(columns)

    @property
    def series(self) -> str | None:
        """The series."""
        return self._view.id

    @property
    def series_title(self) -> str:
        """What it is called."""
        return self._view.title


class CompareScreen(_Beside):
    """Two versions; each patch opens to what differs in it."""

    told: reactive[RangeDiff | None] = reactive(None)
    opened: reactive[frozenset[str]] = reactive(frozenset())
    """Keys of the patches that are open."""
    watch_opened = _Beside.watch_failed

    def __init__(self, library: Backend, view: SeriesView, old: str, new: str) -> None:
        super().__init__(library, view)
        self._ends = (old, new)

    def reload(self) -> None:
        """Compare again."""
        self.load(partial(self.library.compare, self._view.id, *self._ends), self._show_compared)

    def _show_compared(self, told: RangeDiff) -> None:
        self.set_reactive(_Beside.failed, "")
        if self.told is None or (self.told.old, self.told.new) != (told.old, told.new):
            self.set_reactive(CompareScreen.opened, opened_at_first(told))
        self.told = told
        self.query_one(TitleBar).note = f"{told.old.name} to {told.new.name}"

    def watch_told(self, before: RangeDiff | None, after: RangeDiff | None) -> None:
        """Show it; another comparison with the cursor on the first patch that is not the same."""
        ends = [(one.old, one.new) for one in (before, after) if one]
        anew = after is not None and len(set(ends)) == len(ends)
        self.paint_rows(first_changed(after) if anew and after else None)

    def make_rows(self, columns: int) -> Sequence[Row]:
        """Return the patches."""
        if self.told is None or self.failed:
            return super().make_rows(columns)
        return compare_rows(self.told, self.opened, columns, self.words)

    @property
    def files(self) -> tuple[ChangedFile, ...]:
        """The files that differ, patch by patch."""
        told = self.told
        return pair_files(told, [*map(pair_key, told.pairs)]) if told else ()

    def _pair_of(self, key: str) -> str:
        """Return the key of the pair that a file is of."""
        pairs = map(pair_key, self.told.pairs if self.told else ())
        return next((pair for pair in pairs if key.startswith(f"{pair} ")), "")

    def closed_at(self, key: str, rows: Sequence[str]) -> int:
        """Return the row of the pair that a file is of."""
        pair = self._pair_of(key)
        return rows.index(pair) if pair in rows else -1

    def go_file(self, key: str) -> None:
        """Open the patch, and go to the file."""
        self.set_reactive(CompareScreen.opened, self.opened | {self._pair_of(key)})
        self.paint_rows(key)

    def open(self, target: RowTarget) -> None:
        """Open or close a patch; from what differs in it, open its mail."""
        key = self.body.row.key if self.body.row else ""
        known = {pair_key(pair): pair for pair in self.told.pairs} if self.told else {}
        if key in known and known[key].blocks:
            self.opened = self.opened ^ {key}
        else:
            super().open(target)

    def action_open_all(self) -> None:
        """Open every patch that differs, or close all."""
        pairs = self.told.pairs if self.told else ()
        changed = frozenset(pair_key(pair) for pair in pairs if pair.blocks)
        self.opened = frozenset() if changed <= self.opened else changed

    def action_pair(self, way: int) -> None:
        """Compare the newer version with the one after it, or the older with the one before it."""
        end = self._ends[1 if way > 0 else 0]
        names = [one.message_id for one in comparable(self._view)]
        at = names.index(end) if end in names else -1
        if at < 0 or not 0 <= at + way < len(names):
            self.tell("no more versions here")
            return
        other = names[at + way]
        self._ends = (other, names[at]) if way < 0 else (names[at], other)
        self.reload()


class EditsScreen(_Beside):
    """How commits differ from the patches they were; those of one commit where one is named."""

    edits: reactive[tuple[Edit, ...] | None] = reactive(None)
    watch_edits = _Beside.watch_failed

    def __init__(self, library: Backend, view: SeriesView, commit: str | None) -> None:
        super().__init__(library, view)
        self._commit = commit

    def reload(self) -> None:
        """Compare again."""
        self.load(partial(self.library.edits, self._view.id), self._show_edits)

    def _show_edits(self, edits: tuple[Edit, ...]) -> None:
        self.set_reactive(_Beside.failed, "")
        wanted = self._commit
        self.edits = tuple(one for one in edits if wanted in (None, one.commit))
        self.query_one(TitleBar).note = "as posted, as committed"

    def make_rows(self, columns: int) -> Sequence[Row]:
        """Return the commits."""
        if self.edits is None or self.failed:
            return super().make_rows(columns)
        return edit_rows(self.edits, columns, self.words)

    @property
    def files(self) -> tuple[ChangedFile, ...]:
        """The files that differ, commit by commit."""
        return edit_files(self.edits or ())

    def remark(self) -> Line:
        """Return the commit that the cursor is on."""
        return (Span(f" {self.target.commit}", Role.DIM),) if self.target.commit else ()

    def action_open_all(self) -> None:
        """All is open."""

    def action_pair(self, way: int) -> None:
        """There are no pairs here."""
