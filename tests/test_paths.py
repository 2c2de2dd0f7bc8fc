# SPDX-License-Identifier: GPL-2.0-or-later
"""Where our files lie, by the environment."""

from pathlib import Path

import pytest

from tracker import paths
from tracker.paths import example_folder, find_paths


def test_tracker_home_holds_everything(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "here"))
    found = find_paths()
    assert found.database == tmp_path / "here" / "tracker.db"
    assert found.config == tmp_path / "here" / "config.toml"
    assert found.threads.is_relative_to(found.cache)
    assert found.cache.is_relative_to(tmp_path / "here")
    assert not (tmp_path / "here").exists()


def test_tracker_home_may_start_with_a_tilde(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TRACKER_HOME", "~/mine")
    assert find_paths().database == tmp_path / "mine" / "tracker.db"


@pytest.fixture
def xdg(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.delenv("TRACKER_HOME", raising=False)
    for name in ("DATA", "CACHE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    return tmp_path


def test_a_checkout_keeps_its_database_in_its_cache(xdg: Path) -> None:
    found = find_paths()
    checkout = Path(paths.__file__).resolve().parent.parent
    assert found.database == checkout / "cache" / "tracker.db"
    assert found.cache == checkout / "cache"
    assert found.config == xdg / "config" / "tracker" / "config.toml"


def test_an_installed_program_keeps_to_the_xdg_folders(
    xdg: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "__file__", str(xdg / "lib" / "tracker" / "paths.py"))
    found = find_paths()
    assert found.database == xdg / "data" / "tracker" / "tracker.db"
    assert found.cache == xdg / "cache" / "tracker"
    assert found.config == xdg / "config" / "tracker" / "config.toml"


def test_an_empty_tracker_home_counts_as_none(xdg: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_HOME", "")
    assert find_paths().config == xdg / "config" / "tracker" / "config.toml"


def test_the_example_lies_in_the_package_once_installed_else_in_the_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert any(example_folder().rglob("*.eml"))
    package = tmp_path / "tracker"
    (package / "example").mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(package / "paths.py"))
    assert example_folder() == package / "example"
