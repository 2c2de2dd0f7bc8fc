# SPDX-License-Identifier: GPL-2.0-or-later
"""Labels that the user puts on series, and the queue of series that they keep in order."""

from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path

from tracker.errors import NotFound, Usage
from tracker.lazy_patterns import lazy_pattern
from tracker.model.said import QueueMove
from tracker.services.user_actions.actions import About, Undo, keep, works_named
from tracker.store.user_action_writes import UserActionWriter

MAX_LABEL = 40
"""Characters of a label."""
_LABEL = lazy_pattern(r"[^\W_][\w./@#-]*")
"""One word: it must do as ``label:WORD`` in a query, and on a command line."""
_RESERVED = ("any", "none")
"""What a query asks for."""


def read_label(text: str) -> str:
    """Return a label as it is kept, in lower case. Raises Usage, which says what a label is."""
    name = text.strip().casefold()
    if len(name) > MAX_LABEL or not _LABEL.fullmatch(name) or name in _RESERVED:
        raise Usage(
            f"'{text}' is no label: one word of letters, digits and . / @ # _ -, "
            f"at most {MAX_LABEL}, and not 'any'"
        )
    return name


def read_signs(text: str) -> tuple[list[str], list[str]]:
    """Return the labels to put on and to take off, of ``+todo -later``; a bare word is put on.

    Raises Usage where there are none.
    """
    words = text.split()
    if not words:
        raise Usage("name labels: +todo -later")
    added = [one.removeprefix("+") for one in words if not one.startswith("-")]
    return added, [one[1:] for one in words if one.startswith("-")]


def read_move(text: str) -> QueueMove:
    """Return what is to be done in the queue. Raises Usage, which names what can be."""
    try:
        return QueueMove(text.strip().lower())
    except ValueError:
        raise Usage(f"'{text}' is no place in a queue; say {', '.join(QueueMove)}") from None


def label(
    database: Path,
    works: Sequence[About],
    added: Sequence[str],
    removed: Sequence[str],
    now: datetime,
) -> Undo:
    """Put labels on series and take others off, in one step. Raises Usage for what is no label."""
    put, off = [read_label(one) for one in added], [read_label(one) for one in removed]
    if both := set(put) & set(off):
        raise Usage(f"'{min(both)}' is both put on and taken off")

    def deed(said: UserActionWriter) -> None:
        for work in works:
            for name in put:
                said.label(work.newest, name, now, work.messages)
            for name in off:
                said.unlabel(work.messages, name)

    signs = " ".join([*(f"+{one}" for one in put), *(f"-{one}" for one in off)])
    named = works_named(works)
    return keep(database, now, f"labelled {named} {signs}", deed, f"{named}: nothing to change")


def reordered(
    held: Sequence[str], works: Sequence[tuple[str, Collection[str]]], move: QueueMove
) -> tuple[str, ...]:
    """Return the messages of a queue in their new order.

    ``works`` are the series to move, each by the message that is put in where it is new, and all
    of its messages. Those that are in already stay where they are with ``QueueMove.IN``.
    """
    entries = {name: next((one for one in held if one in every), name) for name, every in works}
    # A series that was joined of two keeps one place.
    doubles = {one for _, every in works for one in held if one in every} - set(entries.values())
    order = [one for one in held if one not in doubles]
    chosen = list(dict.fromkeys(entries.values()))
    rest = [one for one in order if one not in chosen]
    match move:
        case QueueMove.OUT:
            return tuple(rest)
        case QueueMove.FIRST:
            return (*chosen, *rest)
        case QueueMove.LAST:
            return (*rest, *chosen)
        case QueueMove.UP:
            return tuple(_moved_up(order, chosen))
        case QueueMove.DOWN:
            return tuple(_moved_up(order[::-1], chosen))[::-1]
    return (*order, *(one for one in chosen if one not in order))


def _moved_up(order: Sequence[str], chosen: Sequence[str]) -> list[str]:
    """Return an order in which each of the chosen has moved one place towards the first."""
    found = [*order, *(one for one in chosen if one not in order)]
    for at in range(1, len(found)):
        if found[at] in chosen and found[at - 1] not in chosen:
            found[at - 1], found[at] = found[at], found[at - 1]
    return found


_QUEUED = {
    QueueMove.IN: "queued",
    QueueMove.FIRST: "first in the queue:",
    QueueMove.LAST: "last in the queue:",
    QueueMove.UP: "moved up in the queue:",
    QueueMove.DOWN: "moved down in the queue:",
    QueueMove.OUT: "taken out of the queue:",
}


def queue(database: Path, works: Sequence[About], move: QueueMove, now: datetime) -> Undo:
    """Put series in the queue, move them in it, or take them out of it.

    Raises NotFound where one that is not in it is to move up or down.
    """
    named = works_named(works)

    def deed(said: UserActionWriter) -> None:
        asked = [(one.newest, frozenset(one.messages)) for one in works]
        held = said.queued()
        out = [one for one in works if not {*one.messages} & {*held}]
        if out and move in (QueueMove.UP, QueueMove.DOWN):
            raise NotFound(
                f"{works_named(out)}: not in the queue, so it cannot move {move.value};"
                " 'tracker queue REF' puts it in"
            )
        said.queue(reordered(held, asked, move))

    unmoved = f"{named}: the queue stays as it was"
    return keep(database, now, f"{_QUEUED[move]} {named}", deed, unmoved)
