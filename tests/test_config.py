"""The configuration: read once, checked, with a sentence for what cannot be followed."""

from pathlib import Path

import pytest

from tracker.config import LORE, Config, read_config
from tracker.errors import ConfigError


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
