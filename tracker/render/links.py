# SPDX-License-Identifier: GPL-2.0-or-later
"""Where people read a message: its page in a public-inbox archive."""

from urllib.parse import quote

ARCHIVE = "https://lore.kernel.org/all/"
"""The archive of all kernel lists; a Message-ID is an address under it."""


def message_url(message_id: str, base: str = ARCHIVE) -> str:
    """Return the page of a message. A slash and other marks in the id are escaped, as
    public-inbox does, so that an id never becomes a path."""
    return f"{base}{quote(message_id, safe='@+=$~!,.-_', errors='replace')}/"


LORE = "https://lore.kernel.org/r/"
"""Lore's redirector: it finds a message in whatever archive has it."""
COMMITS = "https://git.kernel.org/torvalds/c/"
"""The page of a commit of the kernel; the host keeps the objects of all its kernel trees in one
store, so that it finds those of maintainers' trees too."""
_HEX = frozenset("0123456789abcdef")


def commit_url(commit: str) -> str:
    """Return the page of a commit of the kernel; empty for what is no commit id."""
    digits = commit.lower()
    return f"{COMMITS}{digits}" if 12 <= len(digits) <= 64 and set(digits) <= _HEX else ""
