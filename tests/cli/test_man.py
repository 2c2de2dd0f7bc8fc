# SPDX-License-Identifier: GPL-2.0-or-later
"""The page of the manual is made from the commands' help, and any roff can set it."""

import subprocess
from pathlib import Path

import pytest

from tools.pages.manual import man_page
from tracker.cli import COMMANDS
from tracker.config.keys import TOP_NAMES
from tracker.errors import Exit

FILE = Path(__file__).resolve().parents[2] / "docs" / "tracker.1"


def test_the_page_tells_all_that_there_is() -> None:
    lines = man_page().splitlines()
    assert [line.removeprefix(".SS ") for line in lines if line.startswith(".SS ")] == [*COMMANDS]
    for status in Exit:
        assert f".B {int(status)}" in lines
    for key in TOP_NAMES:
        assert f".B {key}" in lines
    for title in ("CONFIGURATION", "FILES", "ENVIRONMENT", "EXAMPLES", "EXIT STATUS", "OPTIONS"):
        assert f".SH {title}" in lines or f'.SH "{title}"' in lines


def test_no_word_of_the_help_is_taken_for_a_request() -> None:
    """Lines start with known requests or with words; what is no ASCII is spelled."""
    known = {
        ".TH",
        ".SH",
        ".SS",
        ".PP",
        ".TP",
        ".B",
        ".BR",
        ".RS",
        ".RE",
        ".nf",
        ".fi",
        ".na",
        ".ad",
        '.\\"',
    }
    page = man_page()
    assert page.isascii()
    assert {line.split()[0] for line in page.splitlines() if line.startswith(".")} <= known
    assert not [line for line in page.splitlines() if line.startswith("'") or not line]


@pytest.mark.shells
@pytest.mark.parametrize(
    "command", [["mandoc", "-Tlint", "-Wall"], ["groff", "-man", "-ww", "-Tutf8", "-z"]], ids=str
)
def test_roff_has_nothing_to_say_of_it(command: list[str]) -> None:
    done = subprocess.run([*command, FILE], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
