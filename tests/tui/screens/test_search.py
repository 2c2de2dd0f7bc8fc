# SPDX-License-Identifier: GPL-2.0-or-later
"""Words are found in every view, and n and N go on."""

import pytest

from tracker.tui.widgets.rows import RowList

pytestmark = pytest.mark.asyncio

LAMP = "lamp-v2@example.org"
LONG = "".join(f"line {n} of a lamp{' that hums' * (n in (40, 80))}\n" for n in range(1, 100))


def marked(tui) -> str:
    """What is painted as found."""
    rows = tui.app.screen.query_exactly_one(RowList)
    style = rows.get_component_rich_style("rows--found", partial=True)
    strips = [rows.render_line(y) for y in range(rows.size.height)]
    pieces = [piece for strip in strips for piece in strip]
    return "".join(p.text for p in pieces if p.style and p.style.bgcolor == style.bgcolor)


async def test_a_word_is_found_in_a_mail_and_n_goes_on(library, run) -> None:
    """Round the end where the mail is all there is; Esc ends it, and n is the next mail again."""
    library.mail = LONG
    library.views = {}
    async with run(library) as tui:
        tui.app.push_screen(reader(library))
        await tui.press("slash", *"Hums", "enter")
        assert "is not found" in tui.text
        await tui.press("slash", *"hums", "enter")
        assert "line 40 of" in tui.under_cursor
        assert marked(tui) == "hums"
        await tui.press("n")
        assert "line 80 of" in tui.under_cursor
        await tui.press("n")
        assert "from the other end" in tui.text
        assert "line 40 of" in tui.under_cursor
        await tui.press("N")
        assert "line 80 of" in tui.under_cursor
        await tui.press("escape")
        assert marked(tui) == ""
        await tui.press("n")
        assert "no more messages here" in tui.text


def reader(library):
    """A mail of no series."""
    from tracker.tui.screens.reader import ReaderScreen

    return ReaderScreen(library, "alone@example.org", None, None)


async def test_a_thread_is_searched_in_all_of_its_mails(library, run) -> None:
    """The mail opens on the line, and n goes on to the next mail that has the words."""
    view = library.views[LAMP]
    names = [line.message_id for line in view.thread]
    library.mail = "Nothing.\n"
    library.texts = {names[1]: LONG, names[3]: LONG}
    async with run(library, LAMP) as tui:
        await tui.press("6", "g", "slash", *"hums", "enter")
        assert library.called("find_in_mails") == [(tuple(names), "hums")]
        rows = tui.app.screen.query_exactly_one(RowList)
        assert rows.row.key == names[1]
        await tui.press("n")
        assert rows.row.key == names[3]
        await tui.press("N", "enter")
        assert "line 40 of" in tui.under_cursor
        await tui.press("n", "n")
        assert library.called("text")[-1] == names[3]
        assert "line 40 of" in tui.under_cursor


@pytest.mark.parametrize("keys", [("1",), ("7",), ("e",), ("question_mark",)])
async def test_words_are_found_on_every_page(library, run, keys: tuple[str, ...]) -> None:
    """Overview, log, evidence and help."""
    async with run(library, LAMP) as tui:
        await tui.press(*keys, "slash", *"ed", "enter")
        assert "'ed': " in tui.text
        assert set(marked(tui).lower()) == {"e", "d"}


async def test_words_that_mail_controls_are_plain_text(library, run) -> None:
    """No expression is made of them, and wide characters are marked where they stand."""
    library.mail = "\u706f\u706f .*(a+)+$ \u706f\n"
    async with run(library) as tui:
        tui.app.push_screen(reader(library))
        await tui.press("slash", *["full_stop", "asterisk", "left_parenthesis"], "enter")
        assert marked(tui) == ".*("


async def test_an_empty_line_looks_for_the_last_words_again(library, run) -> None:
    """As less does."""
    library.mail = LONG
    async with run(library) as tui:
        tui.app.push_screen(reader(library))
        await tui.press("slash", *"hums", "enter", "escape", "g", "slash", "enter")
        assert "line 40 of" in tui.under_cursor
