"""The evidence behind what is said of a series: what ``tracker why`` prints."""

from collections.abc import Sequence

from tracker.model.mail import Evidence
from tracker.model.roles import Role
from tracker.model.views import Reason
from tracker.render.layout import block, excerpt, handle
from tracker.render.links import ARCHIVE, message_url
from tracker.render.style import Style

_QUOTE = 400
"""Characters of the quoted words that are shown."""


def why_text(reasons: Sequence[Reason], style: Style, base: str = ARCHIVE) -> str:
    """Each fact with its rule, the message and line it was read from, and the words there.

    ``base`` is the archive whose pages the links point at.
    """
    if not reasons:
        return "no evidence: nothing of the kind is said of this series\n"
    told = ["\n".join(_reason(reason, style, base)) for reason in reasons]
    return "\n\n".join(told) + "\n"


def _reason(reason: Reason, style: Style, base: str) -> list[str]:
    found = reason.evidence
    lines = block(style.text(reason.fact), style, role=Role.TITLE, limit=4)
    lines += block(style.text(found.rule), style, "  rule    ", limit=2)
    lines += _source(found, style, base)
    if found.quote:
        lines += block(excerpt(found.quote, _QUOTE, style), style, "  words   > ", " " * 10 + "> ")
    if found.url and found.url != found.message_id:
        lines += handle(style.text(found.url), style, "  link    ")
    return lines


def _source(found: Evidence, style: Style, base: str) -> list[str]:
    lines = []
    if found.message_id:
        url = message_url(found.message_id, base)
        lines += handle(style.text(url), style, "  mail    ")
    if found.line is not None:
        lines += block(str(found.line), style, "  line    ")
    if found.commit:
        where = f" in {found.repository}" if found.repository else ""
        lines += block(style.text(found.commit + where), style, "  commit  ")
    return lines if lines or found.url else ["  source  none recorded"]
