# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker stack``, ``mbox`` and ``apply``: what has to go in, in the hand."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker
from tests.cli.test_schemas import check, registry  # noqa: F401 - a fixture
from tests.gitrepos import Repo
from tests.mails import at, diff, patch
from tests.posts import tagged
from tracker.cli.backend.backend import TuiBackend
from tracker.cli.context import open_context
from tracker.cli.options import Reading
from tracker.errors import Usage
from tracker.model.readiness import ApplyWish

NEED = patch("gear: Turn it", message_id="need@example.org", date=at(1),
             change=diff("lib/gear.c", new="gear: Turn it"))  # fmt: skip
ROOT = patch("bolt: Turn it", message_id="root@example.org", date=at(2),
             change=diff("lib/bolt.c", new="bolt: Turn it"),
             below="Depends-on: <need@example.org>\n")  # fmt: skip
LOST = patch("nut: Turn it", number=1, total=2, message_id="lost@example.org")


@pytest.fixture
def held(tracker: Tracker, tmp_path: Path) -> Tracker:
    folder = tmp_path / "mail"
    folder.mkdir()
    for number, raw in enumerate((NEED, ROOT, LOST, tagged("r", "root", hours=5))):
        (folder / f"{number}.eml").write_bytes(raw)
    assert tracker("index", folder).status == 0
    return lambda *words: tracker(*words, "--offline")


def test_a_stack_is_a_document(held: Tracker, registry) -> None:  # noqa: F811
    found = check(registry, held("stack", "root@example.org", "--json"), "stack")
    assert [one["id"] for one in found["steps"]] == ["need@example.org", "root@example.org"]
    assert "gear: Turn it" in held("stack", "root@example.org").out


def test_an_mbox_holds_what_is_needed_first(held: Tracker, tmp_path: Path) -> None:
    out = tmp_path / "stack.mbx"
    assert held("mbox", "root@example.org", "--with-needs", "-o", out).status == 0
    text = out.read_text()
    assert text.index("gear: Turn it") < text.index("bolt: Turn it")
    assert "Reviewed-by: Rex Reviewer" in text
    ran = held("mbox", "root@example.org", "-o", out)
    assert (ran.status, out.read_text()) == (2, text)
    assert f"{out} is there already" in ran.err
    other = tmp_path / "own.mbx"
    assert held("mbox", "root@example.org", "-o", other).status == 0
    assert "gear: Turn it" not in other.read_text()
    ran = held("mbox", "root@example.org", "-o", tmp_path / "no" / "own.mbx")
    assert ran.status == 2
    assert "cannot be written: No such file or directory" in ran.err


@pytest.mark.parametrize(
    "words",
    [
        ("mbox", "root@example.org"),
        ("reply", "root@example.org"),
        ("export",),
        ("report", "--all"),
        ("report", "--all", "--format", "html"),
    ],
)
def test_a_dash_as_the_file_to_write_is_stdout(
    tracker: Tracker,
    held: Tracker,
    words: tuple[str, ...],
    environment: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    (environment / "config.toml").write_text('me = ["ada@example.org"]\n')
    run = tracker if words == ("export",) else held
    ran = run(*words, "-o", "-")
    assert (ran.status, ran.out) == (0, run(*words).out)
    assert ran.out
    assert not (tmp_path / "-").exists()


def test_an_incomplete_series_makes_no_mbox_unless_it_is_asked_for(
    held: Tracker, tmp_path: Path
) -> None:
    out = tmp_path / "lost.mbx"
    ran = held("mbox", "lost@example.org", "-o", out)
    assert (ran.status, out.exists()) == (3, False)
    assert "patch 2 of <lost@example.org> is not fetched" in ran.err
    assert held("mbox", "lost@example.org", "--partial", "-o", out).status == 0


def test_a_stack_goes_on_a_branch_of_its_own(
    held: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_COMMITTER_NAME", "Mia Maintainer")
    monkeypatch.setenv("GIT_COMMITTER_EMAIL", "mia@example.org")
    repo = Repo(tmp_path / "widget")
    named = ("--repo", f"widget={repo.path}")
    ran = held("apply", "root@example.org", "--with-needs", "--branch", "t/one", *named)
    assert ran.status == 0, ran.err
    titles = repo.git("log", "--format=%s", f"{repo.first}..t/one").splitlines()
    assert titles == ["bolt: Turn it", "gear: Turn it"]
    assert repo.git("symbolic-ref", "HEAD") == "refs/heads/main"
    repo.commit("bolt: Other", {"lib/bolt.c": "other\n"})
    before = repo.git("for-each-ref")
    ran = held("apply", "root@example.org", "--branch", "t/two", "--base", "main", "--restore",
               *named)  # fmt: skip
    assert ran.status == 1
    assert "bolt: Turn it" in ran.err
    assert repo.git("for-each-ref") == before
    ran = held("apply", "root@example.org", "--base", "nosuch", *named)
    assert ran.status == 3
    assert "the commit nosuch is not in the repository" in ran.err
    ran = held("apply", "root@example.org", "--branch", "t/two", "--base", "main", *named)
    way = ran.err.partition("or have the repository as it was: ")[2]
    subprocess.run(way, shell=True, check=True)
    assert repo.git("for-each-ref") == before
    assert repo.git("worktree", "list").count("\n") == 0
    ran = held("apply", "lost@example.org", "--partial", "--base", repo.first, *named)
    assert ran.status in (0, 1), ran.err
    assert "patches are not" not in ran.err


def test_the_terminal_ui_applies_compares_and_checks_out(
    held: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_COMMITTER_NAME", "Mia Maintainer")
    monkeypatch.setenv("GIT_COMMITTER_EMAIL", "mia@example.org")
    repo = Repo(tmp_path / "widget")
    context = open_context(
        Reading(as_of=None, offline=True, sources=(), config=None, repos=(("widget", repo.path),))
    )
    backend = TuiBackend(context, context.paths.database, live=False)
    name, wish = "root@example.org", ApplyWish()
    plan = backend.apply_plan(name, wish)
    assert (plan.branch, plan.standing) == ("tracker/bolt-turn-it-v1", None)
    assert (plan.patches, plan.repository) == (1, "widget")
    assert "the series names no base" in plan.base_why
    with pytest.raises(Usage, match="there is no branch"):
        backend.branch_diff(name, wish)
    assert backend.apply(name, wish)[0]
    assert backend.apply_plan(name, wish).standing == 1
    assert "bolt: Turn it" in backend.branch_diff(name, wish)
    assert repo.git("worktree", "list").count("\n") == 0
    (repo.path / "lib").mkdir(exist_ok=True)
    repo.commit("bolt: Other", {"lib/bolt.c": "other\n"})
    (repo.path / "lib/bolt.c").write_text("mine\n")
    with pytest.raises(Usage, match="commit or stash"):
        backend.check_out(wish, plan.branch)
    repo.git("checkout", "--", "lib/bolt.c")
    whole, said = backend.apply(name, ApplyWish(branch="t/two", base="main"))
    assert not whole
    assert "patch 1, “bolt: Turn it” in lib/bolt.c; git says: error: " in said[0]
    assert "nothing is left behind" in said[1]
    assert repo.git("worktree", "list").count("\n") == 0
    assert not repo.git("branch", "--list", "t/two")
    with pytest.raises(Usage, match="does not apply"):
        backend.branch_diff(name, ApplyWish(base="main"))
    backend.check_out(wish, plan.branch)
    assert repo.git("symbolic-ref", "HEAD") == f"refs/heads/{plan.branch}"


def test_a_repository_that_is_not_configured_is_wrong_use(held: Tracker) -> None:
    assert held("apply", "root@example.org", "--repo", "widget").status == 2
    assert held("apply", "root@example.org").status == 2
    assert json.loads(held("stack", "root@example.org", "--json").out)["circles"] == []
