# SPDX-License-Identifier: GPL-2.0-or-later
"""From a patch mail to merges, releases, backports and reverts: real mail, real git."""

from hashlib import sha1
from pathlib import Path

import pytest

from tests.gitrepos import Repo, part
from tests.landings import Landings
from tests.mails import MIA, REX, at, diff, mail, patch, widget
from tests.posts import reply
from tests.stored import LATE
from tracker.errors import Ambiguous
from tracker.mail.refs import parse_ref
from tracker.model.landing import Proof, StepName
from tracker.model.status import Stage

DAY = 24
TURN, TEST = "widget: Turn it", "gear: Test it"
V1 = (part(1, TURN, "v1-1", 0, total=2), part(2, TEST, "v1-2", 0.01, total=2,
                                              in_reply_to="v1-1@example.org"))  # fmt: skip


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return Repo(tmp_path / "widget")


@pytest.fixture
def landings(tmp_path: Path) -> Landings:
    return Landings(tmp_path / "home", *V1)


def named(*items: tuple[str, str | None]) -> str:
    """The words of patchwork-bot."""
    lines = ["Hello:", "", "This series was applied to acme/widget.git (main)",
             "by Mia Maintainer <mia@example.org>:", "",
             "Here is the summary with links:"]  # fmt: skip
    for number, (title, commit) in enumerate(items, 1):
        where = (
            f"https://git.example.org/acme/widget/c/{commit}" if commit else "(no matching commit)"
        )
        lines += [f"  - [{number}/{len(items)}] {title}", f"    {where}"]
    return "\n".join(lines) + "\n\nYou are awesome, thank you!\n"


def notice(*items: tuple[str, str | None], hours: float = 30) -> bytes:
    return mail(
        "Re: [PATCH 1/2] widget: Turn it", "patchwork-bot+acme@kernel.org", named(*items),
        message_id="n.git-patchwork-notify@example.org", in_reply_to="v1-1@example.org",
        date=at(hours),
    )  # fmt: skip


def test_an_applied_patch_is_found_with_its_committer_and_every_proof(
    repo: Repo, landings: Landings
) -> None:
    commit = repo.am(V1[0], 10)
    landings.add("widget", repo.path)
    (rung,) = landings.rungs("v1-1")
    assert (rung.rung, rung.tree, rung.branch) == (StepName.TREE, "widget", "main")
    assert (rung.commit, rung.merge, rung.date) == (commit, None, at(10))
    assert rung.by is not None
    assert rung.by.email == "mia@example.org"
    assert rung.proofs == (Proof.AUTHOR_DATE, Proof.PATCH_ID, Proof.TITLE)
    assert (rung.edited, rung.evidence.repository, rung.evidence.commit) == (
        False,
        "widget",
        commit,
    )
    assert landings.rungs("v1-2") == ()
    assert landings.view("v1-1").stage is Stage.PARTIALLY_APPLIED


def test_nothing_has_landed_before_it_was_committed(repo: Repo, landings: Landings) -> None:
    repo.am(V1[0], 10)
    repo.tag("v1.0", hours=20)
    landings.add("widget", repo.path)
    assert landings.told("v1-1", hours=9) == []
    assert landings.told("v1-1", hours=11) == ["tree widget/main"]
    assert landings.told("v1-1", hours=21) == ["tree widget/main", "release v1.0"]


def test_a_patch_edited_when_applied_is_told_to_be(repo: Repo, landings: Landings) -> None:
    repo.am(V1[0], 10)
    repo.amend(11, files={"lib/gear.c": widget("otherwise")})
    landings.add("widget", repo.path)
    (rung,) = landings.rungs("v1-1")
    assert rung.edited is True
    assert rung.proofs == (Proof.AUTHOR_DATE, Proof.TITLE)


def test_the_outermost_merge_and_its_date_are_told(repo: Repo, landings: Landings) -> None:
    repo.switch("topic", "main")
    repo.am(V1[0], 10)
    repo.switch("tree", "main")
    repo.merge("topic", hours=12)
    repo.switch("main")
    merge = repo.merge("tree", title="Merge the tree", hours=15)
    landings.add("widget", repo.path)
    (rung,) = landings.rungs("v1-1")
    assert (rung.branch, rung.merge, rung.date) == ("main", merge, at(15))
    assert landings.told("v1-1", hours=13) == []


def test_a_candidate_before_the_release_is_told_apart(repo: Repo, landings: Landings) -> None:
    repo.am(V1[0], 10)
    repo.tag("v2.0-rc1", hours=11)
    repo.tag("for-you-2025-01-08", hours=12)
    landings.add("widget", repo.path)
    (rung,) = landings.rungs("v1-1")
    assert rung.tag == "v2.0-rc1"
    assert landings.view("v1-1").revisions[0].patches[0].stage is Stage.APPLIED
    repo.commit("More", {"x": "y"}, hours=20)
    repo.tag("v2.0", hours=21)
    repo.tag("v2.1", hours=30)
    landings.add("widget", repo.path)
    assert landings.told("v1-1") == ["tree widget/main", "release v2.0"]
    assert landings.rungs("v1-1")[1].date == at(21)
    assert landings.view("v1-1").revisions[0].patches[0].stage is Stage.RELEASED


def test_a_notice_is_confirmed_by_the_commit_and_gets_its_whole_id(
    repo: Repo, landings: Landings
) -> None:
    commit = repo.am(V1[0], 10)
    landings.stock.take([notice((TURN, commit[:12]), (TEST, None))])
    landings.add("widget", repo.path)
    (rung,) = landings.rungs("v1-1")
    assert (rung.commit, rung.tree, rung.date) == (commit, "acme/widget.git", at(10))
    assert rung.proof is Proof.NOTICE
    assert rung.evidence.message_id == "n.git-patchwork-notify@example.org"
    assert rung.evidence.repository == "widget"
    assert landings.rungs("v1-2") == ()


def test_a_notice_whose_commit_no_repository_holds_stays_a_claim(
    repo: Repo, landings: Landings
) -> None:
    landings.stock.take([notice((TURN, "a" * 12), (TEST, "b" * 12))])
    landings.add("widget", repo.path)
    (rung,) = landings.rungs("v1-1")
    assert (rung.commit, rung.proof, rung.evidence.repository) == ("a" * 12, Proof.NOTICE, None)


def test_a_commit_rebased_away_after_its_notice_is_replaced_and_kept_as_evidence(
    repo: Repo, landings: Landings
) -> None:
    gone = repo.am(V1[0], 10)
    landings.stock.take([notice((TURN, gone[:12]), (TEST, None))])
    landings.add("widget", repo.path)
    stays = repo.amend(40)
    landings.add("widget", repo.path)
    (rung,) = landings.rungs("v1-1")
    assert rung.commit == stays != gone
    against = [one for one in rung.others if one.message_id]
    assert [one.commit for one in against] == [gone[:12]]


def test_a_persons_word_is_joined_to_the_commit_it_speaks_of(
    repo: Repo, landings: Landings
) -> None:
    landings.stock.take([reply("thanks", "v1-1", "Both applied to main, thanks.\n", MIA, hours=11)])
    first, second = repo.am(V1[0], 10), repo.am(V1[1], 10)
    landings.add("widget", repo.path)
    assert [one.commit for one in landings.rungs("v1-1")] == [first]
    assert [one.commit for one in landings.rungs("v1-2")] == [second]
    assert landings.rungs("v1-1")[0].evidence.message_id == "thanks@example.org"
    assert landings.view("v1-1").stage is Stage.APPLIED


def test_the_newest_posting_before_the_commit_gets_it(repo: Repo, tmp_path: Path) -> None:
    """The author sent the same patch three times, and rebased before it was taken."""
    mails = [
        patch(TURN, version=n, message_id=f"w{n}@example.org", date=at(DAY * n),
              change=diff("lib/gear.c", new=TURN))
        for n in (1, 2, 3)
    ]  # fmt: skip
    landings = Landings(tmp_path / "home", *mails)
    repo.commit(TURN, {"lib/gear.c": widget(TURN)}, hours=DAY * 2 + 5)
    landings.add("widget", repo.path)
    assert [len(landings.rungs(f"w{n}")) for n in (1, 2, 3)] == [0, 1, 0]


def test_a_posting_in_another_work_that_a_notice_names_gets_the_commit(
    repo: Repo, tmp_path: Path
) -> None:
    """The same patch was sent alone, and before that as part of a series of another name."""
    alone = patch(TURN, message_id="alone@example.org", date=at(DAY),
                  change=diff("lib/gear.c", new=TURN))  # fmt: skip
    landings = Landings(tmp_path / "home", *V1, alone)
    commit = repo.commit(TURN, {"lib/gear.c": widget(TURN)}, hours=DAY + 5)
    landings.stock.take([notice((TURN, commit[:12]), (TEST, None), hours=DAY + 6)])
    landings.add("widget", repo.path)
    assert [one.commit for one in landings.rungs("v1-1")] == [commit]
    assert landings.rungs("alone") == ()


def test_of_two_works_that_notices_name_the_newer_posting_gets_the_commit(
    repo: Repo, tmp_path: Path
) -> None:
    """The bot answers every posting of a patch; the older work keeps no claim to the commit."""
    alone = patch(TURN, REX, message_id="alone@example.org", date=at(DAY),
                  change=diff("lib/gear.c", new=TURN))  # fmt: skip
    commit = repo.commit(TURN, {"lib/gear.c": widget(TURN)}, hours=DAY + 5)
    said = notice((TURN, commit[:12]), (TEST, None), hours=DAY + 6)
    again = (
        said.replace(b"n.git", b"m.git").replace(b"v1-1@", b"alone@").replace(b"1/2] w", b"1/1] w")
    )
    landings = Landings(tmp_path / "home", *V1, alone, said)
    landings.add("widget", repo.path)
    assert [len(landings.rungs(one)) for one in ("v1-1", "alone")] == [1, 0]
    landings.stock.take([again])
    assert [len(landings.rungs(one)) for one in ("v1-1", "alone")] == [0, 1]


def test_a_commit_named_for_two_patches_is_no_commit_of_the_other(
    repo: Repo, landings: Landings
) -> None:
    commit = repo.am(V1[0], 10)
    landings.stock.take([notice((TURN, commit[:12]), (TEST, commit[:12]))])
    landings.add("widget", repo.path)
    assert [one.commit for one in landings.rungs("v1-1")] == [commit]
    assert [(one.commit, one.proof) for one in landings.rungs("v1-2")] == [(None, Proof.CLAIM)]


# ---- taken back, and applied again -----------------------------------------------------------


def test_a_commit_is_credited_to_one_of_two_works_that_are_not_like_each_other(
    repo: Repo, tmp_path: Path
) -> None:
    """Another sent the patch on under a new title, and a hunk of it was taken from the first."""
    alone = part(1, "widget: Turn it on", "alone", 0)
    taken = part(1, TURN, "taken", DAY, sender=REX)
    landings = Landings(tmp_path / "home", alone, taken)
    commit = repo.am(part(1, TURN, "other", 0), DAY + 5)
    landings.stock.take([
        mail("Re: [PATCH 1/2] widget: Turn it", "patchwork-bot+acme@kernel.org",
             named((TURN, commit[:12]), (TEST, None)), message_id="n@example.org",
             in_reply_to="taken@example.org", date=at(DAY + 6))
    ])  # fmt: skip
    landings.add("widget", repo.path)
    assert [one.commit for one in landings.rungs("taken")] == [commit]
    assert landings.rungs("alone") == ()


def test_a_revert_is_a_rung_and_the_stage(repo: Repo, landings: Landings) -> None:
    commits = [repo.am(one, 10) for one in V1]
    for number, commit in enumerate(commits):
        repo.revert(commit, 30 + number)
    landings.add("widget", repo.path)
    assert landings.told("v1-1") == ["tree widget/main", "reverted widget/main"]
    back = landings.rungs("v1-1")[1]
    assert (back.date, back.evidence.rule) == (at(30), "commit.revert")
    assert landings.view("v1-1").stage is Stage.REVERTED
    assert landings.view("v1-1", hours=20).stage is Stage.APPLIED


def test_a_revert_that_names_no_commit_is_known_by_its_title(
    repo: Repo, landings: Landings
) -> None:
    """It takes back what came before it, and not what is applied after it."""
    repo.am(V1[0], 10)
    title = repo.git("show", "-s", "--format=%s")
    repo.git("revert", "--no-commit", "HEAD", hours=30)
    repo.git("commit", "-q", "-m", f'Revert "{title}"', hours=30)
    landings.add("widget", repo.path)
    assert landings.told("v1-1") == ["tree widget/main", "reverted widget/main"]
    repo.am(V1[0], 50)
    landings.add("widget", repo.path)
    assert landings.view("v1-1").revisions[0].patches[0].stage is Stage.APPLIED


def test_the_revert_of_a_revert_puts_a_patch_in_again(repo: Repo, landings: Landings) -> None:
    commits = [repo.am(one, 10) for one in V1]
    repo.revert(repo.revert(commits[1], 30), 40)
    landings.add("widget", repo.path)
    assert landings.told("v1-2") == ["tree widget/main"]
    assert landings.view("v1-1").stage is Stage.APPLIED
    assert landings.view("v1-1", hours=35).revisions[0].patches[1].stage is Stage.REVERTED


def test_a_patch_applied_again_after_its_revert_is_in(repo: Repo, landings: Landings) -> None:
    repo.am(V1[0], 10)
    first = repo.am(V1[1], 11)
    repo.revert(first, 30)
    again = repo.am(V1[1], 50)
    landings.add("widget", repo.path)
    rungs = landings.rungs("v1-2")
    assert [one.commit for one in rungs if one.rung is StepName.TREE] == [first, again]
    assert [one.rung for one in rungs if one.rung is StepName.REVERTED] == [StepName.REVERTED]
    assert landings.view("v1-1").revisions[0].patches[1].stage is Stage.APPLIED
    assert landings.view("v1-1", hours=40).revisions[0].patches[1].stage is Stage.REVERTED


def test_one_reverted_patch_does_not_hide_that_the_rest_is_released(
    repo: Repo, landings: Landings
) -> None:
    commits = [repo.am(one, 10) for one in V1]
    repo.tag("v1.0", hours=20)
    repo.revert(commits[1], 30)
    landings.add("widget", repo.path)
    view = landings.view("v1-1")
    assert [one.stage for one in view.revisions[0].patches] == [Stage.RELEASED, Stage.REVERTED]
    assert "released in v1.0" in view.summary


# ---- several trees ---------------------------------------------------------------------------


def kernel(tmp_path: Path) -> tuple[Repo, Repo, Repo]:
    """A maintainer's tree, mainline that merges it, and a stable tree with a backport."""
    tree = Repo(tmp_path / "tree")
    for one in V1:
        tree.am(one, 10)
    mainline = Repo(tmp_path / "mainline", "master")
    mainline.git("fetch", "-q", str(tree.path), "main")
    mainline.merge("FETCH_HEAD", title="Merge tree", hours=50)
    mainline.tag("v6.1-rc1", hours=60)
    mainline.tag("v6.1", hours=90)
    stable = Repo(tmp_path / "stable", "linux-6.0.y")
    stable.git("fetch", "-q", str(tree.path), "main")
    stable.pick("FETCH_HEAD~1", 100, "-x")
    stable.tag("v6.0.9", hours=110)
    return tree, mainline, stable


def test_a_kernel_patch_climbs_from_the_tree_to_mainline_release_and_stable(
    tmp_path: Path, landings: Landings
) -> None:
    tree, mainline, stable = kernel(tmp_path)
    landings.add("widget-next", tree.path)
    landings.add("linux", mainline.path)
    landings.add("stable", stable.path)
    rungs = landings.rungs("v1-1")
    assert landings.told("v1-1") == [
        "tree widget-next/main",
        "mainline torvalds/linux.git/master",
        "release v6.1",
        "stable stable/linux.git/linux-6.0.y",
    ]
    assert [one.date for one in rungs] == [at(10), at(50), at(90), at(100)]
    assert [one.tag for one in rungs] == [None, "v6.1-rc1", "v6.1", "v6.0.9"]
    assert rungs[1].merge == mainline.git("rev-parse", "master")
    assert landings.told("v1-2")[-1] == "release v6.1"
    view = landings.view("v1-1")
    assert view.stage is Stage.RELEASED
    assert "released in v6.1" in view.summary
    assert landings.view("v1-1", hours=55).stage is Stage.MAINLINE


def test_a_backport_whose_title_and_diff_changed_is_known_by_what_it_names(
    tmp_path: Path, landings: Landings
) -> None:
    _, mainline, _ = kernel(tmp_path)
    upstream = mainline.git("rev-parse", "master^2~1")
    stable = Repo(tmp_path / "old", "linux-5.9.y")
    stable.commit("gear: another way", {"lib/nut.c": "x"}, body=f"commit {upstream} upstream.",
                  hours=120, author=MIA)  # fmt: skip
    landings.add("linux", mainline.path)
    landings.add("stable", stable.path)
    assert landings.told("v1-1")[-1] == "stable stable/linux.git/linux-5.9.y"


def test_what_a_stable_branch_has_from_mainline_is_no_backport(
    tmp_path: Path, landings: Landings
) -> None:
    _, mainline, _ = kernel(tmp_path)
    mainline.switch("linux-6.1.y", "v6.1")
    mainline.commit("Linux 6.1.1", {"x": "y"}, hours=130)
    mainline.tag("v6.1.1", hours=131)
    landings.add("stable", mainline.path)
    assert landings.told("v1-1") == ["release v6.1"]
    landings.add("linux", mainline.path)
    assert landings.told("v1-1")[-1] == "release v6.1"


def test_a_commit_that_left_next_stands_on_no_rung_there(
    tmp_path: Path, landings: Landings
) -> None:
    following = Repo(tmp_path / "next", "master")
    following.am(V1[0], 10)
    landings.add("linux-next", following.path)
    assert landings.told("v1-1") == ["next next/linux-next.git/master"]
    following.git("reset", "-q", "--hard", following.first)
    following.commit("Other", {"x": "y"}, hours=30)
    landings.add("linux-next", following.path)
    assert landings.told("v1-1") == []


def test_a_projects_next_branch_counts_until_its_main_branch_has_it(
    repo: Repo, landings: Landings
) -> None:
    repo.switch("next", "main")
    repo.am(V1[0], 10)
    repo.switch("main")
    landings.add("widget", repo.path)
    assert landings.told("v1-1") == ["next widget/next"]
    repo.git("merge", "-q", "--ff-only", "next", hours=20)
    landings.add("widget", repo.path)
    assert landings.told("v1-1") == ["tree widget/main"]


# ---- from the commit back to the mail --------------------------------------------------------


def test_a_commit_is_a_handle_of_its_posting(repo: Repo, landings: Landings) -> None:
    commit = repo.am(V1[1], 10)
    landings.add("widget", repo.path)
    with landings.library() as library:
        assert library.find(parse_ref(commit[:10])) == "v1-1@example.org"


def test_a_short_commit_that_fits_several_is_ambiguous(repo: Repo, landings: Landings) -> None:
    one, other = twins(repo)
    parents = [word for each in ("HEAD", one, other) for word in ("-p", each)]
    whole = repo.git("commit-tree", "HEAD^{tree}", *parents, "-m", "Both", hours=20)
    repo.git("update-ref", "refs/heads/main", whole)
    landings.add("widget", repo.path)
    with landings.library() as library:
        with pytest.raises(Ambiguous, match="fits 2 commits"):
            library.find(parse_ref(one[:7]))
        found = library.repositories
        assert found is not None
        assert [one_more.id for n in (one, other) if (one_more := found.commit(n[:20]))] == [
            one,
            other,
        ]


def twins(repo: Repo) -> tuple[str, str]:
    """Two commits whose ids start with the same seven digits; found by trying."""
    head = repo.git("cat-file", "commit", repo.first)
    seen: dict[str, bytes] = {}
    for number in range(200_000):
        text = f"{head}\n\n{number}\n".encode()
        start = sha1(b"commit %d\0" % len(text) + text, usedforsecurity=False).hexdigest()[:7]
        if start in seen:
            write = ("hash-object", "-t", "commit", "-w", "--stdin")
            return repo.git(*write, feed=seen[start]), repo.git(*write, feed=text)
        seen[start] = text
    raise AssertionError("no two ids start alike")


# ---- branches that are rebuilt -------------------------------------------------------------------


def test_a_patch_dropped_from_next_is_told_to_have_left_it(
    repo: Repo, landings: Landings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """linux-next is rebuilt every day: once with both patches, then with the first alone."""
    commits = next_of(repo, V1)
    look(landings, repo, monkeypatch, 20)
    assert landings.told("v1-2") == ["next next/linux-next.git/master"]
    first = next_of(repo, V1[:1])[0]
    look(landings, repo, monkeypatch, 44)
    view = landings.view("v1-1")
    one, two = view.revisions[0].patches
    assert [rung.commit for rung in one.landing] == [first]
    assert (two.landing, one.left) == ((), ())
    (left,) = two.left
    assert (left.rung, left.tree, left.branch) == (StepName.NEXT, "next/linux-next.git", "master")
    assert (left.commit, left.seen, left.gone) == (commits[1], at(20), at(44))
    assert left.evidence.quote == (
        "in next/linux-next.git (master) on 2025-01-07, no longer on 2025-01-08"
    )
    assert two.stage is not Stage.APPLIED


def test_on_the_day_before_it_left_it_was_still_there(
    repo: Repo, landings: Landings, monkeypatch: pytest.MonkeyPatch
) -> None:
    next_of(repo, V1)
    look(landings, repo, monkeypatch, 20)
    next_of(repo, V1[:1])
    look(landings, repo, monkeypatch, 44)
    assert landings.told("v1-2", hours=43) == ["next next/linux-next.git/master"]
    assert landings.told("v1-2", hours=45) == []


def test_what_reached_mainline_has_not_left_next(
    repo: Repo, landings: Landings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    next_of(repo, V1)
    look(landings, repo, monkeypatch, 20)
    mainline = Repo(tmp_path / "linux", "master")
    for one in V1:
        mainline.am(one, 30)
    next_of(repo, ())
    look(landings, repo, monkeypatch, 44)
    landings.add("linux", mainline.path)
    for part_view in landings.view("v1-1").revisions[0].patches:
        assert [one.rung for one in part_view.landing] == [StepName.MAINLINE]
        assert part_view.left == ()


def test_a_rebased_commit_has_not_left_its_branch(
    repo: Repo, landings: Landings, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.am(V1[0], 10)
    look(landings, repo, monkeypatch, 20, "widget")
    stays = repo.amend(40)
    look(landings, repo, monkeypatch, 44, "widget")
    (one, _) = landings.view("v1-1").revisions[0].patches
    assert ([rung.commit for rung in one.landing], one.left) == ([stays], ())


def test_a_branch_that_goes_on_or_is_deleted_is_none_that_was_left(
    repo: Repo, landings: Landings, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.switch("next", "main")
    repo.am(V1[0], 10)
    look(landings, repo, monkeypatch, 20, "widget")
    repo.am(V1[1], 30)
    look(landings, repo, monkeypatch, 44, "widget")
    assert [one.left for one in landings.view("v1-1").revisions[0].patches] == [(), ()]
    repo.switch("main")
    repo.git("branch", "-qD", "next")
    look(landings, repo, monkeypatch, 60, "widget")
    assert [one.left for one in landings.view("v1-1").revisions[0].patches] == [(), ()]


def next_of(repo: Repo, mails: tuple[bytes, ...]) -> list[str]:
    """Rebuild ``master`` of linux-next from these patches."""
    repo.git("checkout", "-q", "-B", "master", "main")
    repo.commit("Add next files", {"Next/Trees": f"{len(mails)}\n"}, hours=5)
    return [repo.am(one, 10) for one in mails]


def look(
    landings: Landings,
    repo: Repo,
    monkeypatch: pytest.MonkeyPatch,
    hours: float,
    name: str = "linux-next",
) -> None:
    """Draw on the repository, read at that hour."""
    monkeypatch.setattr("tests.landings.LATE", at(hours))
    landings.add(name, repo.path)
    monkeypatch.setattr("tests.landings.LATE", LATE)
