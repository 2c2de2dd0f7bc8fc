"""Which rows of the board the words of the filter line keep."""

from tracker.model.views import SeriesRow
from tracker.tui.phrases import list_of


def matching(rows: tuple[SeriesRow, ...], query: str) -> tuple[SeriesRow, ...]:
    """The rows that hold every word of the query, upper and lower case alike.

    Looked at are title, author, lists, project, stage, turn and summary.
    """
    words = query.casefold().split()
    if not words:
        return rows
    return tuple(row for row in rows if _holds(row, words))


def _holds(row: SeriesRow, words: list[str]) -> bool:
    text = " ".join(
        (
            row.title,
            row.author.name,
            row.author.email,
            *map(list_of, row.lists),
            row.project or "",
            row.stage.value,
            row.turn.side.value,
            row.summary,
        )
    ).casefold()
    return all(word in text for word in words)
