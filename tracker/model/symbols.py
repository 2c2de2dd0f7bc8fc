"""One sign for each stage, the same in every text, drawing and screen."""

from typing import NamedTuple

from tracker.model.status import Stage


class Sign(NamedTuple):
    """The mark of a stage, one column wide."""

    letter: str
    plain: str
    """In ASCII."""


SIGNS = {
    Stage.NEW: Sign("○", "o"),
    Stage.UNDER_REVIEW: Sign("◔", "~"),
    Stage.CHANGES_REQUESTED: Sign("!", "!"),
    Stage.INCOMPLETE: Sign("◌", "_"),
    Stage.REVIEWED: Sign("✓", "+"),
    Stage.PARTIALLY_APPLIED: Sign("◑", "%"),
    Stage.APPLIED: Sign("◕", "A"),
    Stage.MAINLINE: Sign("●", "M"),
    Stage.RELEASED: Sign("★", "R"),
    Stage.REVERTED: Sign("↶", "<"),
    Stage.REJECTED: Sign("✗", "x"),
    Stage.WITHDRAWN: Sign("⊘", "-"),
    Stage.SUPERSEDED: Sign("»", ">"),
}
"""The mark of every stage: the fuller the circle, the nearer to mainline."""
UNKNOWN = Sign("?", "?")


def sign_of(stage: Stage | None) -> Sign:
    """The mark of a stage; ``?`` for what is not at hand."""
    return UNKNOWN if stage is None else SIGNS[stage]
