# SPDX-License-Identifier: GPL-2.0-or-later
"""What the user's git configuration says of a server, and whose word does not count."""

import subprocess
from pathlib import Path

import pytest

from tracker.errors import ConfigError
from tracker.sources.lore import Lore
from tracker.sources.mirrors import Mirrors, mirrors_of

ORIGIN = "https://inbox.example.org"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


def test_the_users_own_settings_are_read(home: Path) -> None:
    """The keys of liblore, for the server's own section."""
    (home / ".gitconfig").write_text(
        f'[liblore "{ORIGIN}"]\n\tfallback = https://a.example.org/\n'
        "\tfallback = https://b.example.org\n\trequesttimeout = 2,7.5\n"
        '\tuseragentplus = "me 1\\n"\n[liblore "https://other.example.org"]\n\tfallback = https://c\n'
    )
    assert mirrors_of(f"{ORIGIN}/all") == Mirrors(
        fallbacks=("https://a.example.org", "https://b.example.org"),
        timeout=(2.0, 7.5),
        agent_plus="me1",
    )


def test_the_old_section_counts_for_lore_only(home: Path) -> None:
    """``[lore]`` is what b4's users have."""
    (home / ".gitconfig").write_text("[lore]\n\tfallback = https://tor.lore.kernel.org\n")
    assert mirrors_of("https://lore.kernel.org/all").fallbacks == ("https://tor.lore.kernel.org",)
    assert mirrors_of(f"{ORIGIN}/all") == Mirrors()


def test_the_repository_one_stands_in_has_no_say(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stranger's repository must not send our questions elsewhere; nor may ``GIT_DIR``."""
    clone = home / "clone"
    subprocess.run(["git", "init", "-q", str(clone)], check=True)
    config = clone / ".git" / "config"
    config.write_text(config.read_text() + "[lore]\n\tfallback = https://evil.example.org\n")
    monkeypatch.chdir(clone)
    monkeypatch.setenv("GIT_DIR", str(clone / ".git"))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "lore.fallback")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "https://evil.example.org")
    assert mirrors_of("https://lore.kernel.org/all") == Mirrors()


@pytest.mark.parametrize("value", ["fast", "1,", "-1", "nan", "1,x", "1e9"])
def test_a_timeout_that_makes_no_sense_is_left_out(home: Path, value: str) -> None:
    """``1,`` is one number."""
    (home / ".gitconfig").write_text(f"[lore]\n\trequesttimeout = {value}\n")
    expected = (1.0, 1.0) if value == "1," else None
    assert mirrors_of("https://lore.kernel.org/all").timeout == expected


def test_a_mirror_that_is_no_origin_is_told(home: Path) -> None:
    """liblore takes scheme and host only."""
    with pytest.raises(ConfigError, match=r"mirrors|no server"):
        Lore(ORIGIN, mirrors=Mirrors(fallbacks=("https://a.example.org/path",)))
    with pytest.raises(ConfigError, match=r"no server"):
        Lore(ORIGIN, mirrors=Mirrors(fallbacks=("nonsense",)))


@pytest.mark.parametrize(
    "url",
    ["https://lore.kernel.org", "https://lore.kernel.org/all/", "https://lore.kernel.org/all"],
)
def test_lore_itself_means_all_of_it(home: Path, url: str) -> None:
    """The site's front page is no inbox."""
    with Lore(url) as lore:
        assert lore.url == "https://lore.kernel.org/all"
