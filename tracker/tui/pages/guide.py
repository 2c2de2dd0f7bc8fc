"""The help page, made from the table of actions and the table of signs."""

from tracker.model.status import Stage
from tracker.tui.actions import ACTIONS, Action, Where, actions_of, written
from tracker.tui.keys import TITLES
from tracker.tui.lines import Row, Span, blank, fixed, heading, paragraph
from tracker.tui.pages.board import COLUMNS
from tracker.tui.phrases import stage_sign, stage_words

_NEWS = {
    "•": "something came since you looked",
    "z": "out of sight for a while",
    "*": "marked",
}


def guide_rows(where: Where, columns: int, table: tuple[Action, ...] = ACTIONS) -> tuple[Row, ...]:
    """The keys of the place asked from first, then the other places, then the signs."""
    known = [place for place in TITLES if place is not Where.HELP]
    places = sorted(known, key=lambda place: (place is not where, place is not Where.LISTS))
    rows: list[Row] = []
    for place in places:
        rows.append(heading(place.value, f" {TITLES[place]}"))
        for number, action in enumerate(actions_of(place, table)):
            rows += _action(f"{place.value}.{number}", action, columns)
        rows.append(blank(f"{place.value}.gap"))
    rows += [heading("signs", " Signs"), *_signs()]
    rows += _words("sign", _NEWS, columns)
    rows += [blank("signs.gap"), heading("board.words", " Columns of the board")]
    rows += _words("column", {one.head: one.meaning for one in COLUMNS if one.head}, columns)
    rows += _words("column", {"title": "dim where the series is not tracked"}, columns)
    return tuple(rows)


def _words(key: str, words: dict[str, str], columns: int) -> list[Row]:
    rows: list[Row] = []
    for name, meaning in words.items():
        rows += paragraph(f"{key} {name}", meaning, columns, lead=f"   {name:<7} ")
    return rows


def _action(key: str, action: Action, columns: int) -> tuple[Row, ...]:
    keys = " ".join(map(written, action.keys)) or "no key"
    if action.each and len(action.keys) > 1:
        keys = f"{written(action.keys[0])}..{written(action.keys[-1])}"
    return paragraph(key, action.help, columns, lead=f"   {keys:<16} ")


def _signs() -> list[Row]:
    rows = []
    for stage in reversed(Stage):
        line = (Span("   "), stage_sign(stage), Span(f" {stage_words(stage)}"))
        rows.append(Row(key=f"sign {stage}", draw=fixed(line)))
    return rows
