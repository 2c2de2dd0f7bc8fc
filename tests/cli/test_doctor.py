# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker doctor`` says what is wrong, how to mend it, and the right status."""

import json
import shutil
import sqlite3
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.cli.conftest import Ran, Tracker, as_any_user
from tests.cli.inbox import Inbox
from tests.gitrepos import Repo
from tracker.cli.doctor.checks import b4_answers
from tracker.cli.doctor.findings import Finding, status_of


@pytest.fixture
def filled(tracker: Tracker, mails: Path) -> Tracker:
    assert tracker("index", mails).status == 0
    return tracker


def found(ran: Ran, subject: str) -> list[tuple[bool, str, str | None]]:
    """The findings about a subject."""
    rows = json.loads(ran.out)["findings"]
    return [(one["fine"], one["text"], one["mend"]) for one in rows if one["subject"] == subject]


def write(environment: Path, text: str) -> None:
    environment.mkdir(exist_ok=True)
    (environment / "config.toml").write_text(text)


def test_all_is_well(filled: Tracker, environment: Path, inbox: Inbox) -> None:
    """Everything is told, and nothing is to be done but what a new user has to do."""
    write(environment, f'me = ["ada@example.org"]\nserver = "{inbox.url}"\n')
    ran = filled("doctor", "--json")
    assert (ran.status, ran.err) == (0, "")
    rows = json.loads(ran.out)["findings"]
    assert [one for one in rows if not one["fine"]] == []
    told = {one["subject"] for one in rows}
    assert {"python", "libraries", "git", "configuration", "identity", "folder"} < told
    assert {"cache", "database", "archive", "server", "terminal"} < told
    assert found(ran, "server") == [(True, f"{inbox.url} answers", None)]
    assert found(ran, "identity") == [(True, "'me' is ada@example.org", None)]


def test_a_new_user_is_told_where_to_start(tracker: Tracker, environment: Path) -> None:
    """Hints are no faults."""
    ran = tracker("doctor", "--offline")
    assert ran.status == 0
    assert "BAD" not in ran.out
    hints = [line for line in ran.out.splitlines() if line.startswith("     -> ")]
    assert any("tracker init" in line for line in hints)
    assert any("tracker show REF" in line for line in hints)
    assert any("me = " in line for line in hints)
    assert not environment.exists()


def test_every_fault_of_the_configuration_is_told_with_its_line(
    filled: Tracker, environment: Path
) -> None:
    """The rest is looked at all the same, by the keys that can be followed."""
    write(environment, 'depth = "x"\n\nserver = 1\nme = ["ada@example.org"]\n')
    ran = filled("doctor", "--offline", "--json")
    assert ran.status == 2
    texts = [text for fine, text, _ in found(ran, "configuration") if not fine]
    assert [text.removeprefix(str(environment)) for text in texts] == [
        "/config.toml:3: 'server' should be a URL in quotes",
        "/config.toml:1: 'depth' should be a whole number from 0 to 10000",
    ]
    assert found(ran, "identity")[0][1] == "'me' is ada@example.org"
    assert found(ran, "database")[0][0]


@pytest.mark.parametrize(
    ("text", "said", "mend"),
    [
        ("mailmap = '/no/such'\n", "'mailmap': /no/such cannot be read", "mend"),
        ("template = '/no/such'\n", "'template': /no/such cannot be read", "mend"),
        ("theme = 'no-such-theme'\n", "'no-such-theme' is not a theme", "the themes are "),
        ("[keys]\nno-such-action = 'x'\n", "'no-such-action' is not an action", "'?' in the"),
    ],
)
def test_what_the_configuration_names_is_looked_for(
    tracker: Tracker, environment: Path, text: str, said: str, mend: str
) -> None:
    write(environment, text)
    ran = tracker("doctor", "--offline", "--json")
    assert ran.status == 2
    ((_, text, what),) = [one for one in found(ran, "configuration") if not one[0]]
    assert said in text
    assert what is not None
    assert what.startswith(mend)


def test_a_command_that_is_not_installed_is_a_hint(tracker: Tracker, environment: Path) -> None:
    """It may be there on another machine."""
    write(environment, "[[commands]]\nkey = 'B'\nlabel = 'go'\nrun = ['no-such-program']\n")
    ran = tracker("doctor", "--offline", "--json")
    assert ran.status == 0
    assert found(ran, "configuration")[1][2] == "install no-such-program"


def test_an_archive_that_was_moved_is_a_source_that_fails(
    filled: Tracker, mails: Path, environment: Path
) -> None:
    write(environment, f"archives = ['{mails.parent / 'never'}']\n")
    shutil.move(mails, mails.parent / "elsewhere")
    ran = filled("doctor", "--offline", "--json")
    assert ran.status == 4
    gone, never = found(ran, "archive")
    assert not gone[0]
    assert "it is gone" in gone[1]
    assert "tracker index" in (gone[2] or "")
    assert "never of the configuration; it is not there" in never[1]


def test_a_server_that_is_down_is_a_source_that_fails(tracker: Tracker) -> None:
    ran = tracker("doctor", "--source", "http://127.0.0.1:1/all", "--json")
    assert ran.status == 4
    ((fine, _, mend),) = found(ran, "server")
    assert not fine
    assert "--offline" in (mend or "")
    assert found(tracker("doctor", "--offline", "--json"), "server")[0][1] == "none is asked"


def test_a_database_of_older_rules_is_told_to_be_rebuilt(
    filled: Tracker, environment: Path
) -> None:
    with closing(sqlite3.connect(environment / "tracker.db")) as database, database:
        database.execute("UPDATE message SET read_version = 0")
    ran = filled("doctor", "--offline", "--json")
    assert ran.status == 0
    assert any("tracker rebuild" in (mend or "") for _, _, mend in found(ran, "database"))


def test_a_row_that_points_nowhere_is_damage(filled: Tracker, environment: Path) -> None:
    with closing(sqlite3.connect(environment / "tracker.db")) as database, database:
        database.execute("UPDATE message SET archive = 99 WHERE rowid = 1")
    ran = filled("doctor", "--offline", "--json")
    assert ran.status == 5
    assert any("is not there" in text for fine, text, _ in found(ran, "database") if not fine)


def test_a_journal_that_was_left_is_told(filled: Tracker, environment: Path) -> None:
    (environment / "tracker.db-journal").touch()
    ran = filled("doctor", "--offline", "--json")
    assert "was killed while it did" in found(ran, "database")[0][1]


def test_what_killed_runs_left_in_the_cache_is_told(tracker: Tracker, environment: Path) -> None:
    (environment / "cache" / "example-abc").mkdir(parents=True)
    ran = tracker("doctor", "--offline", "--json")
    assert ran.status == 0
    assert "1 folders of runs that were killed" in found(ran, "cache")[1][1]


def test_a_folder_that_cannot_be_written(process: Tracker, environment: Path) -> None:
    environment.mkdir(mode=0o555)
    ran = process("doctor", "--offline", "--json", preexec_fn=as_any_user)
    assert ran.status == 5
    assert "cannot be written" in found(ran, "folder")[0][1]
    environment.chmod(0o755)


def test_a_full_disk_is_told_before_it_hurts(
    tracker: Tracker, environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hint while there is some room, a fault where there is none."""
    environment.mkdir()
    whole = shutil.disk_usage(environment)
    for megabytes, status in ((5, 5), (100, 0)):
        left = whole._replace(free=megabytes << 20)
        monkeypatch.setattr(shutil, "disk_usage", lambda _, left=left: left)
        ran = tracker("doctor", "--offline", "--json")
        assert ran.status == status
        assert f"has {megabytes} MB left" in found(ran, "folder")[1][1]


def test_git_that_is_missing_is_told(process: Tracker) -> None:
    ran = process("doctor", "--offline", "--json", extra={"PATH": "/nonexistent"})
    assert ran.status == 5
    assert found(ran, "git")[0][2] == "install git"


def test_a_locale_without_utf_8_is_told(process: Tracker) -> None:
    plain = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    ran = process("doctor", "--offline", extra=plain)
    assert ran.status == 0
    assert ran.out.isascii()
    assert "-> LC_ALL=C.UTF-8" in ran.out


def test_a_file_name_drives_no_terminal(tracker: Tracker, tmp_path: Path) -> None:
    """Nor does what a file of the configuration holds."""
    odd = tmp_path / "a\x1b[2Jb"
    odd.mkdir()
    (odd / "c.toml").write_text('"\\u001b[31m" = 1\n')
    ran = tracker("doctor", "--offline", "--config", odd / "c.toml")
    assert ran.status == 2
    assert "\x1b" not in ran.out + ran.err


@pytest.mark.parametrize(
    ("bad", "status"),
    [
        ((), 0),
        (("server",), 4),
        (("repository", "archive"), 4),
        (("configuration", "server"), 2),
        (("database", "configuration", "server"), 5),
        (("git",), 5),
    ],
)
def test_the_worst_gives_the_status(bad: tuple[str, ...], status: int) -> None:
    rows = [Finding(subject=one, text="x", fine=False) for one in bad]
    assert status_of([*rows, Finding(subject="python", text="x", mend="a hint")]) == status


def test_every_door_is_open_or_has_the_line_that_opens_it(
    tracker: Tracker, environment: Path, tmp_path: Path
) -> None:
    """Shut ones are hints; with the line followed the door is open."""
    ran = tracker("doctor", "--offline", "--json")
    closed = {text.partition(":")[0]: mend for _, text, mend in found(ran, "door") if mend}
    assert closed["Patchwork"] == "git config --global b4.pw-url https://patchwork.kernel.org"
    assert closed["mirrors"].startswith("tracker index --mirror ")
    assert {"b4 review", "commits", "MAINTAINERS", "signatures", "checks at forges"} <= set(closed)
    user = tmp_path / "user"
    user.mkdir()
    (user / ".gitconfig").write_text("[b4]\n\tpw-url = https://patchwork.example.org/\n")
    (environment / "mirrors").mkdir(parents=True)
    write(environment, f'dkim = true\n[repos]\nlinux = "{Repo(tmp_path / "linux").path}"\n')
    ran = tracker("doctor", "--offline", "--json")
    open_ = [text for fine, text, mend in found(ran, "door") if fine and not mend]
    words = "Patchwork: https://patchwork.example.org is asked (git config b4.pw-url)"
    assert words in open_
    assert "signatures: keys are asked for in the DNS" in open_
    assert "commits: 1 repository is read" in open_


@pytest.mark.parametrize(
    ("run", "fine", "words"),
    [
        ("from b4.command import cmd; cmd()", True, "'b4 am' answers as that did"),
        ("raise SystemExit('no such command: am')", False, "it breaks: b4 made no mbox: no such"),
    ],
)
def test_a_b4_that_was_not_tried_is_tried(
    monkeypatch: pytest.MonkeyPatch, run: str, fine: bool, words: str
) -> None:
    """The one that was tried costs nothing."""
    monkeypatch.setattr("tracker.sources.b4_am._RUN", run)
    (one,) = b4_answers("0.9.")
    assert (one.fine, words in one.text) == (fine, True), one.text
    assert list(b4_answers(version("b4"))) == []


def test_a_configured_repository_that_is_missing_is_not_read(
    tracker: Tracker, environment: Path, tmp_path: Path
) -> None:
    """A fault of the configuration, which no other line of the run gainsays."""
    environment.mkdir(exist_ok=True)
    (environment / "config.toml").write_text(f'[repos]\nwidget = "{tmp_path / "none"}"\n')
    ran = tracker("doctor", "--offline")
    assert ran.status == 2
    assert "BAD  configuration: " in ran.out
    assert "door: commits: not set up (" in ran.out
