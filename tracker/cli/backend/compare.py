# SPDX-License-Identifier: GPL-2.0-or-later
"""What the terminal UI asks about versions: changelogs, comparisons, edits at landing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from tracker.cli.backend.user_actions import UserActionBackend

if TYPE_CHECKING:
    from tracker.model.compare import ChangeNote, RangeDiff
    from tracker.model.landing import Edit
    from tracker.query.sought import Sought


@dataclass(slots=True)
class CompareBackend(UserActionBackend):
    """The part of the backend that reads several mails to answer."""

    def warm(self) -> None:
        """Load the modules that answer about a series."""

    def moment(self) -> datetime | None:
        return self.context.reading.as_of

    def changelogs(self, name: str) -> "Mapping[str, Sequence[ChangeNote]]":
        from tracker.services.compare import notes

        with self.open() as (library, _):
            return notes(library, library.view(self.home(library, name)))

    def openings(self, names: Sequence[str]) -> dict[str, str]:
        from tracker.series.covers import opening
        from tracker.services.mail_text import mail_texts

        with self.open() as (_, reader):
            return {name: opening(text) for name, text in mail_texts(reader, names).items()}

    def find_in_mails(self, names: Sequence[str], sought: "Sought") -> dict[str, int]:
        from tracker.services.mail_text import mail_texts

        with self.open() as (_, reader):
            texts = mail_texts(reader, names)
        lines = {name: sought.first_line(text) for name, text in texts.items()}
        return {name: lines[name] or 1 for name in names if lines.get(name)}

    def compare(self, name: str, old: str, new: str) -> "RangeDiff":
        from tracker.services.compare import compare

        with self.open() as (library, _):
            return compare(library, library.view(self.home(library, name)), old, new)

    def edits(self, name: str) -> "tuple[Edit, ...]":
        from tracker.services.commit_edits import edits

        with self.open() as (library, _):
            if library.repositories is None:
                return ()
            return edits(library, library.view(self.home(library, name)))
