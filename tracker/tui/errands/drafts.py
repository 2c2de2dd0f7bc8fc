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
            self.post_message(mails.DraftKept(path, event.asker, plain=not event.words))

    def on_draft_kept(self, event: mails.DraftKept) -> None:
        """Let the user edit it, then show it; one that an editor failed on is kept."""
        if event.asker:
            event.asker.answered("")
        self.call_next(self._edit_draft, event.path, event.plain)

    async def _edit_draft(self, path: str, plain: bool) -> None:
        from tracker.tui.screens.draft import DraftScreen

        before = self._text_in(path) if plain else None
        why = self._in_terminal(partial(self.library.editor, path), "the editor")
        if before is not None and not why and self._text_in(path) == before:
            self._drop_file(path, "nothing was written, so the draft is dropped")
            return
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
            self.tell(f"handed to your mailer; the draft is kept until D: {event.path}")

    def _text_in(self, path: str) -> str | None:
        try:
            return self.library.draft_text(path)
        except TrackerError:
            return None

    async def on_draft_left(self, event: mails.DraftLeft) -> None:
        """Go back, and say where it is."""
        await self.pop_screen()
        self._reload_drafts()
        if event.path:
            self.tell(f"draft kept: {event.path}")

    async def on_draft_dropped(self, event: mails.DraftDropped) -> None:
        """Throw it away, and leave its page."""
        from tracker.tui.screens.draft import DraftScreen

        if isinstance(self.screen, DraftScreen):
            await self.pop_screen()
        self._drop_file(event.path)

    def _drop_file(self, path: str, said: str = "") -> None:
        try:
            done = self.library.drop_draft(path)
        except (TrackerError, OSError) as error:
            self.tell(str(error), Role.BAD)
            return
        self._reload_drafts()
        self.tell(said or done)

    def _reload_drafts(self) -> None:
        """Read the list of drafts again where it is open."""
        from tracker.tui.screens.draft import DraftsScreen

        for page in self.pages[-1:]:
            if isinstance(page, DraftsScreen):
                page.reload()
