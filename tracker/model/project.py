# SPDX-License-Identifier: GPL-2.0-or-later
"""Projects that share mailing lists with the kernel, and how mail for each is recognized."""

from tracker.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """How mail for one project is recognized."""

    name: str
    lists: tuple[str, ...] = ()
    """Names of lists (before the ``@``) that carry this project and no other; lower case."""
    words: tuple[str, ...] = ()
    """Words in brackets of the subject, lower case; one may go on with ``-next`` or a version."""
    files: tuple[str, ...] = ()
    """Starts of paths that no other project here has."""


Projects = tuple[Project, ...]
"""A table of projects; where two rows fit, the first holds."""
