"""The configuration: read once, checked, with a sentence for what cannot be followed."""

import re
from pathlib import Path

import pytest

from tracker.config import LORE, Config, read_config
from tracker.errors import ConfigError
from tracker.model.project import Project


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_without_a_file_the_defaults_hold(file: Path) -> None:
    found = read_config(file)
    assert found == Config()
    assert found.server == LORE
    assert found.archives == ()


def test_a_file_that_was_asked_for_must_be_there(file: Path) -> None:
    with pytest.raises(ConfigError, match="is not there"):
        read_config(file, required=True)


def test_every_key_is_read(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    file.write_text(
        'server = "https://lists.example.org"\n'
        'archives = ["~/mail/widgets", "/srv/gears.mbox"]\n'
        "depth = 1\nworks = 0\nfresh_minutes = 10000\n"
    )
    assert read_config(file, required=True) == Config(
        server="https://lists.example.org",
        archives=(tmp_path / "mail" / "widgets", Path("/srv/gears.mbox")),
        depth=1,
        works=0,
        fresh_minutes=10000,
    )


def test_a_key_that_is_left_out_keeps_its_default(file: Path) -> None:
    file.write_text("depth = 1\n")
    found = read_config(file)
    assert (found.depth, found.works) == (1, Config().works)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("depht = 1\n", "'depht' is not a key"),
        ("[depth]\nx = 1\n", "'depth' should be a whole number"),
        ("depth = -1\n", "'depth' should be a whole number from 0 to 10000"),
        ("works = 10001\n", "'works' should be"),
        ("works = 2.5\n", "'works' should be"),
        ("works = true\n", "'works' should be"),
        ('fresh_minutes = "60"\n', "'fresh_minutes' should be"),
        ('server = "lists.example.org"\n', "'server' should be a URL"),
        ('server = "file:///etc"\n', "'server' should be a URL"),
        ("server = 1\n", "'server' should be a URL"),
        ('archives = "/srv/mail"\n', "'archives' should be a list of paths"),
        ("archives = [1]\n", "'archives' should be a list of paths"),
        ("projects = 1\n", "'projects' should be a table for each project"),
        ("[projects]\nwidgets = 1\n", "'projects.widgets' should be a table with any of lists"),
        ("[projects.widgets]\n", "'projects.widgets' should be a table with any of lists"),
        ('[projects."my widgets"]\nwords = ["w"]\n', "'projects.my widgets' should be named by"),
        ('[projects.""]\nwords = ["w"]\n', "'projects.' should be named by one word"),
        ("[projects.widgets]\nword = []\n", "'projects.widgets.word' is not a key; the keys are"),
        ('[projects.widgets]\nwords = "w"\n', "'projects.widgets.words' should be a list of words"),
        ("[projects.widgets]\nlists = [1]\n", "'projects.widgets.lists' should be a list of names"),
        ('[projects.widgets]\nfiles = [""]\n', "'projects.widgets.files' should be a list of st"),
        ('[projects.widgets]\nwords = ["a b"]\n', "'projects.widgets.words' should be a list"),
        ('[projects.widgets]\nlists = ["@example.org"]\n', "'projects.widgets.lists' should be"),
        ("depth = \n", "config.toml: "),
        ("= 1\n", "config.toml: "),
    ],
)
def test_what_cannot_be_followed_is_said_with_file_and_key(
    text: str, said: str, file: Path
) -> None:
    file.write_text(text)
    with pytest.raises(ConfigError) as caught:
        read_config(file)
    assert said in str(caught.value)
    assert str(file) in str(caught.value)
    assert caught.value.exit == 2


def test_a_file_that_is_no_text_is_a_fault_of_the_file(file: Path) -> None:
    file.write_bytes(b"depth = 1 # \xff\xfe\n")
    with pytest.raises(ConfigError, match=r"config\.toml"):
        read_config(file)


def test_projects_are_read_in_their_order_and_in_the_case_that_mail_is_compared_in(
    file: Path,
) -> None:
    file.write_text(
        '[projects.widgets]\nlists = ["Widgets@lists.example.org", "widgets-devel"]\n'
        'words = ["Widgets"]\nfiles = ["src/Widget"]\n[projects.gears]\nwords = ["gears"]\n'
    )
    assert read_config(file).projects == (
        Project(
            name="widgets",
            lists=("widgets", "widgets-devel"),
            words=("widgets",),
            files=("src/Widget",),
        ),
        Project(name="gears", words=("gears",)),
    )


def test_the_block_that_the_readme_shows_is_followed_and_has_every_key(file: Path) -> None:
    readme = Path(__file__).resolve().parent.parent / "README.md"
    (block,) = re.findall(r"^```toml\n(.*?)^```$", readme.read_text(), re.MULTILINE | re.DOTALL)
    file.write_text(block)
    found = read_config(file)
    assert [one.name for one in found.projects] == ["widgets"]
    for key in Config.__dataclass_fields__:
        assert re.search(rf"^\[?{key}\b", block, re.MULTILINE), key
