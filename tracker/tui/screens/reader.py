# SPDX-License-Identifier: GPL-2.0-or-later
"""One mail: headers, text, quotes that fold, facts marked in the margin."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.reactive import reactive

from tracker.model.roles import Role
from tracker.model.views import Reason, SeriesView, ThreadLine
from tracker.query.sought import Sought
from tracker.render.lines import Line, Row, Span
from tracker.render.mail import TOP, Mail, MailRows, line_key, mail_rows
from tracker.render.placeholders import failed_rows, waiting_rows
from tracker.render.spans.changed_files import mail_files
from tracker.render.thread import open_mails
from tracker.render.words import counted
from tracker.tui.actions import Area, bindings
from tracker.tui.headline import evidence_line
from tracker.tui.messages import RowMoved
from tracker.tui.ports import Backend
from tracker.tui.screens.page import ListScreen
from tracker.tui.screens.series import SeriesScreen
from tracker.tui.unread import Unread
from tracker.tui.widgets.bar import Bar, Hints
from tracker.tui.widgets.rows import RowList
from tracker.tui.widgets.status import Status
from tracker.tui.widgets.title import SubjectBar

if TYPE_CHECKING:
    from tracker.tui.commands import Spot


class ReaderScreen(ListScreen):
    """One mail of a series, and from it to its neighbours in the thread."""

    WHERE = Area.READER
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Area.READER)]

    mail: reactive[Mail | None] = reactive(None)
    view: reactive[SeriesView | None] = reactive(None, always_update=True)
    """The same moments in another zone are equal, but read otherwise."""
    reasons: reactive[tuple[Reason, ...]] = reactive(())
    folded: reactive[bool] = reactive(True)
    numbers: reactive[bool] = reactive(False)

    def __init__(
        self, library: Backend, message_id: str, line: int | None, series: str | None
    ) -> None:
        super().__init__(library)
        self._wanted = message_id
        self._line = line
        self._series = series
        self._why = ""
        self._unread = Unread()
        self._page: SeriesScreen | None = None
        """The page that it was opened on."""

    def compose(self) -> ComposeResult:
        """Title, the mail, status, keys."""
        yield SubjectBar((Span(f" {self._wanted[:500]}", Role.TITLE),))
        yield RowList()
        yield Status()
        yield Hints(self.WHERE)

    def on_mount(self) -> None:
        """Read the mail; what its series knows of it is taken from the page it was opened on."""
        for page in reversed(self.app.screen_stack):
            if isinstance(page, SeriesScreen) and page.view and page.series == self._series:
                self._unread = page.unread
                self.set_reactive(ReaderScreen.view, page.view)
                self._page = page
                if page.sought:
                    self.set_reactive(ReaderScreen.folded, False)
                    self.take_search(page.sought, page.in_mails)
                # What comes while both are open is read by the page alone.
                self.watch(page, "view", self._neighbours, init=False)
                break
        self.body.show(waiting_rows)
        self.reload()

    # ---- reading -------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the mail again, and after it what its series knows of it."""
        self.load(partial(self.read_mail, self._wanted), self._show_mail)
        if self._series and self.view and self._page is None:
            self._read_series(self._series)

    def _read_series(self, name: str) -> None:
        self.load(partial(self.library.series, name), self._show_series, "series")

    def _read_reasons(self, name: str) -> None:
        self.load(partial(self.library.reasons, name), self._show_reasons, "reasons")

    def _show_mail(self, mail: Mail) -> None:
        """Show the mail; then find out what is known of it."""
        self._why = ""
        self.mail = mail
        self._unread.read(mail.message_id)
        if self._series and self.view is None:
            self._read_series(self._series)
        elif self._series and not self.reasons:
            self._read_reasons(self._series)

    def _show_series(self, view: SeriesView) -> None:
        """Its neighbours are known."""
        self._unread.take(view)
        self._unread.read(self._shown)
        self._neighbours(view)

    def _neighbours(self, view: SeriesView | None) -> None:
        """Show its place among them, and find out what is known of it."""
        self.view = view
        if view:
            self._read_reasons(view.id)

    def _show_reasons(self, reasons: tuple[Reason, ...]) -> None:
        """The facts read from it are known."""
        self.reasons = reasons

    def not_read(self, why: str, what: str) -> None:
        """Only the mail itself cannot be done without."""
        if what == "load" and self.mail is None:
            self._why = why
            self._paint()
            return
        if what == "load" and self.mail:
            self._wanted = self.mail.message_id
        super().not_read(why, what)

    # ---- showing -------------------------------------------------------------------------------

    def watch_mail(self, before: Mail | None, after: Mail | None) -> None:
        """Show another mail, at the line it was opened for, else at its top."""
        if after is None or not self.is_mounted:
            return
        anew = before is None or before.message_id != after.message_id
        at = line_key(self._line) if self._line else TOP
        if self._line and self._line in after.text.hidden:
            self.set_reactive(ReaderScreen.folded, False)
        self._line = None
        self._paint(at if anew else None)

    def watch_view(self) -> None:
        """Show the headers, the marks in the margin, folds or numbers of lines."""
        self._paint()

    watch_reasons = watch_folded = watch_numbers = watch_view

    def _paint(self, key: str | None = None) -> None:
        if not self.is_mounted:
            return
        place = self._place(self._shown)
        about = self.thread[place] if place is not None else None
        self.query_one(SubjectBar).left = (
            Span(f" {(about.subject if about else self._wanted)[:500]}", Role.TITLE),
        )
        if place is not None:
            self.query_one(SubjectBar).note = f"{place + 1} of {len(self.thread)}"
        self.body.show(self._rows, key)
        self._tell_place()

    def _rows(self, columns: int) -> Sequence[Row] | MailRows:
        if self.mail is None:
            return failed_rows(self._why, columns) if self._why else waiting_rows(columns)
        place = self._place(self._shown)
        about = self.thread[place] if place is not None else None
        mail = replace(self.mail, about=about, reasons=self.reasons)
        return mail_rows(mail, self.numbers, self.folded, columns)

    def on_row_moved(self, event: RowMoved) -> None:
        """Show where in the mail the cursor is."""
        super().on_row_moved(event)
        self._tell_place()

    def _tell_place(self) -> None:
        rows = self.body.rows
        if not isinstance(rows, MailRows) or self.mail is None:
            return
        total = len(self.mail.text.lines)
        line = rows.line_at(self.body.cursor)
        share = 100 * line // total if total else 100
        # Beside what a search says of places, a number of lines reads as one of them.
        whole = "" if self.sought else f"{total} lines "
        where = f"line {line} of {total}, {share}% " if line else whole
        self.query_one("#status", Bar).right = (Span(where, Role.DIM),)

    def remark(self) -> Line:
        """Return what was read from the line."""
        return evidence_line(self.target.evidence)

    @property
    def thread(self) -> tuple[ThreadLine, ...]:
        """The messages of the series, in the order of its threads."""
        return self.view.thread if self.view else ()

    @property
    def _shown(self) -> str:
        """The mail on the screen, else the one that is waited for."""
        return self.mail.message_id if self.mail else self._wanted

    def spot(self) -> "Spot":
        """Return where the cursor is, with the file whose diff it is in."""
        from tracker.tui.commands import file_at

        lines = self.mail.text.lines if self.mail else ()
        return super().spot()._replace(file=file_at(lines, self.target.line))

    def _place(self, name: str) -> int | None:
        """Return where in the thread a mail stands."""
        places = (at for at, line in enumerate(self.thread) if line.message_id == name)
        return next(places, None)

    @property
    def series(self) -> str | None:
        """The series it is read for."""
        return self._series

    @property
    def series_title(self) -> str:
        """What that series is called."""
        return self.view.title if self.view else super().series_title

    # ---- going on ------------------------------------------------------------------------------

    def _go(self, name: str, line: int | None = None) -> None:
        """Read another mail of the thread."""
        self._wanted, self._line = name, line
        self.load(partial(self.read_mail, name), self._show_mail)

    def _step(self, way: int, names: frozenset[str] | None, none: str) -> str | None:
        """The next mail in one direction, of these if any are given; says so if there is none."""
        place = self._place(self._wanted)
        if place is None:
            self.tell(none)
            return None
        ahead = self.thread[place + 1 :] if way > 0 else self.thread[:place][::-1]
        found = (line.message_id for line in ahead if names is None or line.message_id in names)
        name = next(found, None)
        if name is None:
            self.tell(none)
        return name

    def action_mail(self, way: int) -> None:
        """Go to the next message, or to the one before."""
        if name := self._step(way, None, "no more messages here"):
            self._go(name)

    def action_patch(self, way: int) -> None:
        """Go to the next patch, or to the one before."""
        patches = frozenset(line.message_id for line in self.thread if line.role == "patch")
        if name := self._step(way, patches, "no more patches here"):
            self._go(name)

    def look_for(self, sought: Sought) -> None:
        """Find the words here at once, and meanwhile which other mails of the thread have them."""
        self.folded = False
        super().look_for(sought)
        names = tuple(line.message_id for line in self.thread)
        if names:
            self.load(
                partial(self.library.find_in_mails, names, sought),
                partial(self._take_found, sought),
                "search",
            )

    def _take_found(self, sought: Sought, found: Mapping[str, int]) -> None:
        """The search can go on through them."""
        if sought != self.sought:
            return
        self.in_mails = found
        others = len(found.keys() - {self._shown})
        if not self.matches():
            more = f"; n goes on to {counted(others, 'mail')} of the thread" if others else ""
            self.tell(f"'{sought.words}' is not found in this mail{more}", Role.WARN)

    def go_on(self, way: int) -> bool:
        """Go to the next mail of the thread that has what is looked for."""
        place = self._place(self._wanted)
        if place is None:
            return False
        ahead = self.thread[place + 1 :] if way > 0 else self.thread[:place][::-1]
        names = (line.message_id for line in ahead)
        name = next((name for name in names if name in self.in_mails), None)
        if name:
            self._go(name, self.in_mails[name])
        return name is not None

    def action_next_unread(self) -> None:
        """Go to the next message that came since the last role, round the end of the thread."""
        names = [line.message_id for line in self.thread if line.message_id in self._unread]
        place = self._place(self._wanted) or 0
        ahead = [name for name in names if (self._place(name) or 0) > place]
        if names:
            self._go((ahead or names)[0])
        else:
            self.tell("nothing unread here")

    def action_question(self, way: int) -> None:
        """Go to the next open question, or to the one before."""
        asking = open_mails(self.view) if self.view else {}
        name = self._step(way, frozenset(asking), "no more open questions here")
        if name:
            self._go(name, asking[name])

    def action_part(self, way: int) -> None:
        """Go to the diffstat, the diff or the file that is next; above all of them to the top."""
        rows = self.body.rows
        if not isinstance(rows, MailRows) or self.mail is None:
            return
        here = rows.line_at(self.body.cursor)
        parts = self.mail.text.parts
        ahead = [one for one in parts if (one - here) * way > 0]
        if ahead:
            self.body.go_to(rows.find(line_key(ahead[0] if way > 0 else ahead[-1])) or 0)
        elif way < 0:
            self.body.go_to(0)
        else:
            self.tell("no more of the diff here" if parts else "no diff here")

    def action_files(self) -> None:
        """List the files of the diff."""
        from tracker.tui.screens.files import list_files

        files = mail_files(self.mail.text) if self.mail else ()
        rows = self.body.rows
        here = rows.line_at(self.body.cursor) if isinstance(rows, MailRows) else 0
        above = [one.key for one in files if one.line <= here]
        list_files(self, files, above[-1] if above else "", self._paint)

    def action_fold(self) -> None:
        """Fold or unfold the quotes."""
        self.folded = not self.folded

    def action_numbers(self) -> None:
        """Number the lines or not."""
        self.numbers = not self.numbers
