# SPDX-License-Identifier: GPL-2.0-or-later
"""``update`` looks at the repositories, and ``doctor`` names those that are missing."""

from pathlib import Path

import pytest

from tests.cli.conftest import Tracker
from tests.gitrepos import Repo, eml, part
from tests.mails import MIA, at, mail

TURN = "widget: Turn it"
POSTED = part(1, TURN, "v1-1", 0, total=1)
REF = "v1-1@example.org"


@pytest.fixture
def upstream(tmp_path: Path) -> Repo:
    return Repo(tmp_path / "upstream")


@pytest.fixture
def followed(tmp_path: Path, tracker: Tracker, environment: Path, upstream: Repo) -> Tracker:
    """One series of a list, a clone in ``[repos]`` and a board that was judged once."""
    clone = upstream.bare(tmp_path / "clone.git", "--mirror")
    environment.mkdir()
    (environment / "config.toml").write_text(
        f'fetch = ["widget"]\nserver = "http://127.0.0.1:9"\n[repos]\nwidget = "{clone}"\n'
    )
    assert tracker("index", eml(tmp_path / "mail", [POSTED])).status == 0
    assert tracker("list", "--all", "--offline").status == 0
    return tracker


def test_update_fetches_what_is_allowed_and_names_what_landed_without_a_word(
    followed: Tracker, upstream: Repo
) -> None:
    commit = upstream.am(POSTED, 10)
    assert "landed without a word" not in followed("update", "--offline").err
    ran = followed("update")
    assert "fetching widget" in ran.err
    assert f"landed without a word: {TURN}: in widget (main) as {commit[:12]} by Mia" in ran.err
    assert "landed without a word" not in followed("update").err


def test_what_a_mail_says_is_no_silent_landing(
    followed: Tracker, upstream: Repo, tmp_path: Path
) -> None:
    upstream.am(POSTED, 10)
    said = mail(f"Re: [PATCH] {TURN}", MIA, "Applied, thanks!\n", message_id="b@example.org",
                in_reply_to=REF, date=at(11))  # fmt: skip
    assert followed("index", eml(tmp_path / "more", [said])).status == 0
    assert "landed without a word" not in followed("update").err
    assert followed("check", REF, "--applied", "--offline").status == 0


def test_a_fetch_that_fails_is_told_and_stops_nothing(
    followed: Tracker, environment: Path, upstream: Repo, tmp_path: Path
) -> None:
    upstream.path.rename(tmp_path / "moved")
    ran = followed("update")
    assert ran.status == 4
    assert "widget could not be fetched" in ran.err
    assert "Traceback" not in ran.err


def test_doctor_names_the_repository_that_would_show_what_became_of_a_list(
    tracker: Tracker, tmp_path: Path
) -> None:
    posted = POSTED.replace(b"Cc: ", b"Cc: linux-btrfs@vger.kernel.org, ", 1)
    if posted == POSTED:
        posted = POSTED.replace(b"\nSubject:", b"\nCc: linux-btrfs@vger.kernel.org\nSubject:", 1)
    assert tracker("index", eml(tmp_path / "mail", [posted])).status == 0
    ran = tracker("doctor", "--offline")
    assert "no repository shows what landed of linux-btrfs" in ran.out
    assert "clone https://github.com/btrfs/linux.git" in ran.out
    clone = Repo(tmp_path / "clone")
    clone.git("remote", "add", "origin", "https://github.com/btrfs/linux.git")
    ran = tracker("doctor", "--offline", "--repo", f"mine={clone.path}")
    assert "no repository shows what landed of linux-btrfs" not in ran.out
