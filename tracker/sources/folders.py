# SPDX-License-Identifier: GPL-2.0-or-later
"""Folders of mail, one file each: Maildir, MH folders, and trees of ``.eml`` files."""

import os
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote_from_bytes, unquote_to_bytes

from tracker.errors import Unreachable, Usage
from tracker.lazy_dataclass import dataclass
from tracker.lazy_patterns import lazy_pattern
from tracker.model.mail import ArchiveKind, Stored
from tracker.sources.mbox import looks_like_mail
from tracker.sources.single import WholeArchive, file_bytes

_SUFFIXES = (".eml", ".mail")
_MH = lazy_pattern(r"[1-9][0-9]{0,8}")
_START = 4096
_MOST_SEEN = 20_000
"""Files that are looked at for the first mail of a tree; a long MH folder has a mail at once."""
_ODD = "%:"
"""Starts the key of a file whose name is not valid UTF-8; the name follows percent-encoded."""


@dataclass(frozen=True, slots=True)
class Maildir(WholeArchive):
    """A Maildir (https://cr.yp.to/proto/maildir.html); ``tmp`` is left alone.

    A mail's key is the unique part of its file name, which stays when flags change.
    """

    kind = ArchiveKind.MAILDIR

    def read(self, since: str | None = None) -> Iterator[Stored]:
        """Yield every mail, by the time in its file name."""
        for key, path in sorted(self._files().items()):
            yield Stored(
                raw=file_bytes(path), archive=str(self.path), key=key, arrived=_delivered(path.name)
            )

    def raw(self, keys: Sequence[str]) -> Iterator[bytes | None]:
        """Yield the mails with these keys."""
        files = self._files()
        yield from (file_bytes(files[key]) if key in files else None for key in keys)

    def _files(self) -> dict[str, Path]:
        found: dict[str, Path] = {}
        for folder in ("cur", "new"):
            for path in _folder_listed(self.path / folder):
                if path.is_file() and not path.is_symlink() and not path.name.startswith("."):
                    found[_folder_key(path.name.partition(":")[0])] = path
        return found


@dataclass(frozen=True, slots=True)
class EmlFolder(WholeArchive):
    """A tree of mail files; a mail's key is its path below the folder, with slashes.

    They are called ``.eml`` or ``.mail``, or by a number as MH has it (mh-folder(5)). Links to
    folders are not followed, nor links to files outside; hidden folders and git checkouts below it
    are somebody's software, and left alone.
    """

    kind = ArchiveKind.EML

    def holds_mail(self) -> bool:
        """Return whether there is any file with a name of a mail.

        Raises Usage where none is among the first files of a large tree, such as a home folder.
        """
        seen = 0
        for folder, names in self._folders():
            if any(self._named(folder, names)):
                return True
            seen += len(names)
            if seen > _MOST_SEEN:
                raise Usage(
                    f"{self.path} holds no mail among its first {seen} files; name the folder of"
                    " the mail itself"
                )
        return False

    def read(self, since: str | None = None) -> Iterator[Stored]:
        """Yield every mail, by path."""
        for path in self._files():
            key = _folder_key(path.relative_to(self.path).as_posix())
            yield Stored(raw=file_bytes(path), archive=str(self.path), key=key)

    def raw(self, keys: Sequence[str]) -> Iterator[bytes | None]:
        """Yield the mails with these keys; a key that leads out of the folder names none."""
        for key in keys:
            path = self.path / _folder_name(key)
            yield file_bytes(path) if self._own(path) else None

    def _files(self) -> Iterator[Path]:
        for folder, names in self._folders():
            yield from self._named(folder, names)

    def _folders(self) -> Iterator[tuple[str, list[str]]]:
        """Yield each folder of the tree with the names of its files."""
        for folder, below, names in os.walk(self.path):
            below[:] = sorted(
                one
                for one in below
                if not one.startswith(".") and not os.path.lexists(Path(folder, one, ".git"))
            )
            yield folder, names

    def _named(self, folder: str, names: Sequence[str]) -> Iterator[Path]:
        """Yield the mails among the files of a folder."""
        for name in sorted(names, key=lambda one: (len(one) * one.isdigit(), one)):
            path = Path(folder, name)
            if self._is_mail(path) and self._own(path):
                yield path

    def _is_mail(self, path: Path) -> bool:
        """Return whether a file is called as a mail is; one called by a number must look so."""
        if path.name.lower().endswith(_SUFFIXES):
            return True
        return _MH.fullmatch(path.name) is not None and looks_like_mail(_folder_start(path))

    def _own(self, path: Path) -> bool:
        try:
            place = path.resolve()
            return place.is_relative_to(self.path.resolve()) and place.is_file()
        except (OSError, RuntimeError, ValueError):
            return False


def _folder_start(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(_START)
    except OSError:
        return b""


def _folder_listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError as fault:
        raise Unreachable(f"{folder} cannot be read: {fault.strerror}") from fault


def _folder_key(name: str) -> str:
    """Return a file's name as a key that any database can hold."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return _ODD + quote_from_bytes(os.fsencode(name))
    return name


def _folder_name(key: str) -> str:
    return os.fsdecode(unquote_to_bytes(key[len(_ODD) :])) if key.startswith(_ODD) else key


def _delivered(name: str) -> datetime | None:
    """Return when a mail was delivered: the seconds that start its name, if they do."""
    first = name.partition(".")[0]
    plain = first.isascii() and first.isdigit() and 9 <= len(first) <= 10
    return datetime.fromtimestamp(int(first), UTC) if plain else None


@dataclass(frozen=True, slots=True)
class Piped(EmlFolder):
    """The mails that came by stdin. Unlike an archive they say nothing of the rest of a thread."""

    kind = ArchiveKind.STDIN


@dataclass(frozen=True, slots=True)
class PipedNow(Piped):
    """Those of them that came just now."""

    names: tuple[str, ...] = ()

    def read(self, since: str | None = None) -> Iterator[Stored]:
        """Yield these mails, in the order in which they came."""
        for name in self.names:
            yield Stored(raw=file_bytes(self.path / name), archive=str(self.path), key=name)
