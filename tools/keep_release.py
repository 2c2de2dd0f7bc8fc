# SPDX-License-Identifier: GPL-2.0-or-later
"""Write the database of this release from the tests' mail, as SQL, for the next one to open.

``python -m tools.keep_release`` writes tests/store/releases/VERSION.sql; run it when a version is
released. tests/store/test_releases.py opens every file there with the code of today.
"""

import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TOP))
FOLDER = TOP / "tests" / "store" / "releases"
_TEXT_ROW = 'INSERT INTO "message_text" VALUES'


def main() -> None:
    """Index the mail, act on it as a user does, and dump what that left."""
    from tests.cli.threads import EVERY_MAIL, GADGETS, NOTICE, V1, V2
    from tracker import __version__

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        mails = folder / "mails"
        mails.mkdir()
        for number, raw in enumerate(EVERY_MAIL):
            (mails / f"{number:02}.eml").write_bytes(raw)
        for words in (
            ("index", str(mails)),
            ("track", V1, "--offline"),
            ("seen", V1, "--offline"),
            ("note", V1, "-m", "Ask about the gears.", "--offline"),
            ("snooze", GADGETS, "--until", "2031-05-04", "--offline"),
            ("track", GADGETS, "--offline"),
            ("link", GADGETS, "follows", V2, "--offline"),
            ("list", "--all", "--offline"),
        ):
            _run(folder / "home", words)
        text = _dumped(folder / "home" / "tracker.db").replace(str(folder), "/mail")
    assert NOTICE in text
    (FOLDER / f"{__version__}.sql").write_text(text, encoding="utf-8")


def _run(home: Path, words: tuple[str, ...]) -> None:
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": os.environ.get("PYTHONPATH", str(TOP)),
           "HOME": str(home), "TRACKER_HOME": str(home), "LC_ALL": "C.UTF-8"}  # fmt: skip
    subprocess.run([sys.executable, "-m", "tracker", *words], env=env, check=True, cwd=home.parent)


def _dumped(path: Path) -> str:
    """The statements that make the database again, with the two numbers in its header."""
    with closing(sqlite3.connect(path)) as connection:
        head = [
            f"PRAGMA {name} = {connection.execute(f'PRAGMA {name}').fetchone()[0]};"
            for name in ("application_id", "user_version")
        ]
        # Rows of the full-text index stand in the tables that SQLite keeps for it.
        rows = [sql for sql in connection.iterdump() if not sql.startswith(_TEXT_ROW)]
        return "\n".join([*head, *rows]) + "\n"


if __name__ == "__main__":
    main()
