# SPDX-License-Identifier: GPL-2.0-or-later
"""Text is ASCII where the locale that the user set has no more, whatever Python makes of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Ran
from tracker.cli.locales import undone

pytestmark = pytest.mark.usefixtures("example_made")

TOP = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("environ", "ascii_only"),
    [
        ({}, True),
        ({"LC_ALL": "C"}, True),
        ({"LC_ALL": "POSIX", "LANG": "en_US.UTF-8"}, True),
        # What PEP 538 puts there itself says nothing.
        ({"LC_CTYPE": "C.UTF-8"}, True),
        ({"LC_CTYPE": "C.UTF-8", "LANG": "de_DE.utf8"}, False),
        ({"LANG": "en_US.UTF-8"}, False),
        ({"LC_ALL": "", "LC_CTYPE": "", "LANG": "C.UTF-8"}, False),
        ({"LC_ALL": "C", "PYTHONUTF8": "1"}, False),
        ({"LC_ALL": "C", "PYTHONIOENCODING": "utf-8"}, False),
    ],
)
def test_the_locale_decides_unless_python_was_told(environ: dict[str, str], ascii_only: bool):
    assert undone(environ, utf8_mode=True) is ascii_only
    assert not undone(environ, utf8_mode=False)


def ran(home: Path, *words: str, **extra: str) -> Ran:
    """A program with nothing in its environment but this, as cron starts it."""
    bare = {"PATH": os.environ["PATH"], "PYTHONPATH": str(TOP), "TRACKER_HOME": str(home)}
    command = [sys.executable, "-m", "tracker", *words]
    done = subprocess.run(command, capture_output=True, env={**bare, **extra}, cwd=home.parent)
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.parametrize("extra", [{}, {"LC_ALL": "C"}, {"LANG": "POSIX"}], ids=str)
def test_a_bare_environment_gets_ascii(environment: Path, extra: dict[str, str]) -> None:
    told = ran(environment, "demo", **extra)
    assert told.status == 0
    assert told.out.isascii()
    assert (
        "terminal: TERM is not set, ascii" in ran(environment, "doctor", "--offline", **extra).out
    )


def test_a_locale_with_unicode_gets_signs(environment: Path) -> None:
    assert not ran(environment, "demo", LANG="C.UTF-8").out.isascii()
    assert not ran(environment, "demo", LC_ALL="C", PYTHONUTF8="1").out.isascii()
