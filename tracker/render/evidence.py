# SPDX-License-Identifier: GPL-2.0-or-later
"""The evidence: each fact with its rule, and the mail, line and words, or the commit, it rests on.

``tracker why`` prints the facts, and the terminal UI shows those of one row first.
"""

from collections.abc import Sequence

from tracker.model.mail import Evidence
from tracker.model.roles import Role
from tracker.model.views import Reason
from tracker.render.lines import (
    NOTHING,
    Row,
    RowTarget,
    Span,
    blank,
    heading,
    line_of,
    paragraph,
    whole,
)
from tracker.render.links import ARCHIVE, message_url
from tracker.render.style import Style

_QUOTE = 400
"""Characters of the quoted words that are shown."""
_RULE = 2
"""Rows of a rule's name at most: it may come from a database that somebody else wrote."""


def evidence_text(reasons: Sequence[Reason], style: Style, base: str = ARCHIVE) -> str:
    """Return what ``tracker why`` prints; ``base`` is the archive that the links lead to."""
    if not reasons:
        return "no evidence: nothing of the kind is known of this series\n"
    return style.page(_evidence_all("fact", reasons, style.width, base))


def evidence_rows(reasons: Sequence[Reason], about: RowTarget, columns: int) -> list[Row]:
    """Return what speaks of the target first, then all else that is known of the series."""
    near = [reason for reason in reasons if _speaks(reason, about)]
    told = {reason.evidence for reason in near}
    near += [
        Reason(fact="read here", topic="", evidence=evidence)
        for evidence in dict.fromkeys(about.evidence)
        if evidence not in told
    ]
    rest = [reason for reason in reasons if reason not in near]
    rows: list[Row] = []
    if near:
        rows += [heading("near", "Of this line"), *_evidence_all("near", near, columns)]
    if rest:
        rows += [blank("gap.rest")] if near else []
        title = "Of the whole series" if near else "Of the series"
        rows += [heading("rest", title), *_evidence_all("rest", rest, columns)]
    return rows or [line_of("none", " no evidence is known of this", Role.DIM)]


def _speaks(reason: Reason, about: RowTarget) -> bool:
    """Return whether a fact is about a row: by its evidence, its topic, or its mail and line."""
    evidence = reason.evidence
    if evidence in about.evidence or reason.topic in about.topics:
        return True
    if about.evidence or about.topics or about.series or evidence.message_id is None:
        return False
    return evidence.message_id == about.message_id and about.line in (None, evidence.line)


def _evidence_all(
    key: str, reasons: Sequence[Reason], columns: int, base: str = ARCHIVE
) -> list[Row]:
    rows: list[Row] = []
    for number, reason in enumerate(reasons):
        rows += [blank(f"{key}.{number}.gap")] if number else []
        rows += _evidence_reason(f"{key}.{number}", reason, columns, base)
    return rows


def _evidence_reason(key: str, reason: Reason, columns: int, base: str) -> list[Row]:
    found = reason.evidence
    target = RowTarget(
        message_id=found.message_id, line=found.line, commit=found.commit, evidence=(found,)
    )
    rows = paragraph(key, reason.fact, columns, role=Role.STRONG, target=target, most=4)
    rows += paragraph(f"{key}.rule", found.rule, columns, lead="  rule    ", role=Role.INFO,
                      most=_RULE, stop=False)  # fmt: skip
    rows += _evidence_source(key, found, target, columns, base)
    if found.quote:
        quote = found.quote if len(found.quote) <= _QUOTE else f"{found.quote[:_QUOTE].rstrip()}…"
        rows += paragraph(f"{key}.quote", quote, columns, lead="  words   > ", role=Role.QUOTE,
                          under=" " * 10 + "> ", target=target, most=6, stop=False)  # fmt: skip
    if found.url and found.url != found.message_id:
        rows.append(whole(f"{key}.link", found.url, "  link    ", target))
    return rows


def _evidence_source(
    key: str, found: Evidence, target: RowTarget, columns: int, base: str
) -> list[Row]:
    """Return where the fact was read: the mail and its line, the commit and its repository."""
    rows: list[Row] = []
    if found.message_id:
        url = message_url(found.message_id, base)
        rows.append(whole(f"{key}.mail", url, "  mail    ", target))
    if found.line is not None:
        rows.append(_evidence_labelled(f"{key}.line", "line", str(found.line)))
    if found.commit:
        where = f" in {found.repository}" if found.repository else ""
        rows += paragraph(f"{key}.commit", found.commit + where, columns, lead="  commit  ",
                          stop=False)  # fmt: skip
    return (
        rows
        if rows or found.url
        else [_evidence_labelled(f"{key}.none", "source", "none recorded")]
    )


def _evidence_labelled(key: str, name: str, text: str) -> Row:
    return Row(
        key=key,
        draw=lambda _columns: (Span(f"  {name:<8}", Role.DIM), Span(text)),
        target=NOTHING,
        stop=False,
    )
