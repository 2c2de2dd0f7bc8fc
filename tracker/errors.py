# SPDX-License-Identifier: GPL-2.0-or-later
"""Everything that can go wrong for a reason a user or a server can cause.

TrackerError
 +- Usage              the words of the command are off                     exit 2
 |   +- ConfigError    the configuration cannot be followed
 +- NotFound           nothing matches, or it is not known                  exit 3
 |   +- Ambiguous      a shortened handle fits several messages
 +- Unreachable        a source did not answer, and the cache has nothing   exit 4
 |   +- Refused        it answered, but not with what was asked for
 |   +- Cancelled      the user stopped it
 +- Broken             our own files cannot be used                         exit 5

Whatever is not a TrackerError is a fault of ours and is never caught on the way.
"""

from enum import IntEnum


class Exit(IntEnum):
    """What the exit statuses of every command mean."""

    DONE = 0
    NO = 1
    """``check`` says no, and ``apply`` where a patch does not apply."""
    USAGE = 2
    NOT_FOUND = 3
    UNREACHABLE = 4
    FAULT = 5
    INTERRUPTED = 130


class TrackerError(Exception):
    """A fault with a sentence for its reader: what went wrong, with what, what to do."""

    exit = Exit.FAULT


class Usage(TrackerError):
    """The words of the command cannot be followed."""

    exit = Exit.USAGE

    def __init__(self, text: str, *, below: str = "") -> None:
        super().__init__(text)
        self.below = below
        """Lines for a terminal that point at the word, below the sentence; may be empty."""


class ConfigError(Usage):
    """The configuration file cannot be followed."""

    def __init__(self, text: str, *, below: str = "", key: tuple[str | int, ...] = ()) -> None:
        super().__init__(text, below=below)
        self.key = key
        """The way to the key at fault, where the text does not say the line."""


class NotFound(TrackerError):
    """Nothing matches, or it is not known."""

    exit = Exit.NOT_FOUND


class Ambiguous(NotFound):
    """A shortened handle fits several messages; the text names them."""


class Unreachable(TrackerError):
    """A source could not be reached and nothing at hand answers instead."""

    exit = Exit.UNREACHABLE


class Refused(Unreachable):
    """A source answered, but not with what was asked for (429, 503, a page instead of mail)."""

    unfit = False
    """Whether the question is what it does not answer; another may do."""


class Cancelled(Unreachable):
    """The user stopped a request under way."""


class Broken(TrackerError):
    """One of our own files cannot be used: a damaged database, one from a newer version."""
