# SPDX-License-Identifier: GPL-2.0-or-later
"""The page of a series: tabs, relations, evidence."""

from dataclasses import replace

import pytest

from tracker.errors import Broken, NotFound, Unreachable
from tracker.model.board import MailHeaders
from tracker.model.compare import ChangeNote
from tracker.model.people import Person
from tracker.tui.screens.board import BoardScreen
from tracker.tui.screens.evidence import EvidenceScreen
from tracker.tui.screens.reader import ReaderScreen
from tracker.tui.screens.series import SeriesScreen
from tracker.tui.widgets.tabs import TabLine
from tracker.tui.widgets.title import State

pytestmark = pytest.mark.asyncio


async def test_the_overview_tells_where_the_series_stands(library, run) -> None:
    """The sentence, the turn with its reason, the review table, open questions."""
    async with run(library, "lamp-v2@example.org", size=(80, 40)) as tui:
        assert "v2 is partly applied: 1 of 2 patches are in lamps-next" in tui.text
        assert "Rik Reviewer asked a question on patch 1 three days ago" in tui.text
        line = next(line for line in tui.text.splitlines() if "1/2" in line)
        assert line.split()[-3:] == ["R", "T", "A~"]
        assert "Why not shut the door first?" in tui.text
        assert "blocked" in tui.text


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("2", "opens the mail that gave it"),
        ("3", "superseded"),
        ("4", "hinge: oil it"),
        ("5", "0123456789ab"),
        ("6", "[PATCH v2 1/2] lamp: shut it"),
        ("7", "patch 1 applied to lamps-next by May"),
    ],
)
async def test_a_number_opens_its_tab(library, run, key: str, words: str) -> None:
    """And 1 leads back."""
    async with run(library, "lamp-v2@example.org") as tui:
        assert words not in tui.text
        await tui.press(key)
        assert words in tui.text
        await tui.press("1")
        assert words not in tui.text


async def test_tab_goes_round(library, run) -> None:
    """Forwards and backwards, past the ends."""
    async with run(library, "lamp-v2@example.org") as tui:
        tabs = tui.app.screen.query_one(TabLine)
        await tui.press("tab")
        assert tabs.index == 1
        await tui.press("shift+tab", "shift+tab")
        assert tabs.index == 6
        await tui.press("tab")
        assert tabs.index == 0


async def test_a_click_opens_a_tab(library, run) -> None:
    """The one under the pointer."""
    async with run(library, "lamp-v2@example.org") as tui:
        await tui.pilot.click(TabLine, offset=(16, 0))
        await tui.pilot.pause()
        assert tui.app.screen.query_one(TabLine).index == 1


async def test_a_tab_keeps_its_cursor(library, run) -> None:
    """Going away and coming back, it is where it was."""
    async with run(library, "lamp-v2@example.org") as tui:
        await tui.press("6", "j", "j")
        here = tui.under_cursor
        assert "Rik Reviewer" in here
        await tui.press("3", "j", "6")
        assert tui.under_cursor == here


async def test_relations_are_walked_in_and_out(library, run) -> None:
    """Enter opens the related series, Backspace returns to the very row."""
    async with run(library, "lamp-v2@example.org") as tui:
        await tui.press("4")
        assert "depends on" in tui.under_cursor
        await tui.press("enter")
        assert library.called("series")[-1] == "hinge@example.org"
        assert tui.app.screen.series == "hinge@example.org"
        assert "hinge: oil it" in tui.text.splitlines()[0]
        await tui.press("backspace")
        assert tui.app.screen.series == "lamp-v2@example.org"
        assert "depends on" in tui.under_cursor
        await tui.press("q")
        assert isinstance(tui.app.screen, BoardScreen)


async def test_what_is_not_at_hand_says_so_and_can_be_fetched(library, run) -> None:
    """An update on it asks for it, not for the series of the page."""
    async with run(library, "lamp-v2@example.org") as tui:
        await tui.press("4", "j", "j")
        assert "wick: trim it" in tui.under_cursor
        assert "not fetched; u fetches it" in tui.text
        await tui.press("u")
        await tui.until(lambda: tui.app.job.state is State.DONE)
        assert library.called("update") == [("wick@example.org",)]


async def test_a_series_that_is_not_known_says_why(library, run) -> None:
    """The board is still there below."""
    async with run(library, "nobody@example.org") as tui:
        assert "no series matches nobody@example.org" in tui.text
        await tui.press("1", "2", "3", "4", "5", "6", "7", "enter", "j")
        assert isinstance(tui.app.screen, SeriesScreen)
        await tui.press("q")
        assert "lamp: shut" in tui.text


async def test_relations_that_cannot_be_read_leave_the_rest(library, run) -> None:
    """The tab says why; the other tabs stand."""
    library.errors["graph"] = Broken("the relations are from a newer version")
    async with run(library, "lamp-v2@example.org") as tui:
        assert "v2 is partly applied" in tui.text
        await tui.press("4")
        assert "the relations are from a newer version" in tui.text
        assert "moths, a discussion" in tui.text


async def test_opening_a_series_marks_it_seen_once(library, run) -> None:
    """Reading it again after an update does not."""
    async with run(library, "lamp-v2@example.org") as tui:
        await tui.press("u")
        await tui.until(lambda: tui.app.job.state is State.DONE)
        assert library.called("visit") == ["lamp-v2@example.org"]


async def test_an_update_that_fails_keeps_the_page(library, run) -> None:
    """It says why in one line, on the page that is in front."""
    library.errors["update"] = Unreachable("the server is away")
    async with run(library, "lamp-v2@example.org") as tui:
        await tui.press("u")
        await tui.until(lambda: tui.app.job.state is State.FAILED)
        assert "the server is away" in tui.text
        assert "v2 is partly applied" in tui.text


async def test_evidence_of_the_row_comes_first(library, run) -> None:
    """Rule, mail, line and the quoted words; Enter opens the mail at the line."""
    async with run(library, "lamp-v2@example.org") as tui:
        await tui.press("e")
        assert isinstance(tui.app.screen, EvidenceScreen)
        lines = tui.text.splitlines()
        first = next(at for at, line in enumerate(lines) if "Of this line" in line)
        assert "stage partially-applied" in lines[first + 1]
        assert "rule    notice.patchwork" in lines[first + 2]
        assert "mail    https://lore.kernel.org/all/notice@example.org/" in lines[first + 3]
        assert "line    4" in lines[first + 4]
        assert "words   > This series was applied" in lines[first + 5]
        await tui.press("enter")
        assert isinstance(tui.app.screen, ReaderScreen)
        assert "> They circle it." in tui.under_cursor
        await tui.press("q", "q")
        assert isinstance(tui.app.screen, SeriesScreen)


async def test_evidence_that_cannot_be_read_says_why(library, run) -> None:
    """And the page below is as it was."""
    library.errors["reasons"] = Broken("the evidence is damaged")
    async with run(library, "lamp-v2@example.org") as tui:
        await tui.press("e")
        assert "the evidence is damaged" in tui.text
        await tui.press("escape")
        assert isinstance(tui.app.screen, SeriesScreen)


async def test_help_is_on_every_screen(library, run) -> None:
    """The keys of the place it was asked from stand first, then the signs."""
    async with run(library, "lamp-v2@example.org", size=(100, 160)) as tui:
        await tui.press("question_mark")
        assert tui.text.index("On the page of a series") < tui.text.index("Columns of the board")
        assert tui.text.index("On the page of a series") < tui.text.index("In every list")
        await tui.press("q", "6", "enter", "question_mark")
        assert tui.text.index("In a mail") < tui.text.index("In every list")
        await tui.press("q", "e", "question_mark")
        assert "In the evidence" in tui.text
        await tui.press("escape", "escape", "escape", "escape", "question_mark")
        assert "On the board" in tui.text


async def test_the_review_is_told_for_any_version(make, library, run) -> None:
    """v goes to the older one, V back; at the ends it says so."""
    async with run(library, "lamp-v2@example.org") as tui:
        await tui.press("2")
        assert "Review of v2" in tui.text
        await tui.press("v")
        assert "Review of v1" in tui.text
        await tui.press("v")
        assert "no more versions here" in tui.text
        await tui.press("V")
        assert "Review of v2" in tui.text
        await tui.press("3", "v")
        assert "Review of v1" in tui.text


async def test_a_tag_opens_the_mail_at_the_line(library, run) -> None:
    """Where the reviewer wrote it."""
    async with run(library, "lamp-v2@example.org", size=(100, 40)) as tui:
        await tui.press("2")
        await tui.move("j", lambda line: line.startswith("  Reviewed-by"))
        await tui.press("enter")
        assert isinstance(tui.app.screen, ReaderScreen)
        assert "Reviewed-by: Rik Reviewer" in tui.under_cursor


async def test_the_changelogs_are_read_when_they_are_looked_at(library, run) -> None:
    """Not before, and not again for each look."""
    note = ChangeNote(version=2, message_id="lamp-v2@example.org", position=None, line=3,
                      heading="Changes in v2:", lines=("- softly",))  # fmt: skip
    library.changes = {"lamp-v2@example.org": (note,)}
    async with run(library, "lamp-v2@example.org") as tui:
        assert library.called("changelogs") == []
        await tui.press("3")
        assert "- softly" in tui.text
        await tui.press("2", "3")
        assert library.called("changelogs") == ["lamp-v2@example.org"]


async def test_changelogs_that_cannot_be_read_leave_the_versions(library, run) -> None:
    """One line says why."""
    library.errors["changelogs"] = Broken("the archive is gone")
    async with run(library, "lamp-v2@example.org") as tui:
        await tui.press("3")
        assert "the archive is gone" in tui.text
        assert "superseded" in tui.text


async def test_a_past_day_is_told_on_every_tab(make, library, run) -> None:
    """Today is not."""
    async with run(library, "lamp-v2@example.org") as tui:
        assert "as it stood" not in tui.text
    library.as_of = make.now
    async with run(library, "lamp-v2@example.org") as tui:
        for key in "1234567":
            await tui.press(key)
            assert "as it stood 2026-03-20 12:00 UTC" in tui.text


async def test_walking_relations_stays_on_them(library, run) -> None:
    """A series that is entered from elsewhere opens on its overview."""
    async with run(library, "lamp-v2@example.org") as tui:
        await tui.press("4", "enter")
        assert "hinge: oil it" in tui.text.splitlines()[0]
        assert tui.app.screen.query_one(TabLine).index == 3
        await tui.press("backspace", "1")
        assert tui.app.screen.series == "lamp-v2@example.org"
        assert tui.app.screen.query_one(TabLine).index == 0


async def test_what_is_not_at_hand_is_not_opened(library, run) -> None:
    """There is nothing to show; the key that fetches it is named."""
    async with run(library, "lamp-v2@example.org") as tui:
        await tui.press("4", "j", "j", "enter")
        assert isinstance(tui.app.screen, SeriesScreen)
        assert "not fetched; u fetches it" in tui.text


async def test_what_is_new_stays_new_while_the_page_is_open(make, library, run) -> None:
    """Opening it marks it as seen, and reading it anew does not forget what was new."""
    view = make.view(seen=make.ago(5))
    library.views[view.id] = view
    async with run(library, view.id) as tui:
        await tui.press("7")
        assert "1 new event" in tui.text
        library.views[view.id] = make.view(seen=make.now)
        await tui.press("u")
        assert "1 new event" in tui.text


async def test_the_thread_opens_at_what_is_new(make, library, run) -> None:
    """The tab counts it; what is read in the reader is no longer unread."""
    news = ("reply@example.org", "lamp-v2-2@example.org", "notice@example.org")
    view = make.view(seen=make.ago(7.5), unread=news)
    library.views[view.id] = view
    async with run(library, view.id) as tui:
        assert "Thread (5, 3 new)" in tui.text
        await tui.press("6")
        assert tui.under_cursor.startswith("•")
        assert "Rik Reviewer" in tui.under_cursor
        await tui.press("enter", "q")
        assert tui.under_cursor.startswith(" ")


async def test_a_bracket_goes_to_the_next_open_question(make, library, run) -> None:
    """In the thread to its message, from elsewhere into the mail, at the line."""
    async with run(library, "lamp-v2@example.org") as tui:
        await tui.press("6", "right_square_bracket")
        assert "Rik Reviewer" in tui.under_cursor
        await tui.press("right_square_bracket")
        assert "no more open questions here" in tui.text
        await tui.press("G", "left_square_bracket")
        assert "Rik Reviewer" in tui.under_cursor
        await tui.press("1", "right_square_bracket")
        assert isinstance(tui.app.screen, ReaderScreen)
        assert "Why not shut the door first?" in tui.under_cursor


async def test_no_open_question_is_said(make, library, run) -> None:
    """On the status line."""
    view = make.view()
    calm = tuple(replace(one, questions=()) for one in view.revisions)
    library.views[view.id] = replace(view, revisions=calm)
    async with run(library, view.id) as tui:
        await tui.press("right_square_bracket")
        assert "no open question" in tui.text


async def test_a_wide_screen_shows_the_mail_beside_the_thread(library, run) -> None:
    """That under the cursor, on the thread's tab alone; a narrow screen has no room."""
    library.sent_to = MailHeaders(to=(Person("May Maintainer", "may@example.org"),))
    async with run(library, "lamp-v2@example.org", size=(160, 40)) as tui:
        assert "Message-ID" not in tui.text
        await tui.press("6", "g")
        assert "Message-ID lamp-v2@example.org" in tui.text
        assert "To         May Maintainer" in tui.text
        assert "Why not shut the door first?" in tui.text
        await tui.press("j")
        assert "Message-ID lamp-v2-1@example.org" in tui.text
        library.errors["text"] = NotFound("reply@example.org is not cached")
        await tui.press("j")
        assert "Message-ID" not in tui.text
        assert "is not cached" in tui.text
        await tui.press("5")
        assert not tui.app.screen.has_class("-beside")
    async with run(library, "lamp-v2@example.org") as tui:
        await tui.press("6")
        assert "Message-ID" not in tui.text


async def test_a_sub_thread_is_hidden_and_a_question_shows_it(library, run) -> None:
    """With how many mails are hidden; on an answer its parent is collapsed."""
    async with run(library, "lamp-v2@example.org", size=(110, 30)) as tui:
        await tui.press("6", "g", "j", "j")
        assert "Rik Reviewer" in tui.under_cursor
        await tui.press("z")
        assert "[PATCH v2 1/2] lamp: shut it" in tui.under_cursor
        assert "Ann Author +1" in tui.under_cursor
        assert "1 mail hidden" in tui.text
        await tui.press("right_square_bracket")
        assert "Rik Reviewer" in tui.under_cursor
        await tui.press("g", "z")
        assert "+4" in tui.under_cursor
        await tui.press("z")
        assert "May Maintainer" in tui.text


async def test_a_search_opens_what_is_collapsed(library, run) -> None:
    """Also where the words are those of a row."""
    async with run(library, "lamp-v2@example.org", size=(110, 30)) as tui:
        await tui.press("6", "g", "z", "slash", *"may", "enter")
        await tui.until(lambda: "May Maintainer" in tui.under_cursor)


async def test_a_thread_is_limited_by_its_key(library, run) -> None:
    """To what there is any of, and round again to all mails."""
    async with run(library, "lamp-v2@example.org", size=(110, 30)) as tui:
        await tui.press("I")
        await tui.until(lambda: "a thread can be limited; 6 shows it" in tui.text)
        await tui.press("6", "g", "I")
        await tui.until(lambda: "patches: 3 of 5" in tui.text)
        assert "May Maintainer" not in tui.text
        await tui.press("I")
        await tui.until(lambda: "mails with open questions: 1 of 5" in tui.text)
        assert "Rik Reviewer" in tui.under_cursor
        await tui.press("I")
        await tui.until(lambda: "mails of one author: 1 of 5" in tui.text)
        await tui.press("I")
        await tui.until(lambda: "all mails: 5 of 5" in tui.text)
        assert "May Maintainer" in tui.text
