# SPDX-License-Identifier: GPL-2.0-or-later
"""A board over a real stock of mail: freshen it, and hold it beside what judging tells."""

from collections.abc import Sequence
from pathlib import Path

from tests.mails import MIA
from tests.posts import reply, sent
from tests.stored import LATE, Stock
from tests.webs import body
from tracker.model.board import Order
from tracker.model.project import Projects
from tracker.model.relations import Kind
from tracker.model.rows import SeriesRow
from tracker.series.projects import PROJECTS
from tracker.services.board import is_fresh, open_board
from tracker.services.board_refresh.refresh import freshen
from tracker.services.commits import CommitOccurrences
from tracker.services.library import Library
from tracker.store.load import Reader

BEN = "Ben Builder <ben@example.org>"
SHA = "0123456789abcdef0123456789abcdef01234567"
APPLIED = "Both patches are applied to widgets.git (main), thanks!\n\n"


def judged(path: Path, seen: CommitOccurrences | None = None, projects: Projects = PROJECTS) -> int:
    """Freshen; how many rows were judged."""
    steps: list[str] = []
    freshen(path, seen, projects, lambda: LATE, report=steps.append)
    assert is_fresh(path, projects, seen)
    return int(steps[0].split()[0]) if steps else 0


def board(path: Path) -> dict[str, SeriesRow]:
    """The rows as they are stored."""
    rows = open_board(path, "", Order.ACTIVITY, everything=True, now=LATE).all()
    return {row.id: row for row in rows}


def is_true(path: Path, seen: CommitOccurrences | None = None) -> bool:
    """Whether the stored rows are those that judging everything gives."""
    reader = Reader.open(path)
    assert reader is not None
    with reader:
        library = Library(reader, LATE, seen)
        return board(path) == {row.id: row for row in library.rows(library.all())}


def bolt(stock: Stock, needs: Sequence[tuple[Kind, str]] = (), name: str = "bolt") -> None:
    """A series, and what it needs."""
    text = body(*needs) if needs else "Words.\n"
    stock.take(sent(name, title=f"{name}: Turn {name}", body=text, sender=BEN))


def apply(stock: Stock, name: str) -> None:
    """A maintainer's notice for both patches of a series."""
    listed = "".join(
        f"[{n}/2] {name}: Turn {name}, part {n}\n      commit: {n}{SHA[1:]}\n" for n in (1, 2)
    )
    stock.take([reply(f"done-{name}", f"{name}-0", APPLIED + listed, MIA, hours=90)])
