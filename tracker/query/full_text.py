# SPDX-License-Identifier: GPL-2.0-or-later
"""Words of a full-text search, as an expression of SQLite's FTS5.

Each word goes in as a quoted string, so that no sign in it is an operator
(https://sqlite.org/fts5.html#full_text_query_syntax); a star at its end stands for any ending.
"""

from collections.abc import Iterable, Sequence

from tracker.errors import Usage
from tracker.model.query import Term


def is_searchable(text: str) -> bool:
    """Return whether a text holds a letter or digit: nothing else is in the index."""
    return any(map(str.isalnum, text))


def match_of(terms: Sequence[Term]) -> str:
    """Return the expression for mails that hold all words, less those of negated terms.

    Raises Usage where no word is left that must be there.
    """
    wanted = [_any_of(one.values) for one in terms if not one.negated]
    excluded = [_any_of(one.values) for one in terms if one.negated]
    wanted, excluded = [one for one in wanted if one], [one for one in excluded if one]
    if not wanted:
        raise Usage("a search needs a word of letters or digits that mails hold")
    found = " AND ".join(wanted)
    return f"({found}) NOT ({' OR '.join(excluded)})" if excluded else found


def body_match(values: Iterable[str]) -> str:
    """Return the expression for mails whose own text holds one of the values of ``body:``.

    Empty where no value can be in a text.
    """
    found = _any_of(values)
    return f"{{words}} : ({found})" if found else ""


def _any_of(values: Iterable[str]) -> str:
    found = [_phrase(one) for one in values if is_searchable(one)]
    return f"({' OR '.join(found)})" if len(found) > 1 else "".join(found)


def _phrase(text: str) -> str:
    bare = text.rstrip("*")
    quoted = bare.replace('"', '""').replace("\0", " ")
    return f'"{quoted}"' + (" *" if bare != text else "")
