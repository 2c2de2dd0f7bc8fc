"""The marks of what happened, in letters and in ASCII: the same in a text, a page and a picture."""

from tracker.model.symbols import Sign

SIGNS = {
    "posted": Sign("+", "+"),
    "tag": Sign("✓", "v"),
    "lost": Sign("✗", "x"),
    "question": Sign("?", "?"),
    "answer": Sign("↩", "<"),
    "objection": Sign("!", "!"),
    "problem": Sign("!", "!"),
    "applied": Sign("●", "*"),
    "reverted": Sign("↶", "-"),
    "unblocked": Sign("→", ">"),
}
"""By the kind of event."""
OTHER = Sign("·", ".")


def event_sign(kind: str) -> Sign:
    """The mark of a kind of event."""
    return SIGNS.get(kind, OTHER)
