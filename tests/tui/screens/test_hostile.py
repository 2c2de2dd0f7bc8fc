# SPDX-License-Identifier: GPL-2.0-or-later
"""Whatever a mail holds, the screen shows it as text and is not driven by it."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from rich.cells import cell_len

from tracker.errors import Unreachable
from tracker.model.mail import Evidence, Person
from tracker.model.relations import Kind
from tracker.model.status import Mover, Side, Turn
from tracker.model.views import Reason
from tracker.tui.widgets.painted import Painted
from tracker.tui.widgets.title import State

pytestmark = pytest.mark.asyncio

EVIL = (
    "[red]x[/red] \x1b]52;c;aGk=\x07\x1b[2J\x9b31m\u202eright\u2066 \u200b灯\tq\r\n"
    "[/] [@click=app.quit]"
)
"""Markup, a clipboard write, a cleared screen, C1, bidi, an invisible and a wide character."""


def check(text: str) -> None:
    """Nothing that a terminal obeys or hides; markup stands as it was written."""
    bad = [char for char in text if not char.isprintable() and char != "\n"]
    assert bad == []


def hostile(make: SimpleNamespace) -> SimpleNamespace:
    """A library that is hostile wherever a mail has a say."""
    who = Person(EVIL, EVIL)
    said = Evidence(rule="r", message_id=EVIL, line=2, quote=EVIL, url=EVIL, repository=EVIL)
    view = make.view(
        title=EVIL, author=who, lists=(EVIL,), change_id=EVIL, url=EVIL, summary=EVIL,
        turn=Turn(
            side=Side.AUTHOR, people=(Mover(who.name, who.email, who.name),), reasons=(EVIL,)
        ),
        thread=tuple(replace(t, who=who, subject=EVIL, marks=(EVIL,)) for t in make.thread()),
        relations=(replace(make.relation(Kind.DISCUSSION, EVIL, EVIL), evidence=said),),
    )  # fmt: skip
    revisions = tuple(
        replace(
            revision,
            title=EVIL,
            label=EVIL,
            notices=tuple(replace(n, who=who, tree=EVIL, branch=EVIL) for n in revision.notices),
            questions=(replace(make.question(EVIL), who=who),),
            patches=tuple(
                replace(
                    p,
                    title=EVIL,
                    tags=tuple(replace(t, person=replace(t.person, name=EVIL)) for t in p.tags),
                )
                for p in revision.patches
            ),
        )
        for revision in view.revisions
    )
    events = tuple(replace(event, text=EVIL, kind=EVIL) for event in view.events)
    view = replace(view, revisions=revisions, events=events)
    graph = make.graph()
    graph = replace(
        graph,
        nodes=tuple(replace(n, title=EVIL, project=EVIL, landed=EVIL) for n in graph.nodes),
        limits=(EVIL,),
    )
    library = make.library(
        views={view.id: view},
        board=(make.row(view.id, title=EVIL, author=who, lists=(EVIL,), turn=view.turn),),
        facts=(Reason(fact=EVIL, topic="stage", evidence=said),),
        graphs={view.id: graph},
    )
    library.texts["reply@example.org"] = f"{EVIL}\n> {EVIL}\n" + EVIL * 200
    return library


@pytest.mark.slow
@pytest.mark.parametrize("size", [(80, 24), (200, 60), (30, 10)])
async def test_hostile_text_is_shown_and_not_obeyed(make: SimpleNamespace, run, size) -> None:
    """On every tab, in the reader, in the evidence, in errors."""
    library = hostile(make)
    library.errors["update"] = Unreachable(EVIL)
    async with run(library, size=size) as tui:
        check(tui.text)
        assert tui.app.is_running
        await tui.press("u")
        await tui.until(lambda: tui.app.job.state is State.FAILED)
        check(tui.text)
        await tui.press("enter")
        for key in "1234567":
            await tui.press(key)
            assert "[red]" in tui.text
            check(tui.text)
        await tui.press("6", "j", "j", "enter", "number_sign")
        assert "[red]x[/red]" in tui.text
        check(tui.text)
        await tui.press("z", "G", "e")
        check(tui.text)
        await tui.press("q", "q", "1", "e")
        check(tui.text)


async def test_a_subject_of_five_thousand_characters_takes_one_line(make, run) -> None:
    """Cut with a sign on the board, and no line is wider than the screen."""
    title = "long " * 1_000
    library = make.library(
        board=(make.row(title=title), make.row("s@example.org", title="the next")),
        views={"lamp-v2@example.org": make.view(title=title)},
    )
    async with run(library) as tui:
        lines = tui.text.splitlines()
        at = next(number for number, line in enumerate(lines) if "long long" in line)
        assert lines[at].rstrip().endswith("…")
        assert "the next" in lines[at + 1]
        await tui.press("enter")
        assert all(cell_len(line) <= 80 for line in tui.text.splitlines())


async def test_wide_characters_keep_the_columns(make: SimpleNamespace, run) -> None:
    """Each line is exactly as wide as its widget, in columns."""
    rows = tuple(make.row(f"s{n}@example.org", title="灯" * n) for n in range(40))
    async with run(make.library(board=rows)) as tui:
        for widget in tui.app.screen.query(Painted):
            for y in range(widget.size.height):
                strip = widget.render_line(y)
                assert cell_len(strip.text) == strip.cell_length <= 80


async def test_a_copied_message_id_cannot_break_out(make: SimpleNamespace, run) -> None:
    """The status line shows it cleaned."""
    library = make.library(board=(make.row(EVIL),))
    async with run(library) as tui:
        await tui.press("y")
        check(tui.text)
        assert "sent to the terminal: [red]" in tui.text
