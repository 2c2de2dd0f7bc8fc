# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a handle that is typed into the terminal UI leads."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from tracker.cli.backend.user_actions import UserActionBackend
from tracker.errors import Ambiguous, NotFound, Usage
from tracker.model.board import HandlePlace

if TYPE_CHECKING:
    from tracker.mail.refs import Ref


@dataclass(slots=True)
class HandleBackend(UserActionBackend):
    """The part of the backend that reads handles."""

    def place_of(self, text: str) -> HandlePlace | None:
        from tracker.cli.stdin_mail import take_in_file
        from tracker.mail.refs import RefKind, parse_ref
        from tracker.services.session.handles import read_handle

        try:
            ref = parse_ref(text)
        except Usage as unread:
            try:
                ref = read_handle(
                    self.context.session,
                    text,
                    unread,
                    partial(take_in_file, self.context),
                    titles=False,
                )
            except Usage:
                return None
        fetched = text.strip() if ref.server else ref.id
        try:
            with self.open() as (library, _):
                series = library.find(ref)
                view = library.view(series)
        except (Ambiguous, NotFound):
            return HandlePlace(handle=fetched, unread=self._is_unread(ref))
        posted = {one.message_id for one in view.revisions}
        inner = ref.id if ref.kind is RefKind.MESSAGE_ID and ref.id not in posted else None
        return HandlePlace(handle=fetched, series=series, message_id=inner, title=view.title)

    def _is_unread(self, ref: "Ref") -> bool:
        from tracker.services.sync.unread_mail import unread_named

        with self.open() as (library, _):
            return unread_named(library.reader, ref) is not None
