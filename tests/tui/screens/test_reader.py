"""One mail."""

import threading

import pytest

from tracker.errors import NotFound
from tracker.tui.screens.series import SeriesScreen

pytestmark = pytest.mark.asyncio

LAMP = "lamp-v2@example.org"


async def test_a_mail_shows_its_headers_and_text(library, run) -> None:
    """Subject, sender, date and Message-ID above the text."""
    async with run(library, LAMP) as tui:
        await tui.press("5", "j", "j", "enter")
        assert "Re: [PATCH v2 1/2] lamp: shut it" in tui.text
        assert "Rik Reviewer <rik@example.org>" in tui.text
        assert "2026-03-13 12:00 UTC" in tui.text
        assert "Why not shut the door first?" in tui.text
        assert library.called("text") == ["reply@example.org"]


async def test_n_and_p_follow_the_thread(library, run) -> None:
    """To its ends, where it says so."""
    async with run(library, LAMP) as tui:
        await tui.press("5", "j", "enter", "n", "n")
        assert library.called("text")[-1] == "lamp-v2-2@example.org"
        assert "4 of 5" in tui.text
        await tui.press("p", "p", "p")
        assert library.called("text")[-1] == LAMP
        await tui.press("p")
        assert "no more messages here" in tui.text
        assert library.called("text")[-1] == LAMP


async def test_quotes_fold_and_unfold(library, run) -> None:
    """What is answered stays: the last two lines of a quote."""
    async with run(library, LAMP) as tui:
        await tui.press("5", "enter", "z")
        assert "3 quoted lines" in tui.text
        assert "So the moths come in" not in tui.text
        assert "We cannot have that" in tui.text
        await tui.press("z")
        assert "So the moths come in" in tui.text


async def test_lines_can_be_numbered_as_evidence_counts_them(library, run) -> None:
    """Line 1 is the first line of the text."""
    async with run(library, LAMP) as tui:
        await tui.press("5", "enter", "number_sign")
        numbered = [line for line in tui.text.splitlines() if "Why not shut" in line]
        assert numbered[0].split()[:2] in (["8", "Why"], ["•", "8"])


async def test_a_fact_read_from_a_line_is_marked_and_explained(library, run) -> None:
    """The margin shows where; e shows what."""
    async with run(library, LAMP) as tui:
        await tui.press("5", "j", "j", "enter")
        assert "• Why not shut the door first?" in tui.text
        assert "• Reviewed-by: Rik Reviewer" in tui.text
        while "Reviewed-by" not in tui.under_cursor:
            await tui.press("j")
        await tui.press("e")
        lines = tui.text.splitlines()
        first = next(at for at, line in enumerate(lines) if "Of this line" in line)
        assert "Rik Reviewer reviewed patch 1" in lines[first + 1]


async def test_a_mail_that_is_not_at_hand_says_why(library, run) -> None:
    """It can be tried again, and left."""
    library.errors["text"] = NotFound("this mail is not at hand; tracker update fetches it")
    async with run(library, LAMP) as tui:
        await tui.press("5", "enter")
        assert "this mail is not at hand" in tui.text
        del library.errors["text"]
        await tui.press("z", "number_sign", "r")
        assert "Why not shut the door first?" in tui.text
        await tui.press("e", "escape", "q")
        assert isinstance(tui.app.screen, SeriesScreen)


async def test_a_neighbour_that_cannot_be_read_keeps_the_mail(library, run) -> None:
    """The mail shown stays shown, and the next step starts from it."""
    async with run(library, LAMP) as tui:
        await tui.press("5", "enter")
        library.errors["text"] = NotFound("this mail is not at hand")
        await tui.press("n")
        assert "this mail is not at hand" in tui.text
        assert "Why not shut the door first?" in tui.text
        del library.errors["text"]
        await tui.press("n")
        assert library.called("text")[-1] == "lamp-v2-1@example.org"


async def test_copying_in_a_mail_takes_its_message_id(library, run) -> None:
    """Wherever the cursor is."""
    async with run(library, LAMP) as tui:
        await tui.press("5", "j", "j", "enter", "G", "y")
        assert tui.app.clipboard == "reply@example.org"


async def test_a_slow_mail_does_not_come_back_over_a_later_one(library, run) -> None:
    """What was asked for last is what is shown."""
    slow, read = threading.Event(), library.text

    def text(message_id: str) -> str:
        if message_id == "lamp-v2-1@example.org":
            assert slow.wait(10)
            return "the slow mail\n"
        return read(message_id)

    library.text = text
    async with run(library, LAMP) as tui:
        await tui.press("5", "enter")
        await tui.pilot.press("n")
        await tui.pilot.press("n")
        await tui.until(lambda: "3 of 5" in tui.text)
        slow.set()
        await tui.press("j")
        assert "3 of 5" in tui.text
        assert "the slow mail" not in tui.text
