# SPDX-License-Identifier: GPL-2.0-or-later
"""The update of the terminal UI: every series is tried, and what failed is told in one line."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tracker.errors import Cancelled, NotFound, Unreachable
from tracker.mail.refs import parse_ref

if TYPE_CHECKING:
    from tracker.services.sync.sync import CrawlLimits, Sync


def update_all(
    sync: "Sync",
    names: Sequence[str],
    limits: "CrawlLimits",
    report: Callable[[str], None],
    stopped: Callable[[], bool],
) -> None:
    """Fetch what is new for these series.

    Raises Cancelled; and in the end Unreachable, which counts the series that could not be brought
    up to date and says why not for the first of them.
    """
    faults: list[str] = []
    for name in names:
        fault = _follow_update(sync, name, limits, report)
        if fault:
            faults.append(fault)
        # A cancel may come while no request is under way.
        if stopped():
            raise Cancelled("stopped")
    if faults:
        raise Unreachable(told(faults[0], len(faults), len(names)))


def _follow_update(
    sync: "Sync", name: str, limits: "CrawlLimits", report: Callable[[str], None]
) -> str:
    """Bring one series up to date; the first thing that went wrong, or nothing."""
    fault = ""
    try:
        for step in sync.follow(parse_ref(name), limits, force=True):
            if step.warning:
                fault = fault or step.text
            else:
                report(step.text)
    except (Unreachable, NotFound) as error:
        fault = fault or str(error)
    return fault


def told(fault: str, failed: int, of: int) -> str:
    """One line: how many could not be brought up to date, and why; of a URL, the host alone."""
    words = fault.partition("\n")[0].split()
    at = next((n for n, one in enumerate(words) if one.startswith(("http://", "https://"))), None)
    if at is not None:
        host = urlsplit(words[at]).netloc
        words = [f"{host}:" if words[at].endswith(":") else host, *words[at + 1 :]]
    return f"{failed} of {of} not brought up to date; {' '.join(words)}"
