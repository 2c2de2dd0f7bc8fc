"""Where people read a message: its page in a public-inbox archive."""

from urllib.parse import quote

ARCHIVE = "https://lore.kernel.org/all/"
"""The archive of all kernel lists; a Message-ID is an address under it."""


def message_url(message_id: str, base: str = ARCHIVE) -> str:
    """The page of a message. A slash and other marks in the id are escaped, as
    public-inbox does, so that an id never becomes a path."""
    return f"{base}{quote(message_id, safe='@+=$~!,.-_', errors='replace')}/"
