# SPDX-License-Identifier: GPL-2.0-or-later
"""Splitting mboxes: mboxrd, as public-inbox serves and writes it, and mboxo.

A message starts at a ``From `` line that holds a date, at the start or after an empty line. One
``>`` is taken from every ``>From `` line of a body (mboxrd; for mboxo the same), and the empty
line that ends a message is not part of it. public-inbox adds one line end to every message, which
is no empty line where the message itself ends without one; its own ``From `` line is known.
(git's documentation of ``--pretty=mboxrd``; the mbox(5) page of qmail; PublicInbox::Mbox.)
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

MAX_MAIL = 64 << 20
"""Bytes; a longer mail is handed on without its content."""
_PIECE = 1 << 20
_PUBLIC_INBOX = b"From mboxrd@z Thu Jan  1 00:00:00 1970\n"
_SEPARATOR = re.compile(
    rb"From [^\n]{0,300}?\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? [^\n]{0,60}?\b(?:19|20)\d\d\b"
)
_QUOTED = re.compile(rb">+From ")
_ID = re.compile(
    rb"^message-id:[ \t]*(?:\r?\n[ \t]+)*(?:[^<\r\n]{0,200}<([^<>\r\n]+)>|([^\s<>]+))",
    re.IGNORECASE | re.MULTILINE,
)
_HEADER = re.compile(rb"(?:>?From |[A-Za-z][A-Za-z0-9-]{0,60}:[ \t\r\n])")
_HEADER_MOST = 1 << 18


def is_separator(line: bytes) -> bool:
    """Return whether a line is the ``From `` line of an mbox."""
    return line.startswith(b"From ") and _SEPARATOR.match(line) is not None


def looks_like_mail(start: bytes) -> bool:
    """Return whether data starts as a mail does, with a header field."""
    return _HEADER.match(start.lstrip(b"\r\n")) is not None


def split(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Each message of an mbox with the offset of its ``From `` line; an over-long one is empty."""
    return ((at, raw) for at, _, raw in split_whole(stream))


def split_whole(stream: BinaryIO) -> Iterator[tuple[int, bytes, bytes]]:
    """Each message of an mbox with the offset of its ``From `` line, and that line.

    An over-long one is empty. The stream is read a line at a time, a line without end in pieces.
    """
    parts: list[bytes] = []
    size = at = offset = 0
    start, fresh, blank = b"", True, True
    while line := stream.readline(_PIECE):
        if fresh and (line == _PUBLIC_INBOX or (blank and is_separator(line))):
            if start:
                yield at, start, _mbox_joined(parts, size, start)
            at, parts, size, start = offset, [], 0, line
        elif start:
            piece = line[1:] if fresh and line[:1] == b">" and _QUOTED.match(line) else line
            size += len(piece)
            if size <= MAX_MAIL:
                parts.append(piece)
        blank = fresh and line in (b"\n", b"\r\n")
        fresh = line.endswith(b"\n")
        offset += len(line)
    if start:
        yield at, start, _mbox_joined(parts, size, start)


def message_id_of(raw: bytes) -> str:
    """Return the Message-ID in a mail's header, without angle brackets; empty if it has none."""
    end = raw.find(b"\n\n", 0, _HEADER_MOST)
    crlf = raw.find(b"\r\n\r\n", 0, _HEADER_MOST)
    ends = [one for one in (end, crlf) if one >= 0]
    found = _ID.search(raw[: min(ends, default=_HEADER_MOST)])
    return (found[1] or found[2]).strip().decode("utf-8", "replace") if found else ""


def _mbox_joined(parts: list[bytes], size: int, start: bytes) -> bytes:
    if size > MAX_MAIL:
        return b""
    if start == _PUBLIC_INBOX:
        return b"".join(parts).removesuffix(b"\n")
    return b"".join(parts[:-1] if parts and parts[-1] in (b"\n", b"\r\n") else parts)
