# SPDX-License-Identifier: GPL-2.0-or-later
"""The documents say what the program does."""

import re
import shlex
from pathlib import Path

import pytest

from tools.pages import DOCS
from tools.pages import PAGES as PAGES_OF_CODE
from tools.spdx import lacks_line, sources
from tracker.cli import COMMANDS, run

TOP = Path(__file__).resolve().parent.parent
README = (TOP / "README.md").read_text()


@pytest.mark.parametrize("name", PAGES_OF_CODE)
def test_a_page_that_is_made_from_the_code_says_what_the_code_says(name: str):
    """``python -m tools.pages`` writes all of them."""
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES_OF_CODE[name]()


def test_the_readme_has_two_commands_first():
    """One runs the example, the other the tests; each does all of the set-up itself."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert len(blocks) == 2
    assert blocks[0].strip().endswith("tracker demo")
    assert blocks[1].strip().endswith("pytest -q -n auto")
    start = "python3 -m venv .venv && .venv/bin/pip install"
    assert all(block.startswith(start) for block in blocks)


@pytest.fixture
def sample() -> list[tuple[list[str], list[str]]]:
    """The commands that the README shows, each with the lines it says they print."""
    block = re.search(r"^```\n(\$ tracker .*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert block is not None
    shown = re.split(r"^\$ tracker ", block[1], flags=re.MULTILINE)[1:]
    return [(shlex.split(one.split("\n")[0]), one.split("\n")[1:]) for one in shown]


def test_the_readme_shows_what_is_printed(
    sample: list[tuple[list[str], list[str]]], capsys: pytest.CaptureFixture[str]
):
    """Line by line and in order; ``...`` stands for what is left out."""
    assert len(sample) == 2
    for words, lines in sample:
        assert run([*words, "--offline"]) == 0
        printed = iter(capsys.readouterr().out.splitlines())
        for line in lines:
            if line and line != "...":
                assert line in printed


TOUR = (TOP / "docs" / "tour.md").read_text()


def test_the_tour_names_files_that_exist():
    """A page that points at what is gone is worse than none."""
    named = set(re.findall(r"`([a-z]+/[a-z_/]+\.py)`", TOUR))
    assert len(named) > 40
    roots = (TOP / "tracker", TOP)
    assert [one for one in sorted(named) if not any((top / one).is_file() for top in roots)] == []


def test_one_message_id_is_followed_in_ten_files():
    """Each row of the table names what its file defines, and the next file is in reach of it."""
    table = re.findall(r"^\| `([a-z_/]+\.py)` \| ([^|]+) \|", TOUR, re.MULTILINE)
    assert 1 < len(table) <= 10
    assert table[0][0].startswith("cli/commands/")
    for file, names in table:
        text = (TOP / "tracker" / file).read_text()
        for name in re.findall(r"`(\w+)`", names):
            assert re.search(rf"^ *(?:def|class) {name}\b", text, re.MULTILINE), (file, name)


def test_every_source_file_names_its_licence():
    """``python tools/spdx.py`` adds the line."""
    assert [str(one.relative_to(TOP)) for one in sources() if lacks_line(one)] == []


def test_every_command_has_a_short_help():
    """They stand in the overview."""
    assert all(help.endswith(".") for help in COMMANDS.values())


PAGES = [TOP / "README.md", *sorted((TOP / "docs").rglob("*.md"))]


@pytest.mark.parametrize("page_of", PAGES, ids=lambda path: str(path.relative_to(TOP)))
def test_links_of_the_documents_lead_somewhere(page_of: Path):
    """Those that stay in the checkout; a link to a heading leads to its page."""
    links = re.findall(r"\]\(([^)\s]+)\)", page_of.read_text())
    inside = [one.partition("#")[0] for one in links if "://" not in one]
    assert [one for one in inside if one and not (page_of.parent / one).exists()] == []
