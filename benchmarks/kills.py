# SPDX-License-Identifier: GPL-2.0-or-later
"""Kill runs at every statement that they send to the database, and compare what is there after.

``python -m benchmarks.kills MAIL [--kills N] [--seed N]``: a run of index, update, rebuild or a
user's action is killed before its n-th statement, for n drawn over all that an undisturbed run
sends. Then the file must be whole, every action that was acknowledged recorded, and after the same
run again every table equal to that of the undisturbed one. The code must not change meanwhile.
"""

import argparse
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
STOPPED = -9
RUN = """
import os, signal, sqlite3, sys
left = int(sys.argv[1])
count = 0
real = sqlite3.connect

def step(_sql=None):
    global count
    count += 1
    if count == left:
        os.kill(os.getpid(), signal.SIGKILL)

def connect(*words, **named):
    connection = real(*words, **named)
    connection.set_trace_callback(step)
    return connection

sqlite3.connect = connect
from tracker.cli import run
status = run(sys.argv[2:])
sys.stdout.flush()
print(count, file=sys.stderr)
os._exit(status)
"""
CLOCKED = {
    "archive": ("read_at",),
    "thread_fetch": ("fetched_at",),
    "text_row": ("id",),
    "tracked": ("since", "upto"),
    "seen": ("at", "upto"),
    "note": ("at",),
    "label": ("at",),
    "snooze": ("at", "date"),
    "mark": ("at",),
    "said_link": ("at",),
    "said_step": ("at",),
    "said_before": ("row_key", "before"),
    "board_row": ("judged_at", "stale", "number"),
}
"""Columns that follow from the clock or from how often something was judged or written."""
LEFT_OUT = ("_sqlite_migrations", "board_state", "sqlite_sequence", "sqlite_stat1")


def start(home: Path, words: tuple[str, ...], kill_at: int = 0) -> tuple[int, int]:
    """Run a command: its status, and how many statements it sent."""
    env = {**os.environ, "TRACKER_HOME": str(home), "PYTHONPATH": str(TOP)}
    command = [sys.executable, "-c", RUN, str(kill_at), *words]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    last = done.stderr.strip().rpartition("\n")[2]
    return done.returncode, int(last) if last.isdigit() else 0


NUMBERS = {
    "message": "(SELECT message_id FROM message WHERE id = {table}.message)",
    "person": "(SELECT name || ' <' || email || '>' FROM person WHERE id = {table}.person)",
}
"""Columns that hold a number given in the order of arrival, and what it stands for."""


def tables(home: Path, *, named: bool = False) -> dict[str, list[str]]:
    """Return the rows of every table, without what the clock gives; check the file on the way.

    ``named`` puts names for the numbers of messages and people, for homes that were filled in
    another order.
    """
    with closing(sqlite3.connect(home / "tracker.db")) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        names = [one for (one,) in db.execute("SELECT name FROM sqlite_schema WHERE type='table'")]
        found = {}
        for name in names:
            if name in LEFT_OUT or name.startswith(("board_", "message_text_")):
                continue
            columns = [row[1] for row in db.execute(f"PRAGMA table_info({name})")]
            kept = [one for one in columns if one not in CLOCKED.get(name, ())]
            names_of = NUMBERS if named else {}
            listed = ", ".join(
                names_of.get(one, f'"{one}"').format(table=f'"{name}"') for one in kept
            )
            found[name] = sorted(map(repr, db.execute(f"SELECT {listed} FROM {name}")))
        return found


ACTIONS = ("note", "track", "untrack", "seen", "snooze", "label", "undo")
RECORDED = {
    "tracked": "message_id",
    "seen": "message_id",
    "note": "text",
    "label": "name",
    "snooze": "until",
    "said_link": "target",
    "queue": "message_id",
    "mark": "name",
}
"""Tables of what the user recorded, and the column that stands for a row."""


def recorded(home: Path) -> set[tuple[str, str]]:
    """Return what the user recorded: the table, and the column that stands for a row."""
    with closing(sqlite3.connect(home / "tracker.db")) as db:
        return {
            (name, one)
            for name, column in RECORDED.items()
            for (one,) in db.execute(f"SELECT {column} FROM {name}")
        }


class Case:
    """One command, the home it starts from, and what an undisturbed run makes of it."""

    def __init__(self, work: Path, before: Path, words: tuple[str, ...]) -> None:
        self.words, self._before, self._work = words, before, work
        self.home = work / "undisturbed"
        self._fresh(self.home)
        status, self.statements = start(self.home, words)
        assert status == 0, (words, status)
        self.after = tables(self.home)
        self.before = recorded(before) if before.exists() else set()
        self.recorded = recorded(self.home)
        self.kept = self.before & self.recorded
        """What was acknowledged before, and is not what the command takes out."""

    def _fresh(self, home: Path) -> None:
        shutil.rmtree(home, ignore_errors=True)
        if self._before.exists():
            shutil.copytree(self._before, home)

    def kill(self, at: int) -> str:
        """Return how a run that was killed before its statement of that number ended."""
        home = self._work / "killed"
        self._fresh(home)
        status, _ = start(home, self.words, at)
        if status != STOPPED:
            return "was not killed"
        if (home / "tracker.db").exists():
            tables(home)
            words = recorded(home)
            if self.kept - words:
                return "LOST a word"
            if words not in (self.before, self.recorded):
                return "half recorded WRONG"
        if self.words[0] == "undo":
            return "before or after"
        status, _ = start(home, self.words)
        if status != 0:
            return f"status {status} WRONG"
        now = tables(home)
        differ = [name for name in self.after if now.get(name) != self.after[name]]
        if self.words[0] in ACTIONS:
            # One that was recorded before the kill is recorded twice; what it holds is compared.
            differ = [one for one in differ if one not in ("note", "said_step", "said_before")]
        return f"tables differ: {', '.join(differ)} WRONG" if differ else "equal"


def said(one: str, other: str) -> list[tuple[str, ...]]:
    """Return the commands that record something before the runs that are killed."""
    return [
        ("track", one, "--offline"),
        ("note", one, "-m", "one", "--offline"),
        ("seen", one, "--offline"),
        ("snooze", other, "--until", "answer", "--offline"),
        ("label", one, "+todo", "--offline"),
        ("queue", one, "--offline"),
        ("link", one, "depends-on", other, "--offline"),
        ("report", "--since", "last", "--offline"),
    ]


def commands(one: str, other: str, last: str) -> list[tuple[str, ...]]:
    """Return the commands that are killed, on a home where ``said`` has run."""
    return [
        ("rebuild",),
        ("update", "--offline"),
        ("note", one, "-m", "two", "--offline"),
        ("track", last, "--offline"),
        ("untrack", one),
        ("seen", other, "--offline"),
        ("snooze", one, "--until", "2w", "--offline"),
        ("label", other, "+later", "--offline"),
        ("undo",),
    ]


def main() -> int:
    """Kill, look, run again, compare, count."""
    parser = argparse.ArgumentParser()
    parser.add_argument("mail", type=Path)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        ready, mails = work / "ready", work / "mails"
        mails.mkdir()
        found = sorted(options.mail.rglob("*.eml"))
        index = ("index", str(mails))
        for number, path in enumerate(found[::2]):
            shutil.copy(path, mails / f"{number}.eml")
        assert start(ready, index)[0] == 0
        listed = subprocess.run(
            [sys.executable, "-m", "tracker", "list", "--all", "--json", "--offline"],
            env={**os.environ, "TRACKER_HOME": str(ready), "PYTHONPATH": str(TOP)},
            capture_output=True,
            check=True,
        )
        ids = [one["id"] for one in json.loads(listed.stdout)["series"]]
        first, second, last = ids[0], ids[1], ids[-1]
        for words in said(first, second):
            assert start(ready, words)[0] == 0, words
        for number, path in enumerate(found[1::2]):
            shutil.copy(path, mails / f"later-{number}.eml")
        cases = [
            Case(work, work / "nothing", index),
            *(Case(work, ready, words) for words in commands(first, second, last)),
        ]
        count: Counter[str] = Counter()
        for number in range(options.kills):
            case = cases[number % len(cases)]
            how = case.kill(dice.randint(1, case.statements))
            count[f"{case.words[0]}: {how}"] += 1
    for key, value in sorted(count.items()):
        print(f"{value:6} {key}")
    return int(any(word in key for key in count for word in ("WRONG", "LOST")))


if __name__ == "__main__":
    sys.exit(main())
