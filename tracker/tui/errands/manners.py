# SPDX-License-Identifier: GPL-2.0-or-later
"""What any program of a terminal does: ^Z, ^L, ^C, SIGTERM, a way out."""

import asyncio
import signal
from os import environ

from textual.app import SuspendNotSupported
from textual.driver import Driver

from tracker.model.roles import Role
from tracker.tui import messages as news
from tracker.tui.background import AskingDriver, BackgroundKnown, can_answer
from tracker.tui.errands.programs import Errands
from tracker.tui.themes import theme_of


class TerminalManners(Errands):
    """The part of the app that keeps to the manners of terminals."""

    terminated = False
    """SIGTERM came: the app has left, and the process is to end as by the signal."""

    asks_background = False
    """The theme is to follow the terminal's background, which is asked for it."""
    _theme_wanted = ""
    _theme_guessed = ""

    def get_driver_class(self) -> type[Driver]:
        """Return Textual's driver, which also asks for the background on a terminal of Unix."""
        found = super().get_driver_class()
        return AskingDriver if issubclass(AskingDriver, found) else found

    def choose_theme(self, wanted: str) -> None:
        """Take the theme that is wanted, else guess one. Raises ConfigError."""
        self.theme = theme_of(wanted, self.available_themes, environ)
        self._theme_wanted, self._theme_guessed = wanted, self.theme
        self.asks_background = wanted in ("", "ansi") and can_answer(environ)

    def on_background_known(self, event: BackgroundKnown) -> None:
        """Show the colours that fit it, unless others were chosen meanwhile."""
        if self.asks_background and self.theme == self._theme_guessed:
            wanted, known = self._theme_wanted, self.available_themes
            self.theme = theme_of(wanted, known, environ, background=event.light)

    def keep_manners(self) -> None:
        """Leave on SIGTERM by the door, which gives the terminal back as it was."""
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, self._terminate)

    def _terminate(self) -> None:
        self.terminated = True
        self.library.cancel()
        self.exit()

    def action_help_quit(self) -> None:
        """Cancel what runs (^C), in place of Textual's word on how to quit."""
        self.post_message(news.StopWanted(interrupt=True))

    def action_suspend(self) -> None:
        """Stop the program as any other; the shell's fg brings it back."""
        try:
            self.action_suspend_process()
        except SuspendNotSupported:
            self.tell("this terminal cannot be given up", Role.BAD)

    def action_redraw(self) -> None:
        """Paint all of the screen again."""
        for screen in self.screen_stack[-1:]:
            screen.refresh(layout=True)
