# SPDX-License-Identifier: GPL-2.0-or-later
"""A stream of mail on stdin: an mbox of any length, or one mail, kept and indexed as it comes."""

import hashlib
import sys
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from tracker.cli.context import CommandContext
from tracker.cli.output import say
from tracker.errors import Usage
from tracker.lazy_dataclass import dataclass
from tracker.model.mail import Stored, Unreadable
from tracker.services.files import write_whole
from tracker.services.sync.guarded_read import read_guarded
from tracker.sources.folders import PipedNow
from tracker.sources.mbox import is_separator, looks_like_mail, split_whole

_MAX_LONE = 32 * 1024 * 1024
"""Bytes of a lone mail."""
_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamBatch:
    """What came of some mails of a stream."""

    names: tuple[str, ...]
    """Message-IDs of those that can be read."""
    unreadable: int


def read_stream(context: CommandContext, batch: int = _BATCH) -> Iterator[StreamBatch]:
    """Keep and index the mails on stdin, so many at a time; what came of each lot.

    A stream that ends in the middle of a mail loses that mail, which is said on stderr. Raises
    Usage for what is no mail.
    """
    if sys.stdin is None or sys.stdin.isatty():
        raise Usage("'-' reads mail from stdin; pipe it in: tracker index - < mbox")
    mails = _stream_mails(sys.stdin.buffer)
    while some := list(islice(mails, batch)):
        yield _keep(context, some)


class _Stream:
    """A stream whose first line can be looked at, and whose last bytes are remembered."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.first = stream.readline(4096)
        self._given = False
        self.last = b""

    def readline(self, most: int) -> bytes:
        if not self._given:
            self._given = True
            self.last = self.first
            return self.first
        line = self._stream.readline(most)
        self.last = line or self.last
        return line

    @property
    def cut(self) -> bool:
        return not self.last.endswith(b"\n")


def _stream_mails(stream: BinaryIO) -> Iterator[bytes]:
    held = _Stream(stream)
    if not is_separator(held.first.rstrip(b"\r\n")):
        lone = (held.first + stream.read(_MAX_LONE)).lstrip(b"\r\n")
        if not looks_like_mail(lone):
            raise Usage("what was piped in is neither an mbox nor a mail")
        yield lone
        return
    before: bytes | None = None
    # The last mail is held back until it is known to be whole.
    for _, _, raw in split_whole(held):  # type: ignore[arg-type]  # it reads lines alone
        if before is not None:
            yield before
        before = raw
    if before is not None and held.cut:
        say("the stream ended in the middle of a mail, which is left out; send it again")
    elif before is not None:
        yield before


def _keep(context: CommandContext, mails: list[bytes]) -> StreamBatch:
    """Write the mails beside those that were piped in before, and index them."""
    folder = context.paths.cache / "piped"
    folder.mkdir(parents=True, exist_ok=True)
    names, files, bad = [], [], 0
    for raw in mails:
        found = read_guarded(Stored(raw=raw, archive="stdin", key="-"))
        if isinstance(found, Unreadable):
            bad += 1
            say(f"a mail on stdin cannot be read: {found.why}")
            continue
        digits = hashlib.sha256(found.message_id.encode("utf-8", "replace")).hexdigest()[:32]
        write_whole(folder / f"{digits}.eml", raw)
        names.append(found.message_id)
        files.append(f"{digits}.eml")
    for _ in context.index([PipedNow(folder, tuple(files))]):
        pass
    return StreamBatch(names=tuple(names), unreadable=bad)
