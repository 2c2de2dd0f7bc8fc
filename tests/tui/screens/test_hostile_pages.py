# SPDX-License-Identifier: GPL-2.0-or-later
"""Hostile mail on the page of a series, in the reader and between two versions."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from rich.cells import cell_len

from tests.tui.screens.test_hostile import EVIL, check, hostile
from tests.work import Steps
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
from tracker.model.readiness import HalfLanded, Readiness, Waiting
from tracker.model.relations import Kind
from tracker.model.said import Note
from tracker.tui.screens.compare import CompareScreen, EditsScreen

pytestmark = [pytest.mark.asyncio, pytest.mark.slow]

LAMP = "lamp-v2@example.org"
SIZES = [(80, 24), (200, 60), (30, 10)]
TABS = "1234567"


def range_of(text: str) -> RangeDiff:
    """Two versions that are hostile wherever a mail has a say."""
    end = PatchEnd(position=1, message_id=text, title=text)
    block = DiffBlock(name=text, lines=(("<", text), (">", text), (" ", text), ("@", text)))
    pair = PatchPair(fate=PatchFate.CHANGED, old=end, new=end, changed_lines=1, message=block,
                     files=(block,))  # fmt: skip
    note = ChangeNote(version=2, message_id=text, position=1, line=1, heading=text, lines=(text,))
    side = VersionEnd(version=1, label=text, message_id=text)
    return RangeDiff(series=text, old=side, new=side, pairs=(pair,), notes=(note,), limits=(text,))


def edit_of(text: str) -> Edit:
    """A commit that differs, the same."""
    change = FileChange(path=text, lines=(("<", text), (">", text)))
    return Edit(version=1, position=1, message_id=text, repository=text, commit=text,
                files=(change,))  # fmt: skip


def waiting_for(make: SimpleNamespace, text: str) -> Readiness:
    """What it waits for, and the half that is in."""
    work = Waiting(
        id=text, title=text, project=text, version=1, url=text, stage=None, side=None,
        people=(text,), since=None, needed_by=text,
    )  # fmt: skip
    half = HalfLanded(landed=text, other=text, kind=Kind.COMPANION, state="stalled",
                      since=make.now, text=text)  # fmt: skip
    return Readiness(waits_for=(work,), half_landed=(half,), reasons=(text,))


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_compared_is_shown_and_not_obeyed(make: SimpleNamespace, run, size) -> None:
    """Versions, patches, files, lines and changelogs; commits and their repositories."""
    library = make.library(views={LAMP: make.view(LAMP)})
    library.compared["a", "b"] = range_of(EVIL)
    library.edited = (edit_of(EVIL),)
    async with run(library, LAMP, size=size) as tui:
        for screen in (
            CompareScreen(library, library.views[LAMP], "a", "b"),
            EditsScreen(library, library.views[LAMP], None),
        ):
            tui.app.push_screen(screen)
            await tui.press("z", "j", "j")
            assert "[red]" in tui.text
            check(tui.text)
            await tui.press("q")


@pytest.mark.parametrize("size", SIZES)
async def test_what_the_page_adds_is_shown_and_not_obeyed(make: SimpleNamespace, run, size) -> None:
    """What it waits for, what is half landed, notes of the user, changelogs, absences."""
    library = hostile(make)
    (view,) = library.views.values()
    note = ChangeNote(version=2, message_id=EVIL, position=1, line=1, heading=EVIL, lines=(EVIL,))
    library.views = {
        view.id: replace(
            view,
            readiness=waiting_for(make, EVIL),
            notes=(Note(message_id=view.id, at=make.now, text=EVIL),),
            seen=make.ago(5),
        )
    }
    library.changes = {one.message_id: (note,) for one in view.revisions}
    graph = library.graphs[view.id]
    nodes = tuple(replace(one, absence=EVIL, missing=True) for one in graph.nodes)
    edges = tuple(replace(one, evidence=replace(one.evidence, quote=EVIL)) for one in graph.edges)
    library.graphs[view.id] = replace(graph, nodes=nodes, edges=edges)
    async with run(library, view.id, size=size) as tui:
        for key in TABS:
            await tui.press(key)
            assert "[red]" in tui.text
            check(tui.text)
            for _ in range(6):
                await tui.press("j")
            check(tui.text)


@pytest.mark.parametrize("text", ["x" * 1_000_000, "灯\u202e\x1b[2J" * 200_000, "\x00" * 1_000_000])
async def test_texts_of_a_megabyte_cost_no_more_than_a_line(
    make: SimpleNamespace, run, text: str
) -> None:
    """Titles, subjects, summaries, quotes and names, on every tab.

    A page of ordinary text takes some hundred thousand steps; a megabyte read letter by letter
    would take millions.
    """
    made = make.view(LAMP)
    who = replace(made.author, name=text)
    revisions = tuple(
        replace(
            one,
            title=text,
            label=text,
            patches=tuple(replace(p, title=text) for p in one.patches),
            questions=tuple(replace(q, quote=text, under=text, who=who) for q in one.questions),
        )
        for one in made.revisions
    )
    view = replace(
        made, title=text, summary=text, author=who, revisions=revisions, url=text,
        events=tuple(replace(one, text=text) for one in made.events),
        thread=tuple(replace(one, subject=text, who=who) for one in made.thread),
        readiness=waiting_for(make, text),
    )  # fmt: skip
    library = make.library(views={LAMP: view})
    async with run(library, LAMP) as tui:
        for key in TABS:
            with Steps() as painted:
                await tui.press(key)
            assert painted.count < 1_000_000
            check(tui.text)
            assert all(cell_len(line) <= 80 for line in tui.text.splitlines())


@pytest.mark.parametrize(
    "text",
    [
        f"{EVIL}\n" * 10_000,
        "> \x00\n" * 20_000,
        "灯" * 1_000_000,
        "e\u0301\u0301\u0301\u0301\u0301" * 20_000,
        "\t" * 200_000,
        "",
        "\x00",
        "\n" * 100_000,
    ],
    ids=["markup", "nul", "wide", "marks", "tabs", "empty", "one", "blank"],
)
async def test_any_mail_can_be_read(make: SimpleNamespace, run, text: str) -> None:
    """To its end, folded and unfolded, with numbers and without."""
    library = make.library(views={LAMP: make.view(LAMP)})
    library.texts[LAMP] = text
    async with run(library, LAMP) as tui:
        await tui.press("6", "g", "enter")
        parts = ("right_curly_bracket", "left_curly_bracket")
        for key in ("G", "number_sign", "z", "pageup", *parts, "g"):
            await tui.press(key)
            check(tui.text)
            assert all(cell_len(line) <= 80 for line in tui.text.splitlines())
