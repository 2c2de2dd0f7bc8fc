# SPDX-License-Identifier: GPL-2.0-or-later
"""Export what the user recorded as text, and import it into any database."""

from datetime import datetime
from pathlib import Path

from tracker.errors import Usage
from tracker.services.user_actions.actions import Undo, follow_versions, said_links
from tracker.services.user_actions.label_actions import read_label
from tracker.store.load import Reader
from tracker.store.recorded.lines import RecordedRow, parse_lines, text_of
from tracker.store.save import Writer

MAX_FILE = 64 << 20
"""Bytes of a file that is imported."""


def export_text(database: Path) -> str:
    """Return everything that is recorded; only the head where there is no database yet."""
    reader = Reader.open(database)
    if reader is None:
        return text_of(())
    with reader:
        return reader.recorded()


def import_text(database: Path, data: bytes, name: str, now: datetime) -> Undo:
    """Join the lines of a file called ``name`` with what is recorded; all of it or nothing.

    Raises Usage that names file and line for what is malformed.
    """
    rows = parse_lines(data, name, _check_label)
    before = said_links(database)
    with Writer(database) as writer, writer.user_actions() as said:
        count = said.take_in(rows)
        told = f"{len(rows)} records read from {name}, {count} of them new"
        step = said.keep(told, now)
    follow_versions(database, before ^ said_links(database))
    return Undo(sentence=told, step=step)


def _check_label(row: RecordedRow) -> None:
    """Raise Usage for a label that 'tracker label' would not take."""
    if row.table.name == "label":
        name = str(row.named["name"])
        if read_label(name) != name:
            raise Usage(f"the label '{name}' is not in lower case")
