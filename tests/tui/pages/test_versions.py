# SPDX-License-Identifier: GPL-2.0-or-later
"""The versions of a series, with their changelogs."""

from dataclasses import replace
from types import SimpleNamespace

from tests.views import samples
from tracker.model.compare import ChangeNote
from tracker.render.lines import Row
from tracker.render.versions import version_rows


def shown(rows: tuple[Row, ...]) -> list[str]:
    """The lines without their roles."""
    return ["".join(span.text for span in row.draw(80)).rstrip() for row in rows]


def note(**changes: object) -> ChangeNote:
    """What the author says of v2."""
    made = ChangeNote(
        version=2, message_id="lamp-v2@example.org", position=None, line=7,
        heading="Changes in v2:", lines=("- shut the door", "- softly"),
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]  # a test names fields it knows


def test_a_version_shows_what_its_author_says_of_it(make: SimpleNamespace) -> None:
    """In his words; Enter opens them where they stand."""
    rows = version_rows(make.view(), 80, {"lamp-v2@example.org": (note(),)})
    lines = shown(rows)
    at = next(n for n, line in enumerate(lines) if "Changes in v2:" in line)
    assert [line.strip() for line in lines[at + 1 : at + 3]] == ["- shut the door", "- softly"]
    assert (rows[at].target.message_id, rows[at].target.line) == ("lamp-v2@example.org", 7)


def test_tags_stand_behind_the_longest_title_however_wide_the_screen_is() -> None:
    """And not at its other end, where the eye finds no row."""
    rows = version_rows(samples.FULL, 200)
    lines = ["".join(span.text for span in row.draw(200)).rstrip() for row in rows]
    tagged = [line for line in lines if " reviewed" in line or " acked" in line]
    assert tagged
    assert max(map(len, tagged)) < 120


def test_a_note_in_a_patch_says_in_which(make: SimpleNamespace) -> None:
    """Not all of them stand in the cover letter."""
    rows = version_rows(make.view(), 80, {"lamp-v2@example.org": (note(position=3),)})
    assert any("patch 3: Changes in v2:" in line for line in shown(rows))


def test_long_notes_are_cut_and_counted(make: SimpleNamespace) -> None:
    """The patches below stay near."""
    long = note(lines=tuple(f"- {n}" for n in range(100)))
    lines = shown(version_rows(make.view(), 80, {"lamp-v2@example.org": (long, long)}))
    assert any("and 76 more lines" in line for line in lines)
    assert any("and 1 more changelog" in line for line in lines)


def test_a_version_is_compared_with_the_one_before(make: SimpleNamespace) -> None:
    """The oldest with none; with a mark, all with the marked one."""
    rows = version_rows(make.view(), 80)
    pairs = [row.target.versions for row in rows if row.target.versions]
    assert pairs == [("lamp-v1@example.org", "lamp-v2@example.org")]
    marked = version_rows(make.view(), 80, None, "lamp-v2@example.org")
    pairs = [row.target.versions for row in marked if row.target.versions]
    assert pairs == [("lamp-v1@example.org", "lamp-v2@example.org")]
    assert any(line.startswith("*") and "v2" in line for line in shown(marked))


def test_a_partial_reroll_is_compared_with_nothing(make: SimpleNamespace) -> None:
    """Nor is anything compared with it: it is no whole version."""
    first, second = make.view().revisions
    third = replace(second, version=3, label="v3", message_id="lamp-v3@example.org")
    view = make.view(revisions=(first, replace(second, partial=True), third))
    pairs = [row.target.versions for row in version_rows(view, 80) if row.target.versions]
    assert ("lamp-v1@example.org", "lamp-v3@example.org") in pairs
