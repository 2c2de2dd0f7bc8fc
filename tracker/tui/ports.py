# SPDX-License-Identifier: GPL-2.0-or-later
"""What the app asks of the rest of the program; the command line hands it in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    # Nothing of it is needed to paint the first screen.
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from tracker.model.board import (
        Ended,
        HandlePlace,
        KeptDraft,
        MailHeaders,
        Order,
        Section,
        UserAction,
        UserCommand,
    )
    from tracker.model.compare import ChangeNote, RangeDiff
    from tracker.model.landing import Edit
    from tracker.model.query import Identity
    from tracker.model.readiness import ApplyPlan, ApplyWish
    from tracker.model.report import LogEntry
    from tracker.model.rows import SeriesRow
    from tracker.model.views import Graph, Reason, SeriesView
    from tracker.query.sought import Sought


class Board(Protocol):
    """The rows of one query in one order, read from the store as they are looked at.

    Safe on any thread. What it holds stays as it was when it was opened, but a row is read when it
    is asked for: after another process has changed it, it is shown as it is then.
    """

    def __len__(self) -> int:
        """Return how many series."""

    def row(self, index: int) -> SeriesRow:
        """Return one of them; quick for those near one that was asked for."""

    def find(self, name: str) -> int | None:
        """Return the place of a series by its id; None if it is not among them."""


class Backend(Protocol):
    """Everything a view can ask for.

    Every call but ``cancel`` is made on a thread of its own, several at a time, so each opens its
    own connections. A ``TrackerError`` is shown to the user in one line; anything else is a fault
    of ours and ends the app.
    """

    def sections(self) -> tuple[Section, ...]:
        """Return the tabs of the board, at least one; answers at once."""

    def me(self) -> Identity:
        """Return who the user is; may ask git the first time."""

    def commands(self) -> tuple[UserCommand, ...]:
        """Return the user's own commands; answers at once."""

    def board(self, query: str, order: Order, *, everything: bool) -> Board:
        """Return the series that a query holds: of the tracked ones, or of every local one.

        Answers at once from what was derived last. Raises Usage, which points at the word that is
        not understood.
        """

    def counts(self, queries: Sequence[str], *, everything: bool) -> tuple[int, ...]:
        """Return how many series each query holds."""

    def mail_ends(self) -> datetime | None:
        """Return when the local mail ends, where that is long before the moment that is shown."""

    def freshen(self, report: Callable[[str], None]) -> bool:
        """Bring the board's rows up to date with the facts; whether any changed.

        May take long after a large import; ``report`` takes one line for each step. Raises
        Cancelled after ``cancel``.
        """

    def fetch_every(self) -> int:
        """Return every how many minutes is fetched; 0 for never."""

    def local_times(self, *, other: bool = False) -> bool:
        """Return whether days and times are shown in local time rather than in UTC; answers at
        once. ``other`` changes that first."""

    def feed(self) -> tuple[LogEntry, ...]:
        """Return what came to tracked series since the user last looked, the newest first."""

    def alerts(self) -> tuple[LogEntry, ...]:
        """Return what came since the last call to series that the bell rings for."""

    def stamp(self) -> int:
        """Return a number that differs after anybody, another process too, has written; cheap."""

    def series(self, name: str) -> SeriesView:
        """Return the series that a handle names; raises NotFound."""

    def is_online(self) -> bool:
        """Return whether a server may be asked; answers at once."""

    def place_of(self, text: str) -> HandlePlace | None:
        """Return where a handle leads; None for a text that is none. Words of titles are none."""

    def graph(self, name: str) -> Graph:
        """Return the works around it."""

    def text(self, message_id: str) -> str:
        """Return the decoded text of one mail: its line 1 is line 1 of ``Evidence``."""

    def warm(self) -> None:
        """Load what the other calls need, so that the first of them is as fast as the next."""

    def moment(self) -> datetime | None:
        """Return the day that is shown; None where that is now."""

    def changelogs(self, name: str) -> Mapping[str, Sequence[ChangeNote]]:
        """Return what the author of a series says of each posting, by its Message-ID."""

    def find_in_mails(self, names: Sequence[str], sought: Sought) -> Mapping[str, int]:
        """Return which of these mails have words in their text, each with the first line."""

    def openings(self, names: Sequence[str]) -> Mapping[str, str]:
        """Return the words that messages begin with, quotes left out; those that cannot be read are
        left out."""

    def compare(self, name: str, old: str, new: str) -> RangeDiff:
        """Two postings of a series, by their Message-IDs, patch by patch. Raises NotFound."""

    def edits(self, name: str) -> tuple[Edit, ...]:
        """Return how commits differ from the patches they were; none without a repository."""

    def reasons(self, name: str) -> tuple[Reason, ...]:
        """Return all facts of a series with their evidence."""

    def update(self, names: Sequence[str], report: Callable[[str], None]) -> None:
        """Fetch what is new for these series; ``report`` takes one line for each step.

        No name means every tracked series. Raises Cancelled after ``cancel``, Unreachable where a
        source fails.
        """

    def cancel(self) -> None:
        """Stop the update and the freshening under way; from any thread, and returns at once."""

    def url(self, message_id: str) -> str:
        """Return where a mail can be read in the web."""

    def browse(self, message_id: str) -> tuple[str, ...]:
        """Open a mail in the web browser. Raises Broken where there is none.

        Gives the words of one that works in the terminal, which is not started.
        """

    def copy(self, text: str) -> bool:
        """Copy a text by the program that holds the terminal; whether there is one, and it did."""

    def run(self, words: Sequence[str], *, terminal: bool, pause: bool = False) -> Ended:
        """Run a program with these arguments, without a shell; how it ended.

        With ``terminal`` it has the terminal to itself; the caller has given it up. ``pause`` waits
        for Enter before it is taken back. Raises Usage where there is no such program.
        """

    def as_sent(self, message_id: str) -> str:
        """Return a mail with all its headers. Raises NotFound."""

    def headers(self, message_id: str) -> MailHeaders:
        """Return to whom a mail went and who signed it; empty where it cannot be read."""

    def mail_reader(self, name: str) -> tuple[str, ...]:
        """Write the threads of a series as an mbox; the words of the reader that opens it."""

    def save(self, name: str, path: str, *, whole: bool) -> str:
        """Write a mail, or with ``whole`` the threads of a series, to a file; a sentence."""

    def pipe(self, name: str, command: str, *, whole: bool) -> Ended:
        """Give a mail, or the threads of a series, to a command line that the user typed.

        It has the terminal, which the caller has given up.
        """

    def repository(self, project: str | None) -> str:
        """Return the path of the repository named as a project, else of the first."""

    def apply_plan(self, name: str, wish: ApplyWish) -> ApplyPlan:
        """Return what applying a series would do. Raises Usage where no repository is known."""

    def apply(self, name: str, wish: ApplyWish) -> tuple[bool, tuple[str, ...]]:
        """Apply a series to a new branch; whether all of it did, and how far it came."""

    def check_out(self, wish: ApplyWish, branch: str) -> str:
        """Check a branch out; a sentence. Raises Usage where files have changes."""

    def branch_diff(self, name: str, wish: ApplyWish) -> str:
        """Return how a series differs from what stands on its branch: git range-diff."""

    def draft(self, name: str, words: str, *, newest: bool) -> str:
        """Write the draft of an answer to a mail to a file of its own; the path of it.

        ``newest`` answers the newest posting of the series of that name. ``words`` ask for a ready
        answer: ``reviewed tested``, ``ping``, ``applied TREE``; none for a plain one. Raises
        Usage, NotFound, Broken.
        """

    def drafts(self) -> tuple[KeptDraft, ...]:
        """Return the drafts that are kept, the one that was written last first."""

    def draft_text(self, path: str) -> str:
        """Return a draft as it was edited. Raises NotFound."""

    def drop_draft(self, path: str) -> str:
        """Delete a draft; the sentence that says so."""

    def editor(self, path: str) -> tuple[str, ...]:
        """Return the words of the user's editor for a file. Raises Usage where there is none."""

    def mailer(self, path: str) -> tuple[str, ...]:
        """Return the words of the user's mailer for a draft. Raises Usage where there is none."""

    def visit(self, name: str) -> None:
        """The page of a series was opened: it is no longer new; ``undo`` passes over it."""

    def record(self, action: UserAction, names: Sequence[str], text: str = "") -> str:
        """Record a user action about series; the sentence that says what was done.

        ``text`` is what was typed: until when (``2w``, ``2026-03-01``, ``answer``, ``version``,
        ``landed``, ``v6.17``), a note, labels (``+todo -later``), a place in the queue (``in``,
        ``first``, ``last``, ``up``, ``down``, ``out``), a kind and the other series, or a query.
        Raises Usage, which shows the forms, and NotFound, also where nothing is left to undo.
        """
