"""Every form of a report, byte for byte, as it lies in ``golden/``.

After a change that is meant: ``python -m tests.export.test_golden`` writes them anew; look at the
difference before it lands. The pages in ``golden/`` open in a browser.
"""

import os
import subprocess
import sys
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


@pytest.mark.parametrize("name", FORMS)
def test_a_report_is_the_same_to_the_byte(name):
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
    """In processes of their own."""
    environment = {**os.environ, "PYTHONPATH": str(TOP), **world}
    command = [sys.executable, "-m", "tests.export.test_golden", str(tmp_path)]
    subprocess.run(command, check=True, env=environment, cwd=TOP)
    for name in FORMS:
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes(), name


def renew(folder: Path) -> None:
    """Write every form anew."""
    folder.mkdir(exist_ok=True)
    for name, form in FORMS.items():
        (folder / name).write_bytes(form().encode())


if __name__ == "__main__":
    renew(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
