# SPDX-License-Identifier: GPL-2.0-or-later
"""The program as a user runs it: a home of its own, a server on loopback, and two ways to run it.

``tracker`` runs a command in this process, which is fast; ``process`` runs it as a program of its
own, which is what a shell does.
"""

import ctypes
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.inbox import Inbox
from tests.cli.threads import EVERY_MAIL, THREADS
from tests.cli.warm import WarmStart
from tracker.cli import run
from tracker.cli.context import now
from tracker.series.projects import PROJECTS
from tracker.services.board_refresh.refresh import freshen
from tracker.services.demo import example_database
from tracker.services.sync.sync import Sync
from tracker.sources.folders import EmlFolder
from tracker.sources.threadcache import ThreadCache

TOP = Path(__file__).resolve().parents[2]
_CAPABILITIES = (1, 2)
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH: what lets root pass over permissions."""
_PR_CAPBSET_DROP = 24


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run left behind."""

    status: int
    out: str
    err: str


Tracker = Callable[..., Ran]


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home of this test; nothing of the user's is seen."""
    home = tmp_path / "home"
    for name in ("NO_COLOR", "TERM", "LANG", "LC_ALL", "LC_CTYPE", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("HOME", str(tmp_path / "user"))
    monkeypatch.setenv("PYTHONPATH", str(TOP))
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setenv("TRACKER_HOME", str(home))
    return home


@pytest.fixture
def tracker(environment: Path, capsys: pytest.CaptureFixture[str]) -> Tracker:
    """Run a command in this process."""

    def call(*words: str | Path) -> Ran:
        capsys.readouterr()
        status = run([str(word) for word in words])
        said = capsys.readouterr()
        return Ran(status, said.out, said.err)

    return call


@pytest.fixture(scope="session")
def warm() -> Iterator[WarmStart]:
    """An interpreter that programs are forked from."""
    with WarmStart(TOP) as start:
        yield start


@pytest.fixture
def process(environment: Path, warm: WarmStart) -> Tracker:
    """Run a command as a program; ``feed`` is its stdin, ``extra`` joins its environment.

    With ``fresh``, or with anything that shapes its start, Python itself is started for it.
    """

    def call(
        *words: str | Path,
        feed: bytes = b"",
        extra: dict[str, str] | None = None,
        fresh: bool = False,
        **rest: object,
    ) -> Ran:
        given = [str(word) for word in words]
        if not (fresh or extra or rest):
            status, out, err = warm.run(given, environment.parent, feed=feed)
            return Ran(status, out.decode(), err.decode())
        command = [sys.executable, "-m", "tracker", *given]
        env = {**os.environ, **(extra or {})}
        done = subprocess.run(
            command, input=feed, capture_output=True, env=env, cwd=environment.parent, **rest
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    """A server of the invented threads."""
    server = Inbox(*THREADS)
    yield server
    server.close()


@pytest.fixture
def mails(tmp_path: Path) -> Path:
    """A folder of .eml files with all invented mail."""
    return eml_folder(tmp_path / "mails", EVERY_MAIL)


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Homes that many tests start from, made once: ``indexed`` and ``example``."""
    folder = tmp_path_factory.mktemp("templates")
    sync = Sync(folder / "indexed" / "tracker.db", ThreadCache(folder / "threads"), None, now)
    for _ in sync.index([EmlFolder(eml_folder(folder / "mails", EVERY_MAIL))]):
        pass
    freshen(folder / "indexed" / "tracker.db", None, PROJECTS, now, report=lambda _text: None)
    example_database(folder / "example", now)
    return folder


@pytest.fixture
def indexed(environment: Path, templates: Path) -> Path:
    """A home in which all invented mail is indexed."""
    return shutil.copytree(templates / "indexed", environment, dirs_exist_ok=True)


@pytest.fixture
def example_made(environment: Path, templates: Path) -> Path:
    """A home in which the example was looked at before: its database is there."""
    return shutil.copytree(templates / "example", environment / "cache")


def eml_folder(folder: Path, mails: Sequence[bytes]) -> Path:
    """A folder with a file for each mail."""
    folder.mkdir(parents=True)
    for number, raw in enumerate(mails):
        (folder / f"{number:02}.eml").write_bytes(raw)
    return folder


def age_fetches(home: Path, *, hours: int) -> None:
    """Let all that was fetched have been fetched so long before."""
    with closing(sqlite3.connect(home / "tracker.db")) as database, database:
        database.execute("UPDATE thread_fetch SET fetched_at = fetched_at - ?", (hours * 3600,))


def as_any_user() -> None:
    """Let permissions count, also when root runs the tests; for ``preexec_fn``."""
    libc = ctypes.CDLL(None)
    for capability in _CAPABILITIES:
        libc.prctl(_PR_CAPBSET_DROP, capability)
