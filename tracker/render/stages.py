"""The stages in the five colours of a drawing, so that every drawing groups them alike."""

from tracker.model.status import LANDED, Stage

GROUPS = ("landed", "open", "attention", "over", "unknown")
_OVER = frozenset({Stage.SUPERSEDED, Stage.WITHDRAWN, Stage.REJECTED})
_ATTENTION = frozenset(
    {Stage.CHANGES_REQUESTED, Stage.INCOMPLETE, Stage.PARTIALLY_APPLIED, Stage.REVERTED}
)


def group_of(stage: Stage | None) -> str:
    """The group of a stage; what is not at hand is ``unknown``."""
    if stage is None:
        return "unknown"
    if stage in LANDED:
        return "landed"
    if stage in _OVER:
        return "over"
    return "attention" if stage in _ATTENTION else "open"
