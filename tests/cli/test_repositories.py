# SPDX-License-Identifier: GPL-2.0-or-later
"""Repositories on the command line: --repo, [repos], check, why and commits as handles."""

import json
import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker, as_any_user
from tests.gitrepos import Repo, eml, part
from tests.mails import at, mail, widget

TURN, TEST = "widget: Turn it", "gear: Test it"
V1 = (part(1, TURN, "v1-1", 0, total=2), part(2, TEST, "v1-2", 0.01, total=2,
                                              in_reply_to="v1-1@example.org"))  # fmt: skip
REF = "v1-1@example.org"


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """Both patches applied, the second edited; released in v1.0."""
    repo = Repo(tmp_path / "widget")
    repo.am(V1[0], 10)
    repo.am(V1[1], 10)
    repo.amend(10, files={"lib/bolt.c": widget("otherwise")})
    repo.tag("v1.0", hours=20)
    repo.commit("more", {"a": "x"}, hours=30)
    repo.tag("v1.1", hours=40)
    return repo


@pytest.fixture
def mailed(tmp_path: Path, tracker: Tracker) -> Tracker:
    """The program with the mail indexed."""
    assert tracker("index", eml(tmp_path / "mail", V1)).status == 0
    return tracker


def rungs(out: str) -> list[list[str]]:
    (revision,) = json.loads(out)["revisions"]
    return [[one["rung"] for one in patch["landing"]] for patch in revision["patches"]]


def test_a_repository_is_looked_at_in_the_call_and_nothing_is_indexed_first(
    mailed: Tracker, repo: Repo
) -> None:
    without = mailed("show", REF, "--offline", "--json")
    assert rungs(without.out) == [[], []]
    shown = mailed("show", REF, "--offline", "--json", "--repo", f"widget={repo.path}")
    assert (shown.status, shown.err) == (0, "")
    assert rungs(shown.out) == [["tree", "release"]] * 2
    document = json.loads(shown.out)
    assert document["stage"] == "released"
    first, second = document["revisions"][0]["patches"]
    assert first["landing"][0]["proofs"] == ["author-date", "patch-id", "title"]
    assert (first["landing"][0]["edited"], second["landing"][0]["edited"]) == (False, True)


def test_a_later_call_sees_what_was_fetched_since(mailed: Tracker, repo: Repo) -> None:
    there = ("--offline", "--repo", f"widget={repo.path}")
    assert mailed("check", REF, "--landed-in", "v1.2", *there).status == 3
    repo.tag("v1.2", hours=50)
    assert mailed("check", REF, "--landed-in", "v1.2", *there).status == 0


def test_a_repository_of_the_configuration_counts_for_every_command(
    mailed: Tracker, repo: Repo, environment: Path
) -> None:
    (environment / "config.toml").write_text(f'[repos]\nwidget = "{repo.path}"\n')
    for words in (("show", REF), ("report", "--all"), ("graph", REF)):
        ran = mailed(*words, "--offline")
        assert ran.status == 0, ran.err
        assert "released" in ran.out, words
    assert TURN in mailed("list", "--all", "state:released", "--offline").out
    assert mailed("check", REF, "--landed-in", "v1.0", "--offline").status == 0


def test_a_repository_of_the_configuration_that_is_gone_stops_nothing(
    mailed: Tracker, tmp_path: Path, environment: Path
) -> None:
    (environment / "config.toml").write_text(f'[repos]\nwidget = "{tmp_path / "gone"}"\n')
    ran = mailed("show", REF, "--offline")
    assert ran.status == 0
    assert "is no git repository" in ran.err


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("widget={}/gone", "is no git repository"),
        ("widget", "write --repo widget=PATH"),
        ("={}", "NAME=PATH"),
    ],
)
def test_a_wrong_repo_is_one_sentence_and_wrong_use(
    mailed: Tracker, tmp_path: Path, word: str, said: str
) -> None:
    ran = mailed("show", REF, "--offline", "--repo", word.format(tmp_path))
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("word", [".", "widget=.", "../widget/", "./.git", "{}"])
def test_a_path_alone_is_a_repository_too(
    mailed: Tracker, repo: Repo, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    """It is called as its folder is; the folder one is in is meant as any other."""
    monkeypatch.chdir(repo.path)
    named = word.format(repo.path)
    ran = mailed("show", REF, "--offline", "--json", "--repo", named)
    assert ran.status == 0, ran.err
    usual = mailed("show", REF, "--offline", "--json", "--repo", f"{repo.path.name}={repo.path}")
    assert json.loads(ran.out)["facts"] == json.loads(usual.out)["facts"]
    assert f'"{repo.path.name}"' in ran.out


def test_one_name_for_two_repositories_is_wrong_use(mailed: Tracker, repo: Repo) -> None:
    word = f"widget={repo.path}"
    ran = mailed("show", REF, "--offline", "--repo", word, "--repo", word)
    assert ran.status == 2
    assert "given twice" in ran.err


def test_a_commit_leads_to_its_posting(mailed: Tracker, repo: Repo) -> None:
    commit = repo.git("rev-parse", "v1.0~1")
    assert mailed("show", commit[:12], "--offline").status == 3
    ran = mailed("show", commit[:12], "--offline", "--repo", f"widget={repo.path}")
    assert ran.status == 0
    assert TURN in ran.out


def test_why_tells_how_a_patch_was_edited(mailed: Tracker, repo: Repo) -> None:
    ran = mailed("why", REF, "landing", "--offline", "--repo", f"widget={repo.path}")
    assert "v1 patch 2 was edited when it was applied" in ran.out
    assert '< +{ return "gear: Test it"; }' in ran.out
    assert '> +{ return "otherwise"; }' in ran.out
    assert "patch 1 was edited" not in ran.out
    ran = mailed("why", REF, "landing", "--offline", "--json", "--repo", f"widget={repo.path}")
    (edit,) = json.loads(ran.out)["edits"]
    assert edit["files"][0]["committed"] == ['+{ return "otherwise"; }']


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["--applied"], 0),
        (["--reviewed"], 1),
        (["--unblocked"], 0),
        (["--landed-in", "v1.0"], 0),
        (["--landed-in", "v1.1"], 0),
        (["--landed-in", "v0.9"], 1),
        (["--landed-in", "v9"], 3),
        (["--applied", "--reviewed"], 1),
        (["--applied", "--landed-in", "v1.0"], 0),
        ([], 2),
    ],
)
def test_check_answers_by_its_status_alone(
    mailed: Tracker, repo: Repo, words: list[str], status: int
) -> None:
    repo.tag("v0.9", repo.first, hours=5)
    ran = mailed("check", REF, *words, "--offline", "--repo", f"widget={repo.path}")
    assert (ran.status, ran.out) == (status, "")
    # A no and a "not known" say why on stderr; a yes says nothing.
    assert bool(ran.err) is (status != 0)


def test_check_without_a_repository_knows_no_tag_and_no_strange_series(mailed: Tracker) -> None:
    assert mailed("check", REF, "--landed-in", "v1.0", "--offline").status == 3
    assert mailed("check", REF, "--applied", "--offline").status == 3
    assert mailed("check", "other@example.org", "--applied", "--offline").status == 3


def test_a_tag_is_not_known_before_it_was_made(mailed: Tracker, repo: Repo) -> None:
    words = ("check", REF, "--landed-in", "v1.1", "--offline", "--repo", f"widget={repo.path}")
    assert mailed(*words, "--as-of", "2025-01-07T10:00:00Z").status == 3
    assert mailed(*words, "--as-of", "2025-01-10").status == 0


def test_a_patch_reverted_before_a_tag_is_not_in_it(mailed: Tracker, repo: Repo) -> None:
    repo.revert(repo.git("rev-parse", "v1.0~1"), 45)
    repo.tag("v1.2", hours=50)
    there = ("--offline", "--repo", f"widget={repo.path}")
    assert mailed("check", REF, "--landed-in", "v1.1", *there).status == 0
    assert mailed("check", REF, "--landed-in", "v1.2", *there).status == 1


def test_the_shipped_example_is_told_with_a_repository(tracker: Tracker, repo: Repo) -> None:
    """Its commits are kept in the user's database, the example's mail is not."""
    ran = tracker(
        "show", "20250709-arm64_relax_jit_comp-v1-0-3850fe189092@bootlin.com", "--offline",
        "--repo", f"widget={repo.path}",
    )  # fmt: skip
    assert ran.status == 0, ran.err
    assert "applied" in ran.out


def test_a_home_that_cannot_be_written_serves_all_the_same(
    mailed: Tracker, process: Tracker, repo: Repo, environment: Path
) -> None:
    files = [environment, *environment.rglob("*")]
    for one in files:
        one.chmod(0o555 if one.is_dir() else 0o444)
    ran = process("show", REF, "--offline", "--json", "--repo", f"widget={repo.path}",
                  preexec_fn=as_any_user)  # fmt: skip
    for one in files:
        one.chmod(0o755 if one.is_dir() else 0o644)
    assert ran.status == 0, ran.err
    assert rungs(ran.out) == [["tree", "release"]] * 2


def test_while_another_program_writes_the_last_reading_is_shown(
    mailed: Tracker, repo: Repo, environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("show", REF, "--offline", "--json", "--repo", f"widget={repo.path}")
    assert rungs(mailed(*words).out) == [["tree", "release"]] * 2
    repo.commit("later", {"b": "x"}, hours=60)
    monkeypatch.setattr("tracker.store.save.Writer.__init__.__kwdefaults__", {"patience": 0.1})
    with closing(sqlite3.connect(environment / "tracker.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        ran = mailed(*words)
    assert (ran.status, rungs(ran.out)) == (0, [["tree", "release"]] * 2)
    assert "as it was last read" in ran.err


def test_the_variables_of_git_do_not_lead_it_astray(
    mailed: Tracker, repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Repo(tmp_path / "other")
    monkeypatch.setenv("GIT_DIR", str(other.path / ".git"))
    ran = mailed("check", REF, "--applied", "--offline", "--repo", f"widget={repo.path}")
    assert ran.status == 0
    assert "GIT_DIR" in os.environ


# ---- what is special about a repository is said ----------------------------------------------


def doctor(tracker: Tracker, *words: str) -> list[dict[str, object]]:
    """What ``tracker doctor`` finds of repositories."""
    ran = tracker("doctor", "--offline", "--json", *words)
    return [one for one in json.loads(ran.out)["findings"] if one["subject"] == "repository"]


def test_doctor_tells_each_repository_how_far_it_was_read_and_how_to_mend_it(
    mailed: Tracker, repo: Repo, tmp_path: Path
) -> None:
    there = f"widget={repo.path}"
    assert doctor(mailed)[0]["mend"] is not None
    (before,) = doctor(mailed, "--repo", there)
    assert "not read yet" in str(before["text"])
    assert mailed("show", REF, "--offline", "--repo", there).status == 0
    (read,) = doctor(mailed, "--repo", there)
    assert (read["fine"], read["mend"]) == (True, None)
    assert "with a work tree; 4 commits, last read 20" in str(read["text"])
    assert "tree 1, release 2" in str(read["text"])
    repo.commit("later", {"b": "x"}, hours=60)
    (moved,) = doctor(mailed, "--repo", there)
    assert "its branches have moved since" in str(moved["text"])
    (gone,) = doctor(mailed, "--repo", f"gone={tmp_path / 'gone'}")
    assert (gone["fine"], gone["mend"]) == (False, "correct the path of 'gone', or clone it again")


@pytest.mark.parametrize(
    ("words", "said", "mend"),
    [
        (("--depth", "1"), "is a shallow clone", "fetch --unshallow"),
        (("--filter=blob:none",), "is a partial clone", "clone it without --filter"),
    ],
)
def test_a_clone_that_lacks_something_is_said_to(
    mailed: Tracker, repo: Repo, tmp_path: Path, words: tuple[str, ...], said: str, mend: str
) -> None:
    repo.git("config", "uploadpack.allowFilter", "true")
    clone = f"widget={repo.bare(tmp_path / 'clone.git', *words)}"
    ran = mailed("show", REF, "--offline", "--repo", clone)
    assert (ran.status, said in ran.err) == (0, True)
    (found,) = doctor(mailed, "--repo", clone)
    assert mend in str(found["mend"])


def test_a_clone_under_way_is_told_to_hold_no_branch_yet(
    mailed: Tracker, repo: Repo, tmp_path: Path
) -> None:
    """git-clone(1) brings the objects first, and the branches last."""
    clone = repo.bare(tmp_path / "clone.git")
    (clone / "packed-refs").rename(tmp_path / "refs")
    ran = mailed("show", REF, "--offline", "--json", "--repo", f"widget={clone}")
    assert (ran.status, rungs(ran.out)) == (0, [[], []])
    assert "widget: no branch of it counts; is it still being cloned?" in ran.err
    (tmp_path / "refs").rename(clone / "packed-refs")
    ran = mailed("show", REF, "--offline", "--json", "--repo", f"widget={clone}")
    assert (ran.err, rungs(ran.out)) == ("", [["tree", "release"]] * 2)


def test_a_patch_that_left_next_is_told_with_the_days(
    mailed: Tracker, repo: Repo, tmp_path: Path
) -> None:
    """It is in next at one look, and next is rebuilt without it at the next."""
    linux_next = Repo(tmp_path / "next", "master")
    linux_next.am(V1[0], 10)
    there = ("--offline", "--repo", f"linux-next={linux_next.path}")
    assert "next/linux-next.git" in mailed("show", REF, *there).out
    linux_next.git("reset", "-q", "--hard", linux_next.first)
    linux_next.commit("Add next files", {"Next": "x"}, hours=30)
    shown = mailed("show", REF, *there)
    assert "nowhere any more" in shown.out
    assert "was in next/linux-next.git master on 20" in shown.out
    document = json.loads(mailed("show", REF, *there, "--json").out)
    (left,) = document["revisions"][0]["patches"][0]["left"]
    assert (left["rung"], left["branch"]) == ("next", "master")
    assert "no longer in next/linux-next.git (master)" in " ".join(
        mailed("why", REF, "landing", *there).out.split()
    )


def test_what_a_look_finds_gone_is_told_in_that_look(
    mailed: Tracker, repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long the look takes: a minute passes here at each glance at the clock."""
    passed = count()
    monkeypatch.setattr(
        "tracker.cli.context.now", lambda: datetime.now(UTC) + timedelta(minutes=next(passed))
    )
    linux_next = Repo(tmp_path / "next", "master")
    linux_next.am(V1[0], 10)
    there = ("--offline", "--repo", f"linux-next={linux_next.path}")
    mailed("show", REF, *there)
    linux_next.git("reset", "-q", "--hard", linux_next.first)
    assert "nowhere any more" in mailed("show", REF, *there).out


def test_a_commit_that_was_rebased_away_after_its_notice_is_said_to_be(
    mailed: Tracker, tmp_path: Path
) -> None:
    """patchwork-bot named the commit; then the tree was rebased, and it is another one now."""
    tree = Repo(tmp_path / "tree")
    named = tree.am(V1[0], 10)
    words = (
        "Hello:\n\nThis patch was applied to acme/tree.git (main)\n"
        "by Mia Maintainer <mia@example.org>:\n\nHere is the summary with links:\n"
        f"  - [1/2] {TURN}\n    https://git.example.org/acme/tree/c/{named[:12]}\n\nThanks!\n"
    )
    told = mail("Re: [PATCH 1/2] widget: Turn it", "patchwork-bot+acme@kernel.org", words,
                message_id="n.git-patchwork-notify@example.org", in_reply_to=REF,
                date=at(30))  # fmt: skip
    assert mailed("index", eml(tmp_path / "notice", [told])).status == 0
    stays = tree.amend(40)
    shown = mailed("show", REF, "--offline", "--repo", f"tree={tree.path}").out
    assert f"1:{stays[:12]}" in shown
    assert f"which that branch lacks now: 1:{named[:12]}" in " ".join(shown.split())
