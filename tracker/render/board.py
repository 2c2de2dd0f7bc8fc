# SPDX-License-Identifier: GPL-2.0-or-later
"""A series in one line, made from one table of columns: ``tracker list`` and the board.

A new column is one row of ``COLUMNS``; a new datum is a field of ``SeriesRow`` that ``state.row``
fills.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from tracker.lazy_dataclass import replace
from tracker.model.board import Order
from tracker.model.roles import Role
from tracker.model.rows import SeriesRow
from tracker.model.said import Until
from tracker.model.status import SIDES, stage_traits
from tracker.model.terminal_text import clean, fit, width
from tracker.render.lines import Line, Span, cell, taken, text_of
from tracker.render.style import Style
from tracker.render.words import name_of, short_age, stage_sign

WIDE = 110
"""From so many columns on, ``tracker list`` shows the stage in words."""
TITLE = 24
"""Columns that a title gets at least in ``tracker list``; on the board it gets half of the width.
The columns before it give way on a narrow screen, of which it gets nine twentieths: what a series
is called says more than the list that most rows share."""
BESIDE_AUTHOR = 32
"""Columns that a title gets at least next to the author on a screen narrower than that."""


class BoardColumn(NamedTuple):
    """A column of the board."""

    head: str
    size: int
    """Columns of the screen, the gap after it included."""
    make: Callable[[SeriesRow, datetime], Line]
    meaning: str
    """For the help."""
    order: Order | None = None
    """The order that sorts by it."""
    gives_way: int = 0
    """The higher, the sooner it goes where there is no room."""
    repeats: bool = False
    """It says in words what a sign beside it says: not on the board."""


class BoardContents(NamedTuple):
    """What the rows of a board hold: columns that none of them fills are left out."""

    filled: frozenset[str] = frozenset()
    """Heads of the columns that may be empty and are not."""
    tracked: bool = False
    """Whether a tracked series is among them; only then are the others dimmed."""
    wanted: tuple[str, ...] = ()
    """Heads of the columns that the user wants, in their order; none for the shipped ones."""
    title: int = 0
    """Columns that the title gets at least; 0 for half of the width."""

    def __or__(self, other: "BoardContents") -> "BoardContents":
        """Return what the rows of both hold, laid out as the first."""
        filled, tracked = self.filled | other.filled, self.tracked or other.tracked
        return self._replace(filled=filled, tracked=tracked)


def board_contents(rows: Sequence[SeriesRow], now: datetime) -> BoardContents:
    """Return what some rows of a board hold."""
    filled = {
        one.head for one in COLUMNS if any(text_of(one.make(row, now)).strip(" ·") for row in rows)
    }
    return BoardContents(frozenset(filled), any(row.tracked for row in rows))


def heads(columns: int, contents: BoardContents, order: Order = Order.ACTIVITY) -> Line:
    """Return the names of the columns; that of the order stands out."""
    line = [Span("  ")]
    for column in _board_shown(columns, contents):
        role = Role.KEY if column.order is order else Role.DIM
        line.append(cell(column.head, column.size, role))
    return (*line, Span("title", Role.KEY if order is Order.TITLE else Role.DIM))


def board_line(
    row: SeriesRow,
    now: datetime,
    marked: bool,
    contents: BoardContents,
    columns: int,
    mine: bool = False,
) -> Line:
    """Return one series as a line of the board, so many columns wide; ``mine`` is a sign."""
    line: list[Span] = [Span("*" if marked else "@" if mine else " ", Role.KEY), _news(row)]
    for column in _board_shown(columns, contents):
        made = column.make(row, now)
        line += made if len(made) > 1 else [cell(made[0].text, column.size - 1, made[0].role)]
        line.append(Span(" "))
    role = Role.PLAIN if row.tracked or not contents.tracked else Role.DIM
    line += _user_marks(row)
    return (*line, cell(board_title(row), max(columns - taken(line), 10), role))


def board_title(row: SeriesRow) -> str:
    """Return the title, after the stable branch that a backport is for: ``[6.12] lamp: ...``."""
    branch = row.newest.branch if row.newest else ""
    return f"[{branch}] {row.title}" if branch else row.title


def _user_marks(row: SeriesRow) -> Line:
    """Return the place in the user's queue and their labels, before the title: ``2. #todo``."""
    place = [Span(f"{row.queued}. ", Role.KEY)] if row.queued is not None else []
    labels = [Span(f"#{fit(clean(one), _LABEL)} ", Role.INFO) for one in row.labels[:_LABELS]]
    return (*place, *labels)


_LABELS, _LABEL = 3, 12
"""Labels that are shown, and columns of each."""


def list_text(
    rows: Sequence[SeriesRow],
    style: Style,
    now: datetime,
    *,
    numbered: bool = False,
    whole: bool = False,
) -> str:
    """Return what ``tracker list`` prints: one line a series, in the order given.

    The columns are the board's, as wide as they need to be; one that is empty for every series
    takes no room. A tracked series carries a star. ``numbered`` puts the number of its row before
    each, by which it can be shown; ``whole`` cuts no title and puts the id after it, for a pipe.
    """
    wide = style.width >= WIDE
    known = [one for one in COLUMNS if wide or not one.repeats]
    cells = [_board_cells(one, rows, now) for one in known]
    sizes = [
        max(width(one.head), *(cell.size for cell in made))
        for one, made in zip(known, cells, strict=True)
    ]
    texts = [[one.text for one in made] for made in cells]
    numbers = len(str(len(rows))) + 1 if numbered else 0
    room = style.width - (2 + numbers)
    least = TITLE if wide else max(TITLE, style.width * 9 // 20)
    kept = _kept_columns(known, texts, sizes, room, least, TITLE if wide else BESIDE_AUTHOR)
    tracked = any(row.tracked for row in rows)
    head = [Span(" " * numbers), Span("  " if tracked else "")]
    head += [cell(known[at].head, sizes[at] + 1, Role.DIM) for at in kept]
    lines = [style.line((*head, Span("title  id" if whole else "title", Role.DIM)))]
    gaps = [Span(" " * size) for size in range(max(sizes) + 2)]
    for index, row in enumerate(rows):
        number = f"{index + 1:>{numbers - 1}} " if numbered else ""
        star = ("* " if row.tracked else "  ") if tracked else ""
        line = [Span(number, Role.DIM), Span(star, Role.KEY)]
        for at in kept:
            made = cells[at][index]
            line += made.line
            line.append(gaps[sizes[at] + 1 - made.size])
        line += _user_marks(row)
        title = board_title(row)
        room = width(clean(title)) if whole else max(style.width - taken(line), 10)
        line.append(cell(title, room, Role.STRONG if row.tracked else Role.PLAIN))
        if whole:
            line.append(Span(f"  {_list_handle(row.id)}", Role.DIM))
        lines.append(style.line(tuple(line)))
    return "".join([f"{line}\n" for line in lines])


def _list_handle(id: str) -> str:
    """Return an id as a handle: in angle brackets where it could be taken for something else."""
    plain = "@" in id and "://" not in id and id[:1] not in "-/.~" and len(id.split()) == 1
    return clean(id if plain else f"<{id}>")


class _BoardCell(NamedTuple):
    """What one series has in one column, cut to it."""

    line: Line
    size: int
    """Columns of the screen."""
    text: str
    """Empty for what says nothing."""


def _board_cells(column: BoardColumn, rows: Iterable[SeriesRow], now: datetime) -> list[_BoardCell]:
    """Return a column; what many series have in common is measured once."""
    known: dict[Line, _BoardCell] = {}
    found = []
    for row in rows:
        made = column.make(row, now)
        if made not in known:
            line = _board_joined(made, column.size - 1)
            known[made] = _BoardCell(line, taken(line), text_of(line).strip(" ·"))
        found.append(known[made])
    return found


def _kept_columns(
    known: Sequence[BoardColumn],
    texts: Sequence[Sequence[str]],
    sizes: Sequence[int],
    room: int,
    title: int,
    beside: int,
) -> list[int]:
    """Return the columns that fit before the titles, which get ``beside`` next to the author.

    A column that is empty takes no room. Those that say the same of each series, such as the only
    list, go before the author does, where that makes room for the author.
    """
    filled = [at for at, made in enumerate(texts) if any(made)]
    author = next((at for at in filled if known[at].head == "author"), None)
    same = {at for at in filled if _is_idle(known[at], texts[at])}

    def fitting(columns: Sequence[int], least: int, idle: set[int]) -> list[int]:
        kept = list(columns)
        while kept and sum(sizes[at] + 1 for at in kept) + least > room:
            kept.remove(max(kept, key=lambda at: (at in idle, known[at].gives_way)))
        return kept

    kept = fitting(filled, beside, same)
    if author is None or author in kept:
        return kept
    return fitting([at for at in filled if at != author], title, set())


def _is_idle(column: BoardColumn, texts: Sequence[str]) -> bool:
    """Return whether a column says nothing: the first version, or the one list, of every series."""
    if len(texts) < 2 or len(set(texts)) > 1:
        return False
    return column.head == "list" or (column.head == "ver" and texts[0] == "v1")


def list_legend(rows: Sequence[SeriesRow], style: Style) -> str:
    """Return what the signs before the rows mean; empty where the stages stand in words."""
    if style.width >= WIDE:
        return ""
    plain = replace(style, colour=False)
    stages = dict.fromkeys(row.stage for row in rows)
    return ", ".join(
        f"{plain.line((stage_sign(one),))} {stage_traits(one).label}" for one in stages
    )


def _board_joined(line: Line, most: int) -> Line:
    """Return a cell cut to its column; one of several spans is as wide as it is."""
    if len(line) > 1:
        return line
    (span,) = line
    return (span._replace(text=fit(clean(span.text[:200]), most)),)


def _board_shown(columns: int, contents: BoardContents) -> list[BoardColumn]:
    """Return the columns that hold something and leave its share of the width to the title."""
    shown = [
        column
        for column in _board_wanted(contents.wanted)
        if column is COLUMNS[0] or column.head in contents.filled
    ]
    title = contents.title or -(-columns // 2)
    while shown and 2 + sum(column.size for column in shown) + title > columns:
        # The user's own go from the last on.
        last = shown[-1] if contents.wanted else max(shown, key=lambda one: one.gives_way)
        shown.remove(last)
    return shown


def _board_wanted(heads: tuple[str, ...]) -> list[BoardColumn]:
    """Return the columns of these heads, the sign before them; else those that repeat no sign."""
    if not heads:
        return [column for column in COLUMNS if not column.repeats]
    named = {column.head: column for column in COLUMNS}
    return [COLUMNS[0], *(named[head] for head in heads if head in named)]


def _news(row: SeriesRow) -> Span:
    if row.snooze:
        return Span("d" if row.snooze.until is Until.CHANGE else "z", Role.DIM)
    return Span("•" if row.new else " ", Role.KEY)


def _board_turn(row: SeriesRow, _now: datetime) -> Line:
    return (Span(SIDES[row.turn.side].short),)


def _board_version(row: SeriesRow, _now: datetime) -> Line:
    newest = row.newest
    return (Span(newest.name if newest else ""),)


def _board_reviewed(row: SeriesRow, _now: datetime) -> Line:
    newest = row.newest
    if newest and not (newest.expected or newest.patches):
        return (Span("pull", Role.DIM),)
    size = (newest.expected or len(newest.patches)) if newest else 0
    whole = bool(size) and row.reviewed >= size
    return (Span(f"{row.reviewed}/{size}", Role.GOOD if whole else Role.PLAIN),)


def _board_tags(row: SeriesRow, _now: datetime) -> Line:
    tags = row.tags
    stale = Role.WARN if row.stale_tags else Role.GOOD
    return (
        _digit(tags.reviewed, stale),
        _digit(tags.acked, stale),
        _digit(tags.tested, Role.INFO),
        _digit(tags.nacked, Role.BAD),
        Span("~" if row.stale_tags else " ", Role.WARN),
    )


def _digit(number: int, role: Role) -> Span:
    """Return a number in one column."""
    if not number:
        return Span("·", Role.DIM)
    return Span(str(number) if number < 10 else "+", role)


def _board_questions(row: SeriesRow, _now: datetime) -> Line:
    number = min(row.open_questions, 99)
    return (Span(f"{number}?" if number else "", Role.WARN),)


def _checks(row: SeriesRow, _now: datetime) -> Line:
    return (Span("✗" if row.checks.failing else "", Role.BAD, "x" if row.checks.failing else ""),)


def _board_related(row: SeriesRow, _now: datetime) -> Line:
    if row.blocked:
        return (Span(f"w{min(len(row.blocked_by) or 1, 99)}", Role.WARN),)
    return (Span(str(min(row.related, 999)) if row.related else "", Role.DIM),)


def _age(row: SeriesRow, now: datetime) -> Line:
    return (Span(short_age(row.last_activity, now), Role.DIM),)


def _list(row: SeriesRow, _now: datetime) -> Line:
    return (Span(row.list_name or row.project or "", Role.DIM),)


def _board_stage(row: SeriesRow, _now: datetime) -> Line:
    return (Span(stage_traits(row.stage).label),)


def _board_sign(row: SeriesRow, _now: datetime) -> Line:
    return (stage_sign(row.stage),)


def _board_author(row: SeriesRow, _now: datetime) -> Line:
    return (Span(name_of(row.author), Role.DIM),)


COLUMNS = (
    BoardColumn("", 2, _board_sign, "the stage; the signs stand above", Order.STAGE),
    BoardColumn(
        "turn", 7, _board_turn,
        "whose move it is: the author's, the reviewers', the maintainer's, or it waits", Order.TURN,
    ),
    BoardColumn("ver", 5, _board_version, "the newest version", gives_way=2),
    BoardColumn(
        "rev", 6, _board_reviewed, "how many of its patches are reviewed; pull: a pull request",
        gives_way=1,
    ),
    BoardColumn(
        "RATN", 6, _board_tags,
        "how many people gave Reviewed-by, Acked-by, Tested-by, Nacked-by; + is ten and more, ~ a"
        " tag was given on an older version, and its patch changed since",
        gives_way=7,
    ),
    BoardColumn("open", 5, _board_questions, "questions that nobody has answered", gives_way=5),
    BoardColumn("ci", 3, _checks, "a check fails, and nobody has answered it", gives_way=4),
    BoardColumn(
        "rel", 4, _board_related, "related series; w1: it waits for one", gives_way=6
    ),
    BoardColumn("age", 5, _age, "since the last mail", Order.ACTIVITY, gives_way=3),
    BoardColumn("list", 10, _list, "the mailing list, else the project", Order.LIST, gives_way=8),
    BoardColumn(
        "stage", 19, _board_stage, "the stage in words", Order.STAGE,  repeats=True
    ),
    BoardColumn("author", 19, _board_author, "who sent it", Order.AUTHOR, gives_way=9),
)  # fmt: skip
"""In their order; the title comes last and takes what is left."""
