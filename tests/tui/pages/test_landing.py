"""The ladder of each patch."""

from dataclasses import replace
from types import SimpleNamespace

from tracker.model.landing import RungName
from tracker.model.status import Stage
from tracker.tui.pages.landing import landing_rows


def shown(revision: object) -> list[str]:
    """The lines without their looks."""
    rows = landing_rows(revision)  # type: ignore[arg-type]  # made by the builders
    return ["".join(span.text for span in row.draw(100)).strip() for row in rows]


def with_rungs(make: SimpleNamespace, *names: RungName) -> object:
    """A revision of one patch that has these rungs."""
    revision = make.revision(2, Stage.APPLIED)
    patch = revision.patches[0]
    rungs = tuple(replace(patch.landing[1], rung=name) for name in names)
    return replace(revision, patches=(replace(patch, landing=rungs),))


def test_a_rung_tells_commit_tree_person_and_proof(make: SimpleNamespace) -> None:
    """The proof stands last: why the commit is taken to be the patch."""
    told = (
        "● tree 2026-03-18 0123456789ab lamps/lamps-next.git main by May Maintainer (by a notice)"
    )
    lines = [" ".join(line.split()) for line in shown(make.revision(2, Stage.APPLIED))]
    assert told in lines


def test_a_patch_at_hand_was_posted(make: SimpleNamespace) -> None:
    """Its date is that of its revision, where no rung tells."""
    lines = shown(with_rungs(make, RungName.TREE))
    assert lines[1].split() == ["●", "posted", "2026-03-10"]


def test_only_what_lies_ahead_is_not_known(make: SimpleNamespace) -> None:
    """A rung that was passed over is of no more interest."""
    ahead = {
        (): "○ tree, next, mainline, release: not known",
        (RungName.TREE,): "○ next, mainline, release: not known",
        (RungName.TREE, RungName.MAINLINE): "○ release: not known",
        (RungName.REVERTED,): "○ tree, next, mainline, release: not known",
    }
    for names, line in ahead.items():
        assert line in shown(with_rungs(make, *names))
    assert not any("not known" in line for line in shown(with_rungs(make, RungName.RELEASE)))


def test_no_patches_is_said() -> None:
    """Such as a pull request."""
    assert shown(None) == ["no patches at hand"]
