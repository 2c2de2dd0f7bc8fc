# SPDX-License-Identifier: GPL-2.0-or-later
"""Answers whose words are ready: a tag, a ping, "applied"; by options, or in words as typed."""

from collections.abc import Sequence

from tracker.errors import Usage
from tracker.lazy_patterns import lazy_pattern
from tracker.mail.replies.draft import Ready

FORMS = "reviewed, acked, tested (one or several), ping, applied [TREE]"
"""What can be typed."""
TAGS = ("Reviewed-by", "Acked-by", "Tested-by", "Reported-by", "Nacked-by")
_TAG = lazy_pattern(r"[A-Z][A-Za-z]{1,30}(?:-[A-Za-z]{1,20}){0,4}-by")
_SHORT = {"reviewed": "Reviewed-by", "r": "Reviewed-by", "acked": "Acked-by", "ack": "Acked-by",
          "a": "Acked-by", "tested": "Tested-by", "t": "Tested-by", "nacked": "Nacked-by",
          "nack": "Nacked-by"}  # fmt: skip
_PING = Ready(words="Gentle ping: is anything missing here?", quote=False)


def given(tags: Sequence[str]) -> Ready:
    """Return an answer with tags, ``Reviewed-by`` or short; a plain one without any. Raises
    Usage for what is no tag."""
    return Ready(tags=tuple(dict.fromkeys(map(_tag_named, tags))))


def _tag_named(text: str) -> str:
    word = text.strip().rstrip(":")
    found = _SHORT.get(word.lower())
    found = found or next((one for one in TAGS if one.lower() == word.lower()), None)
    if found is None and _TAG.fullmatch(word):
        found = word
    if found is None:
        raise Usage(f"'{word[:60]}' is no tag; tags are {', '.join(TAGS[:3])}, ...")
    return found


def pinged() -> Ready:
    """Return an answer that asks for one."""
    return _PING


def applied_to(tree: str) -> Ready:
    """Return an answer that says where a series was applied; nowhere by name without one."""
    where = " ".join(tree.split())
    return Ready(words=f"Applied to {where}, thanks!" if where else "Applied, thanks!")


def ready_from(text: str) -> Ready:
    """Return the answer that words ask for: ``reviewed tested``, ``ping``, ``applied bpf-next``.

    Raises Usage, which shows the forms.
    """
    first, _, rest = text.strip().partition(" ")
    if first.lower() == "applied":
        return applied_to(rest)
    if first.lower() == "ping" and not rest.strip():
        return pinged()
    words = text.replace(",", " ").split()
    if not words:
        raise Usage(f"an answer is one of: {FORMS}")
    try:
        return given(words)
    except Usage as error:
        raise Usage(f"{error}; an answer is one of: {FORMS}") from error
