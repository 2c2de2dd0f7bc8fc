# SPDX-License-Identifier: GPL-2.0-or-later
"""What authors write of their changes."""

import pytest

from tests.work import grows_linearly
from tracker.mail.changelogs import changelogs, heading_version
from tracker.model.compare import ChangeNote

PATCH = """\
Shut the door before the light.

Signed-off-by: Ann Author <ann@example.org>
---
Changes in v3:
- shut it softly
- say so

Changes in v2: reworded, no change to the code
 door.c | 2 +-
 1 file changed, 1 insertion(+), 1 deletion(-)

diff --git a/door.c b/door.c
--- a/door.c
+++ b/door.c
@@ -1 +1 @@
-v4: slam
+v5: shut
"""


def notes(text: str) -> tuple[ChangeNote, ...]:
    """The notes of a cover letter."""
    return changelogs(text, "m@example.org", None)


@pytest.mark.parametrize(
    ("heading", "version"),
    [
        ("Changes in v3:", 3),
        ("Change in v3", 3),
        ("Changes since v2:", 3),
        ("Changes since V2 [1]:", 3),
        ("Changes from v2:", 3),
        ("From v2:", 3),
        ("since v2:", 3),
        ("Changes compared to v2:", 3),
        ("Changelog since v2:", 3),
        ("Changes from v2 to v3:", 3),
        ("* v2 -> v3:", 3),
        ("v2->v3:", 3),
        ("# RFC v2 -> v3", 3),
        ("RFC -> v1:", 1),
        ("Changes since RFC:", 1),
        ("--changes in v3 to v2", 3),
        ("v3:", 3),
        ("V3", 3),
        ("v3 (2 July 2025)", 3),
        ("v3 changes:", 3),
        ("=== Changes Since v2 ===", 3),
        ("Changelog v3:", 3),
        ("v3: reworded", 3),
        ("RFC v3:", 3),
    ],
)
def test_a_heading_names_the_version_that_has_the_changes(heading: str, version: int) -> None:
    """After "since v2" that is the next one; of a step it is the later one."""
    found = heading_version(heading)
    assert found is not None
    assert found[0] == version


@pytest.mark.parametrize(
    "line",
    [
        "The v3 firmware needs it.",
        "v6.17-rc1 is the base",
        "v2.5 of the protocol",
        "Link: https://example.org/v3",
        "Changes are welcome",
        "We moved from v2 boards to others",
        "v4l2: shut the device",
        "In v3 you said that the door",
        "",
    ],
)
def test_words_with_a_version_are_no_heading(line: str) -> None:
    """Versions of other things, and sentences."""
    assert heading_version(line) is None


def test_notes_stand_below_the_cut_of_a_patch() -> None:
    """The diffstat ends them, and nothing of the diff is read."""
    found = changelogs(PATCH, "p@example.org", 2)
    assert [(one.version, one.line, one.lines) for one in found] == [
        (3, 5, ("- shut it softly", "- say so")),
        (2, 9, ("reworded, no change to the code",)),
    ]
    assert {one.position for one in found} == {2}


def test_a_note_ends_where_other_words_begin() -> None:
    """A new paragraph that is no list; indented ones and sub-headings go on."""
    text = (
        "Hello\n\nChanges in v2:\n\n- one\n  more of it\n\n  still\n\nPatch 3:\n- two\n\n"
        "Thanks for looking.\n\n- no change\n"
    )
    (note,) = notes(text)
    assert note.lines == ("- one", "  more of it", "", "  still", "", "Patch 3:", "- two")


def test_a_first_paragraph_of_prose_belongs_to_its_heading() -> None:
    """Not everybody writes lists."""
    (note,) = notes("Changes since v1:\n\nThe door is shut now.\nSoftly.\n\nBye\n")
    assert (note.version, note.lines) == (2, ("The door is shut now.", "Softly."))


def test_a_list_of_links_to_older_versions_is_no_changelog() -> None:
    """It says where they are, not what changed."""
    assert notes("v1: https://example.org/a\nv2: https://example.org/b\n") == ()


def test_quoted_changelogs_are_not_the_sender_s() -> None:
    """An answer quotes what it answers."""
    assert notes("> Changes in v2:\n> - one\n\nFine.\n") == ()


def test_a_long_note_is_cut_and_says_so() -> None:
    """So many lines are no changelog."""
    (note,) = notes("Changes in v2:\n" + "- one\n" * 500)
    assert note.cut
    assert len(note.lines) == 120


@pytest.mark.parametrize("piece", ["v2:", "Changes since ", "v1 -> ", "((((", "RFC ", "- v2 (" * 9])
def test_hostile_lines_take_linear_time(piece: str) -> None:
    """Whatever is repeated, on one line and on many."""

    grows_linearly(lambda size: lambda: notes(piece * size), 300)
    grows_linearly(lambda size: lambda: notes(f"{piece}\n" * size), 300)
