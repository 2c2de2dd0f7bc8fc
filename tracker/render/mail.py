# SPDX-License-Identifier: GPL-2.0-or-later
"""One mail as rows: headers, then its text with quotes, diff and signature marked.

The text is classified once, off the screen's thread (``take_apart``); a row is made when it is
seen, so that a mail of megabytes scrolls at once.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from tracker.lazy_dataclass import dataclass
from tracker.model.board import MailHeaders
from tracker.model.query import TextMatch, TextMatches
from tracker.model.roles import Role
from tracker.model.signatures import SignatureState
from tracker.model.terminal_text import clean, fit, width
from tracker.model.views import Reason, ThreadLine
from tracker.query.sought import Sought
from tracker.render.lines import (
    LazyRows,
    Line,
    Row,
    RowTarget,
    Span,
    cell,
    chop,
    fixed,
    fold,
    text_of,
)
from tracker.render.style import Style
from tracker.render.words import counted, day, distinct_people, minute, name_of

FOLDED = 4
"""Quotes of so many lines are folded; the last two stay, they are what is answered."""
_KEPT = 2
LONGEST = 20_000
"""Characters of a line that are shown; longer ones are not written to be read."""
_WRAPPED = 400_000
"""Characters of long lines that are wrapped in one mail; what is beyond takes a row a line."""
_META = ("diff --git ", "index ", "--- ", "+++ ", "new file mode", "deleted file mode",
         "similarity index", "rename from", "rename to", "old mode", "new mode")  # fmt: skip
_CONTINUED = "↪ "
"""Before what does not fit on the row above, where its line end means something."""
_SIGNED = {
    SignatureState.VALID: ("✓", Role.GOOD),
    SignatureState.INVALID: ("✗ not valid:", Role.BAD),
    SignatureState.EXPIRED: ("expired:", Role.WARN),
    SignatureState.NO_KEY: ("no key for", Role.DIM),
}
TOP = "header From"
"""The key of the first row that is always there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailText:
    """The text of a mail, line by line with its role."""

    lines: tuple[str, ...]
    """As ``Evidence`` counts them, from 1."""
    roles: tuple[Role, ...]
    hidden: Mapping[int, int]
    """Lines that folding hides; the first of a run counts them."""
    parts: tuple[int, ...]
    """Where to jump: the line of the diffstat, of the diff, and of each of its files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """What the reader shows."""

    message_id: str
    text: MailText
    about: ThreadLine | None
    """Who sent it, when and under which subject, where that is known."""
    reasons: tuple[Reason, ...] = ()
    """Facts of its series; those read from this mail are marked in the margin."""
    headers: MailHeaders | None = None


def take_apart(text: str) -> MailText:
    """Return a mail's text line by line with its role, in one pass."""
    lines = text_lines(text)
    roles = tuple(line_roles(lines))
    return MailText(
        lines=tuple(lines), roles=roles, hidden=_hidden(roles), parts=tuple(_parts(lines, roles))
    )


def text_lines(text: str) -> list[str]:
    """Return the lines as ``Evidence`` counts them: only CR and LF end one."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def line_key(line: int) -> str:
    """Return the key of the row that starts a line of the text."""
    return f"line {line}.0"


def line_roles(texts: Sequence[str]) -> Iterator[Role]:
    """What each line looks like; one pass, the state being where the diff begins and ends."""
    in_diff = False
    for number, text in enumerate(texts):
        after = texts[number + 1] if number + 1 < len(texts) else ""
        if text.startswith("diff --git ") or (text[:4] == "--- " and after[:4] == "+++ "):
            in_diff = True
        elif text in ("-- ", "--"):
            in_diff = False
            yield Role.DIM
            continue
        if in_diff:
            yield _diff_role(text)
        else:
            yield Role.QUOTE if text.startswith(">") else Role.PLAIN


def _diff_role(text: str) -> Role:
    if text.startswith("@@") or text.startswith(_META):
        return Role.HUNK
    if text.startswith("+"):
        return Role.ADDED
    return Role.REMOVED if text.startswith("-") else Role.PLAIN


def _hidden(roles: tuple[Role, ...]) -> dict[int, int]:
    """Line numbers that folding hides; the first of a run counts them."""
    hidden: dict[int, int] = {}
    start: int | None = None
    for number, role in enumerate((*roles, Role.PLAIN), start=1):
        if role is Role.QUOTE:
            start = start or number
        elif start:
            size = number - start
            if size >= FOLDED:
                hidden |= dict.fromkeys(range(start, number - _KEPT), 0)
                hidden[start] = size - _KEPT
            start = None
    return hidden


def _parts(lines: Sequence[str], roles: Sequence[Role]) -> Iterator[int]:
    """Return the ``---`` above a diffstat, and where the diff of each file begins."""
    stat = headed = False
    for number, (text, role) in enumerate(zip(lines, roles, strict=True), start=1):
        if role is Role.HUNK:
            git = text.startswith("diff --git ")
            headed = headed or git
            if git or (not headed and text.startswith("--- ")):
                yield number
        elif not stat and text.rstrip() == "---" and number < len(lines):
            stat = True
            yield number


class MailRows(LazyRows):
    """The rows of a mail for so many columns; each is made when it is asked for."""

    def __init__(
        self, mail: Mail, numbers: bool, folded: bool, columns: int, *, bare: bool = False,
        titled: bool = False,
    ) -> None:  # fmt: skip
        self._mail = mail
        self._numbers = numbers
        self._room = max(columns - 2 - (6 if numbers else 0), 2)
        # The subject is in the title of the screen; a pane beside a list has its own.
        names = ("From", *_headers_known(mail.headers), "Message-ID", "")
        self._headers: tuple[str, ...] = () if bare else ("Subject", *names) if titled else names
        self._facts: dict[int, list[Reason]] = {}
        for reason in mail.reasons:
            if reason.evidence.message_id == mail.message_id and reason.evidence.line:
                self._facts.setdefault(reason.evidence.line, []).append(reason)
        self._hidden = mail.text.hidden if folded else {}
        self._pieces: dict[int, tuple[str, ...]] = {}
        """The pieces of the lines that take more than one row."""
        self._starts = self._laid_out()
        """Of each row of the text, the line that it is of."""

    def _laid_out(self) -> list[int]:
        """One number a row; a line that is wrapped stands there as often as it takes rows."""
        starts: list[int] = []
        left = _WRAPPED
        room, hidden = self._room, self._hidden
        for number, text in enumerate(self._mail.text.lines, start=1):
            if not starts and not text.strip() and not self._numbers:
                # Some mailers leave empty lines above the text; the headers end with one.
                continue
            if number in hidden:
                if hidden[number]:
                    starts.append(number)
            elif left <= 0 or (len(text) <= room and text.isascii() and "\t" not in text):
                starts.append(number)
            else:
                pieces = self._folded(clean(_shortened(text)), self._mail.text.roles[number - 1])
                left -= min(len(text), LONGEST) if len(pieces) > 1 else 0
                self._pieces[number] = pieces
                starts += [number] * len(pieces)
        return starts

    def _folded(self, text: str, role: Role) -> tuple[str, ...]:
        """Return a line in pieces: prose between words, also that of a quote; a diff as it is."""
        if role in (Role.PLAIN, Role.DIM):
            return fold(text, self._room)
        if role is Role.QUOTE:
            return fold(text, self._room, text[: len(text) - len(text.lstrip("> "))])
        return chop(text, self._room)

    def __len__(self) -> int:
        return len(self._headers) + len(self._starts)

    def __getitem__(self, index: int) -> Row:  # type: ignore[override]  # no slices are asked for
        if index < 0:
            index += len(self)
        if index < len(self._headers):
            return self._header(self._headers[index])
        at = index - len(self._headers)
        number = self._starts[at]
        if number in self._hidden:
            return self._fold(number)
        return self._text(number, at - bisect_left(self._starts, number))

    def find(self, key: str) -> int | None:
        """Return the place of a row by its key; of a folded line that of its fold."""
        if key.startswith("header "):
            name = key.removeprefix("header ")
            return self._headers.index(name) if name in self._headers else None
        line, _, part = key.removeprefix("line ").partition(".")
        if not line.isdigit() or not self._starts:
            return None
        at = bisect_left(self._starts, int(line))
        if at == len(self._starts) or (self._starts[at] != int(line) and self._is_folded(line)):
            at -= 1
        found = self._starts[at] == int(line)
        step = min(int(part), len(self._pieces.get(int(line), ("",))) - 1) if found and part else 0
        return len(self._headers) + at + step

    def holding(self, sought: Sought, columns: int) -> list[int]:
        """Return the rows that have the words; of what is folded away, the fold."""
        found = dict.fromkeys(
            at
            for at, name in enumerate(self._headers)
            if sought.within(text_of(self._header(name).draw(columns)))
        )
        for number, text in enumerate(self._mail.text.lines, start=1):
            if sought.within(text):
                pieces = self._pieces.get(number, ())
                steps = [n for n, piece in enumerate(pieces) if sought.within(piece)] or [0]
                for step in steps:
                    place = self.find(f"line {number}.{step}")
                    found |= {} if place is None else {place: None}
        return sorted(found)

    def _is_folded(self, line: str) -> bool:
        return int(line) in self._hidden

    def line_at(self, index: int) -> int:
        """Return the line of the text that a row is of; 0 above the text."""
        at = index - len(self._headers)
        return self._starts[at] if 0 <= at < len(self._starts) else 0

    def _here(self, line: int | None) -> RowTarget:
        facts = self._facts.get(line or 0, ())
        return RowTarget(
            message_id=self._mail.message_id,
            line=line,
            evidence=tuple(reason.evidence for reason in facts),
        )

    def _header(self, name: str) -> Row:
        about = self._mail.about
        address = f" <{about.who.email}>" if about and about.who.email else ""
        draw: Callable[[int], Line] = fixed(())
        if name == "Subject":
            draw = partial(_header, name, about.subject if about else "", Role.STRONG, "")
        elif name == "From":
            who = f"{name_of(about.who)}{address}" if about else ""
            draw = partial(_header, name, who, Role.PLAIN, minute(about.date) if about else "")
        elif name == "Message-ID":
            draw = partial(_header, name, self._mail.message_id, Role.DIM, "")
        elif name and self._mail.headers:
            draw = partial(_header_line, name, self._mail.headers)
        return Row(key=f"header {name}", draw=draw, target=self._here(None))

    def _fold(self, number: int) -> Row:
        words = f"  ▸ {counted(self._hidden[number], 'quoted line')}"
        return Row(
            key=line_key(number), draw=fixed((Span(words, Role.DIM),)), target=self._here(number)
        )

    def _text(self, number: int, part: int) -> Row:
        text = self._mail.text
        pieces = self._pieces.get(number)
        if pieces is None:
            shown = text.lines[number - 1]
            shown = shown if len(shown) <= self._room else cell(shown, self._room).text
        else:
            shown = pieces[part]
        gutter = (f"{number:>5} " if part == 0 else " " * 6) if self._numbers else ""
        marked = part == 0 and number in self._facts
        role = text.roles[number - 1]
        margin = Span("• ", Role.INFO) if marked else Span("  ")
        if part and role not in (Role.PLAIN, Role.DIM):
            margin = Span(_CONTINUED, Role.DIM)
        draw = fixed((margin, Span(gutter, Role.DIM), Span(shown, role)))
        return Row(key=f"line {number}.{part}", draw=draw, target=self._here(number))


def mail_rows(
    mail: Mail, numbers: bool, folded: bool, columns: int, *, bare: bool = False,
    titled: bool = False,
) -> MailRows:  # fmt: skip
    """Return the mail for so many columns; ``bare`` without the headers above its text.

    ``titled`` has its subject among the headers.
    """
    return MailRows(mail, numbers, folded, columns, bare=bare, titled=titled)


def _shortened(text: str) -> str:
    left = len(text) - LONGEST
    return text if left <= 0 else f"{text[:LONGEST]}… {left} more characters"


def _header(name: str, text: str, role: Role, end: str, columns: int) -> Line:
    room = max(columns - 13 - len(end) - (2 if end else 0), 10)
    head, text = Span(f"  {name:<11}", Role.DIM), clean(text[:LONGEST])
    size = min(width(text), room)
    return (head, cell(text, size, role), Span(f"  {end}" if end else "", Role.DIM))


def _headers_known(headers: MailHeaders | None) -> tuple[str, ...]:
    """Return the names of the headers that hold something."""
    if headers is None:
        return ()
    held = {"To": headers.to, "Cc": headers.copied, "List": headers.lists,
            "Signed": headers.signed}  # fmt: skip
    return tuple(name for name, values in held.items() if values)


def _header_line(name: str, headers: MailHeaders, columns: int) -> Line:
    room = max(columns - 13, 10)
    head = Span(f"  {name:<11}", Role.DIM)
    if name == "Signed":
        return (head, *_signed_spans(headers))
    if name == "List":
        return (head, cell(", ".join(headers.lists), room))
    people = distinct_people(headers.to if name == "To" else headers.copied)
    return (head, Span(_fitting(list(map(name_of, people)), room)))


def _fitting(names: list[str], columns: int) -> str:
    """Return as many names as fit, and how many more there are: ``Ann Author, Max Other +7``."""
    shown = ""
    for at, name in enumerate(names):
        more = f" +{len(names) - at - 1}" if at + 1 < len(names) else ""
        grown = f"{shown}, {clean(name)}" if shown else clean(name)
        if width(grown) + width(more) > columns and shown:
            return f"{shown} +{len(names) - at}"
        shown = grown
    return fit(shown, columns)


def _signed_spans(headers: MailHeaders) -> Line:
    """Return each signature: by whom, and what checking it said."""
    if not headers.checked:
        named = ", ".join(f"{kind} of {who}" for kind, who in headers.signed)
        return (Span(f"{clean(named[:LONGEST])}, not checked", Role.DIM),)
    spans: list[Span] = []
    for one in headers.checked:
        sign, role = _SIGNED[one.state]
        spans += [Span("  " if spans else ""), Span(f"{sign} {one.kind.value} ", role),
                  Span(clean(one.identity[:LONGEST]))]  # fmt: skip
    return tuple(spans)


def search_text(found: TextMatches, style: Style, *, whole: bool = False) -> str:
    """Return what ``tracker search`` prints: date, sender, subject; the line; the Message-ID.

    ``whole`` cuts no line, for a pipe.
    """
    return "\n".join(_match_text(one, style, whole) for one in found.matches) + "\n"


def _match_text(one: TextMatch, style: Style, whole: bool) -> str:
    who = clean(one.sender.called)
    date = day(one.date)
    room = max(style.width - width(date) - width(who) - 4, 20)
    subject = clean(one.subject) if whole else fit(clean(one.subject), room)
    quote = clean(one.quote) if whole else fit(clean(one.quote), style.width - 4)
    lines = [
        (Span(f"{date}  "), Span(f"{who}  ", Role.KEY), Span(subject)),
        *([(Span(f"    {quote}"),)] if quote else []),
        (Span(f"    {clean(one.message_id)}", Role.DIM),),
    ]
    return "\n".join(style.line(line) for line in lines)
