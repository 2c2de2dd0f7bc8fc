# SPDX-License-Identifier: GPL-2.0-or-later
"""The documents that are made from the code: ``python -m tools.pages`` writes all of them.

A test holds each against its file.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from tools.pages.commands import commands_page
from tools.pages.configuration import config_page
from tools.pages.keys import keys_page
from tools.pages.manual import man_page
from tools.pages.schema import schema_page

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES: Mapping[str, Callable[[], str]] = {
    "cli.md": commands_page,
    "config.md": config_page,
    "keys.md": keys_page,
    "schema/sql.md": schema_page,
    "tracker.1": man_page,
}
"""Each page by its place in docs/."""
