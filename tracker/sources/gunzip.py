# SPDX-License-Identifier: GPL-2.0-or-later
"""Unpacking what a server sent, with a limit: a small answer may unpack to terabytes."""

import gzip
import zlib

from tracker.errors import Refused, Unreachable

MAGIC = b"\x1f\x8b"
"""How gzip data starts (RFC 1952)."""
_CHUNK = 1 << 16
_MOST_MEMBERS = 10_000


def inflate(data: bytes, most: int, url: str) -> bytes:
    """Gzip data unpacked, all its members one after the other.

    Raises Refused if it is damaged, holds more than ``most`` bytes or uncountable members, and
    Unreachable if it ends early.
    """
    if data and data[:2] != MAGIC:
        raise Refused(f"{url} sent something else than the gzip data it announced; try again")
    parts: list[bytes] = []
    size = at = members = 0
    while data[at : at + 2] == MAGIC:
        members += 1
        if members > _MOST_MEMBERS:
            raise Refused(f"{url} sent gzip data in more than {_MOST_MEMBERS} pieces; not unpacked")
        unpacker = zlib.decompressobj(wbits=31)
        while not unpacker.eof:
            chunk = data[at : at + _CHUNK]
            if not chunk:
                raise Unreachable(f"{url} sent an answer that is cut short; try again")
            parts.append(_gunzip_unpacked(unpacker, chunk, most - size + 1, url))
            size += len(parts[-1])
            if size > most:
                raise Refused(
                    f"{url} sent data that unpacks to more than {most >> 20} MiB; refused"
                )
            at += len(chunk)
        at -= len(unpacker.unused_data)
    return b"".join(parts)


def _gunzip_unpacked(unpacker: "zlib._Decompress", feed: bytes, most: int, url: str) -> bytes:
    try:
        return unpacker.decompress(feed, most)
    except zlib.error as fault:
        raise Refused(f"{url} sent damaged gzip data ({fault}); try again") from fault


def gzipped_once(data: bytes, most: int, url: str) -> bytes:
    """Return data as one layer of gzip, whatever a proxy made of it on the way.

    Some send ``t.mbox.gz`` with ``Content-Encoding: gzip`` though it was packed once only, and
    undoing that leaves the bare mbox; others pack it a second time and do not say so.
    Raises as ``inflate``.
    """
    if data[:2] != MAGIC:
        return gzip.compress(data, mtime=0)
    inner = inflate(data, most, url)
    return inner if inner[:2] == MAGIC else data
