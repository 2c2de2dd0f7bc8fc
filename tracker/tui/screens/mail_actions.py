# SPDX-License-Identifier: GPL-2.0-or-later
"""What can be done with the mail under the cursor of any page: answer it."""

from tracker.tui.mail_messages import ReplyWanted
from tracker.tui.messages import Asker
from tracker.tui.questions import ANSWER
from tracker.tui.widgets.painted import RoleScreen


class MailActions(RoleScreen[None]):
    """The part of every page that acts on a mail; what it wants it says to the app."""

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
