"""Whether a series can be applied and what it waits for, in words; half-landed changes first."""

from collections.abc import Sequence

from tracker.model.readiness import HalfLanded, Readiness
from tracker.model.roles import Role
from tracker.render.layout import block, capped
from tracker.render.style import Style

_REASONS = 8


def half_landed_lines(halves: Sequence[HalfLanded], style: Style) -> list[str]:
    """``Half-landed: ...``, one paragraph a pair: what a reader must see before all else."""
    lines = []
    for half in halves:
        lines += block(f"{half.head}: {style.text(half.text)}.", style, role=Role.BAD)
    return lines


def readiness_lines(readiness: Readiness, style: Style, full: bool = False) -> list[str]:
    """What it needs and where that stands; nothing for a series that needs nothing."""
    halves = {half.text for half in readiness.half_landed}
    told = [reason for reason in readiness.reasons if reason not in halves]
    if not told or not (readiness.waits_for or len(told) > int(bool(readiness.ready))):
        return []
    word = {True: "nothing is missing", False: "blocked", None: "not known"}[readiness.unblocked]
    when = f" since {readiness.since:%Y-%m-%d}" if readiness.since and not readiness.ready else ""
    head = style.bold("Waits for") + f": {word}{when if not readiness.unblocked else ''}"
    role = Role.WARN if readiness.unblocked is False else Role.PLAIN
    entries = [block(style.text(reason), style, "  - ", role=role, limit=4) for reason in told]
    return [head, *capped(entries, _REASONS, full, style)]
