# SPDX-License-Identifier: GPL-2.0-or-later
"""Two versions patch by patch, and a commit beside its posting."""

from collections.abc import Collection

from tracker.model.compare import (
    ChangeNote,
    DiffBlock,
    PatchEnd,
    PatchFate,
    PatchPair,
    RangeDiff,
    VersionEnd,
)
from tracker.model.landing import Edit, FileChange
from tracker.render.compare import (
    compare_rows,
    edit_rows,
    first_changed,
    opened_at_first,
    pair_key,
)
from tracker.render.lines import Row

BLOCK = DiffBlock(name="door.c", lines=(("@", ""), ("<", "+\tslam();"), (">", "+\tshut();")))


def end(version: int, position: int, title: str = "door: shut it") -> PatchEnd:
    """A patch of a version."""
    return PatchEnd(position=position, message_id=f"v{version}-{position}@example.org", title=title)


SAME = PatchPair(fate=PatchFate.SAME, old=end(1, 1), new=end(2, 1), changed_lines=0)
CHANGED = PatchPair(
    fate=PatchFate.CHANGED,
    old=end(1, 2),
    new=end(2, 3),
    moved=True,
    changed_lines=2,
    files=(BLOCK,),
    cut=7,
)
ADDED = PatchPair(fate=PatchFate.ADDED, old=None, new=end(2, 2, "hall: sweep it"))
DROPPED = PatchPair(fate=PatchFate.DROPPED, old=end(1, 3, "roof: mend it"), new=None)


def told(*pairs: PatchPair, **changes: object) -> RangeDiff:
    """Two versions of these pairs."""
    note = ChangeNote(version=2, message_id="c@example.org", position=None, line=4,
                      heading="Changes in v2:", lines=("- softly",))  # fmt: skip
    return RangeDiff(
        series="v1@example.org",
        old=VersionEnd(version=1, label="", message_id="v1@example.org"),
        new=VersionEnd(version=2, label="v2", message_id="v2@example.org"),
        pairs=pairs,
        notes=(note,),
        **changes,  # type: ignore[arg-type]  # a test names fields it knows
    )


def shown(rows: Collection[Row], columns: int = 80) -> list[str]:
    """The lines without their roles."""
    return [" ".join("".join(s.text for s in row.draw(columns)).split()) for row in rows]


def test_each_patch_has_a_line_with_its_fate() -> None:
    """In the signs of git, with both places and how much it changed."""
    lines = shown(compare_rows(told(SAME, ADDED, CHANGED, DROPPED), (), 80))
    assert lines[0] == "v1 to v2: 1 changed, 1 added, 1 dropped, 1 the same"
    assert lines[1:5] == [
        "1 = 1 door: shut it same",
        "- > 2 hall: sweep it added",
        "▸ 2 ! 3 door: shut it 2 lines, moved",
        "3 < - roof: mend it dropped",
    ]


def test_an_open_patch_shows_what_differs_below_it() -> None:
    """And how much of it is left out."""
    lines = shown(compare_rows(told(CHANGED), {pair_key(CHANGED)}, 80))
    at = next(n for n, line in enumerate(lines) if line.startswith("▾"))
    assert lines[at + 1 : at + 6] == [
        "door.c", "⋯", "< + slam();", "> + shut();", "… and 7 more lines",
    ]  # fmt: skip


def test_a_single_change_is_open_at_first() -> None:
    """Of several none is; the cursor starts on the first."""
    assert opened_at_first(told(SAME, CHANGED)) == {pair_key(CHANGED)}
    other = PatchPair(fate=PatchFate.CHANGED, old=end(1, 4), new=end(2, 4), files=(BLOCK,))
    assert opened_at_first(told(CHANGED, other)) == frozenset()
    assert first_changed(told(SAME, ADDED, CHANGED)) == pair_key(ADDED)
    assert first_changed(told(SAME)) is None


def test_the_author_s_words_and_the_limits_stand_below() -> None:
    """Enter on the words opens their mail."""
    rows = compare_rows(told(SAME, limits=("patch 3 of v1 cannot be read",)), (), 80)
    lines = shown(rows)
    assert "note: patch 3 of v1 cannot be read" in lines
    at = next(n for n, line in enumerate(lines) if line.startswith("What the author says of v2"))
    assert lines[at + 1] == "- softly"
    assert (rows[at].target.message_id, rows[at].target.line) == ("c@example.org", 4)


def test_an_edited_commit_is_told_line_by_line() -> None:
    """As posted, and as committed."""
    edit = Edit(
        version=2, position=1, message_id="p@example.org", repository="lamps", commit="a" * 40,
        files=(FileChange(path="door.c", lines=(("<", "+\tslam();"), (">", "+\tshut();"))),),
    )  # fmt: skip
    lines = shown(edit_rows([edit], 100))
    assert lines[0].startswith("v2 patch 1 was edited when it was applied as aaaaaaaaaaaa in lamps")
    assert lines[1:4] == ["door.c", "< + slam();", "> + shut();"]
    assert "no commit differs" in shown(edit_rows([], 80))[0]


def test_no_line_is_wider_than_the_screen() -> None:
    """Whatever is open."""
    long = DiffBlock(name="d" * 300, lines=(("<", "x" * 500), (">", "灯" * 300)))
    pair = PatchPair(fate=PatchFate.CHANGED, old=end(1, 1, "t" * 300), new=end(2, 1), files=(long,))
    from tracker.model.terminal_text import width

    for columns in (30, 80, 200):
        rows = compare_rows(told(pair), {pair_key(pair)}, columns)
        for row in rows:
            assert sum(width(span.text) for span in row.draw(columns)) <= columns
