"""How text looks on one terminal: colour, letters and width. The caller finds out which."""

from dataclasses import dataclass
from enum import StrEnum

from tracker.model.status import Stage
from tracker.model.symbols import sign_of
from tracker.model.terminal_text import ascii_only, clean, fit


class Role(StrEnum):
    """What a piece of text means; its value is the SGR code of ECMA-48 that paints it."""

    GOOD = "32"
    BAD = "31"
    WARN = "33"
    DIM = "2"
    BOLD = "1"
    LINK = "36"
    PLAIN = ""


ROLES = {
    Stage.NEW: Role.PLAIN,
    Stage.UNDER_REVIEW: Role.PLAIN,
    Stage.CHANGES_REQUESTED: Role.WARN,
    Stage.INCOMPLETE: Role.WARN,
    Stage.REVIEWED: Role.GOOD,
    Stage.PARTIALLY_APPLIED: Role.WARN,
    Stage.APPLIED: Role.GOOD,
    Stage.MAINLINE: Role.GOOD,
    Stage.RELEASED: Role.GOOD,
    Stage.REVERTED: Role.BAD,
    Stage.REJECTED: Role.BAD,
    Stage.WITHDRAWN: Role.DIM,
    Stage.SUPERSEDED: Role.DIM,
}
"""What every stage means to a reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What the terminal can do."""

    colour: bool = False
    unicode: bool = True
    width: int = 80
    """Columns that a line may take."""

    def paint(self, text: str, role: Role) -> str:
        """The text in the colour of its meaning. Paint last: escapes cannot be measured."""
        if not self.colour or role is Role.PLAIN or not text:
            return text
        return f"\x1b[{role.value}m{text}\x1b[0m"

    def good(self, text: str) -> str:
        """Done, agreed, landed."""
        return self.paint(text, Role.GOOD)

    def bad(self, text: str) -> str:
        """Refused, reverted."""
        return self.paint(text, Role.BAD)

    def warn(self, text: str) -> str:
        """Somebody has to act."""
        return self.paint(text, Role.WARN)

    def dim(self, text: str) -> str:
        """Beside the point for most readers."""
        return self.paint(text, Role.DIM)

    def bold(self, text: str) -> str:
        """A heading, a title."""
        return self.paint(text, Role.BOLD)

    def link(self, text: str) -> str:
        """A URL or Message-ID."""
        return self.paint(text, Role.LINK)

    def text(self, mail: str) -> str:
        """Text from a mail made safe for this terminal, on one line."""
        return clean(mail) if self.unicode else ascii_only(clean(mail))

    def pick(self, letter: str, plain: str) -> str:
        """The letter, or its stand-in where the terminal has only ASCII."""
        return letter if self.unicode else plain

    def fit(self, text: str, columns: int) -> str:
        """The text cut to so many columns."""
        return fit(text, columns, self.pick("…", "..."))

    def glyph(self, stage: Stage | None) -> str:
        """The mark of a stage, painted; ``?`` for what is not known."""
        return self.paint(self.pick(*sign_of(stage)), role_of(stage))

    def stage(self, stage: Stage | None) -> str:
        """The mark and the word of a stage, painted."""
        return self.paint(f"{self.pick(*sign_of(stage))} {stage_word(stage)}", role_of(stage))


def role_of(stage: Stage | None) -> Role:
    """What a stage means to a reader; what is not at hand is beside the point."""
    return Role.DIM if stage is None else ROLES[stage]


def stage_word(stage: Stage | None) -> str:
    """A stage as people read it: ``under review``."""
    return "not known" if stage is None else stage.value.replace("-", " ")
