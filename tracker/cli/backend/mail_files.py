# SPDX-License-Identifier: GPL-2.0-or-later
"""Mails that leave the terminal UI: for a mail reader, a command, a file; and a series for git."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.cli.backend.user_actions import UserActionBackend
from tracker.errors import Usage
from tracker.model.board import Ended, MailHeaders
from tracker.model.readiness import ApplyPlan, ApplyWish

if TYPE_CHECKING:
    from tracker.services.patches.stacks import ReadyStack


@dataclass(slots=True)
class MailFileBackend(UserActionBackend):
    """The part of the backend that hands mails to other programs."""

    def as_sent(self, message_id: str) -> str:
        from tracker.services.handover.mail_files import as_sent

        with self.open() as (_, reader):
            return as_sent(reader, message_id)

    def headers(self, message_id: str) -> MailHeaders:
        from tracker.services.handover.mail_files import headers_of

        keys, rings = self.context.paths.cache / "dkim", self.context.config.keyrings
        with self.open() as (_, reader):
            return headers_of(reader, message_id, keys, rings)

    def mail_reader(self, name: str) -> tuple[str, ...]:
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
        from tracker.services.handover.mail_files import save_box

        save_box(Path(path), self._box(name, whole=whole))
        return f"written to {path}"

    def pipe(self, name: str, command: str, *, whole: bool) -> Ended:
        from tracker.services.desktop import pipe

        return pipe(self._box(name, whole=whole), command)

    def repository(self, project: str | None) -> str:
        known = self._repos
        return str(known.get(project or "") or next(iter(known.values()), ""))

    @property
    def _repos(self) -> dict[str, Path]:
        found = (*self.context.config.repos, *self.context.reading.repos)
        return {name: path.expanduser() for name, path in found}

    def _chosen_repository(self, wish: ApplyWish) -> Path:
        """Return the repository that is wished for, else the first. Raises Usage."""
        known = self._repos
        if not known:
            raise Usage(
                "no repository is configured; write under [repos] in the configuration:"
                ' linux = "~/src/linux"'
            )
        name = wish.repository or next(iter(known))
        if name not in known:
            raise Usage(f"'{name[:80]}' is no repository; there are: {', '.join(known)}")
        return known[name]

    def _ready(self, name: str) -> "ReadyStack":
        from tracker.services.patches.stacks import make_mboxes

        with self.open() as (library, _):
            return make_mboxes(library, self.home(library, name), with_needs=False)

    def apply_plan(self, name: str, wish: ApplyWish) -> ApplyPlan:
        from tracker.services.patches.stacks import plan_apply

        place = self._chosen_repository(wish)
        return plan_apply(self._ready(name), place, wish, self._repos)

    def apply(self, name: str, wish: ApplyWish) -> tuple[bool, tuple[str, ...]]:
        from tracker.services.patches.stacks import applied_sentences, apply_stack

        place = self._chosen_repository(wish)
        done = apply_stack(
            self._ready(name),
            place,
            branch=wish.branch,
            base=wish.base,
            worktree=None,
            restore=True,
        )
        said = (*done.commits, *applied_sentences(done, place))
        return done.stopped_at is None, said

    def check_out(self, wish: ApplyWish, branch: str) -> str:
        from tracker.sources.git_apply import check_out

        place = self._chosen_repository(wish)
        check_out(place, branch)
        return f"{branch} is checked out in {place}"

    def branch_diff(self, name: str, wish: ApplyWish) -> str:
        from tracker.services.patches.stacks import plan_apply, series_diff

        place, ready = self._chosen_repository(wish), self._ready(name)
        found = series_diff(ready, place, plan_apply(ready, place, wish, self._repos))
        return found or "There is nothing on the branch, and nothing in the series.\n"
