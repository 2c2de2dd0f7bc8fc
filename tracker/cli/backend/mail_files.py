# SPDX-License-Identifier: GPL-2.0-or-later
"""Mails that leave the terminal UI: for a mail reader, a command, a file; and a series for git."""

import sys
from dataclasses import dataclass
from pathlib import Path

from tracker.cli.backend.user_actions import UserActionBackend
from tracker.errors import Usage
from tracker.model.board import Ended


@dataclass(slots=True)
class MailFileBackend(UserActionBackend):
    """The part of the backend that hands mails to other programs."""

    def as_sent(self, message_id: str) -> str:
        """Return a mail with all its headers."""
        from tracker.services.handover.mail_files import as_sent

        with self.open() as (_, reader):
            return as_sent(reader, message_id)

    def mail_reader(self, name: str) -> tuple[str, ...]:
        """Write the threads of a series as an mbox; the words of the reader that opens it."""
        from tracker.services.handover.mail_files import keep_box, mail_reader_words

        path = keep_box(self.context.paths.cache / "mboxes", name, self._box(name, whole=True))
        return mail_reader_words(self.context.config.mail_reader, path)

    def _box(self, name: str, *, whole: bool) -> bytes:
        from tracker.services.handover.mail_files import box_of

        with self.open() as (library, reader):
            if not whole:
                return box_of(reader, [name])
            view = library.view(self.home(library, name))
            return box_of(reader, [line.message_id for line in view.thread])

    def save(self, name: str, path: str, *, whole: bool) -> str:
        """Write a mail, or the threads of a series, to a file; the sentence that says so."""
        from tracker.services.handover.mail_files import save_box

        save_box(Path(path), self._box(name, whole=whole))
        return f"written to {path}"

    def pipe(self, name: str, command: str, *, whole: bool) -> Ended:
        """Give a mail, or the threads of a series, to a command of the user's on its stdin."""
        from tracker.services.desktop import pipe

        return pipe(self._box(name, whole=whole), command)

    def repository(self, project: str | None) -> str:
        """Return the path of the repository named as a project, else of the first."""
        known = dict((*self.context.config.repos, *self.context.reading.repos))
        path = known.get(project or "") or next(iter(known.values()), None)
        return str(path.expanduser()) if path else ""

    def repositories(self) -> tuple[str, ...]:
        """Return the names of the repositories that are configured."""
        return tuple(name for name, _ in (*self.context.reading.repos, *self.context.config.repos))

    def apply_words(self, name: str, repository: str) -> tuple[str, ...]:
        """Return the words that put a series on a branch of a repository."""
        known = dict((*self.context.config.repos, *self.context.reading.repos))
        if repository not in known:
            listed = ", ".join(known) or "none; write [repos] into the configuration"
            raise Usage(f"'{repository[:80]}' is no repository; there are: {listed}")
        words = [sys.executable, "-m", "tracker", "apply", "--repo"]
        words.append(f"{repository}={known[repository].expanduser()}")
        if self.context.reading.config is not None:
            words += ["--config", str(self.context.reading.config)]
        return (*words, *(() if self.live else ("--offline",)), "--", name)
