# SPDX-License-Identifier: GPL-2.0-or-later
"""docs/datasette.json: each of its queries is answered by a real database."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import TOP

FILE = json.loads((TOP / "docs" / "datasette.json").read_text(encoding="utf-8"))
QUERIES = FILE["databases"]["tracker"]["queries"]


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_has_rows_with_a_link_to_the_mail(indexed: Path, name: str) -> None:
    with closing(sqlite3.connect(f"file:{indexed / 'tracker.db'}?mode=ro", uri=True)) as database:
        database.row_factory = sqlite3.Row
        found = database.execute(QUERIES[name]["sql"]).fetchall()
    assert found
    assert all(row["mail"].startswith("https://lore.kernel.org/r/") for row in found)
    assert QUERIES[name]["title"]
