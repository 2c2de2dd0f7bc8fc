# SPDX-License-Identifier: GPL-2.0-or-later
"""What a piece of text means to a reader; each output has its own colours for it."""

from enum import StrEnum
from typing import NamedTuple


class Role(StrEnum):
    """The meaning of a span of text."""

    PLAIN = "plain"
    DIM = "dim"
    """Beside the point for most readers."""
    STRONG = "strong"
    TITLE = "title"
    """A heading."""
    KEY = "key"
    """The name of a key, and the tab that is open."""
    GOOD = "good"
    """Done, agreed, landed."""
    WARN = "warn"
    """Somebody has to act."""
    BAD = "bad"
    """Refused, reverted."""
    INFO = "info"
    LINK = "link"
    """A URL or Message-ID."""
    QUOTE = "quote"
    """Words of a mail."""
    ADDED = "added"
    REMOVED = "removed"
    HUNK = "hunk"
    """A line of a diff that is no code."""


class Sign(NamedTuple):
    """A mark of one column."""

    letter: str
    plain: str
    """In ASCII."""


UNKNOWN_SIGN = Sign("?", "?")
"""The mark of what is not known."""
