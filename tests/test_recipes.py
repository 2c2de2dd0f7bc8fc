# SPDX-License-Identifier: GPL-2.0-or-later
"""Every block of docs/recipes.md is run: by a shell, by the program it is for, or by a stand-in.

mutt, vim, Emacs and jq are the real ones. What would send mail or fetch from elsewhere is a
stand-in that keeps what it got.
"""

import json
import mailbox
import os
import pty
import re
import select
import shutil
import subprocess
import sys
from email import message_from_bytes
from pathlib import Path

import pytest

from tests.cli.threads import EVERY_MAIL, GADGETS, V1
from tests.gitrepos import Repo, eml, part
from tracker.cli import COMMANDS

TOP = Path(__file__).resolve().parent.parent
TEXT = (TOP / "docs" / "recipes.md").read_text()
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
APPLIED = "Both patches of v2 were applied"
TURN = part(1, "widget: Turn it", "turn", 0, total=1)
KEEP = '#!/bin/sh\nprintf "%s\\n" "$*" >>"$KEPT.words"\ncat >>"$KEPT"\n'
FAKES = {
    "sendmail": KEEP.replace("$KEPT", "$PLACE/mail"),
    "logger": KEEP.replace("$KEPT", "$PLACE/log"),
    "notmuch": '#!/bin/sh\ncat "$PLACE/mails/00.eml"\n',
    "b4": '#!/bin/sh\necho "$*" >>"$PLACE/b4"; echo 20250105-widgets-0123456789ab\n',
    "datasette": '#!/bin/sh\ntest -f "$2" && echo "$*" >>"$PLACE/datasette"\n',
}
"""Stand-ins; what they got is kept in the folder of the test."""


def block(language: str) -> str:
    """The one block of a language."""
    (found,) = [text for name, text in BLOCKS if name == language]
    return found


def blocks(language: str, *, jq: bool) -> list[str]:
    """Blocks of a language, those that need jq or the others."""
    return [text for name, text in BLOCKS if name == language and ("jq " in text) is jq]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the invented mail, two tracked series, and a repository to stand in."""
    place = tmp_path_factory.mktemp("made")
    eml(place / "mails", (*EVERY_MAIL, TURN))
    folder = place / "bin"
    folder.mkdir()
    program = f'#!/bin/sh\nexec "{sys.executable}" -m tracker "$@"\n'
    for name, text in {"tracker": program, **FAKES}.items():
        (folder / name).write_text(text)
        (folder / name).chmod(0o755)
    repo = Repo(place / "widget")
    repo.am(TURN, 10)
    assert sh(place, "tracker index ../mails").returncode == 0
    assert sh(place, f"tracker track {V1} {GADGETS} --offline").returncode == 0
    (place / "home" / "config.toml").write_text('server = "http://127.0.0.1:1/all"\n')
    return place


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return shutil.copytree(made, tmp_path / "place")


def environment(place: Path) -> dict[str, str]:
    path = (place / "bin", Path(sys.executable).parent, os.environ["PATH"])
    return {
        "HOME": str(place),
        "KEPT": str(place / "kept"),
        "LC_ALL": "C.UTF-8",
        "PATH": ":".join(map(str, path)),
        "PLACE": str(place),
        "PYTHONPATH": str(TOP),
        "TERM": "xterm",
        "TRACKER_HOME": str(place / "home"),
        "REF": V1,
        "DATABASE": str(place / "home" / "tracker.db"),
    }


def sh(place: Path, script: str, **rest: object) -> subprocess.CompletedProcess[str]:
    """Run a script in the repository."""
    return subprocess.run(
        ["/bin/sh", "-euc", script], env=environment(place), cwd=place / "widget",
        capture_output=True, text=True, timeout=120, **rest,
    )  # fmt: skip


def test_a_client_is_configured_with_a_command_that_is_there() -> None:
    (text,) = [text for name, text in BLOCKS if name == "json"]
    (server,) = json.loads(text)["mcpServers"].values()
    assert (server["command"], server["args"][0] in COMMANDS) == ("tracker", True)


def test_there_is_a_test_for_every_language() -> None:
    known = {"", "sh", "crontab", "muttrc", "aerc", "vim", "elisp", "json"}
    assert {name for name, _ in BLOCKS} == known


@pytest.mark.parametrize("script", blocks("", jq=False), ids=lambda text: text.split("\n")[0])
def test_a_line_with_stand_ins_runs(place: Path, script: str) -> None:
    """The condition of the one with b4 fails here: the series is not reviewed."""
    ran = sh(place, script)
    assert ran.returncode == (1 if "shazam" in script else 0), ran.stderr
    if "tracker show" in script:
        assert "make widgets better" in ran.stdout


def test_the_scripts_run_and_print_what_they_say(place: Path) -> None:
    """Offline: whatever they need is at hand."""
    scripts = "\n".join(blocks("sh", jq=False))
    # A round that reaches no server ends with 4.
    scripts = scripts.replace("watch --all --once", "watch --offline --all --once")
    ran = sh(place, f"{scripts}\ngit status-of $REF --offline\ngit story-of HEAD")
    assert ran.returncode == 0, ran.stderr
    assert (place / "widget" / "patches.html").read_text().startswith("<!doctype html>")
    assert f"applied\t{V1}\tmake widgets better\n" in ran.stdout
    assert re.search(r"Ada Author +3 +2025-01-20", ran.stdout)
    assert APPLIED in ran.stdout
    assert "widget: Turn it" in ran.stdout


def test_the_line_of_cron_mails_a_report(place: Path) -> None:
    """In the bare environment that cron gives, but for the folders of this test."""
    *settings, line = block("crontab").splitlines()
    assert {one.partition("=")[0] for one in settings} == {"PATH", "LC_ALL"}
    command = line.split(maxsplit=5)[5]
    assert "%" not in command  # cron would make a line end of it
    ran = sh(place, command)
    assert ran.returncode == 0, ran.stderr
    assert (place / "mail.words").read_text() == "-t\n"
    assert re.match(r"From: tracker <.*>\nTo: ", (place / "mail").read_text())
    assert "make widgets better" in (place / "mail").read_text()
    assert "127.0.0.1" in (place / "log").read_text()


def test_the_keys_of_aerc_pipe_a_mail(place: Path) -> None:
    """What ``:pipe -m`` runs gets the whole mail on stdin."""
    commands = set(re.findall(r"^[ST] = :pipe -m (.*)<Enter>$", block("aerc"), re.MULTILINE))
    assert commands == {"tracker show -", "tracker track -"}
    for command in sorted(commands):
        ran = sh(place, f"{command} --offline < ../mails/00.eml")
        assert ran.returncode == 0, ran.stderr
        assert "make widgets better" in ran.stdout + ran.stderr


# ---- the programs themselves -----------------------------------------------------------------


@pytest.mark.shells
def test_the_badge(place: Path) -> None:
    (script,) = blocks("sh", jq=True)
    assert sh(place, script.replace("--json", "--json --offline")).returncode == 0
    badge = json.loads((place / "widget" / "badge.json").read_text())
    assert badge == {
        "schemaVersion": 1, "label": "series", "message": "applied", "color": "brightgreen"
    }  # fmt: skip


@pytest.mark.shells
def test_vim_lists_and_shows(place: Path) -> None:
    (place / "recipe.vim").write_text(block("vim"))
    keys = r'exe "normal \<CR>"'
    script = (
        f"vim -es -N -u NONE -i NONE -S ../recipe.vim -c 'Tracker state:applied' -c '{keys}'"
        " -c 'w! ../shown' -c 'qa!'"
    )
    ran = sh(place, script)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "make widgets better" in (place / "shown").read_text()
    assert APPLIED in (place / "shown").read_text()


@pytest.mark.shells
def test_emacs_lists_and_shows(place: Path) -> None:
    (place / "recipe.el").write_text(block("elisp"))
    code = (
        '(tracker-list "state:applied") (set-buffer "*tracker list*") (princ (buffer-string))'
        " (goto-char (point-min)) (forward-button 1) (push-button)"
        ' (set-buffer "*tracker*") (princ (buffer-string))'
    )
    ran = sh(place, f"emacs -Q --batch -l ../recipe.el --eval '(progn {code})'")
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("applied            make widgets better\n")
    assert APPLIED in ran.stdout


@pytest.mark.shells
def test_mutt_shows_the_series_of_a_mail(place: Path) -> None:
    """In a terminal, by the key of the recipe."""
    box = mailbox.mbox(place / "box")
    for raw in EVERY_MAIL[:1]:
        box.add(message_from_bytes(raw))
    box.close()
    (place / "muttrc").write_text(
        f"set folder={place}\nset spoolfile={place}/box\nset pipe_decode=no\nset wait_key=no\n"
        + block("muttrc")
    )
    main, far = pty.openpty()
    run = subprocess.Popen(
        ["mutt", "-n", "-F", place / "muttrc", "-f", place / "box"], env=environment(place),
        cwd=place, stdin=far, stdout=far, stderr=far,
    )  # fmt: skip
    os.close(far)
    try:
        wait(main, "make widgets better")
        os.write(main, b"S")
        wait(main, APPLIED)
    finally:
        run.kill()
        run.wait()
        os.close(main)


def wait(terminal: int, text: str) -> None:
    """Read on until a text is seen; a program that is quiet for a minute has said all."""
    seen = ""
    while text not in re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", seen):
        ready = select.select([terminal], [], [], 60)[0]
        assert ready, f"{text!r} was not seen, but {seen!r}"
        seen += os.read(terminal, 4096).decode("utf-8", "replace")
