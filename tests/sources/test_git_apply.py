# SPDX-License-Identifier: GPL-2.0-or-later
"""Patches on a branch of their own; the branch that is checked out is never touched."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.gitrepos import Repo, part
from tracker.errors import NotFound, Usage
from tracker.sources import git_apply
from tracker.sources.git_apply import apply_mbox, base_in

FIRST, SECOND = part(1, "gear: Turn it", "p1", 1), part(2, "bolt: Turn it", "p2", 2)


def mbox(*mails: bytes) -> bytes:
    return b"".join(b"From mboxrd@z Thu Jan  1 00:00:00 1970\n" + one + b"\n\n" for one in mails)


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    monkeypatch.setenv("GIT_COMMITTER_NAME", "Mia Maintainer")
    monkeypatch.setenv("GIT_COMMITTER_EMAIL", "mia@example.org")
    return Repo(tmp_path / "widget")


def state(repo: Repo) -> tuple[str, str, str, str]:
    """What must not change: the branches, the one checked out, its commit and its files."""
    return (
        repo.git("for-each-ref", "--format=%(refname) %(objectname)"),
        repo.git("symbolic-ref", "HEAD"),
        repo.git("status", "--porcelain"),
        repo.git("worktree", "list"),
    )


def put(repo: Repo, *mails: bytes, restore: bool = False, worktree: Path | None = None):
    return apply_mbox(
        repo.path, mbox(*mails), branch="tracker/turn", base=repo.first, worktree=worktree,
        restore=restore,
    )  # fmt: skip


def test_all_patches_are_on_a_new_branch_and_nothing_else_changed(repo: Repo) -> None:
    before = state(repo)
    done = put(repo, FIRST, SECOND)
    assert [one.partition(" ")[2] for one in done.commits] == ["gear: Turn it", "bolt: Turn it"]
    assert (done.stopped_at, done.worktree) == (None, None)
    assert repo.git("rev-list", "--count", f"{repo.first}..tracker/turn") == "2"
    repo.git("branch", "-q", "-D", "tracker/turn")
    assert state(repo) == before


def test_where_it_stops_is_said_and_the_work_tree_is_left(repo: Repo) -> None:
    repo.commit("gear: Other", {"lib/gear.c": "other\n"})
    done = apply_mbox(
        repo.path, mbox(SECOND, FIRST), branch="tracker/turn", base="HEAD", worktree=None,
        restore=False,
    )  # fmt: skip
    assert done.stopped_at == "gear: Turn it"
    assert [one.partition(" ")[2] for one in done.commits] == ["bolt: Turn it"]
    assert done.worktree is not None
    assert done.worktree.exists()
    assert repo.git("symbolic-ref", "HEAD") == "refs/heads/main"


def test_a_repository_is_as_it_was_where_that_is_asked(repo: Repo) -> None:
    repo.commit("gear: Other", {"lib/gear.c": "other\n"})
    before = state(repo)
    done = apply_mbox(
        repo.path, mbox(SECOND, FIRST), branch="tracker/turn", base="HEAD", worktree=None,
        restore=True,
    )  # fmt: skip
    assert (done.stopped_at, done.restored, done.worktree) == ("gear: Turn it", True, None)
    assert done.files or done.conflicts
    assert state(repo) == before


def test_a_run_that_was_killed_leaves_no_branch_and_the_next_takes_its_work_tree_away(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only one of a process that is gone; a signal that can be caught takes it away at once."""
    before = state(repo)
    dead = subprocess.run(["sh", "-c", "echo $$"], capture_output=True, check=True, text=True)
    left, busy = (
        tmp_path / f"tracker-try-{pid}-x" / "tree" for pid in (dead.stdout.strip(), os.getpid())
    )
    for tree in (left, busy):
        repo.git("worktree", "add", "-q", "--detach", str(tree), repo.first)
    assert put(repo, FIRST, restore=True).stopped_at is None
    assert repo.git("rev-list", "--count", f"{repo.first}..tracker/turn") == "1"
    assert not left.parent.exists()
    assert busy.exists()
    monkeypatch.setitem(git_apply._trials, busy, repo.path)
    git_apply.take_trials_away()
    repo.git("branch", "-q", "-D", "tracker/turn")
    assert state(repo) == before


def test_hooks_of_the_repository_are_not_run(repo: Repo, tmp_path: Path) -> None:
    hook = repo.path / ".git" / "hooks" / "applypatch-msg"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\nexit 1\n")
    hook.chmod(0o755)
    assert put(repo, FIRST).stopped_at is None
    assert not (tmp_path / "ran").exists()


def test_a_branch_or_folder_that_is_there_is_wrong_use(repo: Repo, tmp_path: Path) -> None:
    repo.git("branch", "tracker/turn")
    with pytest.raises(Usage, match="is there already"):
        put(repo, FIRST)
    repo.git("branch", "-D", "tracker/turn")
    with pytest.raises(Usage, match="is there already"):
        put(repo, FIRST, worktree=tmp_path)


def test_the_first_revision_that_is_there_is_the_base(repo: Repo) -> None:
    assert base_in(repo.path, ("0123456789ab", "HEAD")) == repo.first
    with pytest.raises(NotFound):
        base_in(repo.path, ("0123456789ab",))
