# SPDX-License-Identifier: GPL-2.0-or-later
"""Pages of commits on web servers, as facts: what was asked for, and what came."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from tracker.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from tracker.model.repository import Commit


class PageState(StrEnum):
    """What became of asking for a page."""

    FOUND = "found"
    MISSING = "missing"
    """The server does not know the commit."""
    FAILED = "failed"
    """The server could not be reached, or answered with something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitPage:
    """One time that a web server was asked for a commit."""

    digits: str
    """The digits that were asked for, in lower case."""
    url: str
    """What was asked; of a page that came, its own URL."""
    fetched_at: datetime
    state: PageState
    commit: Commit | None = None
    """What the page shows; None unless it was found."""
    tags: tuple[str, ...] = ()
    """Tags that point right at the commit; a page does not list the tags that contain it."""
    why: str = ""
    """What went wrong, in a sentence; empty if nothing did."""
