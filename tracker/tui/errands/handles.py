# SPDX-License-Identifier: GPL-2.0-or-later
"""Handles that are typed: the app goes where they lead, or fetches what is not cached."""

from functools import partial

from tracker.errors import Cancelled, TrackerError
from tracker.model.board import UserAction
from tracker.model.roles import Role
from tracker.tui import mail_messages as mails
from tracker.tui import messages as news
from tracker.tui.errands.mail_uses import MailUses
from tracker.tui.screens.opening import open_series
from tracker.tui.widgets.title import Job, State


class HandleErrands(MailUses):
    """The part of the app that goes to handles."""

    job: Job

    def on_follow_wanted(self, event: mails.FollowWanted) -> None:
        """Fetch it as an update does, so that Esc stops it."""
        if self.job.state is State.RUNNING:
            self.tell("an update is under way; Esc stops it")
            return
        self.job = Job(State.RUNNING)
        self.run_worker(partial(self._fetch_handle, event.handle), group="update", thread=True)

    def _fetch_handle(self, handle: str) -> None:
        def report(step: str) -> None:
            self.post_message(news.UpdateStep(step))

        try:
            self.library.update((handle,), report)
            self.library.record(UserAction.FOLLOW, (handle,))
        except Cancelled:
            self.post_message(news.UpdateEnded(cancelled=True))
        except TrackerError as error:
            why = str(error).partition("not brought up to date; ")[2] or str(error)
            self.post_message(
                news.UpdateEnded(
                    f"{handle} could not be fetched: {why}. Is it whole? 'tracker doctor' looks at"
                    " the servers"
                )
            )
        else:
            self.post_message(news.UpdateEnded())
            self.post_message(mails.Followed(handle))

    def fetch_by_time(self) -> None:
        """Fetch what is new for all that is tracked, as no key was needed for it."""
        if self.job.state is not State.RUNNING:
            self.post_message(news.UpdateWanted())

    def on_alerted(self, event: mails.Alerted) -> None:
        """Ring, and say for what."""
        self.bell()
        last = event.entries[-1]
        more = f" and {len(event.entries) - 1} more" if len(event.entries) > 1 else ""
        self.tell(f"“{last.title}”{more}: {last.event.text} (f shows what came)", Role.WARN)

    async def on_followed(self, event: mails.Followed) -> None:
        """It is there: open it."""
        await open_series(self, self.library, event.handle)
        self.tell(f"fetched and followed: {event.handle}", Role.DIM)
