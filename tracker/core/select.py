"""The query language of lists: ``state:reviewed turn:author words of the title``."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tracker.errors import Usage
from tracker.model.status import Stage
from tracker.model.views import SeriesRow

_FIELDS: Mapping[str, Callable[[SeriesRow], Iterable[str]]] = {
    "state": lambda row: (row.stage.value,),
    "turn": lambda row: (row.turn.side.value, *(one.name for one in row.turn.people)),
    "author": lambda row: (row.author.name, row.author.email),
    "list": lambda row: row.lists,
    "project": lambda row: (row.project or "",),
}
_STAGES = frozenset(Stage)
_WHOLE = frozenset({"state"})
"""Fields that match whole values only."""


@dataclass(frozen=True, slots=True)
class Term:
    """One condition."""

    field: str
    """Empty for words of the title."""
    value: str

    def holds(self, row: SeriesRow) -> bool:
        """Whether a series meets the condition."""
        if not self.field:
            return self.value in row.title.casefold()
        values = [one.casefold() for one in _FIELDS[self.field](row)]
        if self.field in _WHOLE:
            return self.value in values
        return any(self.value in one for one in values)


@dataclass(frozen=True, slots=True)
class Query:
    """Conditions that all must hold."""

    terms: tuple[Term, ...]

    def select(self, rows: Iterable[SeriesRow]) -> tuple[SeriesRow, ...]:
        """The series that meet all conditions, in their order."""
        return tuple(row for row in rows if all(term.holds(row) for term in self.terms))


def parse_query(words: Sequence[str]) -> Query:
    """A query from its words. Raises Usage, which names the word that is not understood."""
    terms = []
    for word in " ".join(words).split():
        field, colon, value = word.partition(":")
        if colon and field.isalpha() and value:
            if field not in _FIELDS:
                known = ", ".join(f"{one}:" for one in _FIELDS)
                raise Usage(f"'{word}' is not understood; the fields are {known}")
            if field == "state" and value.casefold() not in _STAGES:
                raise Usage(f"'{value}' is no stage; the stages are {', '.join(Stage)}")
            terms.append(Term(field, value.casefold()))
        else:
            terms.append(Term("", word.casefold()))
    return Query(tuple(terms))
