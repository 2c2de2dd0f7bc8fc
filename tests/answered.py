# SPDX-License-Identifier: GPL-2.0-or-later
"""Invented threads for the tests of review: Ada posts patches, Rex and Mia answer."""

from datetime import UTC, datetime, timedelta

from tracker.mail.reader import read
from tracker.model.mail import Message, Stored
from tracker.model.review import Review
from tracker.model.series import Patch, Revision, Series
from tracker.review.compile import review

ADA = "Ada Author <ada@example.org>"
REX = "Rex Reviewer <rex@example.org>"
MIA = "Mia Maintainer <mia@example.org>"
BOT = "kernel test robot <lkp@intel.com>"
START = datetime(2025, 1, 6, tzinfo=UTC)
TRAILERS = f"Signed-off-by: {ADA}"


class Thread:
    """Mails of one revision, read as the program reads them."""

    def __init__(
        self,
        *,
        version: int = 1,
        total: int = 2,
        trailers: str = TRAILERS,
        code: str = "stop();",
        day: int = 0,
        authors: tuple[str, ...] = (),
    ) -> None:
        self.version, self.total, self.day, self.hours = version, total, day, 0
        self.messages: dict[str, Message] = {}
        self.replies: list[str] = []
        self.patches: list[Patch] = []
        if total > 1:
            self._keep(self._name(0), self._subject(0), ADA, "Widgets.\n", "")
        for n in range(1, total + 1):
            author = authors[n - 1] if authors else ADA
            self._post(n, trailers, code, author)

    def _name(self, n: int) -> str:
        return f"v{self.version}-{n}@example.org"

    def _subject(self, n: int) -> str:
        counter = f" {n}/{self.total}" if self.total > 1 else ""
        label = f" v{self.version}" if self.version > 1 else ""
        return f"[PATCH{label}{counter}] widget: step {n}"

    def _post(self, n: int, trailers: str, code: str, author: str) -> None:
        whose = f"From: {author}\n\n" if author != ADA else ""
        body = (
            f"{whose}Spin slowly.\n\n{trailers}\n---\n w{n}.c | 1 +\n\n"
            f"diff --git a/w{n}.c b/w{n}.c\n--- a/w{n}.c\n+++ b/w{n}.c\n"
            f"@@ -1 +1,2 @@\n one\n+{code}\n"
        )
        above = self._name(0) if self.total > 1 else ""
        message = self._keep(self._name(n), self._subject(n), ADA, body, above)
        assert message.diff is not None
        self.patches.append(
            Patch(
                message_id=message.message_id,
                position=n,
                title=message.subject.title,
                author=message.author,
                date=message.date,
                patch_id=message.diff.patch_id,
            )
        )

    def _keep(self, name: str, subject: str, sender: str, body: str, above: str) -> Message:
        date = START + timedelta(days=self.day, hours=self.hours)
        self.hours += 1
        reply = f"In-Reply-To: <{above}>\n" if above else ""
        raw = (
            f"Message-ID: <{name}>\nFrom: {sender}\nSubject: {subject}\n"
            f"Date: {date:%a, %d %b %Y %H:%M:%S} +0000\n{reply}\n{body}"
        )
        message = read(Stored(raw=raw.encode(), archive="test", key=name))
        assert isinstance(message, Message)
        self.messages[name] = message
        return message

    def answer(self, sender: str, body: str, to: int | str = 1) -> str:
        """A reply to a patch by number (0 for the cover) or to a message; its Message-ID."""
        above = self._name(to) if isinstance(to, int) else to
        name = f"answer-{self.version}-{len(self.replies)}@example.org"
        subject = "Re: " + self.messages[above].subject.raw.removeprefix("Re: ")
        self._keep(name, subject, sender, f"> quoted\n\n{body}\n", above)
        self.replies.append(name)
        return name

    @property
    def revision(self) -> Revision:
        first = self.messages[self._name(0 if self.total > 1 else 1)]
        return Revision(
            message_id=first.message_id,
            cover=first.message_id if self.total > 1 else None,
            title=first.subject.title,
            author=first.sender,
            date=first.date,
            version=self.version,
            label="",
            expected=self.total,
            patches=tuple(self.patches),
            replies=tuple(self.replies),
        )

    def review(self) -> Review:
        return review(self.revision, self.messages)


def judged(*threads: Thread) -> Review:
    """The review of the last revision, the others being older ones of its series."""
    messages = {name: one for thread in threads for name, one in thread.messages.items()}
    revisions = tuple(thread.revision for thread in threads)
    series = Series(id=revisions[0].message_id, revisions=revisions)
    return review(revisions[-1], messages, series)
