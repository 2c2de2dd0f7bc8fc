"""What is said of a handle that fits nothing at hand, or several messages."""

from collections.abc import Sequence

from tracker.mail.refs import Ref, RefKind

MAX_CANDIDATES = 10
"""Messages that are named where a handle fits several."""


def unknown(ref: Ref) -> str:
    """The sentence for a handle that fits nothing at hand."""
    match ref.kind:
        case RefKind.MESSAGE_ID:
            return f"{ref.id} is not at hand"
        case RefKind.TRUNCATED:
            end = f" and ends with '{ref.end}'" if ref.end else ""
            return f"no Message-ID at hand starts with '{ref.id}'{end}"
        case RefKind.CHANGE_ID:
            return f"no mail at hand carries the change-id {ref.id}"
        case RefKind.COMMIT:
            return f"no mail at hand says of a patch that it became commit {ref.id}"
        case RefKind.MESSAGE_HASH:
            return f"{ref.id} is HyperKitty's name of a mail; give its Message-ID"


def ambiguous(ref: Ref, names: Sequence[str]) -> str:
    """The sentence for a handle that fits several messages."""
    shown = "\n  ".join(names[:MAX_CANDIDATES])
    more = len(names) - MAX_CANDIDATES
    tail = f"\n  and {more} more" if more > 0 else ""
    return f"{ref.id}... fits {len(names)} messages; give one of them:\n  {shown}{tail}"
