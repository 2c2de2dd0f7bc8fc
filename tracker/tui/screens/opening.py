# SPDX-License-Identifier: GPL-2.0-or-later
"""Pages that open above another: each is imported when it is first wanted."""

from typing import TYPE_CHECKING

from textual.app import App

if TYPE_CHECKING:
    from textual.widget import AwaitMount

    from tracker.render.lines import RowTarget
    from tracker.tui.actions import Area
    from tracker.tui.ports import Backend


def open_series(app: App[None], library: "Backend", name: str) -> "AwaitMount":
    """Open the page of a series; it is there once the answer was awaited."""
    from tracker.tui.screens.series import SeriesScreen

    return app.push_screen(SeriesScreen(library, name))


def open_mail(
    app: App[None], library: "Backend", message_id: str, line: int | None, series: str | None
) -> None:
    """Open a mail at a line, read for a series."""
    from tracker.tui.screens.reader import ReaderScreen

    app.push_screen(ReaderScreen(library, message_id, line, series))


def open_place(app: App[None], library: "Backend", series: str, message_id: str | None) -> None:
    """Open a series, and above it a mail of it where one is named."""
    open_series(app, library, series)
    if message_id:
        open_mail(app, library, message_id, None, series)


def open_evidence(app: App[None], library: "Backend", series: str, about: "RowTarget") -> None:
    """Show why the tracker says so."""
    from tracker.tui.screens.evidence import EvidenceScreen

    app.push_screen(EvidenceScreen(library, series, about))


def open_help(app: App[None], library: "Backend", where: "Area") -> None:
    """Show the keys, those of a place first."""
    from tracker.tui.screens.help import HelpScreen

    app.push_screen(HelpScreen(library, where))


def open_draft(app: App[None], library: "Backend", path: str) -> None:
    """Show a draft that is kept."""
    from tracker.tui.screens.draft import DraftScreen

    app.push_screen(DraftScreen(library, path))
