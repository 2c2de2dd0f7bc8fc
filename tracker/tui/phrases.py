"""How facts read on a narrow screen: ages, days, stages, turns, names. Pure."""

from collections.abc import Sequence
from datetime import datetime

from tracker.model.people import Person
from tracker.model.status import Side, Stage, Turn
from tracker.model.symbols import sign_of
from tracker.tui.lines import Look, Span

LOOKS = {
    Stage.INCOMPLETE: Look.WARN,
    Stage.NEW: Look.PLAIN,
    Stage.UNDER_REVIEW: Look.INFO,
    Stage.CHANGES_REQUESTED: Look.WARN,
    Stage.REVIEWED: Look.GOOD,
    Stage.PARTIALLY_APPLIED: Look.GOOD,
    Stage.APPLIED: Look.GOOD,
    Stage.MAINLINE: Look.GOOD,
    Stage.RELEASED: Look.GOOD,
    Stage.SUPERSEDED: Look.DIM,
    Stage.WITHDRAWN: Look.DIM,
    Stage.REJECTED: Look.BAD,
    Stage.REVERTED: Look.BAD,
}
"""What the sign of each stage looks like."""

TURN = {
    Side.AUTHOR: "author",
    Side.REVIEWERS: "review",
    Side.MAINTAINER: "maint",
    Side.DEPENDENCY: "waits",
    Side.NOBODY: "·",
}
"""Whose turn it is, in six columns."""

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def stage_sign(stage: Stage | None) -> Span:
    """The sign of a stage; a question mark where the thing is not at hand."""
    return Span(sign_of(stage).letter, Look.DIM if stage is None else LOOKS[stage])


def stage_words(stage: Stage) -> str:
    """``changes-requested`` as people write it."""
    return stage.value.replace("-", " ")


def age(then: datetime, now: datetime) -> str:
    """How long ago, in at most four columns: ``12m 3h 40d 7mo 2y``."""
    seconds = max(int((now - then).total_seconds()), 0)
    days = seconds // _DAY
    if seconds < _HOUR:
        return f"{seconds // _MINUTE}m"
    if days < 1:
        return f"{seconds // _HOUR}h"
    if days < 100:
        return f"{days}d"
    return f"{days // 30}mo" if days < 720 else f"{days // 365}y"


def day(when: datetime) -> str:
    """The date alone, in UTC as the record has it."""
    return f"{when:%Y-%m-%d}"


def moment(when: datetime) -> str:
    """Date and time in UTC."""
    return f"{when:%Y-%m-%d %H:%M} UTC"


def name_of(person: Person) -> str:
    """How a person is called: the name, else the address."""
    return person.name or person.email or "somebody"


def initials(name: str) -> str:
    """Two letters that stand for a name in a table."""
    words = [word for word in name.replace(".", " ").split() if word[0].isalnum()]
    if not words:
        return "??"
    last = words[-1][0].upper() if len(words) > 1 else words[0][1:2]
    return words[0][0].upper() + last


def list_of(address: str) -> str:
    """A mailing list by its short name: ``kselftest`` for linux-kselftest@..."""
    return address.partition("@")[0].removeprefix("linux-")


def turn_words(turn: Turn, now: datetime) -> str:
    """One sentence: whose turn it is, and since when."""
    if turn.side is Side.NOBODY:
        return "nobody's turn"
    who = ", ".join(name_of(person) for person in turn.people[:3])
    if len(turn.people) > 3:
        who += f" and {len(turn.people) - 3} more"
    side = "the maintainer" if turn.side is Side.MAINTAINER else f"the {turn.side.value}"
    if turn.side is Side.DEPENDENCY:
        side = "a dependency"
    since = f", for {age(turn.since, now)}" if turn.since else ""
    return f"{side}{f' ({who})' if who else ''}{since}"


def counted(number: int, one: str, many: str = "") -> str:
    """``1 patch``, ``3 patches``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def whose(side: str) -> str:
    """``author's``, ``reviewers'``."""
    return f"{side}'" if side.endswith("s") else f"{side}'s"


def runs(numbers: Sequence[int]) -> str:
    """``1-3, 5``: numbers in order, with what stands in a row drawn together."""
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in found)
