# SPDX-License-Identifier: GPL-2.0-or-later
"""Local archives of mail: what they all can do, and telling which kind a path is."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from tracker.errors import Unreachable, Usage
from tracker.model.mail import ArchiveKind, Stored
from tracker.sources.epochs import find_inbox
from tracker.sources.folders import EmlFolder, Maildir
from tracker.sources.mbox import is_separator, looks_like_mail
from tracker.sources.mboxfile import PACKED, PACKED_FAULTS, MboxFile, open_packed
from tracker.sources.single import SingleMail, mails_in
from tracker.sources.threadcache import ThreadCache

_LOOK = 4096
_CAN_READ = (
    "a public-inbox (a v2 folder, its git/N.git, or a v1 repository), an mbox (also .gz, .bz2, "
    ".xz), a Maildir, an MH folder, a folder of .eml files or a single mail can be read"
)


class Archive(Protocol):
    """Mail that lies on this machine."""

    @property
    def kind(self) -> ArchiveKind:
        """What it is."""

    @property
    def path(self) -> Path:
        """Where it is."""

    def cursor(self) -> str | None:
        """Return where reading would stop now; None if this kind has to be read whole each time."""

    def read(self, since: str | None = None) -> Iterator[Stored]:
        """The mails after a cursor, the oldest first; all if there is no cursor or it is gone.

        A mail whose bytes are missing or too many is handed on with ``raw`` empty.
        Raises Unreachable if the archive cannot be read (further).
        """

    def raw(self, keys: Sequence[str]) -> Iterator[bytes | None]:
        """Yield the mails with these keys, in this order; None for one that is not there."""


def open_archive(path: Path) -> Archive:
    """Return the archive at a path; what it is, is told by looking.

    Its own path is absolute, so that it can be stored and found again from any folder.
    Raises Usage if it is nothing that can be read, with a sentence that says what can.
    """
    path = path.absolute()
    try:
        if path.is_dir():
            return _archive_folder(path)
        if path.is_file():
            return _file(path)
    except PermissionError as fault:
        raise Usage(f"{path} cannot be read: {fault.strerror}") from fault
    if path.exists():
        raise Usage(f"{path} is neither a file nor a folder; {_CAN_READ}")
    raise Usage(f"{path} does not exist")


def from_stdin(data: bytes, where: str = "what was piped in") -> tuple[Stored, ...]:
    """Return the mails in what was piped in, or in a file: one mail or an mbox.

    Raises Usage if it is neither.
    """
    mails = mails_in(data)
    if not mails:
        raise Usage(f"{where} is neither a mail nor an mbox")
    return tuple(
        Stored(raw=raw, archive="-", key=str(at), from_line=line) for at, line, raw in mails
    )


def _archive_folder(path: Path) -> Archive:
    if inbox := find_inbox(path):
        return inbox
    if (path / "cur").is_dir() and (path / "new").is_dir():
        return Maildir(path)
    if ThreadCache(path).holds_threads():
        return ThreadCache(path)
    folder = EmlFolder(path)
    if folder.holds_mail():
        return folder
    raise Usage(f"{path} holds no mail; {_CAN_READ}")


def _file(path: Path) -> Archive:
    with path.open("rb") as stream:
        start = stream.read(_LOOK)
    if start.startswith(b"# v") and b" git bundle\n" in start[:40]:
        raise Usage(
            f"{path} is a git bundle; make a repository of it with "
            f"'git clone --mirror {path.name} 0.git' and give that"
        )
    packed = next((kind for magic, kind in PACKED.items() if start.startswith(magic)), "")
    if packed:
        start = _unpacked_start(path, packed)
    if is_separator(start.split(b"\n", 1)[0]):
        return MboxFile(path, zipped=packed)
    if looks_like_mail(start) and not packed:
        return SingleMail(path)
    raise Usage(f"{path} is no mail; {_CAN_READ}")


def _unpacked_start(path: Path, packed: str) -> bytes:
    try:
        with open_packed(path, packed) as stream:
            return stream.read(_LOOK)
    except PACKED_FAULTS as fault:
        raise Unreachable(f"{path} is damaged {packed} data: {fault}") from fault
