# SPDX-License-Identifier: GPL-2.0-or-later
"""Answers: the draft is written, edited by the user's editor, and handed to the user's mailer."""

from functools import partial

from tracker.errors import TrackerError
from tracker.model.roles import Role
from tracker.tui import mail_messages as mails
from tracker.tui import messages as news
from tracker.tui.errands.programs import Errands


class DraftErrands(Errands):
    """The part of the app that works on drafts. Nothing is sent here."""

    def on_reply_wanted(self, event: mails.ReplyWanted) -> None:
        """Write the draft on a thread."""
        self.run_worker(partial(self._write_draft, event), group="out", thread=True)

    def _write_draft(self, event: mails.ReplyWanted) -> None:
        try:
            path = self.library.draft(event.name, event.words, newest=event.newest)
        except TrackerError as error:
            self.post_message(news.UserActionDone("", str(error), event.asker))
        else:
            self.post_message(mails.DraftKept(path, event.asker))

    def on_draft_kept(self, event: mails.DraftKept) -> None:
        """Let the user edit it, then show it; it is kept whatever the editor does."""
        if event.asker:
            event.asker.answered("")
        self.call_next(self._edit_draft, event.path)

    async def _edit_draft(self, path: str) -> None:
        from tracker.tui.screens.draft import DraftScreen

        why = self._in_terminal(partial(self.library.editor, path), "the editor")
        if isinstance(self.screen, DraftScreen) and self.screen.path == path:
            self.screen.reload()
        else:
            await self.push_screen(DraftScreen(self.library, path))
        if why:
            self.tell(f"{why}; the draft is kept: {path}", Role.BAD)

    def on_hand_over_wanted(self, event: mails.HandOverWanted) -> None:
        """Start the user's mailer with a draft; what it does with it is its own."""
        why = self._in_terminal(partial(self.library.mailer, event.path), "the mailer")
        if why:
            self.tell(why, Role.BAD)
        else:
            self.tell(f"handed to your mailer; the draft is kept until d: {event.path}")

    async def on_draft_dropped(self, event: mails.DraftDropped) -> None:
        """Throw it away, and leave its page."""
        from tracker.tui.screens.draft import DraftScreen

        try:
            done = self.library.drop_draft(event.path)
        except (TrackerError, OSError) as error:
            self.tell(str(error), Role.BAD)
            return
        if isinstance(self.screen, DraftScreen):
            await self.pop_screen()
        self.tell(done)
