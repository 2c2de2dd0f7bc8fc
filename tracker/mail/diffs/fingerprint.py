# SPDX-License-Identifier: GPL-2.0-or-later
"""Fingerprints of a diff: enough to tell how much a patch changed, without keeping the patch.

Four bytes a changed line, the CRC-32 of the line with its mark and without white space, so that a
patch that was only moved or re-indented has the same fingerprint, as it has the same patch-id.
"""

import zlib
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

MAX_LINES = 20_000
"""Changed lines that a fingerprint holds; what a longer patch has beyond them is not compared."""
_SPACE = b"\t\n\v\f\r\x1c\x1d\x1e\x1f "
"""The ASCII characters at which ``str.split`` cuts."""


def fingerprint(lines: Iterable[str]) -> bytes:
    """The fingerprint of the added and removed lines of a diff, marks included."""
    marks: list[int] = []
    for line in lines:
        if (mark := _mark_fingerprint(line)) is not None:
            marks.append(mark)
            if len(marks) == MAX_LINES:
                break
    import struct

    return struct.pack(f"<{len(marks)}I", *marks)


@lru_cache(maxsize=64)
def changed_by(old: bytes, new: bytes) -> int:
    """How many changed lines are in one of two patches only."""
    if old == new:
        return 0
    before, after = _fingerprint_marks(old), _fingerprint_marks(new)
    common = (Counter(before) & Counter(after)).total()
    return len(before) + len(after) - 2 * common


def holds(print_: bytes, line: str) -> bool:
    """Whether a patch has this very line, given with its ``+`` or ``-``."""
    mark = _mark_fingerprint(line)
    return mark is not None and mark in _fingerprint_marks(print_)


def _fingerprint_marks(print_: bytes) -> tuple[int, ...]:
    import struct

    return struct.unpack(f"<{len(print_) // 4}I", print_[: len(print_) // 4 * 4])


def _mark_fingerprint(line: str) -> int | None:
    """The mark of an added or removed line that holds more than white space."""
    if line.isascii():
        data = line.encode().translate(None, _SPACE)
    else:
        data = "".join(line.split()).encode("utf-8", "surrogatepass")
    if len(data) < 2 or data[0] not in b"+-":
        return None
    return zlib.crc32(data)
