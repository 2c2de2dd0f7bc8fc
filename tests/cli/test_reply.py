# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker reply``: drafts on stdout or in a file."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker
from tests.cli.threads import CHANGE, QUESTION, UNKNOWN, V2
from tracker.paths import find_paths
from tracker.services.handover.drafts import (
    MAX_DELETED,
    delete_draft,
    editor_words,
    keep_draft,
    mailer_words,
)

DRAFT = "To: ada@example.org\nSubject: Re: x; rm -rf ~ $(reboot)\n\nHello\n"


@pytest.fixture
def user(environment: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody with a name, as git has it."""
    monkeypatch.setenv("GIT_CONFIG_COUNT", "2")
    for number, (key, value) in enumerate((("name", "Pia Park"), ("email", "pia@example.org"))):
        monkeypatch.setenv(f"GIT_CONFIG_KEY_{number}", f"user.{key}")
        monkeypatch.setenv(f"GIT_CONFIG_VALUE_{number}", value)


def test_an_answer_goes_to_stdout(tracker: Tracker, indexed: Path, user: None) -> None:
    ran = tracker("reply", QUESTION, "--offline")
    assert ran.status == 0, ran.err
    assert ran.out.startswith("From: Pia Park <pia@example.org>\nTo: ")
    assert f"\nIn-Reply-To: <{QUESTION}>\n" in ran.out
    assert " wrote:\n> " in ran.out


def test_a_series_is_answered_at_its_newest_posting(
    tracker: Tracker, indexed: Path, user: None
) -> None:
    ran = tracker("reply", CHANGE, "--ping", "--offline")
    assert f"\nIn-Reply-To: <{V2}>\n" in ran.out
    assert ran.out.endswith("\n\nGentle ping: is anything missing here?\n")


def test_a_file_is_not_written_over(
    tracker: Tracker, indexed: Path, user: None, tmp_path: Path
) -> None:
    out = tmp_path / "draft"
    ran = tracker("reply", V2, "--tag", "acked", "-o", out, "--offline")
    assert (ran.status, ran.out) == (0, "")
    assert out.read_text().endswith("\nAcked-by: Pia Park <pia@example.org>\n")
    assert tracker("reply", V2, "-o", out, "--offline").status == 2
    assert "Acked-by" in out.read_text()


def test_what_cannot_be_answered_says_why(tracker: Tracker, indexed: Path, user: None) -> None:
    assert tracker("reply", UNKNOWN, "--offline").status == 3
    ran = tracker("reply", V2, "--tag", "nice", "--offline")
    assert (ran.status, "'nice' is no tag" in ran.err) == (2, True)
    assert tracker("reply", V2, "--ping", "--applied", "x", "--offline").status == 2


def test_a_draft_is_kept_in_a_file_of_its_own_that_only_the_user_reads(environment: Path) -> None:
    folder = find_paths().drafts
    first, second = (keep_draft(folder, "<a/../b>@x", DRAFT) for _ in range(2))
    assert first.parent == second.parent == folder
    assert first.name.startswith("x-rm-rf-reboot-")
    assert second.name != first.name
    assert first.stat().st_mode & 0o777 == 0o600


def test_a_mailer_gets_the_draft_as_one_argument(
    environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = keep_draft(find_paths().drafts, "a@x", DRAFT)
    wire = str(path.with_suffix(".mail"))
    assert mailer_words(("mutt", "-H", "{draft}"), path) == ("mutt", "-H", wire)
    assert mailer_words(("git", "send-email"), path) == ("git", "send-email", wire)
    assert Path(wire).read_text().endswith("\n\nHello\n")
    monkeypatch.setenv("EDITOR", "vi -u 'my rc'")
    monkeypatch.delenv("VISUAL", raising=False)
    assert editor_words(path) == ("vi", "-u", "my rc", str(path))


def test_a_tag_has_a_name_that_belongs_to_its_address(
    tracker: Tracker, indexed: Path, user: None, environment: Path
) -> None:
    """That of the cached mails from the configured address, else git's with git's address."""
    environment.mkdir(exist_ok=True)
    for own, tag in (
        ("ada@example.org", "Ada Author <ada@example.org>"),
        ("unseen@example.org", "Pia Park <pia@example.org>"),
    ):
        (environment / "config.toml").write_text(f'me = ["{own}"]\n')
        ran = tracker("reply", V2, "--tag", "acked", "--offline")
        assert ran.out.endswith(f"\nAcked-by: {tag}\n"), ran.out


def test_drafts_are_listed_shown_edited_and_deleted(
    tracker: Tracker, indexed: Path, user: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that the editor left as it was is dropped."""
    monkeypatch.setenv("EDITOR", "true")
    ran = tracker("reply", V2, "--edit", "--offline")
    assert (ran.status, "nothing was written" in ran.err) == (0, True)
    assert "no draft is kept" in tracker("drafts").err
    monkeypatch.setenv("EDITOR", "sed -i '$ a It is.'")
    assert tracker("reply", V2, "--edit", "--offline").status == 0
    assert tracker("reply", QUESTION, "--edit", "--offline").status == 0
    kept = json.loads(tracker("drafts", "--json").out)["drafts"]
    assert [Path(one["path"]).is_file() for one in kept] == [True, True]
    assert len(tracker("drafts").out.splitlines()) == 2
    shown = tracker("drafts", Path(kept[0]["path"]).name)
    assert shown.out.endswith("It is.\n")
    assert tracker("drafts", "1", "--edit").status == 0
    edited = Path(tracker("drafts", "1", "--path").out.strip())
    assert edited.read_text().endswith("It is.\nIt is.\n")
    assert tracker("drafts", "1", "2", "--delete").status == 0
    assert list(edited.parent.glob("*.eml")) == []
    kept_for_now = list((edited.parent / "deleted").iterdir())
    assert len(kept_for_now) == 2
    assert any(one.read_text().endswith("It is.\nIt is.\n") for one in kept_for_now)


def test_no_editor_of_its_own_takes_over_what_is_no_terminal(
    tracker: Tracker, indexed: Path, user: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "")
    monkeypatch.delenv("VISUAL", raising=False)
    ran = tracker("reply", V2, "--edit", "--offline")
    assert (ran.status, ran.out) == (2, "")
    assert "there is no terminal to edit in; set $EDITOR" in ran.err
    assert "no draft is kept" in tracker("drafts").err


def test_of_deleted_drafts_the_last_are_kept(tmp_path: Path) -> None:
    """A number of the list may mean another draft than it did: the text is not lost by it."""
    for number in range(MAX_DELETED + 3):
        kept = delete_draft(keep_draft(tmp_path / "drafts", "x@example.org", f"text {number}"))
        assert kept.read_text() == f"text {number}"
    texts = {one.read_text() for one in kept.parent.iterdir()}
    assert texts == {f"text {number}" for number in range(3, MAX_DELETED + 3)}
    assert list((tmp_path / "drafts").glob("*.eml")) == []


def test_an_editor_that_gives_up_leaves_no_draft(
    tracker: Tracker, indexed: Path, user: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As :cq in vim does. What was written before it is kept, and a second draft is pointed out."""
    for editor, said in (("false", "gave up"), ("/no/such/editor", "could not be run")):
        monkeypatch.setenv("EDITOR", editor)
        ran = tracker("reply", V2, "--edit", "--offline")
        assert (ran.status, said in ran.err) == (2, True), ran.err
    assert "no draft is kept" in tracker("drafts").err
    monkeypatch.setenv("EDITOR", "sh -c 'echo It is. >> \"$0\"; exit 1'")
    assert "the draft is kept" in tracker("reply", V2, "--edit", "--offline").err
    monkeypatch.setenv("EDITOR", "sed -i '$ a It is.'")
    ran = tracker("reply", V2, "--edit", "--offline")
    assert (ran.status, "1 other draft of an answer to this mail" in ran.err) == (0, True)
    assert len(tracker("drafts").out.splitlines()) == 2


def test_a_draft_that_is_not_there_is_not_found(tracker: Tracker, indexed: Path) -> None:
    assert tracker("drafts", "nosuch").status == 3
    assert tracker("drafts", "--edit").status == 2
    assert tracker("drafts", "1", "--edit", "--delete").status == 2
