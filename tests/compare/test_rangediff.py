# SPDX-License-Identifier: GPL-2.0-or-later
"""Two versions compared from their mails, held against git-range-diff(1) on the same commits."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.gitrepos import Repo
from tests.work import grows_linearly
from tracker.compare.patches import Posted, posted
from tracker.compare.rangediff import range_diff
from tracker.model.compare import PatchFate, PatchPair

SIGN = {"=": PatchFate.SAME, "!": PatchFate.CHANGED, ">": PatchFate.ADDED, "<": PatchFate.DROPPED}
Row = tuple[int | None, PatchFate, int | None]
Change = tuple[str, str, str]
"""A patch: its title, the file that it changes, and the text that it puts into it."""


def body(name: str, lines: int = 12) -> str:
    """A function of so many lines."""
    inner = "".join(f"\tstep_{name}_{n}();\n" for n in range(lines))
    return f"void {name}(void)\n{{\n{inner}}}\n"


DOOR: Change = ("door: Shut it", "door.c", body("door"))
LAMP: Change = ("lamp: Light it", "lamp.c", body("lamp"))
HALL: Change = ("hall: Sweep it", "hall.c", body("hall"))
ROOF: Change = ("roof: Mend it", "roof.c", body("roof"))


def edited(change: Change, number: int = 3) -> Change:
    """The same with one line altered."""
    title, path, text = change
    lines = text.split("\n")
    lines[number] = f"{lines[number]} /* softly */"
    return title, path, "\n".join(lines)


def renamed(change: Change) -> Change:
    """The same under another title."""
    return f"{change[0]} now", change[1], change[2]


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """A repository with a branch for each version."""
    return Repo(tmp_path / "repo")


def version(repo: Repo, name: str, changes: Sequence[Change]) -> tuple[Posted, ...]:
    """Commit the patches on a branch of their own; the patches as git mails them."""
    repo.git("checkout", "-q", "-b", name, repo.first)
    for title, path, text in changes:
        repo.commit(title, {path: text}, body=f"{title} for good.\n\nSigned-off-by: Ann <a@b.c>")
    mails = repo.git("format-patch", "--stdout", f"{repo.first}..{name}")
    texts = re.split(r"^From [0-9a-f]{40} .*\n", mails, flags=re.MULTILINE)[1:]
    return tuple(
        posted(text.partition("\n\n")[2], n, f"{name}-{n}@example.org", changes[n - 1][0])
        for n, text in enumerate(texts, start=1)
    )


def by_git(repo: Repo) -> list[Row]:
    """What git says of the two branches."""
    out = repo.git("range-diff", "--no-color", f"{repo.first}..v1", f"{repo.first}..v2")
    rows: list[Row] = []
    for line in out.split("\n"):
        if match := re.match(r"\s*(\d+|-):\s+\S+ ([=!<>])\s+(\d+|-):", line):
            old, new = (None if one == "-" else int(one) for one in match.group(1, 3))
            rows.append((old, SIGN[match[2]], new))
    return rows


def rows_of(pairs: Sequence[PatchPair]) -> list[Row]:
    """The same of ours."""
    return [
        (
            pair.old.position if pair.old else None,
            pair.fate,
            pair.new.position if pair.new else None,
        )
        for pair in pairs
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((DOOR, LAMP), (DOOR, LAMP)),
        ((DOOR, LAMP), (edited(DOOR), LAMP)),
        ((DOOR, LAMP), (LAMP, DOOR)),
        ((DOOR, LAMP, HALL), (DOOR, HALL)),
        ((DOOR, LAMP), (DOOR, HALL, LAMP)),
        ((DOOR, LAMP), (renamed(DOOR), LAMP)),
        ((DOOR, LAMP), (renamed(edited(DOOR)), edited(LAMP, 7))),
        ((DOOR, LAMP, HALL), (HALL, edited(DOOR), ROOF, LAMP)),
        ((DOOR,), (HALL, ROOF)),
        ((DOOR, LAMP, HALL, ROOF), (ROOF, HALL, LAMP, DOOR)),
    ],
    ids=["same", "edited", "turned", "dropped", "added", "renamed", "renamed-and-edited",
         "all-at-once", "nothing-left", "reversed"],
)  # fmt: skip
def test_the_pairs_are_those_of_git(
    repo: Repo, before: tuple[Change, ...], after: tuple[Change, ...]
) -> None:
    """Which patch is which, and whether it changed."""
    old, new = version(repo, "v1", before), version(repo, "v2", after)
    assert sorted(rows_of(range_diff(old, new)), key=str) == sorted(by_git(repo), key=str)


def test_a_patch_written_anew_under_its_title_stays_that_patch(repo: Repo) -> None:
    """Where git says dropped and added: a reader looks for the title."""
    old = version(repo, "v1", (DOOR, LAMP))
    new = version(repo, "v2", ((DOOR[0], "gate.c", body("gate")), LAMP))
    assert rows_of(range_diff(old, new)) == [(1, PatchFate.CHANGED, 1), (2, PatchFate.SAME, 2)]
    assert (None, PatchFate.ADDED, 1) in by_git(repo)


def test_what_differs_is_told_with_the_lines_around_it(repo: Repo) -> None:
    """In the commit message and in each file; line numbers are no difference."""
    old = version(repo, "v1", (DOOR, LAMP))
    new = version(repo, "v2", (LAMP, edited(renamed(DOOR))))
    pair = next(one for one in range_diff(old, new) if one.fate is PatchFate.CHANGED)
    assert pair.message is not None
    assert ("<", "door: Shut it") in pair.message.lines
    assert (">", "door: Shut it now") in pair.message.lines
    (file,) = pair.files
    assert file.name == "door.c"
    assert [line for line in file.lines if line[0] in "<>"] == [
        ("<", "+\tstep_door_1();"),
        (">", "+\tstep_door_1(); /* softly */"),
    ]
    assert (" ", "+\tstep_door_2();") in file.lines
    assert pair.changed_lines == 2
    assert pair.words == "2 lines"


def test_a_moved_patch_is_told(repo: Repo) -> None:
    """Only the one that moved, where one is enough to say it."""
    old = version(repo, "v1", (DOOR, LAMP, HALL))
    new = version(repo, "v2", (HALL, DOOR, LAMP))
    moved = {one.new.title for one in range_diff(old, new) if one.moved and one.new}
    assert moved == {"hall: Sweep it"}


def plain(message: str, diff: str = "", number: int = 1, title: str = "door: Shut it") -> Posted:
    """A patch from its text."""
    return posted(f"{message}\n---\n{diff}", number, f"{number}@example.org", title)


DIFF = (
    "diff --git a/d.c b/d.c\n--- a/d.c\n+++ b/d.c\n"
    "@@ -1,2 +1,2 @@\n-\told();\n+\tnew();\n \tkept();\n"
)


def test_new_tags_are_told_as_such() -> None:
    """And not as a change of the patch."""
    old = plain("Shut it.\n\nSigned-off-by: Ann <ann@example.org>", DIFF)
    new = plain(
        "Shut it.\n\nReviewed-by: Rik <rik@example.org>\nSigned-off-by: Ann <ann@example.org>", DIFF
    )
    (pair,) = range_diff([old], [new])
    assert pair.words == "only tags"
    (pair,) = range_diff([old], [plain("Shut it softly.", DIFF)])
    assert pair.words == "only the message"


def test_context_that_moved_is_told_as_context() -> None:
    """The added and removed lines are the same."""
    (pair,) = range_diff([plain("a", DIFF)], [plain("a", DIFF.replace("kept", "other"))])
    assert (pair.words, pair.changed_lines) == ("context", 0)


def test_line_numbers_and_object_names_are_no_change() -> None:
    """They move by themselves."""
    moved = DIFF.replace("@@ -1,2 +1,2 @@", "@@ -91,2 +94,2 @@").replace(
        "--- a", "index 12..34 100644\n--- a"
    )
    (pair,) = range_diff([plain("a", DIFF)], [plain("a", moved)])
    assert pair.fate is PatchFate.SAME


def test_what_is_too_much_is_counted() -> None:
    """A screen is not for a hundred thousand lines."""

    def large(word: str) -> str:
        lines = "".join(f"+\t{word}_{n}();\n" for n in range(5_000))
        return f"diff --git a/d.c b/d.c\n--- a/d.c\n+++ b/d.c\n@@ -0,0 +1,5000 @@\n{lines}"

    (pair,) = range_diff([plain("a", large("x"))], [plain("a", large("y"))])
    told = sum(len(part.lines) for part in pair.blocks)
    assert told <= 1_200
    assert pair.cut + told >= 10_000


def test_a_hostile_pair_of_versions_takes_linear_time() -> None:
    """A hundred patches of the same lines, with nothing that tells them apart."""

    def comparing(size: int) -> Callable[[], object]:
        lines = "".join(f"+\tline_{n % 50}();\n" for n in range(size))
        diff = f"diff --git a/d.c b/d.c\n--- a/d.c\n+++ b/d.c\n@@ -0,0 +1,{size} @@\n{lines}"
        both = [
            [plain(f"{side} {n}", diff, n, f"{side} {n}") for n in range(20)] for side in ("a", "b")
        ]
        return lambda: range_diff(*both)

    grows_linearly(comparing, 50)
