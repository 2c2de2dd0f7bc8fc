# SPDX-License-Identifier: GPL-2.0-or-later
"""Which key does what once the user's own keys are in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tracker.errors import ConfigError
from tracker.model.board import UserCommand
from tracker.tui.actions import ACTIONS, Action, Area, key_named, written

OwnKeys = Sequence[tuple[str, tuple[str, ...]]]
"""``Config.keys``: the id of an action, and its keys instead of the shipped ones."""

TITLES = {
    Area.BOARD: "On the board",
    Area.SERIES: "On the page of a series",
    Area.READER: "In a mail",
    Area.EVIDENCE: "In the evidence",
    Area.COMPARE: "Between two versions",
    Area.DRAFT: "In a draft",
    Area.DRAFTS: "In the list of drafts",
    Area.APPLY: "Before a series is applied",
    Area.FEED: "In what came",
    Area.FILES: "In the list of files",
    Area.TEXT: "In a text",
    Area.HELP: "In the help",
    Area.LISTS: "In every list",
}
"""What each place is called."""


NO_KEY = "no_key"
"""What Textual binds an action to that has lost its keys; no key sends it."""


def with_own(own: OwnKeys, commands: Sequence[UserCommand] = ()) -> tuple[Action, ...]:
    """Return the table of actions with the user's keys in place of the shipped ones.

    A key that the user gives to an action or a command is taken from the shipped action that had
    it in the same place. Raises ConfigError for what is no action or no key, and for a key that
    the user gives twice.
    """
    known = {action.id for action in ACTIONS}
    chosen: dict[str, tuple[str, ...]] = {}
    for name, keys in own:
        if name not in known:
            raise ConfigError(_no_action(name, known), key=("keys", name))
        chosen[name] = tuple(_keymap_key(("keys", name), key) for key in keys)
    table = tuple(
        replace(action, keys=chosen[action.id]) if action.id in chosen else action
        for action in ACTIONS
    )
    taken = {place: _taken(place, table, chosen, commands) for place in Area}
    return tuple(
        action
        if action.id in chosen
        else replace(
            action, keys=tuple(k for k in action.keys if not _keymap_lost(k, action, taken))
        )
        for action in table
    )


def command_actions(commands: Sequence[UserCommand]) -> tuple[Action, ...]:
    """Return the user's commands as actions, so that footer, help and palette show them.

    One that takes a value of a series is shown where there is a series.
    """
    places = tuple(place for place in TITLES if place not in (Area.HELP, Area.LISTS))
    of_series = tuple(one for one in places if one not in (Area.DRAFT, Area.DRAFTS, Area.TEXT))
    return tuple(
        Action(
            id=f"app.command({number})",
            keys=(key,),
            label=one.label,
            help=f"Your own: {' '.join(one.run)[:200]}",
            screens=of_series if any("{" in word for word in one.run) else places,
            hint=True,
        )
        for number, (key, one) in enumerate(zip(command_keys(commands), commands, strict=True))
    )


def sound(commands: Sequence[UserCommand]) -> tuple[UserCommand, ...]:
    """Return the user's commands. Raises ConfigError where a word asks for a value there is not."""
    if commands:
        from tracker.tui.commands import check

        for number, one in enumerate(commands):
            check(one, number)
    return tuple(commands)


def moved(own: OwnKeys, commands: Sequence[UserCommand] = ()) -> tuple[str, ...]:
    """What the user's keys took from shipped actions, a sentence each. Raises as ``with_own``."""
    chosen = {name for name, _ in own}
    found = []
    for shipped, action in zip(ACTIONS, with_own(own, commands), strict=True):
        gone = [written(key) for key in shipped.keys if key not in action.keys]
        if gone and action.id not in chosen:
            left = "which has others" if action.keys else "which has no key left"
            by = [one.label for one in commands if key_named(one.key) in shipped.keys]
            means = f"is your '{by[0]}' and " if by else ""
            found.append(f"{' '.join(gone)} {means}no longer means '{action.id}', {left}")
    return tuple(dict.fromkeys(found))


def warning(commands: Sequence[UserCommand]) -> str:
    """Return what the user's commands took from shipped actions, in one line; empty for nothing."""
    lost = moved((), commands)
    more = f" and {len(lost) - 1} more" if len(lost) > 1 else ""
    return f"{lost[0]}{more}: 'tracker doctor' lists them" if lost else ""


def command_keys(commands: Iterable[UserCommand]) -> tuple[str, ...]:
    """Return the keys of the user's commands, as Textual names them. Raises ConfigError."""
    return tuple(_keymap_key(("commands", n, "key"), one.key) for n, one in enumerate(commands))


def keymap(table: Iterable[Action]) -> dict[str, str]:
    """Return what differs from the shipped keys, by the ids that ``bindings`` gave."""
    made: dict[str, str] = {}
    for shipped, action in zip(ACTIONS, table, strict=True):
        if action.keys == shipped.keys:
            continue
        if action.each:
            for number in range(1, len(shipped.keys) + 1):
                keys = action.keys[number - 1 : number] or (NO_KEY,)
                made[f"{action.id}.{number}"] = keys[0]
        else:
            made[action.id] = ",".join(action.keys) or NO_KEY
    return made


def _taken(
    where: Area,
    table: tuple[Action, ...],
    chosen: Mapping[str, tuple[str, ...]],
    commands: Sequence[UserCommand],
) -> frozenset[str]:
    """The keys that the user gave in one place. Raises ConfigError where one is given twice."""
    places = {where} if where is Area.LISTS else {where, Area.LISTS}
    pairs = list(zip(command_keys(commands), [one.label for one in commands], strict=True))
    pairs += [
        (key, action.id)
        for action in table
        if action.id in chosen and places & {*action.screens}
        for key in action.keys
    ]
    found: dict[str, str] = {}
    for key, name in pairs:
        if found.setdefault(key, name) != name:
            raise ConfigError(
                f"'{written(key)}' would mean both '{found[key]}' and '{name}'"
                f" ({TITLES[where].lower()}); give one of them another key",
                key=("keys", name),
            )
    return frozenset(found)


def _keymap_lost(key: str, action: Action, taken: Mapping[Area, frozenset[str]]) -> bool:
    """Return whether the user gave the key of a shipped action to something else."""
    places = Area if Area.LISTS in action.screens else action.screens
    return any(key in taken[place] for place in places)


def _no_action(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name.lower(), sorted(known), 1)
    hint = f"did you mean '{near[0]}'?" if near else "docs/keys.md has the actions"
    return f"'{name}' is not an action; {hint}"


def _keymap_key(where: tuple[str | int, ...], text: str) -> str:
    key = key_named(text)
    if key is None:
        raise ConfigError(
            f"'{text}' is not a key; a key is a letter, a digit or a sign, or one of ^x, F5,"
            " Enter, Esc, Tab, S-Tab, Space, Bksp, PgUp, PgDn, Home, End, Up, Down, Left, Right",
            key=where,
        )
    return key
