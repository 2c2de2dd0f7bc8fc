# SPDX-License-Identifier: GPL-2.0-or-later
"""What leaves the app: the clipboard, the browser, the user's own commands."""

import pytest
from textual.widgets import Input, OptionList

from tracker.errors import Broken, ConfigError, Usage
from tracker.model.board import UserCommand
from tracker.tui.app import TrackerApp

pytestmark = pytest.mark.asyncio

LAMP = "lamp-v2@example.org"


@pytest.mark.parametrize(
    ("key", "copied"),
    [
        ("y", LAMP),
        ("Y", f"https://lore.example.org/{LAMP}"),
        ("C", f"b4 am {LAMP}"),
        ("S", f"b4 shazam {LAMP}"),
    ],
)
@pytest.mark.parametrize("start", [None, LAMP])
async def test_one_key_copies(library, run, key: str, copied: str, start) -> None:
    """And says what."""
    async with run(library, start) as tui:
        await tui.press(key)
        assert tui.app.clipboard == copied
        assert f"sent to the terminal: {copied}" in tui.text


async def test_tmux_takes_what_is_copied(library, run) -> None:
    """The terminal is not asked then, and what is said is sure."""
    library.in_tmux = True
    async with run(library) as tui:
        await tui.press("y")
        assert library.called("copy") == [LAMP]
        assert tui.app.clipboard == ""
        assert f"copied: {LAMP}" in tui.text


async def test_what_was_said_goes_with_the_next_key(library, run) -> None:
    """Any key, also one that moves nothing."""
    async with run(library) as tui:
        await tui.press("y")
        assert "sent to the terminal" in tui.text
        await tui.press("tab")
        assert "sent to the terminal" not in tui.text


async def test_a_browser_of_the_terminal_gets_it(library, run) -> None:
    """In this test there is none to give, which is said."""
    library.browser = ("w3m", "https://lore.example.org/")
    async with run(library) as tui:
        await tui.press("o")
        assert "this terminal cannot be given up" in tui.text


async def test_a_copied_command_is_one_word_to_a_shell(make, run) -> None:
    """Whatever a Message-ID holds: nothing ends the line, nothing is run, nothing is an option."""
    name = "-x$(reboot);`y`'\n@example.org"
    async with run(make.library(board=(make.row(name),))) as tui:
        await tui.press("C")
        assert tui.app.clipboard == "b4 am -- '-x$(reboot);`y`'\"'\"' @example.org'"


async def test_the_browser_opens_what_the_cursor_is_on(library, run) -> None:
    """By the library, which knows the server."""
    async with run(library) as tui:
        await tui.press("o")
        assert library.called("browse") == [LAMP]
        assert "opened in the browser" in tui.text
        library.errors["browse"] = Broken("no web browser was found")
        await tui.press("o")
        assert "no web browser was found" in tui.text


def own(**changes: object) -> UserCommand:
    """A command of the user's, beside the terminal."""
    made = {"key": "F5", "label": "try", "run": ("prog", "{message_id}"), "terminal": False}
    return UserCommand(**(made | changes))  # type: ignore[arg-type]  # a test names what it knows


async def test_a_command_is_run_on_the_row(make, run) -> None:
    """Its end is told."""
    library = make.library(own=(own(),))
    async with run(library) as tui:
        await tui.press("f5")
        assert library.called("run") == [("prog", LAMP, False)]
        assert "try: done" in tui.text
        library.statuses["prog"] = 3
        library.last_words = "no such lamp"
        await tui.press("f5")
        assert "try ended with status 3: no such lamp" in tui.text


async def test_a_command_is_run_on_each_marked_series(make, run) -> None:
    """One after the other."""
    library = make.library(own=(own(),))
    async with run(library) as tui:
        await tui.press("m", "m", "f5")
        assert [words[1] for words in library.called("run")] == [LAMP, "hinge@example.org"]


async def test_a_command_is_in_the_footer_and_the_help_and_its_output_is_kept(make, run) -> None:
    """As the shipped actions are."""
    library = make.library(own=(own(run=("prog", "{message_id}")),))
    library.output = "one\ntwo\n"
    async with run(library) as tui:
        assert "q quit  ? help  F5 try" in tui.text
        await tui.press("P")
        assert "F5 try" not in tui.text
        await tui.press("q", "exclamation_mark")
        assert "no command has written anything yet" in tui.text
        await tui.press("f5", "exclamation_mark")
        assert "two" in tui.text
        await tui.press("q", "question_mark")
        assert "F5 try" in tui.text


async def test_a_command_that_cannot_run_says_why(make, run) -> None:
    """No program, or a value that is not known of the series."""
    library = make.library(own=(own(), own(key="F6", run=("prog", "{change_id}"))))
    library.views = {LAMP: make.view(change_id=None)}
    async with run(library) as tui:
        await tui.press("f6")
        assert "{change_id} is not known of this series" in tui.text
        library.errors["run"] = Usage("'prog' could not be run: no such file")
        await tui.press("f5")
        assert "'prog' could not be run" in tui.text
        assert tui.app.is_running


async def test_a_terminal_that_cannot_be_given_up_is_said(make, run) -> None:
    """As in this test, where there is none."""
    library = make.library(own=(own(terminal=True),))
    async with run(library) as tui:
        await tui.press("f5")
        assert "this terminal cannot be given up" in tui.text
        assert library.called("run") == []


async def test_a_command_takes_the_key_of_a_shipped_action(make, run) -> None:
    """B no longer copies."""
    library = make.library(own=(own(key="B"),))
    async with run(library) as tui:
        await tui.press("B")
        assert library.called("run") == [("prog", LAMP, False)]
        assert tui.app.clipboard == ""


async def test_own_keys_are_pressed_shown_and_told(library, run) -> None:
    """In the footer and in the help; the shipped key means nothing any more."""
    keys = [("scope", ("F2",)), ("help", ("F1",))]
    async with run(library, own_keys=keys, size=(80, 160)) as tui:
        assert "F2 all/tracked" in tui.text
        await tui.press("a", "question_mark")
        assert "all local" not in tui.text
        await tui.press("f2")
        assert "all local" in tui.text
        await tui.press("f1")
        line = next(line for line in tui.text.splitlines() if "Show every local series" in line)
        assert line.split()[0] == "F2"


async def test_a_command_with_a_value_there_is_not_stops_the_start(make) -> None:
    """Not when its key is pressed."""
    library = make.library(own=(own(run=("prog", "{fish}")),))
    with pytest.raises(ConfigError, match=r"\{fish\} stands for nothing"):
        TrackerApp(library)


async def test_a_wrong_key_or_theme_stops_the_start(library) -> None:
    """With a sentence for the user."""
    with pytest.raises(ConfigError, match="'fly' is not an action"):
        TrackerApp(library, own_keys=[("fly", ("x",))])
    with pytest.raises(ConfigError, match="'plaid' is not a theme"):
        TrackerApp(library, theme="plaid")


@pytest.mark.parametrize("theme", ["light", "dark", "ansi", "nord"])
async def test_every_theme_shows_the_board(library, run, theme: str) -> None:
    """Each look has a colour of its own terminal, or of the theme."""
    async with run(library, theme=theme) as tui:
        assert "lamp: shut" in tui.text
        await tui.press("question_mark", "q", "enter")
        assert "v2 is partly applied" in tui.text


async def test_no_color_gives_no_colours(library, run, monkeypatch) -> None:
    """https://no-color.org: bold and reverse stay."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with run(library) as tui:
        body = tui.app.screen.body
        styles = [style for _, style, _ in body.render_line(0) if style]
        assert any(style.reverse for style in styles)
        colours = [c for style in styles for c in (style.color, style.bgcolor) if c]
        assert all(colour.is_default for colour in colours)


async def test_without_colour_what_is_chosen_is_seen(library, run, monkeypatch) -> None:
    """In the palette too, and the cursor of a line that is typed into."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with run(library) as tui:
        await tui.press("slash")
        line = tui.app.screen.query_one(Input)
        assert line.get_component_rich_style("input--cursor").reverse
        await tui.press("escape", "colon")
        options = tui.app.screen.query_one(OptionList)
        style = options.get_component_rich_style("option-list--option-highlighted")
        assert style.underline  # Textual takes a reverse back where both colours are the default.


async def test_sixteen_colours_have_no_dark_blue_on_black(library, run) -> None:
    """Headings are bold in the colour of the text, links and the like cyan."""
    async with run(library, theme="ansi") as tui:
        role = tui.app.screen.get_component_rich_style
        assert role("role--title").bold
        assert role("role--title").color.is_default
        assert role("role--link").color.number == 6


async def test_in_ascii_a_sign_has_the_letter_of_its_page(library, run, monkeypatch) -> None:
    """A circle is M for the stage mainline, and elsewhere a star; an answer is no question."""
    monkeypatch.setattr("tracker.tui.widgets.painted._draws_ascii", lambda: True)
    async with run(library, "lamp-v2@example.org") as tui:
        await tui.press("7")
        assert "* patch 1 applied" in tui.text
        await tui.press("6")
        assert "●" not in tui.text
        await tui.press("5")
        assert "* posted" in tui.text
