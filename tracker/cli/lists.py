# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether the list of ``--list NAME`` is cached, and anyone whom a query names."""

from collections.abc import Sequence
from pathlib import Path

from tracker.cli.output import say
from tracker.errors import NotFound
from tracker.model.query import Field, fold
from tracker.model.status import Side
from tracker.query.parse import parse_query
from tracker.services.session.session import session_reader
from tracker.store.board.reads import BoardReader


def need_list(database: Path, name: str | None) -> None:
    """Make sure that mail of a list is cached. Raises NotFound with the nearest of those."""
    wanted = fold((name or "").replace('"', "").strip())
    reader = session_reader(database) if wanted else None
    if reader is None:
        return
    with reader:
        lists = reader.lists()
    if any(wanted in fold(one) for one in lists):
        return
    from difflib import get_close_matches

    names = sorted({one.partition("@")[0] for one in lists})
    near = get_close_matches(wanted.partition("@")[0], names, n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise NotFound(f"no mail of list '{name}' is cached{hint}")


def say_unread(database: Path) -> None:
    """Say how far back mail was read, where of older mail no more than the header was."""
    reader = BoardReader.open(database)
    if reader is None:
        return
    with reader:
        until = reader.unread_until()
    if until is not None:
        say(
            f"mail of before {until:%Y-%m-%d} is not read; 'tracker show' reads a series by its id"
            " or title, 'tracker index --deep PATH' all"
        )


_PEOPLE = frozenset({Field.TURN, Field.AUTHOR, Field.INVOLVED, Field.REVIEWER, Field.MAINTAINER})


def need_people(database: Path, words: Sequence[str]) -> None:
    """Make sure that a query which found nothing names someone who is cached.

    Raises NotFound for ``turn:``, whose values are few, so that another one is a slip; of the
    other fields it is said, for mail of that person may be still to come.
    """
    terms = [one for one in parse_query(words).terms if one.field in _PEOPLE and one.values]
    reader = session_reader(database) if terms else None
    if reader is None:
        return
    with reader:
        for term in terms:
            sides = [str(one) for one in Side] if term.field is Field.TURN else []
            known = [one in side for one in term.values for side in sides]
            if term.me or term.negated or any(known) or reader.is_named(term.values):
                continue
            wrong = f"no one called {', '.join(term.values)} is in the mail cached"
            if term.field is not Field.TURN:
                say(wrong)
                continue
            from difflib import get_close_matches

            near = get_close_matches(term.values[0], [*sides, "me"], 1, 0.6)
            hint = f"did you mean turn:{near[0]}? It" if near else "it"
            raise NotFound(
                f"{wrong}; {hint} takes {', '.join(sides)}, me, or someone's name or address"
            )
