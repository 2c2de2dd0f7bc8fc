# SPDX-License-Identifier: GPL-2.0-or-later
"""The texts of a report as they read, in ``golden/``; and every form is the same in any place.

After a change that is meant: ``python -m tests.export.test_golden`` writes the texts again; look
at the difference before it lands. What JSON and HTML hold is in test_json and test_html.
"""

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.views.reported import NEWS, WEEK, log, markdown, page, text
from tracker.export.json_report import log_json, report_json
from tracker.render.log import log_text
from tracker.render.style import Style

FOLDER = Path(__file__).parent / "golden"
TOP = Path(__file__).resolve().parents[2]
FORMS = {
    "week.txt": lambda: text(WEEK),
    "week.ascii.txt": lambda: text(WEEK, Style(unicode=False, width=60)),
    "week.md": lambda: markdown(WEEK),
    "week.html": lambda: page(WEEK),
    "week.json": lambda: report_json(WEEK) + "\n",
    "log.txt": lambda: log_text(log(*reversed(NEWS)), Style()),
    "log.json": lambda: log_json(log(*reversed(NEWS))) + "\n",
}


READ = ("week.txt", "week.md", "log.txt")
"""The forms that people read: they are kept, to be read with each change."""


@pytest.mark.parametrize("name", READ)
def test_a_report_reads_as_it_is_kept(name):
    assert FORMS[name]().encode() == (FOLDER / name).read_bytes()


@pytest.mark.parametrize(
    "world",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "77", "TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8"},
    ],
    ids=["auckland", "turkish"],
)
def test_neither_the_place_nor_the_language_nor_chance_changes_a_byte(world, tmp_path):
    """In processes of their own, every form."""
    environment = {**os.environ, "PYTHONPATH": str(TOP), **world}
    command = [sys.executable, "-m", "tests.export.test_golden", str(tmp_path)]
    subprocess.run(command, check=True, env=environment, cwd=TOP)
    for name, form in FORMS.items():
        assert (tmp_path / name).read_bytes() == form().encode(), name


def write(folder: Path, names: Iterable[str]) -> None:
    """Write forms into a folder."""
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_bytes(FORMS[name]().encode())


if __name__ == "__main__":
    if len(sys.argv) > 1:
        write(Path(sys.argv[1]), FORMS)
    else:
        write(FOLDER, READ)
