# SPDX-License-Identifier: GPL-2.0-or-later
"""What can be done with the mail under the cursor of any page: answer it, hand it out."""

from functools import partial

from tracker.tui.mail_messages import MailUse, MailUseWanted, ReplyWanted
from tracker.tui.messages import Asker
from tracker.tui.ports import Backend
from tracker.tui.questions import ANSWER, PIPE, SAVE, Prompt
from tracker.tui.widgets.painted import RoleScreen


class MailActions(RoleScreen[None]):
    """The part of every page that acts on a mail; what it wants it says to the app."""

    library: Backend

    @property
    def series(self) -> str | None:
        """The series that the page or the cursor is on."""
        return None

    @property
    def answered_mail(self) -> tuple[str, bool] | None:
        """The mail that an answer is for, or the series whose newest posting it is for."""
        return None

    def action_reply(self) -> None:
        """Write the draft of an answer."""
        if found := self.answered_mail:
            self.post_message(ReplyWanted(found[0], newest=found[1]))

    def action_answer(self) -> None:
        """Write a draft whose words are ready: a tag, a ping, applied."""
        found = self.answered_mail
        if found is None:
            return
        from tracker.tui.screens.ask import AskScreen

        def answer(words: str, asker: Asker) -> ReplyWanted:
            return ReplyWanted(found[0], words, found[1], asker)

        self.app.push_screen(AskScreen(ANSWER, answer))

    def action_drafts(self) -> None:
        """List the drafts of answers that are kept."""
        from tracker.tui.screens.draft import DraftsScreen

        self.app.push_screen(DraftsScreen(self.library))

    def action_open_mails(self) -> None:
        """Open the threads of the series in the user's mail reader."""
        if name := self.series:
            self.post_message(MailUseWanted(MailUse.OPEN, name, True))

    def action_pipe(self) -> None:
        """Give the mail to a command."""
        self._ask_use(MailUse.PIPE, PIPE)

    def action_save(self) -> None:
        """Write the mail to a file."""
        self._ask_use(MailUse.SAVE, SAVE)

    def action_apply(self) -> None:
        """Put the series on a branch of a repository."""
        if name := self.series:
            from tracker.tui.screens.apply import ApplyScreen

            self.app.push_screen(ApplyScreen(self.library, name))

    def action_raw(self) -> None:
        """Show the mail with all its headers."""
        found = self.answered_mail
        if found is None or found[1]:
            return
        from tracker.tui.screens.text import TextScreen

        read = partial(self.library.as_sent, found[0])
        self.app.push_screen(TextScreen(self.library, f"As sent: {found[0]}", read))

    def _ask_use(self, use: MailUse, asked: Prompt) -> None:
        found = self.answered_mail
        if found is None:
            return
        from tracker.tui.screens.ask import AskScreen

        def wanted(text: str, asker: Asker) -> MailUseWanted:
            return MailUseWanted(use, found[0], found[1], text, asker)

        self.app.push_screen(AskScreen(asked, wanted))
