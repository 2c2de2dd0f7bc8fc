"""The help page, made from the table of actions and the table of signs."""

from tracker.model.status import Stage
from tracker.tui.actions import Action, Where, actions_of, written
from tracker.tui.lines import Row, Span, blank, fixed, heading, paragraph
from tracker.tui.phrases import stage_sign, stage_words

_TITLES = {
    Where.BOARD: "On the board",
    Where.SERIES: "On the page of a series",
    Where.READER: "In a mail",
    Where.EVIDENCE: "In the evidence",
    Where.LISTS: "In every list",
}
_COLUMNS = {
    "turn": "whose move it is: the author's, the reviewers', the maintainer's, or it waits",
    "ver": "the newest version",
    "rev": "how many of its patches are reviewed",
    "open": "questions that nobody has answered",
    "age": "since the last mail",
    "title": "dim where the series is not tracked",
}


def guide_rows(where: Where, columns: int) -> tuple[Row, ...]:
    """The keys of the place asked from first, then the other places, then the signs."""
    places = sorted(_TITLES, key=lambda place: (place is not where, place is not Where.LISTS))
    rows: list[Row] = []
    for place in places:
        rows.append(heading(place.value, f" {_TITLES[place]}"))
        for number, action in enumerate(actions_of(place)):
            rows += _action(f"{place.value}.{number}", action, columns)
        rows.append(blank(f"{place.value}.gap"))
    rows += [heading("signs", " Signs"), *_signs(), blank("signs.gap")]
    rows.append(heading("board.words", " Columns of the board"))
    for name, meaning in _COLUMNS.items():
        rows += paragraph(f"column {name}", meaning, columns, lead=f"   {name:<7} ")
    return tuple(rows)


def _action(key: str, action: Action, columns: int) -> tuple[Row, ...]:
    keys = "1..6" if action.each else " ".join(map(written, action.keys))
    return paragraph(key, action.help, columns, lead=f"   {keys:<16} ")


def _signs() -> list[Row]:
    rows = []
    for stage in reversed(Stage):
        line = (Span("   "), stage_sign(stage), Span(f" {stage_words(stage)}"))
        rows.append(Row(key=f"sign {stage}", draw=fixed(line)))
    return rows
