# SPDX-License-Identifier: GPL-2.0-or-later
"""Our own files: damaged, of a newer version, not ours, not to be written or read."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Ran, Tracker, as_any_user
from tests.cli.inbox import Inbox
from tests.cli.threads import V1, V1_THREAD, V2
from tracker.services.demo import EXAMPLE

COMMANDS = (
    ("show", V1, "--offline"),
    ("graph", V1, "--offline"),
    ("why", V1, "--offline"),
    ("list",),
    ("report",),
    ("track", V1, "--offline"),
    ("untrack", V1),
    ("update", "--offline"),
    ("rebuild",),
    ("doctor", "--offline"),
)


def garbage(database: Path) -> None:
    database.write_bytes(b"this is no database " * 500)


def newer(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA user_version = 9999")


def foreign(database: Path) -> None:
    database.unlink()
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("CREATE TABLE recipe (cake TEXT)")


def damaged(database: Path) -> None:
    """Pages in the middle overwritten, the head left whole."""
    size = database.stat().st_size
    with database.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (size - 4096))


DAMAGE: tuple[Callable[[Path], None], ...] = (garbage, newer, foreign, damaged)


@pytest.fixture
def database(tracker: Tracker, indexed: Path, environment: Path) -> Path:
    """A database with the invented mail; one series is tracked."""
    assert tracker("track", V1, "--offline").status == 0
    return environment / "tracker.db"


def is_a_sentence(ran: Ran) -> bool:
    """Status 5, one line for a person, and no traceback."""
    said = ran.err.startswith("tracker: the database ") and ran.err.count("\n") == 1
    return ran.status == 5 and ran.out == "" and said


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda one: one.__name__)
@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_a_database_that_cannot_be_used(
    tracker: Tracker, database: Path, damage: Callable[[Path], None], words: tuple[str, ...]
) -> None:
    """One sentence that names the file, status 5; the file is left as it is."""
    damage(database)
    before = database.read_bytes()
    ran = tracker(*words)
    if words[0] == "doctor":
        assert ran.status == 5
        assert "BAD  database" in ran.out
    else:
        assert is_a_sentence(ran), ran
        assert str(database) in ran.err
    assert database.read_bytes() == before


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda one: one.__name__)
def test_the_process_says_the_same(
    process: Tracker, database: Path, damage: Callable[[Path], None]
) -> None:
    """As a program of its own."""
    damage(database)
    assert is_a_sentence(process("show", V1, "--offline"))


def test_another_writer_is_waited_for_and_then_told(process: Tracker, database: Path) -> None:
    """A lock that is not given up is said; reading goes on meanwhile."""
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert process("show", V1, "--offline").status == 0
        ran = process("untrack", V1)
    assert is_a_sentence(ran)
    assert "locked" in ran.err


def test_a_home_that_cannot_be_written(process: Tracker, environment: Path, inbox: Inbox) -> None:
    """What writes says so; what only reads works."""
    environment.mkdir(mode=0o555)
    for words in (("show", V1, "--source", inbox.url), ("rebuild",)):
        ran = process(*words, preexec_fn=as_any_user)
        assert is_a_sentence(ran), ran
    assert process("list", preexec_fn=as_any_user).status == 0
    ran = process("show", "-", "--offline", feed=V1_THREAD[0], preexec_fn=as_any_user)
    assert (ran.status, ran.out, ran.err.count("\n")) == (5, "", 1)


def test_a_home_that_is_a_file(tracker: Tracker, environment: Path, mails: Path) -> None:
    """The same."""
    environment.write_text("I am a file\n")
    ran = tracker("index", mails)
    assert (ran.status, ran.out, ran.err.count("\n")) == (5, "", 1)
    assert tracker("show", EXAMPLE, "--offline").status == 5


def test_a_home_that_cannot_be_entered(process: Tracker, environment: Path) -> None:
    """No traceback for a folder of somebody else."""
    environment.mkdir(mode=0o000)
    ran = process("doctor", "--offline", preexec_fn=as_any_user)
    assert (ran.status, ran.err) == (5, "")
    assert ran.out.count("BAD") > 1
    for words in (("show", V1, "--offline"), ("list",), ("demo",)):
        ran = process(*words, preexec_fn=as_any_user)
        assert ran.status in (2, 5), words
        assert ran.err.startswith("tracker: ")
        assert ran.err.count("\n") == 1
    environment.chmod(0o755)


@pytest.mark.slow
def test_a_database_that_can_only_be_read(
    process: Tracker, database: Path, environment: Path
) -> None:
    """All reading commands answer, with and without the files that SQLite keeps beside it."""
    for beside in environment.glob("tracker.db-*"):
        beside.unlink()
    for place in (database, environment):
        place.chmod(0o555)
    for words in (("show", V1, "--offline"), ("graph", V1, "--offline"), ("list",), ("report",)):
        ran = process(*words, preexec_fn=as_any_user)
        assert (ran.status, ran.err) == (0, ""), (words, ran)
    assert is_a_sentence(process("untrack", V1, preexec_fn=as_any_user))
    environment.chmod(0o755)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("depth = 'three'\n", "'depth'"),
        ("depth = 3\nsurver = 'x'\n", "'surver'"),
        ("server = 'lore.kernel.org'\n", "'server'"),
        ("depth = = 3\n", "config.toml"),
        ("archives = '/mail'\n", "'archives'"),
        ("\xff\xfe", "config.toml"),
    ],
)
def test_a_wrong_configuration_is_wrong_use(
    tracker: Tracker, environment: Path, text: str, said: str
) -> None:
    """Status 2; the sentence names the file and the key."""
    environment.mkdir()
    (environment / "config.toml").write_bytes(text.encode("latin-1"))
    ran = tracker("list")
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.startswith("tracker: ")


def test_another_configuration_can_be_named(tracker: Tracker, tmp_path: Path, mails: Path) -> None:
    """One that is missing is wrong use; one that is there is followed."""
    assert tracker("list", "--config", tmp_path / "none.toml").status == 2
    (tmp_path / "mine.toml").write_text(f'archives = ["{mails}"]\n')
    assert tracker("update", "--offline", "--config", tmp_path / "mine.toml").status == 0
    assert tracker("show", V2, "--offline").status == 0


def test_rebuild_keeps_what_a_person_said(tracker: Tracker, database: Path) -> None:
    """Series are derived again, and the tracked one is still tracked."""
    before = json.loads(tracker("list", "--json", "--as-of", "2025-02-01").out)
    ran = tracker("rebuild")
    assert (ran.status, ran.out) == (0, "")
    assert "2 series" in ran.err
    assert json.loads(tracker("list", "--json", "--as-of", "2025-02-01").out) == before
    assert [one["tracked"] for one in before["series"]] == [True]
