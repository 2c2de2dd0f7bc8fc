# SPDX-License-Identifier: GPL-2.0-or-later
"""Repositories of every kind are read once, then on from where they were left; none is touched."""

import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from tests.gitrepos import Repo, part
from tests.landings import opened, read_in
from tests.mails import MIA, at, widget
from tests.stored import LATE
from tracker.errors import Unreachable, Usage
from tracker.services.repositories import Watched, look_at, read_new
from tracker.sources.repository import open_repository
from tracker.store.load import Reader


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return Repo(tmp_path / "widget")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "tracker.db"


def commits(database: Path, watched: Watched) -> dict[str, str | None]:
    """Title -> patch-id of every stored commit."""
    with opened(database) as reader:
        count = reader.commit_count(watched.number)
        found = reader.commits_by_number(watched.number, range(1, count + 1))
        return {one.title: one.patch_id for one in found.values()}


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(one): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()}


ODD_COMMITS = (
    b"links\n\n" + b"Link: https://lore.kernel.org/r/a@b.org\n" * 20_000,
    b"long " + b"x" * 2_000_000,
    b"spaces\n\n" + b" " * 1_000_000 + b"\n(cherry picked from commit " + b"0" * 100_000,
    b"\x1b[2J\x1b]0;evil\x07 title \xe2\x80\xae\xff\xfe\n\nbody\x00nul\n",
    b"",
    b"\n\n\n",
)
ODD_PEOPLE = (
    b"A <a@b.org> 99999999999999999999 +0000",
    b"A <a@b.org> -99999999999 +0000",
    b"A <a@b.org> 1736160000 +9999",
    b"A <a@b.org>",
    b"<<<>>> \xff <a\x1b@b> notanumber +x",
    b"",
    b"A" * 1_000_000 + b" <a@b.org> 1736160000 +0000",
)


def test_commits_and_refs_that_no_git_command_makes_are_read(repo: Repo, database: Path) -> None:
    """Messages of megabytes, dates that are none, names that look like options, tags of tags."""

    def made(kind: str, body: bytes) -> str:
        return repo.git("hash-object", "-t", kind, "-w", "--stdin", "--literally", feed=body)

    good = b"A <a@b.org> 1736160000 +0000"
    tree = repo.git("rev-parse", "HEAD^{tree}").encode()
    last = repo.first
    for who, text in [*((good, one) for one in ODD_COMMITS), *((one, b"x") for one in ODD_PEOPLE)]:
        parents = b"parent %s\n" % last.encode()
        head = b"tree %s\n%sauthor %s\ncommitter %s\n\n" % (tree, parents, who, who)
        last = made("commit", head + text)
    repo.git("update-ref", "HEAD", last)
    tag, kind = last, "commit"
    for number in range(20):
        text = f"object {tag}\ntype {kind}\ntag v7.{number}\n\nx\n"
        tag, kind = made("tag", text.encode()), "tag"
    names = ("tags/v7.0", "heads/--upload-pack=x", "heads/%s%n", "tags/v" + "9" * 200)
    repo.git("update-ref", f"refs/{names[0]}", tag)
    for name in names[1:]:
        repo.git("update-ref", f"refs/{name}", last)
    loop = repo.path / ".git" / "refs" / "heads" / "loop"
    loop.write_text("ref: refs/heads/loop\n")
    watched = read_in(database, "widget", repo.path)
    with opened(database) as reader:
        stored = reader.commits_by_number(watched.number, range(1, 40))
    assert len(stored) == 1 + len(ODD_COMMITS) + len(ODD_PEOPLE)
    assert max(len(one.title) for one in stored.values()) < 5000


def test_every_commit_is_stored_with_the_patch_id_that_git_gives(
    repo: Repo, database: Path
) -> None:
    one = repo.am(part(1, "gear: Turn", "p-1", 0), 10)
    repo.switch("side", repo.first)
    repo.commit("side", {"side.c": "x"}, hours=11)
    repo.switch("main")
    repo.merge("side", hours=12)
    watched = read_in(database, "widget", repo.path)
    stored = commits(database, watched)
    assert set(stored) == {"Start", "gear: Turn", "side", "Merge"}
    assert (stored["Start"], stored["Merge"]) == ("", "")
    shown = repo.git("show", one)
    said = subprocess.run(["git", "patch-id", "--stable"], input=shown.encode() + b"\n",
                          capture_output=True, check=True).stdout  # fmt: skip
    assert stored["gear: Turn"] == said.split()[0].decode()


def test_names_dates_and_bytes_that_are_no_utf8_are_read(repo: Repo, database: Path) -> None:
    repo.commit("Ünïcode", {"a": "x"}, author="Zoë Ä <ZOE@Example.org>", hours=5)
    text = repo.git("cat-file", "commit", "HEAD").encode()
    odd = text.replace("Ünïcode".encode(), b"Bad \xff bytes") + b"\n"
    repo.git(
        "update-ref", "HEAD", repo.git("hash-object", "-t", "commit", "-w", "--stdin", feed=odd)
    )
    watched = read_in(database, "widget", repo.path)
    with opened(database) as reader:
        (bad,) = reader.commits_by_number(watched.number, [2]).values()
    assert bad.title == "Bad \ufffd bytes"
    assert (bad.author.name, bad.author.email) == ("Zoë Ä", "zoe@example.org")
    assert (bad.author_date, bad.committer.email) == (at(5), "mia@example.org")


def test_a_second_look_reads_nothing_and_a_later_one_what_is_new(
    repo: Repo, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_in(database, "widget", repo.path)
    with opened(database) as reader:
        assert not look_at("widget", repo.path, reader).stale
    repo.commit("more", {"a": "x"})
    with opened(database) as reader:
        watched = look_at("widget", repo.path, reader)
    assert watched.stale
    assert list(read_new(database, watched, lambda: LATE)) == ["widget: 1 of 1 commits read"]


def test_a_new_tag_alone_is_noticed(repo: Repo, database: Path) -> None:
    read_in(database, "widget", repo.path)
    repo.tag("v1.0")
    assert len(read_in(database, "widget", repo.path).tips) == 2
    with opened(database) as reader:
        assert {tip.ref for tip in reader.tips(1)} == {"refs/heads/main", "refs/tags/v1.0"}


def test_a_run_that_was_killed_is_gone_on_with(repo: Repo, database: Path) -> None:
    for number in range(3):
        repo.commit(f"step {number}", {"a": str(number)})
    watched = look_at("widget", repo.path, None)
    run = read_new(database, watched, lambda: LATE)
    next(run)
    run.close()
    with opened(database) as reader:
        again = look_at("widget", repo.path, reader)
    assert again.stale
    assert list(read_new(database, again, lambda: LATE)) == []
    assert len(commits(database, read_in(database, "widget", repo.path))) == 4


def test_parents_come_before_children_whatever_the_clocks_say(repo: Repo, database: Path) -> None:
    repo.commit("parent", {"a": "1"}, hours=100)
    repo.switch("side", "main")
    repo.commit("child of a slow clock", {"b": "1"}, hours=-900)
    repo.switch("main")
    repo.commit("other child", {"c": "1"}, hours=110)
    repo.merge("side", hours=120)
    watched = read_in(database, "widget", repo.path)
    with opened(database) as reader:
        history = reader.history(watched.number)
    assert [number for number, first in enumerate(history.firsts) if not first] == [0, 1]
    assert all(first < number for number, first in enumerate(history.firsts) if number)
    assert list(history.mergers) == [5]
    assert history.others[0] < 5


def test_a_history_is_the_same_packed_or_not(repo: Repo, database: Path) -> None:
    """What a killed run stored is not packed yet, nor what an older program read."""
    repo.switch("side", "main")
    repo.commit("side", {"side.c": "x"}, hours=1)
    repo.switch("main")
    repo.merge("side", hours=2)
    number = read_in(database, "widget", repo.path).number
    repo.switch("other", "side")
    repo.commit("other", {"other.c": "x"}, hours=3)
    repo.switch("main")
    repo.merge("other", hours=4)
    read_in(database, "widget", repo.path)
    with opened(database) as reader:
        packed = reader.history(number)
    with closing(sqlite3.connect(database)) as raw, raw:
        raw.execute("DELETE FROM repo_graph")
    with opened(database) as reader:
        again = reader.history(number)
    for one in (packed, again):
        assert list(one.firsts) == [0, 0, 1, 1, 2, 3]
        assert (list(one.mergers), list(one.others)) == ([3, 5], [2, 4])


def test_a_rewritten_branch_keeps_what_it_held_and_gets_what_is_new(
    repo: Repo, database: Path
) -> None:
    repo.commit("first try", {"a": "1"}, hours=1)
    read_in(database, "widget", repo.path)
    repo.git("reset", "-q", "--hard", repo.first)
    repo.commit("second try", {"a": "2"}, hours=2)
    repo.git("reflog", "expire", "--expire=all", "--all")
    repo.git("gc", "-q", "--prune=now")
    watched = read_in(database, "widget", repo.path)
    assert set(commits(database, watched)) == {"Start", "first try", "second try"}


def test_a_repository_is_never_written_to(repo: Repo, database: Path) -> None:
    repo.commit("more", {"a": "x"})
    before = snapshot(repo.path)
    read_in(database, "widget", repo.path)
    assert snapshot(repo.path) == before


def test_what_its_configuration_wants_run_is_not_run(repo: Repo, database: Path) -> None:
    trap = repo.path.parent / "trapped"
    for name in ("diff.external", "core.fsmonitor", "core.pager", "diff.trap.textconv",
                 "diff.trap.command", "gpg.program"):  # fmt: skip
        repo.git("config", name, f"touch {trap}; :")
    repo.git("config", "log.showSignature", "true")
    (repo.path / ".gitattributes").write_text("* diff=trap\n")
    repo.commit("more", {"a": "x"})
    trap.unlink(missing_ok=True)
    repo.git("show", "--ext-diff", "HEAD")
    trap.unlink()
    stored = commits(database, read_in(database, "widget", repo.path))
    assert stored["more"]
    assert not trap.exists()


# ---- kinds of repositories -------------------------------------------------------------------


def test_a_bare_clone_and_a_folder_with_git_in_it_are_read_alike(
    repo: Repo, database: Path, tmp_path: Path
) -> None:
    repo.commit("more", {"a": "x"})
    bare = read_in(database, "bare", repo.bare(tmp_path / "bare.git"))
    checkout = read_in(database, "checkout", repo.path)
    assert commits(database, bare) == commits(database, checkout)
    assert bare.number != checkout.number


def test_a_worktree_is_the_repository_it_belongs_to(
    repo: Repo, database: Path, tmp_path: Path
) -> None:
    repo.git("worktree", "add", "-q", "-b", "other", str(tmp_path / "tree"))
    first = read_in(database, "widget", repo.path)
    with opened(database) as reader:
        second = look_at("widget", tmp_path / "tree", reader)
    assert (second.path, second.number, second.stale) == (first.path, first.number, False)


def test_borrowed_objects_are_read(repo: Repo, database: Path, tmp_path: Path) -> None:
    repo.commit("more", {"a": "x"})
    repo.git("clone", "-q", "--bare", "--shared", str(repo.path), str(tmp_path / "shared.git"))
    stored = commits(database, read_in(database, "w", tmp_path / "shared.git"))
    assert stored["more"]


def test_a_shallow_clone_has_no_patch_id_where_its_history_ends(
    repo: Repo, database: Path, tmp_path: Path
) -> None:
    for number in range(3):
        repo.commit(f"step {number}", {"a": f"{number}"})
    shallow = repo.bare(tmp_path / "shallow.git", "--depth=2")
    watched = read_in(database, "w", shallow)
    stored = commits(database, watched)
    assert (set(stored), stored["step 1"]) == ({"step 1", "step 2"}, "")
    assert stored["step 2"]
    subprocess.run(["git", "fetch", "-q", "--unshallow"], cwd=shallow, check=True)
    stored = commits(database, read_in(database, "w", shallow))
    assert set(stored) == {"Start", "step 0", "step 1", "step 2"}
    assert stored["step 1"]


def test_a_partial_clone_is_read_without_patch_ids_and_fetches_nothing(
    repo: Repo, database: Path, tmp_path: Path
) -> None:
    repo.git("config", "uploadpack.allowFilter", "true")
    repo.commit("more", {"a": "x"})
    partial = repo.bare(tmp_path / "partial.git", "--filter=blob:none")
    before = snapshot(partial)
    watched = read_in(database, "w", partial)
    assert watched.state.partial
    assert commits(database, watched) == {"Start": "", "more": None}
    assert snapshot(partial) == before


def test_missing_contents_leave_the_rest_without_patch_ids(repo: Repo, database: Path) -> None:
    first = repo.commit("one", {"a": "content that is lost"}, hours=1)
    repo.commit("two", {"b": "x"}, hours=2)
    lost = repo.git("rev-parse", f"{first}:a")
    (repo.path / ".git" / "objects" / lost[:2] / lost[2:]).unlink()
    stored = commits(database, read_in(database, "widget", repo.path))
    assert (stored["one"], stored["two"]) == (None, None)


def test_an_empty_repository_holds_nothing(database: Path, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", "--bare", str(tmp_path / "empty")], check=True)
    watched = read_in(database, "w", tmp_path / "empty")
    assert (watched.tips, watched.stale) == ((), False)


def test_a_detached_head_has_its_branches_all_the_same(repo: Repo, database: Path) -> None:
    repo.git("checkout", "-q", "--detach")
    repo.commit("apart", {"a": "x"})
    assert set(commits(database, read_in(database, "w", repo.path))) == {"Start"}


def test_a_tag_of_a_tree_is_passed_over(repo: Repo, database: Path) -> None:
    repo.git("tag", "v0.1", repo.git("rev-parse", "HEAD^{tree}"))
    assert not read_in(database, "w", repo.path).stale


@pytest.mark.parametrize("kind", ["nothing", "file", "folder", "broken"])
def test_a_path_that_is_no_repository_is_told_in_a_sentence(tmp_path: Path, kind: str) -> None:
    place = tmp_path / kind
    if kind == "file":
        place.write_text("x")
    elif kind != "nothing":
        place.mkdir()
        if kind == "broken":
            (place / ".git").write_text("gitdir: /nowhere/at/all\n")
    with pytest.raises(Usage, match="is no git repository"):
        open_repository(place)


def test_a_damaged_repository_is_told_of_and_what_was_stored_stays(
    repo: Repo, database: Path
) -> None:
    read_in(database, "widget", repo.path)
    middle = repo.commit("more", {"a": "x"})
    repo.commit("most", {"a": "y"})
    (repo.path / ".git" / "objects" / middle[:2] / middle[2:]).unlink()
    with opened(database) as reader:
        watched = look_at("widget", repo.path, reader)
    with pytest.raises(Unreachable, match="git cannot read"):
        list(read_new(database, watched, lambda: LATE))
    with opened(database) as reader:
        assert reader.commit_count(1) == 1


def test_the_users_own_branches_of_a_clone_do_not_count(
    repo: Repo, database: Path, tmp_path: Path
) -> None:
    repo.git("clone", "-q", str(repo.path), str(tmp_path / "mine"))
    mine = tmp_path / "mine"
    subprocess.run(
        ["git", "-c", "user.name=M", "-c", "user.email=mia@example.org", "commit", "-q",
         "--allow-empty", "-m", "my work"], cwd=mine, check=True,
    )  # fmt: skip
    assert set(commits(database, read_in(database, "w", mine))) == {"Start"}


def test_two_repositories_keep_their_commits_apart(
    repo: Repo, database: Path, tmp_path: Path
) -> None:
    other = Repo(tmp_path / "other")
    other.commit("theirs", {"lib/nut.c": widget("x")}, author=MIA)
    first = read_in(database, "one", repo.path)
    second = read_in(database, "two", other.path)
    assert set(commits(database, first)) == {"Start"}
    assert set(commits(database, second)) == {"Start", "theirs"}
    reader = Reader.open(database)
    assert reader is not None
    with reader:
        assert len(reader.commits_like([first.number], title_keys=["start", "theirs"])) == 1
        assert len(reader.commits_like([first.number, second.number], title_keys=["start"])) == 2
