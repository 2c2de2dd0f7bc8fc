"""The whole schema: every table and column with its sentence, as data."""

from tracker.store.board import BOARD
from tracker.store.columns import Table
from tracker.store.derived import DERIVED
from tracker.store.fetched import FETCHED
from tracker.store.pages import PAGES
from tracker.store.repositories import REPOSITORIES
from tracker.store.said import SAID

TABLES: tuple[Table, ...] = (*FETCHED, *REPOSITORIES, *PAGES, *DERIVED, *BOARD, *SAID)

APPLICATION_ID = 0x74726B72
"""``trkr`` in the header of the file tells our databases from others (PRAGMA application_id)."""

VERSION = 12
"""The number of the newest migration step; PRAGMA user_version of a database that has it."""
