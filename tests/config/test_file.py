# SPDX-License-Identifier: GPL-2.0-or-later
"""The file that is made, and the page of the manual, say of each key what the program does."""

import re
import tomllib
from pathlib import Path

from tracker.config import Config, read_config
from tracker.config.checks import CHECKS
from tracker.config.file import as_toml, file_text
from tracker.config.keys import INNER_KEYS, TOP_KEYS, TOP_NAMES
from tracker.config.read import read_all
from tracker.tui.keys import with_own

TOP = Path(__file__).resolve().parents[2]


def test_every_field_of_the_record_is_a_key_with_a_check_and_a_sentence() -> None:
    assert set(TOP_NAMES) == set(Config.__dataclass_fields__) - {"path"}
    for key in (*TOP_KEYS, *(one for table in INNER_KEYS.values() for one in table)):
        assert key.check in CHECKS, key.name
        assert key.help.endswith("."), key.name


def test_every_check_is_used() -> None:
    used = {key.check for key in TOP_KEYS}
    used |= {key.check for table in INNER_KEYS.values() for key in table}
    assert set(CHECKS) == used


def test_the_file_as_it_is_made_sets_nothing(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(file_text())
    assert tomllib.loads(file.read_text()) == {}
    assert read_config(file) == Config()


def test_the_file_with_all_of_it_set_is_followed(tmp_path: Path) -> None:
    """Each key is there once; what is shown as a default is the default."""
    file = tmp_path / "config.toml"
    file.write_text(re.sub(r"^#(?=[^# \n])", "", file_text(), flags=re.MULTILINE))
    assert read_all(file)[1] == ()
    assert set(tomllib.loads(file.read_text())) == set(TOP_NAMES)
    found = read_config(file)
    for key in TOP_KEYS:
        if not key.example:
            assert getattr(found, key.name) == key.default, key.name
    assert with_own(found.keys, found.commands)


def test_what_was_chosen_is_set_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    chosen = Config(
        me=("ada@example.org",),
        archives=(tmp_path / 'a "quoted" one',),
        repos=(("my tree", tmp_path / "back\\slash\x7f"),),
        depth=7,
    )
    file.write_text(file_text(chosen))
    assert read_config(file) == chosen


def test_lines_of_the_file_are_narrow_enough_to_read() -> None:
    assert max(map(len, file_text().splitlines())) <= 100
    assert all(as_toml(key) for key in TOP_KEYS)


def test_the_block_that_the_readme_shows_is_followed(tmp_path: Path) -> None:
    readme = (TOP / "README.md").read_text()
    (block,) = re.findall(r"^```toml\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    file = tmp_path / "config.toml"
    file.write_text(block)
    found = read_config(file)
    assert found.me == ("ada@example.org",)
    assert [one.name for one in found.sections] == ["my turn"]
