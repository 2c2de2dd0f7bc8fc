"""The line under whatever is told from the shipped example."""

from tracker.model.roles import Role
from tracker.render.layout import block
from tracker.render.style import Style

ABRIDGED = (
    "Told from the mails that ship with the program: headers and facts are real, the words are "
    "ours, abridged."
)


def abridged_lines(abridged: bool, style: Style) -> list[str]:
    """That it is told from abridged mails; nothing where it is not."""
    return block(ABRIDGED, style, role=Role.WARN) if abridged else []
