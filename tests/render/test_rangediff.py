# SPDX-License-Identifier: GPL-2.0-or-later
"""Two versions as text and as a document."""

import json

import pytest

from tests.views.attacks import HOSTILE
from tracker.export.json_rangediff import rangediff_json
from tracker.model.compare import (
    ChangeNote,
    DiffBlock,
    PatchEnd,
    PatchFate,
    PatchPair,
    RangeDiff,
    VersionEnd,
)
from tracker.model.terminal_text import width
from tracker.render.compare import count_words, rangediff_text
from tracker.render.style import Style


def told(text: str = "door: shut it", lines: int = 2) -> RangeDiff:
    """One patch of every fate."""
    old = PatchEnd(position=1, message_id="o@example.org", title=text)
    new = PatchEnd(position=12, message_id="n@example.org", title=text)
    block = DiffBlock(name=text, lines=tuple(("<", f"+{n} {text}") for n in range(lines)))
    note = ChangeNote(version=2, message_id="c@example.org", position=3, line=4, heading=text,
                      lines=(text,) * lines)  # fmt: skip
    return RangeDiff(
        series="s@example.org",
        old=VersionEnd(version=1, label="", message_id="v1@example.org"),
        new=VersionEnd(version=2, label=text, message_id="v2@example.org"),
        pairs=(
            PatchPair(fate=PatchFate.SAME, old=old, new=new, moved=True, changed_lines=0),
            PatchPair(fate=PatchFate.CHANGED, old=old, new=new, changed_lines=1, message=block,
                      files=(block,), cut=5),
            PatchPair(fate=PatchFate.ADDED, old=None, new=new),
            PatchPair(fate=PatchFate.DROPPED, old=old, new=None),
        ),
        notes=(note,),
        limits=(text,),
    )  # fmt: skip


def test_every_fate_has_its_sign_and_words() -> None:
    """Those of git, the places one below the other."""
    lines = rangediff_text(told(), Style()).splitlines()
    assert [" ".join(line.split()) for line in lines[1:5]] == [
        "1 = 12 door: shut it same, moved",
        "1 ! 12 door: shut it 1 line",
        "- > 12 door: shut it added",
        "1 < - door: shut it dropped",
    ]
    assert len({line.index(sign) for line, sign in zip(lines[1:5], "=!><", strict=True)}) == 1
    assert count_words(told()) == "1 changed, 1 added, 1 dropped, 1 the same"


def test_long_parts_are_cut_and_counted_unless_all_is_asked_for() -> None:
    """What was never told is counted too."""
    text = rangediff_text(told(lines=100), Style())
    assert "and 60 more lines (--full)" in text
    assert "and 145 more lines (--full)" in text
    whole = rangediff_text(told(lines=100), Style(), full=True)
    assert whole.count("99 door") == 2
    assert "and 5 more lines\n" in whole


def test_the_short_form_has_no_lines_of_patches() -> None:
    """But the author's words."""
    text = rangediff_text(told(), Style(), short=True)
    assert "commit message" not in text
    assert "What the author says of v2 in patch 3" in text


@pytest.mark.parametrize("attack", [HOSTILE, f"{HOSTILE}\n" * 100, "\x00" * 10_000, "\ud800"])
def test_nothing_of_a_mail_drives_the_terminal(attack: str) -> None:
    """Neither in colour nor in ASCII; and the document reads back as it was."""
    for style in (Style(), Style(unicode=False), Style(colour=True)):
        text = rangediff_text(told(attack), style)
        bare = text.replace("\x1b[0m", "")
        for role in ("1", "2", "31", "32", "33", "36"):
            bare = bare.replace(f"\x1b[{role}m", "") if style.colour else bare
        assert all(char.isprintable() or char == "\n" for char in bare)
    document = rangediff_json(told(attack))
    assert all(char.isprintable() or char == "\n" for char in document)
    json.loads(document)


@pytest.mark.parametrize("wish", [{"full": True}, {"uncut": True}])
def test_lines_are_shown_to_their_end_where_all_is_asked_for(wish: dict[str, bool]) -> None:
    """And cut at the terminal's last column where they are not."""
    text = "lamp " * 40 + "end"

    def whole(answer: str) -> bool:
        return any(line.startswith("    ") and text in line for line in answer.splitlines())

    assert whole(rangediff_text(told(text), Style(), **wish))
    assert not whole(rangediff_text(told(text), Style()))


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_the_list_keeps_to_the_width(columns: int) -> None:
    """Titles give way; the lines of a diff are not broken."""
    for line in rangediff_text(
        told("灯 lamp " * 40), Style(width=columns), short=True
    ).splitlines():
        assert width(line) <= columns
