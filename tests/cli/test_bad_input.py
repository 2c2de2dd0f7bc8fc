# SPDX-License-Identifier: GPL-2.0-or-later
"""Whatever a command meets, it says so in one line, with the right status, and writes nothing half.

One table has words for every command; each trouble is tried with each of them.
"""

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.cli.conftest import Ran, Tracker
from tests.cli.test_help import example_words
from tests.cli.threads import GADGETS, V1, V2
from tests.cli.warm import WarmStart
from tracker.cli import COMMANDS, GROUPS

GIVEN: dict[str, tuple[str, ...]] = {
    "show": ("show", V1, "--offline"),
    "graph": ("graph", V1, "--offline"),
    "why": ("why", V1, "--offline"),
    "stack": ("stack", V1, "--offline"),
    "mbox": ("mbox", V1, "--offline"),
    "apply": ("apply", V1, "--offline"),
    "diff": ("diff", V1, "--offline"),
    "check": ("check", V1, "--applied", "--offline"),
    "list": ("list", "--all", "--offline"),
    "site": ("site", "SITE", "--offline"),
    "watch": ("watch", "--once", "--all", "--offline"),
    "search": ("search", "better", "--offline"),
    "report": ("report", "--all", "--offline"),
    "log": ("log", "--offline"),
    "mcp": ("mcp",),
    "demo": ("demo",),
    "track": ("track", V1, "--offline"),
    "untrack": ("untrack", V1),
    "seen": ("seen", V1, "--offline"),
    "snooze": ("snooze", V1, "--until", "2w", "--offline"),
    "note": ("note", V1, "-m", "Ask Mia.", "--offline"),
    "label": ("label", V1, "+todo", "--offline"),
    "queue": ("queue", V1, "--offline"),
    "link": ("link", V1, "follows", GADGETS, "--offline"),
    "unlink": ("unlink", GADGETS, V1, "--offline"),
    "undo": ("undo",),
    "export": ("export",),
    "import": ("import", "RECORDED"),
    "update": ("update", "--offline"),
    "index": ("index", "MAILS"),
    "rebuild": ("rebuild",),
    "init": ("init",),
    "doctor": ("doctor", "--offline"),
    "completion": ("completion", "bash"),
    "tui": ("tui", "--offline"),
}
"""Words that a user might give on a good day; ``MAILS`` is an archive, ``RECORDED`` an export."""
WORDS = {
    name: GIVEN.get(name) or tuple(V1 if one == "REF" else one for one in example_words(name))
    for name in COMMANDS
}
"""Those of every command; of one that is not given here, the first example of its help."""
PRINT = {*GROUPS["Read"], "doctor", "completion", "stack", "export"} - {
    "check",
    "tui",
    "site",
    "watch",
    "mcp",
}
"""Those that print an answer."""
NO_DATABASE = frozenset({"demo", "init", "completion", "tui", "apply", "mcp", "drafts"})
REFUSED = frozenset({"tui", "apply", "reply"}) | ({"mcp"} if find_spec("mcp") is None else set())
"""Those that have no terminal here, no repository, no address to write from, or no package."""
NO_CONFIGURATION = frozenset({"init", "completion", "export"})
QUERIES = ("list", "report")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, warm: WarmStart) -> Path:
    """A home with the invented mail, and a series that is tracked and said something of."""
    from tests.cli.conftest import eml_folder
    from tests.cli.threads import EVERY_MAIL

    folder = tmp_path_factory.mktemp("filled")
    eml_folder(folder / "mails", EVERY_MAIL)
    (folder / "recorded.jsonl").write_text('{"schema": "tracker/recorded/1"}\n')
    for words in (("index", "mails"), ("track", V1, "--offline"), ("seen", V1, "--offline")):
        ran = run(warm, folder, *words)
        assert ran.status == 0, ran.err
    return folder


@pytest.fixture
def place(filled: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return shutil.copytree(filled, tmp_path / "place")


def _given(place: Path, word: str) -> str | Path:
    """A word of the table, or the file or folder that it stands for."""
    return {
        "MAILS": place / "mails",
        "RECORDED": place / "recorded.jsonl",
        "SITE": place / "site",
    }.get(word, word)


def run(warm: WarmStart, place: Path, *words: str, **streams: object) -> Ran:
    """Run a command as a program; test_streams.py has real starts of some in such troubles."""
    given = [str(_given(place, word)) for word in words]
    env = {**os.environ, "TRACKER_HOME": str(place / "home")}
    for name in ("LC_CTYPE", "LANG", "PYTHONUTF8", "PYTHONIOENCODING"):
        env.pop(name, None)
    env["LC_ALL"] = str(streams.pop("locale", "C.UTF-8"))
    status, out, err = warm.run(given, place, env=env, **streams)  # type: ignore[arg-type]  # as told
    return Ran(status, out.decode(), err.decode())


@dataclass(frozen=True, slots=True)
class Here:
    """The same home, and the program in this process, which is faster."""

    place: Path
    tracker: Tracker

    def run(self, *words: str) -> Ran:
        return self.tracker(*(_given(self.place, one) for one in words))


@pytest.fixture
def here(place: Path, tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> Here:
    monkeypatch.setenv("TRACKER_HOME", str(place / "home"))
    return Here(place, tracker)


def is_a_line(ran: Ran) -> bool:
    """One sentence of ours on stderr, and nothing on stdout."""
    one = ran.err.startswith("tracker: ") and ran.err.count("\n") == 1
    return one and not ran.out


@pytest.mark.parametrize("name", COMMANDS)
def test_a_locale_without_utf_8_is_no_trouble(warm: WarmStart, place: Path, name: str) -> None:
    """The command does what it is for; the terminal UI says that it needs a terminal."""
    ran = run(warm, place, *WORDS[name], locale="C")
    assert ran.status == (2 if name in REFUSED else 0), ran
    assert (ran.out + ran.err).isascii()
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("name", COMMANDS)
def test_a_stdout_that_cannot_be_written_is_one_line(
    warm: WarmStart, place: Path, name: str
) -> None:
    """Status 5 for a command that prints; those that have nothing to print do not notice."""
    ran = run(warm, place, *WORDS[name], stdout="/dev/full")
    assert "Traceback" not in ran.err
    if name in PRINT:
        assert ran.status == 5
        assert ran.err.endswith("the answer cannot be written: No space left on device\n")
    else:
        assert ran.status == (2 if name in REFUSED else 0), ran


@pytest.mark.parametrize("name", COMMANDS)
def test_closed_streams_are_no_fault(warm: WarmStart, place: Path, name: str) -> None:
    """``>&- 2>&- <&-``: the status stays what it is; nothing lands in a file of ours."""
    ran = run(warm, place, *WORDS[name], closed=True)
    assert ran == Ran(2 if name in REFUSED | {"mcp"} else 0, "", "")
    assert run(warm, place, "list", "--all", "--offline").status == 0


@pytest.mark.parametrize("name", [one for one in COMMANDS if one not in NO_DATABASE])
def test_a_database_of_a_newer_version_is_one_line_and_left_alone(here: Here, name: str) -> None:
    database = here.place / "home" / "tracker.db"
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA user_version = 9999")
    before = database.read_bytes()
    ran = here.run(*WORDS[name])
    assert ran.status == 5, ran
    assert "made by a newer tracker" in ran.err + ran.out
    assert name == "doctor" or is_a_line(ran), ran
    assert database.read_bytes() == before


@pytest.mark.parametrize("name", [one for one in COMMANDS if one not in NO_CONFIGURATION])
def test_a_configuration_with_a_fault_is_one_line_with_its_number(here: Here, name: str) -> None:
    (here.place / "home" / "config.toml").write_text("depth = 1\nwroks = 2\n")
    ran = here.run(*WORDS[name])
    assert ran.status == 2, ran
    assert "config.toml:2: 'wroks' is not a key; the nearest is 'works'" in ran.err + ran.out
    assert name == "doctor" or is_a_line(ran), ran


def test_a_section_with_a_fault_is_told_by_what_shows_the_board(here: Here) -> None:
    """With the line, and a mark under the word; a script that shows none is not stopped by it."""
    text = "[[sections]]\nname = 'mine'\nquery = 'turn:me stat:new'\n"
    (here.place / "home" / "config.toml").write_text(text)
    for words in (("tui",), ("demo", "--tui")):
        ran = here.run(*words)
        assert (ran.status, ran.out) == (2, "")
        sentence, _, mark = ran.err.splitlines()
        assert "config.toml:3: 'sections.query' cannot be followed: 'stat:new'" in sentence
        assert mark.strip() == "^^^^^^^^"
    assert here.run("show", V1, "--offline").status == 0
    assert here.run("doctor", "--offline").status == 2


@pytest.mark.parametrize("name", COMMANDS)
def test_an_option_that_is_none_is_wrong_use(here: Here, name: str) -> None:
    ran = here.run(*WORDS[name], "--no-such-option")
    assert (ran.status, ran.out) == (2, "")
    assert "--no-such-option" in ran.err


@pytest.mark.parametrize("name", QUERIES)
@pytest.mark.parametrize("query", ["stat:new", "state:nwe", "age:soon", 'x "y'])
def test_a_query_with_a_fault_is_wrong_use_and_points_at_the_word(
    here: Here, name: str, query: str
) -> None:
    ran = here.run(name, "--all", "--offline", query)
    assert (ran.status, ran.out) == (2, "")
    sentence, shown, mark = ran.err.splitlines()
    assert sentence.startswith("tracker: ")
    assert shown.strip() == query
    assert set(mark.strip()) == {"^"}


@pytest.mark.parametrize("name", ["show", "graph", "why", "check", "diff", "track", "note"])
@pytest.mark.parametrize("ref", ["no handle at all", "", "https://example.org/x", V2[:-4]])
def test_a_handle_that_is_none_is_one_line(here: Here, name: str, ref: str) -> None:
    """Wrong use, or not known; nothing on stdout."""
    words = tuple(ref if word == V1 else word for word in WORDS[name])
    ran = here.run(*words)
    assert ran.status in (2, 3), ran
    assert is_a_line(ran), ran
