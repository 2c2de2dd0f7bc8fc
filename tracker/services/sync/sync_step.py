# SPDX-License-Identifier: GPL-2.0-or-later
"""What a sync reports while it runs; apart from it, so that narrating imports no source of mail."""

from tracker.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncStep:
    """One step of a sync, in words."""

    text: str
    warning: bool = False
    """It failed, and the answer goes on with what is cached."""
    limit: bool = False
    """Something was left out because a limit was reached: said to everybody, but no failure."""
    board: bool = False
    """Series can be judged now, although more is to come."""
