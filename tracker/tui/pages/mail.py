"""One mail as rows: headers, then its text with quotes, diff and signature told apart."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from tracker.clean import clean
from tracker.model.views import Reason, ThreadLine
from tracker.tui.lines import Line, Look, Row, Span, Target, blank, cell, chop, fixed
from tracker.tui.phrases import moment, name_of

FOLDED = 4
"""Quotes of so many lines are folded; the last two stay, they are what is answered."""
_KEPT = 2
_META = ("diff --git ", "index ", "--- ", "+++ ", "new file mode", "deleted file mode",
         "similarity index", "rename from", "rename to", "old mode", "new mode")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """What the reader shows."""

    message_id: str
    text: str
    about: ThreadLine | None
    """Who sent it, when and under which subject, where that is known."""
    reasons: tuple[Reason, ...] = ()
    """Facts of its series; those read from this mail are marked in the margin."""


def mail_rows(mail: Mail, numbers: bool, folded: bool, columns: int) -> tuple[Row, ...]:
    """The mail for so many columns."""
    told: dict[int, list[Reason]] = {}
    for reason in mail.reasons:
        if reason.evidence.message_id == mail.message_id and reason.evidence.line:
            told.setdefault(reason.evidence.line, []).append(reason)
    texts = text_lines(mail.text)
    looks = tuple(line_looks(texts))
    hidden = _hidden(looks) if folded else {}
    rows = [*_headers(mail), blank("headers.gap")]
    for number, (text, look) in enumerate(zip(texts, looks, strict=True), start=1):
        if number in hidden:
            if hidden[number]:
                rows.append(_fold_row(mail, number, hidden[number]))
            continue
        rows += _text_rows(mail, number, text, look, told.get(number, []), numbers, columns)
    return tuple(rows)


def text_lines(text: str) -> list[str]:
    """The lines as ``Evidence`` counts them: only CR and LF end one."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def line_key(line: int) -> str:
    """The key of the row that starts a line of the text."""
    return f"line {line}.0"


def line_looks(texts: list[str]) -> Iterator[Look]:
    """What each line looks like; one pass, the state being where the diff begins and ends."""
    in_diff = False
    for number, text in enumerate(texts):
        after = texts[number + 1] if number + 1 < len(texts) else ""
        if text.startswith("diff --git ") or (text[:4] == "--- " and after[:4] == "+++ "):
            in_diff = True
        elif text in ("-- ", "--"):
            in_diff = False
            yield Look.DIM
            continue
        if in_diff:
            yield _diff_look(text)
        else:
            yield Look.QUOTE if text.startswith(">") else Look.PLAIN


def _diff_look(text: str) -> Look:
    if text.startswith("@@") or text.startswith(_META):
        return Look.HUNK
    if text.startswith("+"):
        return Look.ADDED
    return Look.REMOVED if text.startswith("-") else Look.PLAIN


def _hidden(looks: tuple[Look, ...]) -> dict[int, int]:
    """Line numbers that folding hides; the first of a run tells how many."""
    hidden: dict[int, int] = {}
    start: int | None = None
    for number, look in enumerate((*looks, Look.PLAIN), start=1):
        if look is Look.QUOTE:
            start = start or number
        elif start:
            size = number - start
            if size >= FOLDED:
                hidden |= dict.fromkeys(range(start, number - _KEPT), 0)
                hidden[start] = size - _KEPT
            start = None
    return hidden


def _headers(mail: Mail) -> list[Row]:
    here = Target(message_id=mail.message_id)
    about = mail.about
    address = f" <{about.who.email}>" if about and about.who.email else ""
    told = (
        ("Subject", about.subject if about else "", Look.STRONG),
        ("From", f"{name_of(about.who)}{address}" if about else "", Look.PLAIN),
        ("Date", moment(about.date) if about else "", Look.PLAIN),
        ("Message-ID", mail.message_id, Look.DIM),
    )
    return [
        Row(key=f"header {name}", draw=partial(_header, name, text, look), target=here)
        for name, text, look in told
    ]


def _header(name: str, text: str, look: Look, columns: int) -> Line:
    return (Span(f"  {name:<11}", Look.DIM), cell(text, max(columns - 13, 10), look))


def _fold_row(mail: Mail, number: int, size: int) -> Row:
    line = (Span(f"  ▸ {size} quoted lines", Look.DIM),)
    target = Target(message_id=mail.message_id, line=number)
    return Row(key=line_key(number), draw=fixed(line), target=target)


def _text_rows(
    mail: Mail, number: int, text: str, look: Look, told: list[Reason], numbers: bool, columns: int
) -> list[Row]:
    gutter = f"{number:>5} " if numbers else ""
    room = columns - 2 - len(gutter)
    parts = (text,) if _short(text, room) else chop(clean(text), room)
    target = Target(
        message_id=mail.message_id,
        line=number,
        evidence=tuple(reason.evidence for reason in told),
    )
    return [
        Row(
            key=f"line {number}.{at}",
            draw=partial(_text_line, part, look, bool(told) and at == 0,
                         gutter if at == 0 else " " * len(gutter)),
            target=target,
        )
        for at, part in enumerate(parts)
    ]  # fmt: skip


def _short(text: str, room: int) -> bool:
    """Whether it surely fits, as most lines do, without measuring."""
    return len(text) <= room and text.isascii() and "\t" not in text


def _text_line(text: str, look: Look, marked: bool, gutter: str, _columns: int) -> Line:
    mark = Span("• ", Look.INFO) if marked else Span("  ")
    return (mark, Span(gutter, Look.DIM), Span(text, look))
