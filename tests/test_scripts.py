# SPDX-License-Identifier: GPL-2.0-or-later
"""The shell script of the documents asks every question of ``check``; each answer is met once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.gitrepos import Repo, eml, part
from tests.mails import REX, at, mail, patch

TOP = Path(__file__).resolve().parent.parent
GATE = TOP / "docs" / "scripts" / "landing-gate.sh"
HOST = "https://lore.kernel.org/r"
DONE, LONE, NEEDS, FAR, NOBODY = (
    f"{name}@example.org" for name in ("done", "lone", "needs", "far", "nobody")
)
MAILS = (
    part(1, "widget: Turn it", "done", 0, total=1),
    mail("Re: [PATCH 1/1] widget: Turn it", REX, "Reviewed-by: Rex Reviewer <rex@example.org>\n",
         message_id="review@example.org", in_reply_to=DONE, date=at(2)),
    patch("gear: Oil it", message_id=LONE, date=at(3)),
    patch("bolt: Follow the gear", below=f"This patch depends on the series [1].\n\n"
          f"[1] {HOST}/{LONE}\n", message_id=NEEDS, date=at(4)),
    patch("axle: Follow the unknown", below=f"This patch depends on the series [1].\n\n"
          f"[1] {HOST}/not-here@example.org\n", message_id=FAR, date=at(5)),
)  # fmt: skip


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of invented mail, a repository with two tags, and the program on PATH."""
    folder = tmp_path_factory.mktemp("gate")
    eml(folder / "mail", MAILS)
    repo = Repo(folder / "widget")
    repo.tag("v0.9", hours=1)
    repo.am(MAILS[0], 10)
    repo.tag("v1.0", hours=20)
    (folder / "bin").mkdir()
    program = folder / "bin" / "tracker"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tracker "$@"\n')
    program.chmod(0o755)
    assert gate(folder, "index", folder / "mail", program=program).returncode == 0
    return folder


def gate(
    place: Path, *words: str | Path, program: Path = GATE, **extra: str
) -> subprocess.CompletedProcess[str]:
    """Run the script as a shell does."""
    env = {
        **os.environ,
        "PATH": f"{place / 'bin'}:{os.environ['PATH']}",
        "PYTHONPATH": str(TOP),
        "TRACKER_HOME": str(place / "home"),
        **extra,
    }
    return subprocess.run([program, *words], env=env, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("ref", "tag", "answers", "status"),
    [
        (DONE, "v1.0", ["yes", "yes", "yes", "yes"], 0),
        (DONE, "v9", ["yes", "yes", "yes", "not known"], 3),
        (NEEDS, "v1.0", ["no", "no", "no", "no"], 1),
        (FAR, "v1.0", ["no", "not known", "not known", "no"], 1),
        (NOBODY, "v1.0", ["not known", "not known", "not known", "not known"], 3),
    ],
)
def test_every_question_is_answered_yes_no_and_not_known(
    place: Path, ref: str, tag: str, answers: list[str], status: int
) -> None:
    """A status of 0, 1 and 3 for each; no outweighs not known."""
    ran = gate(place, ref, tag, "--", "--offline", "--repo", f"widget={place / 'widget'}")
    asked = ("reviewed", "unblocked", "applied", f"landed in {tag}")
    told = [f"{name}: {word}" for name, word in zip(asked, answers, strict=True)]
    assert ran.stdout.splitlines() == told, ran.stderr
    assert ran.returncode == status
    assert "Traceback" not in ran.stderr


def test_without_a_tag_nobody_asks_for_one(place: Path) -> None:
    ran = gate(place, DONE, "--", "--offline", "--repo", f"widget={place / 'widget'}")
    assert ran.returncode == 0
    assert "landed" not in ran.stdout


def test_what_keeps_the_program_from_answering_ends_the_script(place: Path) -> None:
    """Wrong use of either, a server that is down, and a damaged database."""
    assert gate(place).returncode == 2
    assert gate(place, DONE, "--", "--nonsense").returncode == 2
    ran = gate(place, NOBODY, "--", "--source", "http://127.0.0.1:1/all")
    assert (ran.returncode, ran.stdout) == (4, "")
    (place / "odd").mkdir(exist_ok=True)
    (place / "odd" / "tracker.db").write_bytes(b"no database " * 500)
    ran = gate(place, DONE, "--", "--offline", TRACKER_HOME=str(place / "odd"))
    assert (ran.returncode, ran.stdout) == (5, "")


def test_another_program_can_be_named(place: Path) -> None:
    assert gate(place, DONE, TRACKER="/bin/false").returncode == 1
    assert gate(place, DONE, TRACKER="/bin/true").returncode == 0
