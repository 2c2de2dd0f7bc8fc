# SPDX-License-Identifier: GPL-2.0-or-later
"""What any program of a terminal does: ^Z, ^L, ^C, SIGTERM, a way out."""

import asyncio
import signal

from textual.app import SuspendNotSupported

from tracker.model.roles import Role
from tracker.tui import messages as news
from tracker.tui.errands.handles import HandleErrands


class TerminalManners(HandleErrands):
    """The part of the app that keeps to the manners of terminals."""

    terminated = False
    """SIGTERM came: the app has left, and the process is to end as by the signal."""

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
