# SPDX-License-Identifier: GPL-2.0-or-later
"""What the terminal UI asks about answers to mails: drafts, and the programs they are handed to."""

from dataclasses import dataclass
from pathlib import Path

from tracker.cli.backend.user_actions import UserActionBackend
from tracker.model.board import KeptDraft


@dataclass(slots=True)
class ReplyBackend(UserActionBackend):
    """The part of the backend that writes drafts; nothing is sent."""

    def draft(self, name: str, words: str, *, newest: bool) -> str:
        from tracker.mail.replies.draft import Ready
        from tracker.mail.replies.ready import ready_from
        from tracker.services.handover.drafts import keep_draft, reply_draft

        ready = ready_from(words) if words else Ready()
        with self.open() as (library, reader):
            if newest:
                name = library.view(self.home(library, name)).revisions[-1].message_id
            text = reply_draft(reader, self.context.config, name, ready)
        return str(keep_draft(self.context.paths.drafts, name, text))

    def drafts(self) -> tuple[KeptDraft, ...]:
        from tracker.services.handover.drafts import kept_drafts

        return kept_drafts(self.context.paths.drafts)

    def draft_text(self, path: str) -> str:
        from tracker.services.handover.drafts import read_draft

        return read_draft(Path(path))

    def drop_draft(self, path: str) -> str:
        from tracker.services.handover.drafts import drop_draft

        drop_draft(Path(path))
        return f"draft deleted: {path}"

    def editor(self, path: str) -> tuple[str, ...]:
        from tracker.services.handover.drafts import editor_words

        return editor_words(Path(path))

    def mailer(self, path: str) -> tuple[str, ...]:
        from tracker.services.handover.drafts import mailer_words

        return mailer_words(self.context.config.mailer, Path(path))
