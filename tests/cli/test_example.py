# SPDX-License-Identifier: GPL-2.0-or-later
"""The shipped example: it needs no network, no home, and no place to write."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import TOP, Tracker, as_any_user
from tracker.services.demo import EXAMPLE

NO_NETWORK = {"http_proxy": "http://127.0.0.1:1", "https_proxy": "http://127.0.0.1:1"}
"""Whoever asked for anything would fail."""


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package; its modules are compiled once for all tests."""
    top = tmp_path_factory.mktemp("copied") / "checkout"
    shutil.copytree(TOP / "tracker", top / "tracker", ignore=shutil.ignore_patterns("__pycache__"))
    return top


@pytest.fixture
def checkout(copied: Path) -> Path:
    """A checkout of its own: what it writes does not end up in ours, and none has written yet."""
    for name in ("cache", "tracker/example", "../nobody", "../tmp"):
        shutil.rmtree(copied / name, ignore_errors=True)
    shutil.copytree(TOP / "cache" / "example", copied / "cache" / "example")
    shutil.copy(TOP / "pyproject.toml", copied)
    return copied


def in_checkout(top: Path, *words: str, weak: bool = False) -> "subprocess.CompletedProcess[str]":
    """Run the program of a checkout with an empty home and without TRACKER_HOME."""
    home = top.parent / "nobody"
    home.mkdir(exist_ok=True)
    left_out = ("TRACKER_HOME", "PYTHONPATH")
    kept = {name: text for name, text in os.environ.items() if name not in left_out}
    temporary = top.parent / "tmp"
    temporary.mkdir(exist_ok=True)
    compiled = str(top.parent / "compiled")
    own = {"HOME": str(home), "TMPDIR": str(temporary), "PYTHONPYCACHEPREFIX": compiled}
    return subprocess.run(
        [sys.executable, "-m", "tracker", *words],
        cwd=top,
        env={**kept, **own, **NO_NETWORK},
        capture_output=True,
        text=True,
        preexec_fn=as_any_user if weak else None,
    )


def test_the_demo_in_a_fresh_checkout(checkout: Path) -> None:
    """It tells the example and names the module; what it makes lies under ``cache/``."""
    ran = in_checkout(checkout, "demo")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "bpf, arm64: relax constraint in BPF JIT compiler" in ran.stdout
    assert "\n  python -m tracker show URL" in ran.stdout
    assert list((checkout / "cache").glob("example-*.db"))
    assert sorted(path.name for path in checkout.iterdir()) == [
        "cache",
        "pyproject.toml",
        "tracker",
    ]
    assert list((checkout.parent / "nobody").iterdir()) == []


def test_show_offline_in_a_fresh_checkout(checkout: Path) -> None:
    """The README's second command, with nothing fetched before."""
    ran = in_checkout(checkout, "show", EXAMPLE, "--offline", "--json")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["stage"] == "applied"
    assert list((checkout.parent / "nobody").iterdir()) == []


def test_where_no_server_answers_the_example_is_shown_all_the_same(checkout: Path) -> None:
    """The first command of the README, without a network and without --offline."""
    ran = in_checkout(checkout, "graph", EXAMPLE)
    assert ran.returncode == 0
    assert "bpf, arm64: relax constraint in BPF JIT compiler" in ran.stdout
    assert ran.stderr.endswith("; this is the shipped example\n")
    assert in_checkout(checkout, "graph", "other@example.org").returncode == 4


@pytest.mark.slow
@pytest.mark.parametrize("made_before", [False, True])
def test_a_cache_that_cannot_be_written(checkout: Path, made_before: bool) -> None:
    """Whether or not the example's database was made before; nothing is left elsewhere."""
    if made_before:
        in_checkout(checkout, "demo")
        for beside in (checkout / "cache").glob("*.db-*"):
            beside.unlink()
    (checkout / "cache").chmod(0o555)
    for words in (("demo",), ("show", EXAMPLE, "--offline")) if made_before else (("demo",),):
        ran = in_checkout(checkout, *words, weak=True)
        assert (ran.returncode, ran.stderr) == (0, ""), words
        assert "bpf, arm64: relax constraint in BPF JIT compiler" in ran.stdout
    (checkout / "cache").chmod(0o755)
    assert list((checkout.parent / "tmp").iterdir()) == []


def test_a_checkout_keeps_what_it_fetches_under_cache(checkout: Path, mails: Path) -> None:
    """The default database of a checkout."""
    assert in_checkout(checkout, "index", str(mails)).returncode == 0
    assert (checkout / "cache" / "tracker.db").is_file()


@pytest.mark.slow
def test_an_installed_program_uses_the_folders_of_the_user(checkout: Path, mails: Path) -> None:
    """Without a checkout around it: XDG folders, and the example beside the package."""
    (checkout / "pyproject.toml").unlink()
    (checkout / "cache" / "example").rename(checkout / "tracker" / "example")
    (checkout / "cache").rmdir()
    assert in_checkout(checkout, "demo").returncode == 0
    assert in_checkout(checkout, "index", str(mails)).returncode == 0
    home = checkout.parent / "nobody"
    assert (home / ".local" / "share" / "tracker" / "tracker.db").is_file()
    assert list((home / ".cache" / "tracker").glob("example-*.db"))


@pytest.mark.usefixtures("example_made")
def test_the_example_never_mixes_with_the_users_facts(tracker: Tracker) -> None:
    """It is told, and nothing of it is in the list or in the database."""
    assert tracker("demo").status == 0
    assert tracker("show", EXAMPLE, "--offline").status == 0
    assert json.loads(tracker("list", "--all", "--json").out)["series"] == []


@pytest.mark.usefixtures("example_made")
def test_the_example_answers_only_offline(tracker: Tracker) -> None:
    """Where a server may be asked, abridged mails are no answer: status 4 when it is down."""
    assert tracker("show", EXAMPLE, "--source", "http://127.0.0.1:1/all").status == 4


@pytest.mark.usefixtures("example_made")
@pytest.mark.parametrize("command", ["show", "why", "graph"])
def test_the_example_is_told_to_be_abridged(tracker: Tracker, command: str) -> None:
    """Wherever it is told, in text and in JSON; the story says so once."""
    words = "headers and facts are real, the words are ours, abridged."
    assert words in " ".join(tracker(command, EXAMPLE, "--offline").out.split())
    assert json.loads(tracker(command, EXAMPLE, "--offline", "--json").out)["abridged"] is True
    assert " ".join(tracker("demo").out.split()).count(words) == 1


@pytest.mark.usefixtures("example_made")
@pytest.mark.parametrize("on_path", [True, False])
def test_the_story_names_the_program_as_it_was_called(
    tracker: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, on_path: bool
) -> None:
    """A virtual environment may not be on PATH; what is found there goes by its name."""
    script = tmp_path / "my bin" / "tracker"
    script.parent.mkdir()
    script.touch(mode=0o755)
    monkeypatch.setattr(sys, "argv", [str(script), "demo"])
    monkeypatch.setenv("PATH", str(script.parent if on_path else tmp_path))
    out = tracker("demo").out
    assert ("\n  tracker show URL" in out) is on_path
    assert (f"\n  '{script}' show URL" in out) is not on_path


@pytest.mark.usefixtures("example_made")
def test_the_example_is_told_as_it_stood(tracker: Tracker) -> None:
    """Before the maintainer applied it, and before it was sent."""
    early = tracker("demo", "--json", "--as-of", "2025-07-15T13:45:00Z")
    assert json.loads(early.out)["stage"] == "under-review"
    assert tracker("demo", "--as-of", "2025-07-01").status == 3


@pytest.mark.usefixtures("example_made")
def test_the_example_alarms_from_its_landing_to_that_of_what_it_needs(tracker: Tracker) -> None:
    """The kernel's part is in on 2025-07-17, pahole's, which has to be first, on 2025-08-06."""
    alarmed = {}
    for day in ("2025-07-16", "2025-07-17", "2025-08-05", "2025-08-06"):
        told = json.loads(tracker("demo", "--json", "--as-of", day).out)["readiness"]
        alarmed[day] = [one["state"] for one in told["half_landed"]]
        assert told["landed_ahead"] is bool(alarmed[day])
    assert alarmed == {
        "2025-07-16": [],
        "2025-07-17": ["landed-ahead"],
        "2025-08-05": ["landed-ahead"],
        "2025-08-06": [],
    }
