# SPDX-License-Identifier: GPL-2.0-or-later
"""Search on a page: a line for the words, the places that have them, and the way between them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tracker.model.roles import Role
from tracker.query.sought import MAX_SOUGHT, Sought
from tracker.render.words import counted
from tracker.tui.screens.mail_actions import MailActions
from tracker.tui.widgets.rows import RowList

if TYPE_CHECKING:
    from textual.widgets import Input

_NO_MAILS: Mapping[str, int] = {}


class SearchPage(MailActions):
    """The part of every page that finds words in what it shows."""

    sought: Sought | None = None
    """What is looked for; None where nothing is."""
    in_mails: Mapping[str, int] = _NO_MAILS
    """Mails of the thread that have the words, each with the first line that does."""
    _last_sought = ""
    _match: int | None = None
    """The row that was found last."""

    @property
    def _search_list(self) -> RowList:
        return self.query_exactly_one(RowList)

    def tell(self, text: str, role: Role = Role.DIM) -> None:
        """Say something on the status line."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a key means an action now: n and N go to what is found, while there is
        a search."""
        if action == "match":
            return self.sought is not None
        return super().check_action(action, parameters)

    # ---- the line ------------------------------------------------------------------------------

    @property
    def _find_line(self) -> "Input | None":
        from textual.widgets import Input

        return next((one for one in self.query(Input) if one.id == "find"), None)

    def action_search(self) -> None:
        """Ask for the words."""
        from textual.widgets import Input

        if self._find_line is None:
            line = Input(id="find", compact=True, max_length=MAX_SOUGHT,
                         placeholder=self._last_sought or "words to find")  # fmt: skip
            self.query_one("#status").parent.mount(line, before=self.query_one("#status"))  # type: ignore[union-attr]
            line.focus()

    def on_input_submitted(self, event: "Input.Submitted") -> None:
        """Look for them; without words for those of the last time."""
        if event.input.id == "find":
            event.stop()
            self._close_find()
            words = event.value.strip() or self._last_sought
            if words:
                self.look_for(Sought(words))

    def _close_find(self) -> bool:
        line = self._find_line
        if line:
            line.remove()
            self._search_list.focus()
        return line is not None

    def end_search(self) -> bool:
        """Close the line, else end the search; whether there was one."""
        if self._close_find():
            return True
        ended = self.sought is not None
        self.take_search(None)
        return ended

    # ---- the places ----------------------------------------------------------------------------

    def take_search(self, sought: Sought | None, in_mails: Mapping[str, int] = _NO_MAILS) -> None:
        """Mark what is looked for, without moving."""
        self.sought, self.in_mails, self._match = sought, in_mails, None
        self._last_sought = sought.words if sought else self._last_sought
        self._search_list.sought = sought

    def look_for(self, sought: Sought) -> None:
        """Mark the words, and go to the first place from the cursor on that has them."""
        self.take_search(sought)
        self.action_match(1, here=True)

    def matches(self) -> list[int]:
        """Return the rows that have what is looked for."""
        return self._search_list.holding()

    def action_match(self, way: int, *, here: bool = False) -> None:
        """Go to the next place in one direction; with ``here`` the row of the cursor counts."""
        rows, found = self._search_list, self.matches()
        assert self.sought is not None
        at = rows.cursor
        if self._match is not None and self._match in found and not here:
            # A row that the cursor cannot rest on was found: the cursor is near it.
            near = rows.cursor_for(self._match)
            at = self._match if near == at else at
        ahead = [n for n in found if (n - at) * way > 0 or (here and n == at)]
        if ahead:
            self._match = ahead[0] if way > 0 else ahead[-1]
        elif self.go_on(way):
            return
        elif found:
            self._match = found[0] if way > 0 else found[-1]
        else:
            self.tell(f"'{self.sought.words}' is not found here", Role.WARN)
            return
        rows.show_row(self._match)
        round_again = "" if ahead else ", from the other end"
        place = f"{found.index(self._match) + 1} of {counted(len(found), 'place')}"
        self.tell(f"'{self.sought.words}': {place}{round_again}; n N go on, Esc ends it")

    def go_on(self, way: int) -> bool:
        """Go on with the search where the page ends; whether there is more to look at."""
        return False
