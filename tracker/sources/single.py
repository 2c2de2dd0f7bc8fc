# SPDX-License-Identifier: GPL-2.0-or-later
"""A single mail: a file, or what was piped in."""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from tracker.errors import Unreachable
from tracker.lazy_dataclass import dataclass
from tracker.model.mail import ArchiveKind, Stored
from tracker.sources.mbox import MAX_MAIL, is_separator, looks_like_mail, split_whole


@dataclass(frozen=True, slots=True)
class WholeArchive:
    """An archive that is read whole each time: nothing in it says how far it was read."""

    path: Path

    kind: ClassVar[ArchiveKind]

    def cursor(self) -> str | None:
        """None: it is read whole."""
        return None


@dataclass(frozen=True, slots=True)
class SingleMail(WholeArchive):
    """A file that holds one mail; its key is the file's name."""

    kind = ArchiveKind.EML

    def read(self, since: str | None = None) -> Iterator[Stored]:
        """Yield the mail."""
        yield Stored(raw=file_bytes(self.path), archive=str(self.path), key=self.path.name)

    def raw(self, keys: Sequence[str]) -> Iterator[bytes | None]:
        """Yield the mail, for its own name."""
        for key in keys:
            here = key == self.path.name and self.path.is_file()
            yield file_bytes(self.path) if here else None


def file_bytes(path: Path) -> bytes:
    """Return a file's content; empty if it is too long for a mail. Raises Unreachable."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_MAIL + 1)
    except OSError as fault:
        raise Unreachable(f"{path} cannot be read: {fault.strerror}") from fault
    return data if len(data) <= MAX_MAIL else b""


def mails_in(data: bytes) -> list[tuple[int, bytes, bytes]]:
    """Return the mails in some bytes: those of an mbox, or the one mail they are.

    Each has its offset and the ``From `` line above it, which is empty for a lone mail.
    """
    if is_separator(data.split(b"\n", 1)[0]):
        return list(split_whole(io.BytesIO(data)))
    text = data.lstrip(b"\r\n")
    return [(len(data) - len(text), b"", text)] if looks_like_mail(text) else []
