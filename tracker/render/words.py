# SPDX-License-Identifier: GPL-2.0-or-later
"""How facts read wherever they are shown: days, ages, stages, turns, names and numbers."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from tracker.model.people import Person
from tracker.model.roles import Role
from tracker.model.status import SIDES, Side, Stage, Turn, stage_traits
from tracker.render.lines import Row, Span, paragraph

_UNITS = ((365, "year", "y"), (30, "month", "mo"), (7, "week", "w"), (1, "day", "d"))
"""Days of a unit, its name, and its letters."""

ABRIDGED = (
    "From the mails that ship with the program: headers and facts are real, the words are ours, "
    "abridged."
)
"""Under what is shown of the shipped example."""


def day(moment: datetime) -> str:
    """Return the date in the moment's own zone: ``2025-07-24``."""
    return moment.date().isoformat()


def clock(moment: datetime) -> str:
    """Return the time of the day: ``14:02``."""
    return f"{moment:%H:%M}"


def minute(moment: datetime) -> str:
    """Return date and time with their zone: ``2025-07-24 14:02 UTC``."""
    return f"{moment.date().isoformat()} {moment:%H:%M %Z}"


def _measured(since: datetime, now: datetime) -> tuple[int, str, str]:
    """Return an age as a number and its unit: the largest unit of which there are two.

    Weeks count from two weeks on, months from two months on. What is still to come is now.
    """
    whole = max(now - since, now - now)
    if whole.days < 1:
        minutes = int(whole.total_seconds()) // 60
        return (minutes // 60, "hour", "h") if minutes >= 60 else (minutes, "minute", "m")
    size, unit, letters = next(
        one for one in _UNITS if whole.days >= 2 * one[0] or one[1] == "day"
    )  # fmt: skip
    return whole.days // size, unit, letters


def age(since: datetime, now: datetime) -> str:
    """Return an age in words: ``5 days``, ``2 weeks``."""
    number, unit, _ = _measured(since, now)
    return counted(number, unit)


def short_age(since: datetime, now: datetime) -> str:
    """Return the same age in at most four columns: ``5d``, ``2w``, ``11mo``, ``3h``."""
    number, _, letters = _measured(since, now)
    return f"{number}{letters}"


def since_words(moment: datetime, now: datetime) -> str:
    """Return ``since 2025-07-24 (5 days)``."""
    return f"since {day(moment)} ({age(moment, now)})"


def since_short(moment: datetime, now: datetime) -> str:
    """Return ``since 2025-07-24 (5d)``."""
    return f"since {day(moment)} ({short_age(moment, now)})"


def stage_sign(stage: Stage | None) -> Span:
    """Return the sign of a stage; a question mark where the stage is not known."""
    traits = stage_traits(stage)
    return Span(traits.sign.letter, traits.role, traits.sign.plain)


def name_of(person: Person) -> str:
    """Return what a person is called: the name, else the address."""
    return person.called


def distinct_people(people: Iterable[Person]) -> tuple[Person, ...]:
    """Return each person once, in their order: people write from several addresses.

    Two are one person by their name; by their address where the names have a word in common, or one
    has none, as unlike names may share an address of a list or a service.
    """
    kept: list[Person] = []
    names: set[str] = set()
    for one in people:
        name = " ".join(name_of(one).casefold().split())
        if name in names or any(_same_address(one, other) for other in kept):
            continue
        names.add(name)
        kept.append(one)
    return tuple(kept)


def _same_address(one: Person, other: Person) -> bool:
    if not one.email or one.email.casefold() != other.email.casefold():
        return False
    words = set(one.name.casefold().split())
    return not words or not other.name or not words.isdisjoint(other.name.casefold().split())


def names_of(people: Sequence[Person], most: int = 4) -> str:
    """Return ``Mia Maintainer, Max Other and 2 others``."""
    people = distinct_people(people)
    shown = ", ".join(map(name_of, people[:most]))
    left = len(people) - most
    return shown + (f" and {counted(left, 'other')}" if left > 0 else "")


def initials(name: str) -> str:
    """Return two letters that stand for a name in a table."""
    words = [word for word in name.replace(".", " ").split() if word[0].isalnum()]
    if not words:
        return "??"
    last = words[-1][0].upper() if len(words) > 1 else words[0][1:2]
    return words[0][0].upper() + last


def list_of(address: str) -> str:
    """Return the short name of a mailing list: ``kselftest`` for linux-kselftest@..."""
    return address.partition("@")[0].removeprefix("linux-")


def turn_words(turn: Turn, now: datetime) -> str:
    """Return whose turn it is and since when: ``the author (Ann Author) since 2025-07-24 (3d)``."""
    if turn.side is Side.NOBODY:
        return "nobody's turn"
    if turn.side is Side.UNKNOWN:
        return f"not known, quiet for {short_age(turn.since, now)}" if turn.since else "not known"
    who = f" ({names_of(turn.people, 3)})" if turn.people else ""
    since = f" {since_short(turn.since, now)}" if turn.since else ""
    return f"{SIDES[turn.side].subject}{who}{since}"


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: ``1 patch``, ``3 patches``."""
    same = "" if one == "series" else "es" if one.endswith(("ch", "s")) else "s"
    plural = many or one + same
    return f"{number} {one if number == 1 else plural}"


def number_ranges(numbers: Sequence[int]) -> str:
    """Return numbers in order, neighbours drawn together: ``1-3, 5``."""
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in found)


def abridged_rows(abridged: bool, columns: int) -> list[Row]:
    """Return the warning that the mails are abridged; nothing where they are not."""
    if not abridged:
        return []
    return paragraph("abridged", ABRIDGED, columns, role=Role.WARN, stop=False)


def ordinal(number: int) -> str:
    """Return a place as people write it: ``1st``, ``2nd``, ``11th``."""
    last = "th" if number % 100 in (11, 12, 13) else _LAST.get(number % 10, "th")
    return f"{number}{last}"


_LAST = {1: "st", 2: "nd", 3: "rd"}
