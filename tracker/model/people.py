# SPDX-License-Identifier: GPL-2.0-or-later
"""Who sent a mail or is named in one, and who looks after which files (MAINTAINERS)."""

from tracker.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody by the name and address they used in one place."""

    name: str
    email: str
    """Lower case; empty where only a name was given."""

    @property
    def called(self) -> str:
        """Name, else address; a mail may give neither."""
        return self.name or self.email or "somebody"


@dataclass(frozen=True, slots=True, kw_only=True)
class MaintainersSection:
    """One section of a MAINTAINERS file (the head of the file explains the letters)."""

    name: str
    """``BLUETOOTH SUBSYSTEM``, as written."""
    maintainers: tuple[Person, ...] = ()
    """M: to whom patches go."""
    reviewers: tuple[Person, ...] = ()
    """R: who are copied."""
    lists: tuple[str, ...] = ()
    """L: addresses, lower case."""
    trees: tuple[str, ...] = ()
    """T: repositories and branches, as written behind the kind: ``git://host/x.git for-next``."""
    status: str = ""
    """S: Supported, Maintained, Odd Fixes, Orphan, Obsolete."""
    files: tuple[str, ...] = ()
    """F: patterns of files that it covers."""
    excluded: tuple[str, ...] = ()
    """X: patterns of files that it does not cover after all."""
    names: tuple[str, ...] = ()
    """N: regular expressions of paths."""
    keywords: tuple[str, ...] = ()
    """K: regular expressions of contents."""
