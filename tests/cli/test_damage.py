# SPDX-License-Identifier: GPL-2.0-or-later
"""A damaged database is never an answer, is mended by doctor, and loses no word.

``python -m benchmarks.damage MAIL`` does it hundreds of times, and looks at many more commands.
"""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Ran, Tracker, eml_folder
from tests.cli.threads import EVERY_MAIL, GADGETS, V1
from tracker.cli import run

ASKED = (
    ("show", V1, "--offline", "--as-of", "2026-11-28"),
    ("list", "--all", "--offline", "--as-of", "2026-11-28"),
    ("note", V1, "--offline"),
)
PAGE = 4096


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with mail, and something recorded."""
    folder = tmp_path_factory.mktemp("whole")
    mails = eml_folder(folder / "mails", EVERY_MAIL)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRACKER_HOME", str(folder / "home"))
        for words in (
            ("index", str(mails)),
            ("track", V1, "--offline"),
            ("note", V1, "-m", "Ask Mia.", "--offline"),
            ("track", GADGETS, "--offline"),
            ("list", "--all", "--offline"),
        ):
            assert run(list(words)) == 0
    return folder / "home"


@pytest.fixture
def home(whole: Path, environment: Path) -> Path:
    """A copy of it, as the home of this test."""
    return shutil.copytree(whole, environment)


def damage(home: Path, change: Callable[[bytearray], None]) -> None:
    data = bytearray((home / "tracker.db").read_bytes())
    change(data)
    (home / "tracker.db").write_bytes(data)


def page_of(home: Path, table: str) -> int:
    """Where the root page of a table starts."""
    with closing(sqlite3.connect(home / "tracker.db")) as db:
        sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        return int(db.execute(sql, [table]).fetchone()[0] - 1) * PAGE


def flip_text(data: bytearray) -> None:
    """Another letter in each copy of a title: text as good as any, to SQLite."""
    at = -1
    while (at := data.find(b"gadget", at + 1)) >= 0:
        data[at] ^= 1


def torn(data: bytearray) -> None:
    for page in range(2, len(data) // PAGE, 3):
        data[page * PAGE + PAGE // 2 : (page + 1) * PAGE] = b"\xa5" * (PAGE // 2)


def cut(data: bytearray) -> None:
    del data[len(data) // 2 :]


def emptied(data: bytearray) -> None:
    data.clear()


def first_page(data: bytearray) -> None:
    data[:PAGE] = bytes(PAGE)


def refused(ran: Ran) -> bool:
    one_line = ran.err.startswith("tracker: ") and ran.err.count("\n") == 1
    return ran.status == 5 and not ran.out and one_line and "tracker doctor --mend" in ran.err


@pytest.mark.parametrize("change", [flip_text, torn, cut, emptied, first_page])
def test_a_damaged_database_is_said_and_mended(
    tracker: Tracker, home: Path, change: Callable[[bytearray], None]
) -> None:
    """No command answers from it but as before; the damaged file is kept."""
    before = [tracker(*words) for words in ASKED]
    recorded = tracker("export").out
    damage(home, change)
    damaged = (home / "tracker.db").read_bytes()
    after = [tracker(*words) for words in ASKED]
    assert all(ran == old or refused(ran) for ran, old in zip(after, before, strict=True))
    assert any(map(refused, after))
    assert tracker("doctor", "--offline").status == 5
    mended = tracker("doctor", "--mend", "--offline")
    assert mended.status == 0, mended.out
    assert [tracker(*words).out for words in ASKED] == [ran.out for ran in before]
    assert tracker("export").out == recorded
    (kept,) = home.glob("tracker.db.damaged-*[0-9]")
    assert kept.read_bytes() == damaged
    (saved,) = home.glob("tracker.saved-*.jsonl")
    assert saved.read_text() == recorded


def test_what_was_recorded_is_read_from_the_damaged_file_where_there_is_no_copy(
    tracker: Tracker, home: Path
) -> None:
    """Text that does not decode is kept with a mark in place of what is lost."""
    (home / "tracker.recorded.jsonl").unlink()
    start = page_of(home, "note")

    def change(data: bytearray) -> None:
        torn_page = page_of(home, "message_target")
        data[torn_page : torn_page + PAGE] = bytes(PAGE)
        data[data.index(b"Ask Mia.", start)] = 0xFF

    damage(home, change)
    ran = tracker("doctor", "--mend", "--offline")
    assert "2 records" not in ran.err
    exported = tracker("export").out
    assert exported.count('{"tracked"') == 2
    assert "\ufffdsk Mia." in exported


def test_a_whole_database_is_left_as_it_is(tracker: Tracker, home: Path) -> None:
    before = (home / "tracker.db").read_bytes()
    ran = tracker("doctor", "--mend", "--offline")
    assert ran.status == 0
    assert "nothing to mend" in ran.err
    assert (home / "tracker.db").read_bytes() == before
    assert not list(home.glob("*damaged*"))


def test_a_database_of_another_program_is_never_moved(tracker: Tracker, environment: Path) -> None:
    environment.mkdir()
    with closing(sqlite3.connect(environment / "tracker.db")) as db:
        db.execute("CREATE TABLE recipe (name TEXT)")
    ran = tracker("doctor", "--mend", "--offline")
    assert ran.status == 5
    assert "not the tracker's" in ran.err
    assert [one.name for one in environment.iterdir()] == ["tracker.db"]


@pytest.mark.parametrize("seed", range(6))
def test_flipped_bits_anywhere_change_no_answer(tracker: Tracker, home: Path, seed: int) -> None:
    """Sixty of them: each answer is the one of before, or a line that says so."""
    before = [tracker(*words) for words in ASKED]
    dice = random.Random(seed)

    def change(data: bytearray) -> None:
        for _ in range(60):
            data[dice.randrange(100, len(data))] ^= 1 << dice.randrange(8)

    damage(home, change)
    after = [tracker(*words) for words in ASKED]
    assert all(ran == old or refused(ran) for ran, old in zip(after, before, strict=True))
