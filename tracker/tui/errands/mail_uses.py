# SPDX-License-Identifier: GPL-2.0-or-later
"""Mails for other programs: the user's mail reader, a command, a file, git."""

from collections.abc import Callable
from functools import partial

from textual.app import SuspendNotSupported

from tracker.errors import TrackerError
from tracker.model.roles import Role
from tracker.tui import mail_messages as mails
from tracker.tui import messages as news
from tracker.tui.errands.drafts import DraftErrands
from tracker.tui.mail_messages import MailUse


class MailUses(DraftErrands):
    """The part of the app that hands mails out. No word of a mail reaches a shell."""

    def on_mail_use_wanted(self, event: mails.MailUseWanted) -> None:
        """Do it; what needs the terminal gets it until it ends."""
        if event.use is MailUse.SAVE:
            self.run_worker(partial(self._save_mail, event), group="out", thread=True)
            return
        if event.asker:
            event.asker.answered("")
        self.call_next(self._use_terminal, event)

    def _save_mail(self, event: mails.MailUseWanted) -> None:
        try:
            done = self.library.save(event.name, event.text, whole=event.whole)
        except TrackerError as error:
            self.post_message(news.UserActionDone("", str(error), event.asker))
        else:
            self.post_message(news.UserActionDone(done, asker=event.asker))

    def _use_terminal(self, event: mails.MailUseWanted) -> None:
        why = self._in_terminal_do(partial(self._run_use, event))
        if why:
            self.tell(why, Role.BAD)
        self._reload()

    def _reload(self) -> None:
        """Read again what is shown."""

    def _run_use(self, event: mails.MailUseWanted) -> int:
        match event.use:
            case MailUse.PIPE:
                return self.library.pipe(event.name, event.text, whole=event.whole).status
            case _:
                words = self.library.mail_reader(event.name)
                return self.library.run(words, terminal=True).status

    def _in_terminal_do(self, run: Callable[[], int]) -> str:
        """Give the terminal up until it is done; why it failed, empty where it did not."""
        try:
            status = self._suspended(run)
        except TrackerError as error:
            return str(error)
        except SuspendNotSupported:
            return "this terminal cannot be given up"
        return f"ended with status {status}" if status else ""
