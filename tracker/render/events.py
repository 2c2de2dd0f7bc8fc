# SPDX-License-Identifier: GPL-2.0-or-later
"""The kinds of events, as every text, page and picture shows them."""

from collections.abc import Mapping
from typing import NamedTuple

from tracker.model.roles import Role, Sign


class EventTraits(NamedTuple):
    """How one kind of event reads."""

    sign: Sign
    role: Role


EVENTS: Mapping[str, EventTraits] = {
    "posted": EventTraits(Sign("+", "+"), Role.INFO),
    "tag": EventTraits(Sign("✓", "v"), Role.GOOD),
    "lost": EventTraits(Sign("✗", "x"), Role.WARN),
    "question": EventTraits(Sign("?", "?"), Role.WARN),
    "answer": EventTraits(Sign("↩", "<"), Role.DIM),
    "objection": EventTraits(Sign("!", "!"), Role.BAD),
    "problem": EventTraits(Sign("!", "!"), Role.BAD),
    "check": EventTraits(Sign("✗", "x"), Role.WARN),
    "claim": EventTraits(Sign("·", "."), Role.DIM),
    "withdrawn": EventTraits(Sign("⊘", "-"), Role.BAD),
    "applied": EventTraits(Sign("●", "*"), Role.GOOD),
    "landed": EventTraits(Sign("●", "*"), Role.GOOD),
    "reverted": EventTraits(Sign("↶", "-"), Role.BAD),
    "unblocked": EventTraits(Sign("→", ">"), Role.PLAIN),
}
"""By ``Event.kind``."""
OTHER_EVENT = EventTraits(Sign("·", "."), Role.DIM)


def event_traits(kind: str) -> EventTraits:
    """Return how a kind of event reads."""
    return EVENTS.get(kind, OTHER_EVENT)
