"""Facts with their evidence: the claim, the rule, the place, the quoted words."""

from functools import partial

from tracker.model.mail import Evidence
from tracker.model.roles import Role
from tracker.model.views import Reason
from tracker.render.lines import (
    Line,
    Row,
    Span,
    Target,
    blank,
    cell,
    fixed,
    heading,
    middle,
    paragraph,
)


def evidence_rows(reasons: tuple[Reason, ...], about: Target, columns: int) -> tuple[Row, ...]:
    """What speaks of the target first, then all else that is known of the series."""
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
        rows += [heading("near", " Of this line"), *_all("near", near, columns)]
    if rest:
        title = " Of the whole series" if near else " Of the series"
        rows += [heading("rest", title), *_all("rest", rest, columns)]
    if not rows:
        none = (Span(" nothing is written down about this", Role.DIM),)
        rows = [Row(key="none", draw=fixed(none), stop=False)]
    return tuple(rows)


def _speaks(reason: Reason, about: Target) -> bool:
    evidence = reason.evidence
    if evidence in about.evidence or reason.topic in about.topics:
        return True
    if about.evidence or about.topics or about.series or evidence.message_id is None:
        return False
    return evidence.message_id == about.message_id and about.line in (None, evidence.line)


def _all(key: str, reasons: list[Reason], columns: int) -> list[Row]:
    rows: list[Row] = []
    for number, reason in enumerate(reasons):
        rows += _reason(f"{key}.{number}", reason, columns)
    return rows


def _reason(key: str, reason: Reason, columns: int) -> list[Row]:
    evidence = reason.evidence
    target = Target(
        message_id=evidence.message_id,
        line=evidence.line,
        commit=evidence.commit,
        evidence=(evidence,),
    )
    rows = [
        *paragraph(key, reason.fact, columns, lead=" ", role=Role.STRONG, target=target),
        Row(key=f"{key}.place", draw=partial(_place, evidence), target=target, stop=False),
    ]
    if evidence.quote:
        quoted = paragraph(f"{key}.quote", evidence.quote, columns, lead="   │ ", role=Role.QUOTE)
        rows += [Row(key=row.key, draw=row.draw, target=target, stop=False) for row in quoted]
    return [*rows, blank(f"{key}.gap")]


def _place(evidence: Evidence, columns: int) -> Line:
    """Rule, mail and line, commit, link; the Message-ID gives way to the line, in its middle."""
    rule = f"   {evidence.rule}  "
    room = max(columns - len(rule), 10)
    at = f", line {evidence.line}" if evidence.line else ""
    name = middle(evidence.message_id or "", max(room - len(at), 10))
    mail = f"{name}{at}" if name else ""
    commit = f"{evidence.repository or ''} {(evidence.commit or '')[:12]}".strip()
    text = "  ".join(part for part in (mail, commit, evidence.url or "") if part)
    return (Span(rule, Role.INFO), cell(text, room, Role.DIM))
