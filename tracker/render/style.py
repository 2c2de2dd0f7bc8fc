# SPDX-License-Identifier: GPL-2.0-or-later
"""How text looks on one terminal: colour, letters and width. The caller finds out which."""

from collections.abc import Iterable

from tracker.lazy_dataclass import dataclass
from tracker.model.roles import Role
from tracker.model.status import Stage, stage_traits
from tracker.model.terminal_text import ascii_only, clean, fit, is_clean
from tracker.render.lines import Line, Row, Span, taken

SGR = {
    Role.PLAIN: "",
    Role.DIM: "2",
    Role.STRONG: "1",
    Role.TITLE: "1",
    Role.KEY: "1",
    Role.GOOD: "32",
    Role.WARN: "33",
    Role.BAD: "31",
    Role.INFO: "36",
    Role.LINK: "36",
    Role.QUOTE: "2",
    Role.ADDED: "32",
    Role.REMOVED: "31",
    Role.HUNK: "36",
}
"""The codes of ECMA-48 that paint each role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What the terminal can do."""

    colour: bool = False
    unicode: bool = True
    width: int = 80
    """Columns that a line may take."""

    def paint(self, text: str, role: Role) -> str:
        """Return the text in the colour of its role. Paint last: escapes cannot be measured."""
        if not self.colour or role is Role.PLAIN or not text:
            return text
        return f"\x1b[{SGR[role]}m{text}\x1b[0m"

    def line(self, line: Line) -> str:
        """Return a laid out line as text, painted, without blanks at its end."""
        if self.unicode and not self.colour:
            whole = "".join([text for text, _, _ in line])
            if is_clean(whole):
                return whole.rstrip(" ")
        spans = list(line)
        while spans and not spans[-1].text.rstrip(" "):
            spans.pop()
        if not spans:
            return ""
        spans[-1] = spans[-1]._replace(text=spans[-1].text.rstrip(" "))
        if not self.unicode:
            spans = self._in_ascii(spans)
        return "".join(self.paint(clean(text), role) for text, role, _ in spans)

    def _in_ascii(self, line: list[Span]) -> list[Span]:
        """Return the line in ASCII, cut where its stand-ins made it wider than the terminal."""
        spans = [span._replace(text=span.plain or self.text(span.text)) for span in line]
        over = taken(spans) - self.width
        if over > 0 and taken(line) <= self.width:
            last = spans[-1].text
            spans[-1] = spans[-1]._replace(text=fit(last, len(last) - over, "..."))
        return spans

    def page(self, rows: Iterable[Row]) -> str:
        """Return laid out rows as text, a line each; empty for no rows."""
        return "".join(f"{self.line(row.draw(self.width))}\n" for row in rows)

    def text(self, mail: str) -> str:
        """Return text from a mail made safe for this terminal, on one line."""
        return clean(mail) if self.unicode else ascii_only(clean(mail))

    def pick(self, letter: str, plain: str) -> str:
        """Return the letter, or its stand-in where the terminal has only ASCII."""
        return letter if self.unicode else plain

    def glyph(self, stage: Stage | None) -> str:
        """Return the mark of a stage, painted; ``?`` for what is not known."""
        traits = stage_traits(stage)
        return self.paint(self.pick(*traits.sign), traits.role)
