"""The line under what is shown of the shipped example."""

from tracker.model.roles import Role
from tracker.render.lines import Row, paragraph

ABRIDGED = (
    "From the mails that ship with the program: headers and facts are real, the words are ours, "
    "abridged."
)


def abridged_rows(abridged: bool, columns: int) -> list[Row]:
    """Return the warning that the mails are abridged; nothing where they are not."""
    if not abridged:
        return []
    return paragraph("abridged", ABRIDGED, columns, role=Role.WARN, stop=False)
