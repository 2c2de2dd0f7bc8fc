# SPDX-License-Identifier: GPL-2.0-or-later
"""The ladder of each patch."""

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

from tracker.model.committers import Authority
from tracker.model.landing import Left, Proof, StepName
from tracker.model.mail import Evidence
from tracker.model.status import Stage
from tracker.model.views import SeriesView
from tracker.render.landing import ended_rows, landing_page
from tracker.render.overview import overview_rows


def shown(revision: object) -> list[str]:
    """The lines without their roles."""
    rows = landing_page(revision)  # type: ignore[arg-type]  # made by the builders
    return ["".join(span.text for span in row.draw(100)).strip() for row in rows]


def with_rungs(make: SimpleNamespace, *names: StepName) -> object:
    """A revision of one patch that has these rungs."""
    revision = make.revision(2, Stage.APPLIED)
    patch = revision.patches[0]
    rungs = tuple(replace(patch.landing[1], rung=name) for name in names)
    return replace(revision, patches=(replace(patch, landing=rungs),))


def test_a_rung_tells_commit_tree_and_person(make: SimpleNamespace) -> None:
    """And below it what it rests on; somebody's word alone is half a circle."""
    lines = [" ".join(line.split()) for line in shown(make.revision(2, Stage.APPLIED))]
    at = lines.index("◐ tree 2026-03-18 0123456789ab lamps/lamps-next.git main by May Maintainer")
    assert lines[at + 1] == "claimed by a notice that names it"


def of_rung(make: SimpleNamespace, **changes: object) -> list[str]:
    """The lines of one patch with one rung above its posting."""
    revision = make.revision(2, Stage.APPLIED, notices=())
    patch = revision.patches[0]
    rung = replace(patch.landing[1], **changes)
    return shown(replace(revision, patches=(replace(patch, landing=(rung,)),)))


def test_a_commit_that_a_repository_holds_and_that_links_back_is_proved(
    make: SimpleNamespace,
) -> None:
    """With the repository and the merge that carried it."""
    seen = Evidence(rule="commit.link", repository="lamps", commit="0123456789ab" + "0" * 28)
    lines = of_rung(
        make, evidence=seen, proof=Proof.TRAILER, merge="f" * 40,
        proofs=(Proof.TRAILER, Proof.PATCH_ID),
    )  # fmt: skip
    assert any(line.startswith("●") and "tree" in line for line in lines)
    told = "proved by the commit's link to the patch, the same patch-id; seen in lamps; merge"
    assert f"{told} ffffffffffff" in " ".join(lines)


def test_a_likeness_alone_is_told_as_likely(make: SimpleNamespace) -> None:
    """Two patches of one title may be meant."""
    seen = Evidence(rule="commit.title", repository="lamps", commit="0" * 40)
    lines = of_rung(make, evidence=seen, proof=Proof.TITLE)
    assert "likely by the same title and author; seen in lamps" in lines
    assert any(line.startswith("◐") for line in lines)


def test_what_speaks_against_a_rung_stands_below_it(make: SimpleNamespace) -> None:
    """A notice that names another commit, with its mail behind the line."""
    other = Evidence(
        rule="notice.person", message_id="say@example.org", line=3, commit="ab" * 20,
        quote="applied as abababababab",
    )  # fmt: skip
    revision = make.revision(2, Stage.APPLIED)
    patch = revision.patches[0]
    rung = replace(patch.landing[1], others=(other,))
    rows = landing_page(replace(revision, patches=(replace(patch, landing=(rung,)),)))
    told = [row for row in rows if " against." in row.key]
    assert "abababababab" in "".join(span.text for row in told for span in row.draw(100))
    row = told[0]
    assert (row.target.message_id, row.target.line) == ("say@example.org", 3)


def test_a_commit_that_was_edited_opens_how(make: SimpleNamespace) -> None:
    """Enter on its line compares it with the posting."""
    revision = make.revision(2, Stage.APPLIED)
    patch = revision.patches[0]
    rung = replace(patch.landing[1], edited=True)
    rows = landing_page(replace(revision, patches=(replace(patch, landing=(rung,)),)))
    assert [row.target.edited for row in rows if row.target.edited] == ["0123456789abcd"]
    assert any("Enter shows how it differs" in line for line in of_rung(make, edited=True))


def test_a_notice_without_a_commit_is_only_a_claim(make: SimpleNamespace) -> None:
    """It stands apart, with what it lacks."""
    revision = make.revision(2, Stage.APPLIED)
    notice = replace(revision.notices[0], commits=(), sure=False)
    lines = shown(replace(revision, notices=(notice,)))
    at = lines.index("Only claimed")
    told = " ".join(lines[at + 1 : at + 3])
    assert "May Maintainer says applied to lamps/lamps-next.git (main)" in told
    assert "no commit named, not for sure" in told


def test_a_patch_at_hand_was_posted(make: SimpleNamespace) -> None:
    """Its date is that of its revision, where no rung tells."""
    lines = shown(with_rungs(make, StepName.TREE))
    assert ["●", "posted", "2026-03-10"] in [line.split() for line in lines]


def test_only_what_lies_ahead_is_not_known(make: SimpleNamespace) -> None:
    """A rung that was passed over is of no more interest."""
    ahead = {
        (): "○ tree, next, mainline, release: not known",
        (StepName.TREE,): "○ next, mainline, release: not known",
        (StepName.TREE, StepName.MAINLINE): "○ release: not known",
        (StepName.REVERTED,): "○ tree, next, mainline, release: not known",
    }
    for names, line in ahead.items():
        assert line in shown(with_rungs(make, *names))
    assert not any("not known" in line for line in shown(with_rungs(make, StepName.RELEASE)))


def test_patches_that_went_together_are_counted(make: SimpleNamespace) -> None:
    """One line a place, with how many of the patches reached it."""
    lines = [" ".join(line.split()) for line in shown(make.revision(2, Stage.APPLIED))]
    assert lines[0] == "Landing"
    told = "◐ tree lamps/lamps-next.git main, 2026-03-18, by May Maintainer"
    assert lines[1].startswith(told)
    assert "1:0123456789ab" in lines
    assert "nowhere yet: patch 2" in lines


def test_a_release_is_as_sure_as_the_commit_it_holds(make: SimpleNamespace) -> None:
    """Where a repository holds both."""
    seen = Evidence(rule="commit.tag", repository="lamps", commit="0123456789abcd")
    revision = make.revision(2, Stage.RELEASED, notices=())
    patch = revision.patches[0]
    tree = replace(patch.landing[1], evidence=seen, proof=Proof.TRAILER)
    release = replace(tree, rung=StepName.RELEASE, tag="v1", proof=Proof.TITLE)
    lines = shown(replace(revision, patches=(replace(patch, landing=(tree, release)),)))
    at = max(at for at, line in enumerate(lines) if line.startswith("● release"))
    assert lines[at + 1] == "the commit above; seen in lamps"


def test_no_patches_is_said() -> None:
    """Such as a pull request."""
    assert shown(None) == ["no patches"]


def test_a_branch_that_a_patch_has_left_is_told_with_the_days(make: SimpleNamespace) -> None:
    """linux-next was rebuilt without it."""
    left = Left(
        rung=StepName.NEXT, tree="next/linux-next.git", branch="master", commit="a" * 40,
        seen=datetime(2026, 3, 18, tzinfo=UTC), gone=datetime(2026, 3, 19, tzinfo=UTC),
        evidence=Evidence(rule="commit.left", commit="a" * 40),
    )  # fmt: skip
    revision = make.revision(2, Stage.APPLIED)
    patch = replace(revision.patches[0], landing=(), left=(left,))
    lines = [" ".join(one.split()) for one in shown(replace(revision, patches=(patch,)))]
    told = "◌ was in next/linux-next.git master on 2026-03-18, no longer on 2026-03-19: 1:"
    assert any(line.startswith(told) for line in lines)


def test_an_outsiders_word_stands_at_the_top_with_whose_it_is(make: SimpleNamespace) -> None:
    """Below the sentence that it does not change; a committer's word is in that sentence."""
    revision = make.revision(2, Stage.UNDER_REVIEW)
    view = make.view(revisions=(revision,))
    assert "says it was applied" not in page_text(view)
    notice = replace(revision.notices[0], authority=Authority.OUTSIDER)
    outside = replace(view, revisions=(replace(revision, notices=(notice,)),))
    lines = page_text(outside).splitlines()
    at = next(at for at, line in enumerate(lines) if "May Maintainer says it was applied" in line)
    assert at <= 2
    assert "is not known to commit here" in " ".join(lines[at : at + 2])


def page_text(view: SeriesView) -> str:
    """What the Overview tab shows."""
    rows = overview_rows(view, 100)
    return "\n".join("".join(span.text for span in row.draw(100)).strip() for row in rows)


def test_a_merged_pull_request_shows_its_merge_and_who_tells_of_it(make: SimpleNamespace) -> None:
    revision = make.revision(2, Stage.MAINLINE, notices=())
    step = revision.patches[0].landing[1]
    told = replace(step.evidence, rule="notice.pr-tracker")
    merged = replace(step, rung=StepName.MAINLINE, tree="torvalds/linux.git", branch=None,
                     by=None, commit="ab" * 20, evidence=told)  # fmt: skip
    lines = shown(replace(revision, patches=(), expected=0, landing=(merged,)))
    assert lines[0].startswith("Landing") and "nowhere" not in lines[0]
    assert any("torvalds/linux.git" in one and "pr-tracker-bot says" in one for one in lines)
    assert f"merge commit {'ab' * 20}" in lines


def test_a_superseded_version_leads_to_what_took_its_place(make: SimpleNamespace) -> None:
    """No list of patches that are nowhere; what landed of it all the same is still shown."""
    view = make.view()
    old = replace(view.revisions[0], stage=Stage.SUPERSEDED, notices=())
    bare = replace(old, patches=tuple(replace(one, landing=()) for one in old.patches))
    rows = ended_rows(view, bare, 80)
    lines = ["".join(span.text for span in row.draw(80)) for row in rows]
    assert lines[0].startswith(f"Landing: none of {old.label or 'v1'}, which is superseded")
    assert "took the place of" in lines[1]
    assert rows[1].target.message_id == view.revisions[-1].message_id
    assert ended_rows(view, replace(bare, stage=Stage.NEW), 80) == []
    assert ended_rows(view, replace(view.revisions[-1], stage=Stage.SUPERSEDED), 80) == []
