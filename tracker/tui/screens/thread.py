# SPDX-License-Identifier: GPL-2.0-or-later
"""What the thread tab of a series reads as it is walked: first words, and the mail beside it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial

from textual import events

from tracker.query.sought import Sought
from tracker.render.lines import Row, RowTarget, rows_holding
from tracker.render.mail import Mail, mail_rows
from tracker.render.thread import ThreadLimit, limited, sub_threads, thread_rows
from tracker.render.words import counted
from tracker.tui.ports import Backend
from tracker.tui.screens.opening import open_mail
from tracker.tui.screens.versions import VersionPage
from tracker.tui.widgets.beside import WIDE, Beside


class ThreadPage(VersionPage):
    """A page with a thread on it: replies show the words they begin with, wide screens the mail."""

    def __init__(self, library: Backend) -> None:
        super().__init__(library)
        self.repeating: frozenset[str] = frozenset()
        """Messages whose subject says nothing new."""
        self.openings: dict[str, str] = {}
        """The words that replies begin with, as far as their rows were seen."""
        self._limit = ThreadLimit.ALL
        self._limited_by = ""
        """The mail whose author was meant."""
        self.collapsed: frozenset[str] = frozenset()
        """Mails whose sub-threads are hidden."""
        self._beside = ""
        """The mail that stands beside the list, or was asked for."""

    @property
    def in_thread(self) -> bool:
        """Whether the rows are those of the thread."""
        return False

    def limited_rows(self, unread: frozenset[str]) -> Sequence[Row]:
        """Return the rows of the thread that the limit, or what is collapsed, leaves."""
        if self.view is None:
            return ()
        whole = self._limit is ThreadLimit.ALL
        collapsed = self.collapsed if whole else frozenset()
        rows = thread_rows(self.view, unread, self.openings, collapsed)
        if whole:
            return rows
        names = limited(self.view, self._limit, unread, self._limited_by)
        return tuple(row for row in rows if row.key in names)

    def next_limit(self, unread: frozenset[str]) -> None:
        """Limit the thread to the next kind of mails that it has any of."""
        if self.view is None or not self.in_thread:
            self.tell("a thread can be limited; 6 shows it")
            return
        kinds = list(ThreadLimit)
        if self._limit is not ThreadLimit.AUTHOR:
            self._limited_by = self.target.message_id or ""
        at = kinds.index(self._limit)
        for kind in (*kinds[at + 1 :], ThreadLimit.ALL):
            names = limited(self.view, kind, unread, self._limited_by)
            if names or kind is ThreadLimit.ALL:
                self._limit = kind
                self.repaint()
                self.tell(f"{kind.value}: {len(names)} of {len(self.view.thread)}; I goes on")
                return

    def action_collapse(self) -> None:
        """Hide what hangs below the mail under the cursor, or show it again.

        On a mail without answers its parent is collapsed, with the cursor on it.
        """
        if self.view is None or not self.in_thread or self._limit is not ThreadLimit.ALL:
            self.tell("a whole thread can be collapsed; 6 and I show it")
            return
        line = next((one for one in self.view.thread if one.message_id == self.target.message_id),
                    None)  # fmt: skip
        name = line.message_id if line else ""
        if line and not sub_threads(self.view, frozenset({name}))[name]:
            name = line.parent or ""
        below = sub_threads(self.view, frozenset({name})).get(name)
        if not below:
            self.tell("no mail hangs below this one")
            return
        self.collapsed ^= {name}
        self.repaint(name)
        how = "hidden; z shows them" if name in self.collapsed else "shown"
        self.tell(f"{counted(len(below), 'mail')} {how}")

    def uncover(self, names: Collection[str]) -> None:
        """Show the sub-threads that hide any of these mails; those without one stay as they are."""
        if self.view is None or not self.collapsed:
            return
        below = sub_threads(self.view, self.collapsed)
        opened = {top for top, hidden in below.items() if not hidden.isdisjoint(names)}
        if opened:
            self.collapsed -= opened
            self.repaint()

    def _take_openings(self, names: tuple[str, ...], openings: Mapping[str, str]) -> None:
        """The words that replies begin with were read: the rows look them up."""
        self.openings |= dict.fromkeys(names, "") | dict(openings)
        if self.in_thread:
            self.body.refresh()

    def look_into(self) -> None:
        """Read what the replies in sight begin with, and those a page before and after them."""
        if not self.is_mounted:
            return
        self.set_class(self.in_thread and self.app.size.width >= WIDE, "-beside")
        if not self.in_thread:
            return
        self._read_beside()
        rows, top, height = self.body.rows, self.body.scroll_offset.y, self.body.size.height
        wanted = self.repeating - self.openings.keys()
        if any(row.key in wanted for row in rows[top : top + height]):
            near = rows[max(top - height, 0) : top + 2 * height]
            names = tuple(row.key for row in near if row.key in wanted)
            read, show = partial(self.library.openings, names), partial(self._take_openings, names)
            self.load(read, show, "openings")

    def look_for(self, sought: Sought) -> None:
        """In the thread look into all mails first, on a thread."""
        if not self.in_thread or self.view is None:
            super().look_for(sought)
            return
        self.take_search(sought)
        self.tell("searching the mails\u2026")
        names = tuple(line.message_id for line in self.view.thread)
        self.load(
            partial(self.library.find_in_mails, names, sought),
            partial(self._go_found, sought),
            "search",
        )

    def _go_found(self, sought: Sought, found: Mapping[str, int]) -> None:
        """Go to the first mail from the cursor on that has the words."""
        if sought == self.sought:
            self.take_search(sought, found)
            self._uncover_found(sought, found)
            self.action_match(1, here=True)

    def _uncover_found(self, sought: Sought, found: Mapping[str, int]) -> None:
        """Show the mails that have the words, and those whose rows do."""
        if self.view and self.collapsed:
            rows = thread_rows(self.view, openings=self.openings)
            held = rows_holding(rows, sought, self.body.size.width)
            self.uncover({*found, *(rows[at].key for at in held)})

    def matches(self) -> list[int]:
        """Return the rows that have the words, and those whose mails do."""
        found = super().matches()
        if not self.in_thread or not self.in_mails:
            return found
        mails = (at for at, row in enumerate(self.body.rows) if row.key in self.in_mails)
        return sorted({*found, *mails})

    def open(self, target: RowTarget) -> None:
        """Open a mail at the first line that has what is looked for."""
        line = self.in_mails.get(target.message_id or "")
        if self.in_thread and line and target.message_id:
            open_mail(self.app, self.library, target.message_id, line, self.series)
        else:
            super().open(target)

    def on_resize(self, _event: events.Resize) -> None:
        """There may be room for the mail now, or no longer."""
        self.look_into()

    def moved(self) -> None:
        """The mail under the cursor stands beside the list."""
        super().moved()
        if self.in_thread:
            self._read_beside()

    def _read_beside(self) -> None:
        name = self.target.message_id
        if name and name != self._beside and self.has_class("-beside"):
            self._beside = name
            self.load(partial(self.read_mail, name), self._show_beside, "beside")

    def not_read(self, why: str, what: str) -> None:
        """Without its text the pane is empty."""
        if what == "beside":
            self._beside, self.query_one(Beside).make = "", None
        super().not_read(why, what)

    def _show_beside(self, mail: Mail) -> None:
        """Show it from its top."""
        thread = self.view.thread if self.view else ()
        about = next((line for line in thread if line.message_id == mail.message_id), None)
        shown = replace(mail, about=about)
        self.query_one(Beside).make = partial(mail_rows, shown, False, True, titled=True)
