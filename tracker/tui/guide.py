# SPDX-License-Identifier: GPL-2.0-or-later
"""The help page, made from the table of actions and the table of signs."""

from collections.abc import Sequence

from tracker.model.roles import Role
from tracker.model.status import Stage, stage_traits
from tracker.render.board import COLUMNS
from tracker.render.lines import Row, Span, blank, cell, fixed, heading, paragraph
from tracker.render.words import stage_sign
from tracker.tui.actions import ACTIONS, Action, Area, actions_of, written
from tracker.tui.keys import TITLES

_SHORT = 19
"""Columns of a key and its label: four of them on 80 columns."""
_KEY = 5
"""Columns of the key."""
_STAGE = 22
"""Columns of a stage's sign and words."""
_NEWS = {
    "•": "something came since you looked",
    "z": "out of sight for a while",
    "d": "done, until something changes",
    "*": "marked",
    "@": "your turn; the remark below the list says why",
}
_COLOURS = {
    "R A": "green: given to the newest version, or to patches that did not change since;"
    " yellow: some are stale, the patch changed after they were given",
    "T": "blue, stale or not",
    "N": "red: an objection",
}
"""What the colours of the tags on the board say."""
_THREAD = {
    "R A T N": "the message gives Reviewed-by, Acked-by, Tested-by; N: it objects",
    "?": "it asks something that nobody has answered",
    "✓": "what it asks was answered",
    "!": "it asks for changes",
    "●": "it says that something was applied",
    "b": "sent by a machine",
}


def guide_rows(where: Area, columns: int, table: tuple[Action, ...] = ACTIONS) -> Sequence[Row]:
    """The keys of the place asked from in short, then the signs, then every key in a sentence."""
    known = [place for place in TITLES if place is not Area.HELP]
    places = sorted(known, key=lambda place: (place is not where, place is not Area.LISTS))
    rows = [*_in_short(where, columns, table), *_meanings(columns)]
    for place in places:
        rows.append(heading(place.value, f" {TITLES[place]}"))
        for number, action in enumerate(actions_of(place, table)):
            rows += _action(f"{place.value}.{number}", action, columns)
        rows.append(blank(f"{place.value}.gap"))
    return tuple(rows[:-1])


def _in_short(where: Area, columns: int, table: tuple[Action, ...]) -> list[Row]:
    """Return key and label of all that can be done in one place, on one screen."""
    beside = max(columns // _SHORT, 1)
    rows: list[Row] = []
    for place in dict.fromkeys((where, Area.LISTS)):
        actions = [one for one in actions_of(place, table) if one.keys and not one.while_found]
        rows.append(heading(f"short.{place.value}", f" {TITLES[place]}"))
        deep = -(-len(actions) // beside)
        for at in range(deep):
            line: list[Span] = []
            for action in actions[at::deep]:
                first, last = written(action.keys[0]), written(action.keys[-1])
                key = f"{first}..{last}" if action.each else first
                line += [cell(key, _KEY, Role.KEY, right=True)]
                line.append(cell(f" {action.label}", _SHORT - _KEY))
            rows.append(Row(key=f"short.{place.value}.{at}", draw=fixed(tuple(line))))
    return [*rows, blank("short.gap")]


def _meanings(columns: int) -> list[Row]:
    """Return what the signs and the columns of the board mean."""
    rows = [heading("signs", " Signs"), *_signs(columns)]
    rows += _guide_words("sign", _NEWS, columns)
    rows += [blank("signs.gap"), heading("board.words", " Columns of the board")]
    for one in COLUMNS:
        rows += _guide_words("column", {one.head: one.meaning} if one.head else {}, columns)
        if one.head == "RATN":
            rows += _guide_words("colour", _COLOURS, columns)
    rows += _guide_words("column", {"title": "dim where the series is not tracked"}, columns)
    rows += [blank("thread.gap"), heading("thread.words", " Signs in a thread")]
    return [*rows, *_guide_words("thread", _THREAD, columns), blank("meanings.gap")]


def _guide_words(key: str, words: dict[str, str], columns: int) -> list[Row]:
    rows: list[Row] = []
    for name, meaning in words.items():
        rows += paragraph(f"{key} {name}", meaning, columns, lead=f"   {name:<7} ")
    return rows


def _action(key: str, action: Action, columns: int) -> Sequence[Row]:
    keys = " ".join(map(written, action.keys)) or "no key"
    if action.each and len(action.keys) > 1:
        keys = f"{written(action.keys[0])}..{written(action.keys[-1])}"
    return paragraph(key, action.help, columns, lead=f"   {keys:<16} ")


def _signs(columns: int) -> list[Row]:
    """Return the signs of the stages, in as many columns as there is room for."""
    stages = list(reversed(Stage))
    beside = max(min(columns // _STAGE, 3), 1)
    deep = -(-len(stages) // beside)
    rows = []
    for at in range(deep):
        line: list[Span] = [Span("   ")]
        for stage in stages[at::deep]:
            line += [stage_sign(stage), cell(f" {stage_traits(stage).label}", _STAGE - 1)]
        rows.append(Row(key=f"sign {at}", draw=fixed(tuple(line))))
    return rows
