# SPDX-License-Identifier: GPL-2.0-or-later
"""An mbox file, plain or packed by gzip, bzip2 or xz; keys are the offsets of ``From `` lines."""

import bz2
import gzip
import lzma
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from tracker.errors import Unreachable
from tracker.lazy_dataclass import dataclass
from tracker.model.mail import ArchiveKind, Stored
from tracker.sources.mbox import split, split_whole
from tracker.sources.single import WholeArchive

PACKED = {b"\x1f\x8b": "gz", b"BZh": "bz2", b"\xfd7zXZ\x00": "xz"}
"""How packed files start (RFC 1952, bzip2, the xz file format)."""
PACKED_FAULTS = (OSError, EOFError, zlib.error, lzma.LZMAError)
"""What reading one raises where it is damaged or cut short."""


def open_packed(path: Path, packed: str) -> BinaryIO:
    """Open a file, unpacking it as it is read; ``packed`` is a value of ``PACKED`` or empty."""
    match packed:
        case "gz":
            return cast("BinaryIO", gzip.open(path))
        case "bz2":
            return cast("BinaryIO", bz2.open(path))
        case "xz":
            return cast("BinaryIO", lzma.open(path))
    return path.open("rb")


@dataclass(frozen=True, slots=True)
class MboxFile(WholeArchive):
    """An mbox. It has no cursor: mail programs rewrite mboxes, so it is read whole."""

    kind = ArchiveKind.MBOX
    zipped: str = ""
    """How it is packed: ``gz``, ``bz2`` or ``xz``; offsets are those of the unpacked text."""

    def read(self, since: str | None = None) -> Iterator[Stored]:
        """Yield every message."""
        with self._opened() as stream:
            for at, line, raw in split_whole(stream):
                yield Stored(raw=raw, archive=str(self.path), key=str(at), from_line=line)

    def raw(self, keys: Sequence[str]) -> Iterator[bytes | None]:
        """Yield the messages at these offsets, found in one pass forward."""
        wanted = sorted({int(key) for key in keys if key.isascii() and key.isdigit()})
        found: dict[str, bytes] = {}
        with self._opened() as stream:
            for offset in wanted:
                stream.seek(offset)
                at, raw = next(split(stream), (1, b""))
                if at == 0:
                    found[str(offset)] = raw
        yield from (found.get(key) for key in keys)

    @contextmanager
    def _opened(self) -> Iterator[BinaryIO]:
        try:
            with open_packed(self.path, self.zipped) as stream:
                yield stream
        except PACKED_FAULTS as fault:
            raise Unreachable(f"{self.path} cannot be read to its end: {fault}") from fault
