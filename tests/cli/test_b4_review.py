# SPDX-License-Identifier: GPL-2.0-or-later
"""``check - --format b4``: run by b4's own code for external checks."""

import os
import shlex
import subprocess
import sys
import time
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from b4.review import checks
from b4.review_tui._modals import TrackingCheckResultsScreen
from textual.app import App
from textual.widgets import RichLog

from tests.cli.conftest import TOP
from tests.cli.inbox import Inbox
from tests.cli.threads import EVERY_MAIL, GADGETS, V1, V2
from tests.mails import patch


def raw_of(message_id: str) -> bytes:
    return next(one for one in EVERY_MAIL if f"Message-ID: <{message_id}>".encode() in one)


@pytest.fixture
def results(indexed: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """What b4 makes of our answer to a mail."""
    monkeypatch.setenv("TRACKER_HOME", str(indexed))
    monkeypatch.setenv("PYTHONPATH", str(TOP))
    command = shlex.join([sys.executable, "-m", "tracker", "check", "-", "--format", "b4",
                          "--offline"])  # fmt: skip

    def run(raw: bytes) -> list[dict[str, str]]:
        mail = message_from_bytes(raw, policy=policy.default)
        found: list[dict[str, str]] = checks.run_series_checks(
            ("x@example.org", mail), [command], os.fspath(TOP)
        )
        return found

    return run


def test_b4_shows_what_is_open(results) -> None:  # type: ignore[no-untyped-def]
    """An applied series, an older version of it, and one that came by the mail itself."""
    (done,) = results(raw_of(V2))
    assert (done["tool"], done["status"]) == ("tracker", "warn")
    assert "applied" in done["summary"]
    (older,) = results(raw_of(V1))
    assert "newer" in older["summary"]
    assert older["summary"].count(";") >= 1
    assert older["url"].startswith("https://lore.kernel.org/r/")
    (fresh,) = results(patch("hammer: Hit it", message_id="hammer@example.org"))
    assert fresh["status"] == "pass"
    (needs,) = results(raw_of(GADGETS))
    assert needs["status"] in {"pass", "warn", "fail"}


async def test_the_screen_of_b4_has_all_of_it(results) -> None:  # type: ignore[no-untyped-def]
    """It keeps one result for each tool and patch: b4/review_tui/_common.py fills the matrix so."""
    found = results(raw_of(V1))
    matrix = {(0, one["tool"]): one for one in found}
    assert len(matrix) == len(found)
    screen = TrackingCheckResultsScreen("CI", ["0/2"], ["make widgets better"], ["tracker"], matrix)
    app: App[None] = App()
    async with app.run_test(size=(120, 40)) as pilot:
        await app.push_screen(screen)
        await pilot.pause()
        assert "tracker" in shown(screen, "#tcr-matrix")
        await pilot.press("enter")
        await pilot.pause()
        told = " ".join(shown(screen, "#tcr-detail").split())
        assert "newer" in told
        assert all(part.strip() in told for part in found[0]["summary"].split(";"))


def shown(screen: TrackingCheckResultsScreen, name: str) -> str:
    return "\n".join(line.text for line in screen.query_one(name, RichLog).lines)


def test_a_mail_of_which_nothing_is_known_is_a_warning(results) -> None:  # type: ignore[no-untyped-def]
    from tests.mails import mail

    (one,) = results(mail("Lunch?", message_id="lunch@example.org"))
    assert one["status"] == "warn"
    assert "belongs to no series" in one["summary"]


@pytest.mark.server
def test_b4_review_runs_it_and_shows_it(indexed: Path, tmp_path: Path, inbox: Inbox) -> None:
    """The real ``b4 review tui`` in a terminal: a series tracked from a server, and the key c."""
    repo, check = tmp_path / "widget", [sys.executable, "-m", "tracker", "check", "-"]
    env = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(TOP),
        "TRACKER_HOME": str(indexed),
        "TERM": "xterm-256color",
        **{f"XDG_{name}_HOME": str(tmp_path / name) for name in ("DATA", "CACHE", "CONFIG")},
    }
    settings = {
        "user.name": "Mia Maintainer",
        "user.email": "mia@example.org",
        "b4.midmask": f"{inbox.url}/%s",
        "b4.review-series-check-cmd": shlex.join([*check, "--format", "b4", "--offline"]),
        "b4.review-perpatch-check-cmd": "true",
    }

    def run(*words: str) -> str:
        done = subprocess.run(words, cwd=repo, env=env, capture_output=True, text=True, check=True)
        return done.stdout

    def wait_for(text: str) -> None:
        for _ in range(300):
            if text in run(*tmux, "capture-pane", "-p"):
                return
            time.sleep(0.1)
        raise AssertionError(run(*tmux, "capture-pane", "-p"))

    repo.mkdir()
    run("git", "init", "-q")
    for name, value in settings.items():
        run("git", "config", name, value)
    run("git", "commit", "-q", "--allow-empty", "-m", "start")
    run("b4", "review", "enroll")
    run("b4", "review", "track", V1)
    tmux = ("tmux", "-S", str(tmp_path / "tmux"))
    run(*tmux, "new-session", "-d", "-x", "120", "-y", "40", "b4 review tui")
    try:
        wait_for("make widgets better")
        run(*tmux, "send-keys", "c")
        wait_for("● warn")
        run(*tmux, "send-keys", "Enter")
        wait_for("v2 is newer")
    finally:
        run(*tmux, "kill-server")
