# SPDX-License-Identifier: GPL-2.0-or-later
"""Two versions side by side, and commits beside their postings."""

import pytest

from tracker.errors import Broken
from tracker.model.compare import DiffBlock, PatchEnd, PatchFate, PatchPair, RangeDiff, VersionEnd
from tracker.model.landing import Edit, FileChange
from tracker.tui.screens.compare import CompareScreen, EditsScreen
from tracker.tui.screens.reader import ReaderScreen
from tracker.tui.screens.series import SeriesScreen

pytestmark = pytest.mark.asyncio

LAMP = "lamp-v2@example.org"
PAIR = ("lamp-v1@example.org", "lamp-v2@example.org")


def told(old: str = PAIR[0], new: str = PAIR[1], changed: int = 1) -> RangeDiff:
    """Two versions: the first patch is the same, the others changed."""
    pairs = [
        PatchPair(
            fate=PatchFate.SAME,
            old=PatchEnd(position=1, message_id="lamp-v1-1@example.org", title="lamp: shut it"),
            new=PatchEnd(position=1, message_id="lamp-v2-1@example.org", title="lamp: shut it"),
        )
    ]
    pairs += [
        PatchPair(
            fate=PatchFate.CHANGED,
            old=PatchEnd(position=n, message_id=f"lamp-v1-{n}@example.org", title=f"part {n}"),
            new=PatchEnd(position=n, message_id=f"lamp-v2-{n}@example.org", title=f"part {n}"),
            changed_lines=2,
            files=(
                DiffBlock(name="lamp.c", lines=(("<", f"+\told({n});"), (">", f"+\tnew({n});"))),
            ),
        )
        for n in range(2, 2 + changed)
    ]
    return RangeDiff(
        series=LAMP,
        old=VersionEnd(version=1, label="v1", message_id=old),
        new=VersionEnd(version=2, label="v2", message_id=new),
        pairs=tuple(pairs),
    )


async def test_d_compares_the_newest_version_with_the_one_before(library, run) -> None:
    """From any tab; the only changed patch is open."""
    library.compared[PAIR] = told()
    async with run(library, LAMP) as tui:
        await tui.press("d")
        assert isinstance(tui.app.screen, CompareScreen)
        assert library.called("compare") == [(LAMP, *PAIR)]
        assert "1 changed, 1 the same" in tui.text
        assert "▾ 2 ! 2" in tui.under_cursor
        assert "new(2);" in tui.text
        await tui.press("backspace")
        assert isinstance(tui.app.screen, SeriesScreen)


async def test_enter_opens_and_closes_a_patch(library, run) -> None:
    """And z all of them, the cursor where it is."""
    library.compared[PAIR] = told(changed=2)
    async with run(library, LAMP) as tui:
        await tui.press("d")
        assert "new(2);" not in tui.text
        await tui.press("enter")
        assert "new(2);" in tui.text
        assert "▾ 2 ! 2" in tui.under_cursor
        await tui.press("z")
        assert "new(3);" in tui.text
        await tui.press("z")
        assert "new(2);" not in tui.text
        assert "▸ 2 ! 2" in tui.under_cursor


async def test_from_what_differs_enter_opens_the_mail(library, run) -> None:
    """That of the newer version; so does Enter on a patch that is the same."""
    library.compared[PAIR] = told()
    async with run(library, LAMP) as tui:
        await tui.press("d", "j", "j", "enter")
        assert isinstance(tui.app.screen, ReaderScreen)
        assert library.called("text") == ["lamp-v2-2@example.org"]
        await tui.press("q", "g", "enter")
        assert library.called("text")[-1] == "lamp-v2-1@example.org"


async def test_the_versions_tab_compares_the_line_under_the_cursor(library, run) -> None:
    """Enter on its own line does, too."""
    library.compared[PAIR] = told()
    async with run(library, LAMP) as tui:
        await tui.press("3", "j")
        assert "compare v1 with v2" in tui.under_cursor
        await tui.press("enter")
        assert isinstance(tui.app.screen, CompareScreen)


async def test_a_marked_version_is_the_other_side(make, library, run) -> None:
    """Any two versions can be compared."""
    from dataclasses import replace

    first, second = make.view().revisions
    third = replace(second, version=3, label="v3", message_id="lamp-v3@example.org")
    library.views[LAMP] = make.view(LAMP, revisions=(first, second, third))
    pair = ("lamp-v1@example.org", "lamp-v3@example.org")
    library.compared[pair] = told(*pair)
    async with run(library, LAMP) as tui:
        await tui.press("3", "G")
        await tui.move("k", lambda line: "v1" in line[:8])
        await tui.press("m")
        assert "v1 is marked" in tui.text
        await tui.press("g", "d")
        assert library.called("compare") == [(LAMP, *pair)]


async def test_n_and_p_go_to_the_neighbouring_pairs(make, library, run) -> None:
    """To the ends, where it says so."""
    from dataclasses import replace

    first, second = make.view().revisions
    third = replace(second, version=3, label="v3", message_id="lamp-v3@example.org")
    library.views[LAMP] = make.view(LAMP, revisions=(first, second, third))
    later = ("lamp-v2@example.org", "lamp-v3@example.org")
    library.compared |= {PAIR: told(*PAIR), later: told(*later)}
    async with run(library, LAMP) as tui:
        await tui.press("d", "p")
        assert library.called("compare")[-1] == (LAMP, *PAIR)
        await tui.press("p")
        assert "no more versions here" in tui.text
        await tui.press("n")
        assert library.called("compare")[-1] == (LAMP, *later)


async def test_what_cannot_be_compared_says_why(library, run) -> None:
    """It can be tried again."""
    async with run(library, LAMP) as tui:
        await tui.press("d")
        assert "no patch of v1 is cached to be compared" in tui.text
        library.compared[PAIR] = told()
        await tui.press("ctrl+r")
        assert "1 changed, 1 the same" in tui.text


async def test_a_series_of_one_version_has_nothing_to_compare(make, library, run) -> None:
    """It stays where it is."""
    library.views[LAMP] = make.view(LAMP, revisions=make.view().revisions[1:])
    async with run(library, LAMP) as tui:
        await tui.press("d")
        assert isinstance(tui.app.screen, SeriesScreen)
        assert "no other version to compare with" in tui.text


async def test_a_commit_is_compared_with_its_posting(make, library, run) -> None:
    """Enter on a rung that was edited shows how, and no other commit."""
    from dataclasses import replace

    view = make.view(LAMP)
    *older, newest = view.revisions
    patch = newest.patches[0]
    posting, rung = patch.landing
    edited = replace(patch, landing=(posting, replace(rung, edited=True)))
    revision = replace(newest, patches=(edited, *newest.patches[1:]))
    library.views[LAMP] = replace(view, revisions=(*older, revision))
    change = FileChange(path="lamp.c", lines=(("<", "+\tslam();"), (">", "+\tshut();")))
    made = Edit(version=2, position=1, message_id=patch.message_id, repository="lamps",
                commit=rung.commit, files=(change,))  # fmt: skip
    library.edited = (made, replace(made, commit="f" * 40, position=2))
    async with run(library, LAMP) as tui:
        await tui.press("5")
        await tui.move("j", lambda line: "0123456789ab" in line)
        await tui.press("enter")
        assert isinstance(tui.app.screen, EditsScreen)
        assert "shut();" in tui.text
        assert "patch 2" not in tui.text
        await tui.press("n", "p", "z", "q")
        assert isinstance(tui.app.screen, SeriesScreen)


async def test_edits_that_cannot_be_read_say_why(library, run, make) -> None:
    """The page below is as it was."""
    library.errors["edits"] = Broken("the repository is damaged")
    async with run(library, LAMP) as tui:
        tui.app.push_screen(EditsScreen(library, library.views[LAMP], None))
        await tui.press("j")
        assert "the repository is damaged" in tui.text


async def test_every_row_of_a_version_stands_for_it(make, library, run) -> None:
    """A patch and a notice of it are marked as it; on the marked one d takes the newest."""
    from dataclasses import replace

    first, second = make.view().revisions
    third = replace(second, version=3, label="v3", message_id="lamp-v3@example.org")
    library.views[LAMP] = make.view(LAMP, revisions=(first, second, third))
    async with run(library, LAMP) as tui:
        await tui.press("3", "J")
        assert " v2 " in tui.under_cursor
        await tui.press("J", "K")
        assert " v2 " in tui.under_cursor
        for words in ("lamp: light the lamp", "says: applied"):
            await tui.move("j", lambda line, words=words: words in line)
            await tui.press("m")
            assert "v2 is marked" in tui.text
            await tui.press("m")
            assert "v2 is no longer marked" in tui.text
        await tui.press("m", "d")
        assert library.called("compare") == [(LAMP, "lamp-v2@example.org", "lamp-v3@example.org")]


async def test_w_marks_the_words_that_differ(library, run) -> None:
    """And takes the marks off again."""
    library.compared[PAIR] = told()
    async with run(library, LAMP) as tui:
        await tui.press("d", "w")
        await tui.until(lambda: "[-old-](2);" in tui.text and "{+new+}(2);" in tui.text)
        await tui.press("w")
        await tui.until(lambda: "[-old-]" not in tui.text)
        assert "new(2);" in tui.text


async def test_files_that_differ_are_stepped_through_and_listed(library, run) -> None:
    """Be their patches open or closed; the one gone to is opened."""
    library.compared[PAIR] = told(changed=2)
    async with run(library, LAMP) as tui:
        await tui.press("d", "right_curly_bracket")
        assert "lamp.c" in tui.under_cursor
        assert "new(2);" in tui.text
        assert "new(3);" not in tui.text
        await tui.press("right_curly_bracket")
        assert "lamp.c" in tui.under_cursor
        assert "new(3);" in tui.text
        await tui.press("right_curly_bracket")
        assert "no more files here" in tui.text
        await tui.press("left_curly_bracket", "i")
        assert "2 files, 2 added, 2 removed" in tui.text
        assert "2 part 2" in tui.text
        await tui.press("j", "enter", "j", "j")
        assert "new(3);" in tui.under_cursor
