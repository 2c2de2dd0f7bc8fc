# SPDX-License-Identifier: GPL-2.0-or-later
"""One mail."""

import threading
import time
from dataclasses import replace

import pytest

from tracker.errors import NotFound
from tracker.render.mail import MailRows
from tracker.tui.screens.series import SeriesScreen

pytestmark = pytest.mark.asyncio

LAMP = "lamp-v2@example.org"


async def test_a_mail_shows_its_headers_and_text(library, run) -> None:
    """Subject, sender, date and Message-ID above the text."""
    async with run(library, LAMP) as tui:
        await tui.press("6", "j", "j", "enter")
        assert "Re: [PATCH v2 1/2] lamp: shut it" in tui.text
        assert "Rik Reviewer <rik@example.org>" in tui.text
        assert "2026-03-13 12:00 UTC" in tui.text
        assert "Why not shut the door first?" in tui.text
        assert library.called("text") == ["reply@example.org"]


async def test_n_and_p_follow_the_thread(library, run) -> None:
    """To its ends, where it says so."""
    async with run(library, LAMP) as tui:
        await tui.press("6", "j", "enter", "n", "n")
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
        await tui.press("6", "enter")
        assert "3 quoted lines" in tui.text
        assert "So the moths come in" not in tui.text
        assert "We cannot have that" in tui.text
        await tui.press("z")
        assert "So the moths come in" in tui.text


async def test_lines_can_be_numbered_as_evidence_counts_them(library, run) -> None:
    """Line 1 is the first line of the text."""
    async with run(library, LAMP) as tui:
        await tui.press("6", "enter", "number_sign")
        numbered = [line for line in tui.text.splitlines() if "Why not shut" in line]
        assert numbered[0].split()[:2] in (["8", "Why"], ["•", "8"])


async def test_a_fact_read_from_a_line_is_marked_and_explained(library, run) -> None:
    """The margin shows where; e shows what."""
    async with run(library, LAMP) as tui:
        await tui.press("6", "j", "j", "enter")
        assert "• Why not shut the door first?" in tui.text
        assert "• Reviewed-by: Rik Reviewer" in tui.text
        await tui.move("j", lambda line: "Reviewed-by" in line)
        await tui.press("e")
        lines = tui.text.splitlines()
        first = next(at for at, line in enumerate(lines) if "Of this line" in line)
        assert "Rik Reviewer reviewed patch 1" in lines[first + 1]


async def test_a_mail_that_is_not_at_hand_says_why(library, run) -> None:
    """It can be tried again, and left."""
    library.errors["text"] = NotFound("this mail is not cached; tracker update fetches it")
    async with run(library, LAMP) as tui:
        await tui.press("6", "enter")
        assert "this mail is not cached" in tui.text
        del library.errors["text"]
        await tui.press("z", "number_sign", "ctrl+r")
        assert "Why not shut the door first?" in tui.text
        await tui.press("e", "escape", "q")
        assert isinstance(tui.app.screen, SeriesScreen)


async def test_a_neighbour_that_cannot_be_read_keeps_the_mail(library, run) -> None:
    """The mail shown stays shown, and the next step starts from it."""
    async with run(library, LAMP) as tui:
        await tui.press("6", "enter")
        library.errors["text"] = NotFound("this mail is not cached")
        await tui.press("n")
        assert "this mail is not cached" in tui.text
        assert "Why not shut the door first?" in tui.text
        del library.errors["text"]
        await tui.press("n")
        assert library.called("text")[-1] == "lamp-v2-1@example.org"


async def test_copying_in_a_mail_takes_its_message_id(library, run) -> None:
    """Wherever the cursor is."""
    async with run(library, LAMP) as tui:
        await tui.press("6", "j", "j", "enter", "G", "y")
        assert tui.app.clipboard == "reply@example.org"


async def test_a_slow_mail_does_not_come_back_over_a_later_one(library, run) -> None:
    """What was asked for last is what is shown."""
    slow, read = threading.Event(), library.text

    def text(message_id: str) -> str:
        if message_id == "lamp-v2-1@example.org":
            assert slow.wait()
            return "the slow mail\n"
        return read(message_id)

    library.text = text
    async with run(library, LAMP) as tui:
        await tui.press("6", "enter")
        await tui.pilot.press("n")
        await tui.pilot.press("n")
        await tui.until(lambda: "3 of 5" in tui.text)
        slow.set()
        await tui.press("j")
        assert "3 of 5" in tui.text
        assert "the slow mail" not in tui.text


async def test_the_place_in_the_mail_is_told(library, run) -> None:
    """Line and share; above the text how long it is."""
    async with run(library, LAMP) as tui:
        await tui.press("6", "j", "j", "enter")
        assert "20 lines" in tui.text
        await tui.press("G")
        assert "line 20 of 20, 100%" in tui.text


async def test_braces_go_to_the_diff_and_back(library, run) -> None:
    """From file to file; where there is no more it says so."""
    async with run(library, LAMP) as tui:
        await tui.press("6", "enter", "right_curly_bracket")
        assert "diff --git a/lamp.c" in tui.under_cursor
        await tui.press("right_curly_bracket")
        assert "no more of the diff here" in tui.text
        await tui.press("G", "left_curly_bracket")
        assert "diff --git a/lamp.c" in tui.under_cursor
        await tui.press("left_curly_bracket")
        assert "From" in tui.under_cursor
    library.texts[LAMP] = "no patch\n"
    async with run(library, LAMP) as tui:
        await tui.press("6", "enter", "right_curly_bracket")
        assert "no diff here" in tui.text


async def test_the_files_of_a_patch_are_listed_and_gone_to(library, run) -> None:
    """With the lines added and removed; Enter goes there, Esc and q leave the mail as it was."""
    library.texts[LAMP] = (
        "Shut it.\n---\n a.c | 3 ++-\n"
        "diff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1,2 @@\n-old\n+new\n+newer\n"
        "diff --git a/gone.c b/gone.c\ndeleted file mode 100644\n--- a/gone.c\n+++ /dev/null\n"
        "@@ -1 +0,0 @@\n-all\n"
        "diff --git a/x.png b/y.png\nsimilarity index 100%\nrename from x.png\nrename to y.png\n"
        "-- \n2.50\n"
    )
    async with run(library, LAMP) as tui:
        await tui.press("6", "enter", "i")
        assert "3 files, 2 added, 2 removed" in tui.text
        lines = [line.strip(" │").split() for line in tui.text.splitlines()]
        assert ["+2", "-1", "a.c"] in lines
        assert ["-1", "gone.c"] in lines
        assert ["y.png"] in lines
        await tui.press("j", "enter")
        assert "diff --git a/gone.c" in tui.under_cursor
        await tui.press("i")
        assert "gone.c" in tui.under_cursor
        await tui.press("escape")
        assert "diff --git a/gone.c" in tui.under_cursor
    library.texts[LAMP] = "no patch\n"
    async with run(library, LAMP) as tui:
        await tui.press("6", "enter", "i")
        assert "no diff here" in tui.text


async def test_patches_are_stepped_through(library, run) -> None:
    """Replies between them are passed over."""
    async with run(library, LAMP) as tui:
        await tui.press("6", "enter", "J")
        assert library.called("text")[-1] == "lamp-v2-1@example.org"
        await tui.press("J")
        assert library.called("text")[-1] == "lamp-v2-2@example.org"
        await tui.press("J")
        assert "no more patches here" in tui.text
        await tui.press("K")
        assert library.called("text")[-1] == "lamp-v2-1@example.org"


async def test_the_next_unread_message_is_one_key_away(make, library, run) -> None:
    """Round the end of the thread, until none is left."""
    library.views[LAMP] = make.view(
        LAMP, seen=make.ago(6.5), unread=("lamp-v2-2@example.org", "notice@example.org")
    )
    async with run(library, LAMP) as tui:
        await tui.press("6", "g", "enter", "tab")
        assert library.called("text")[-1] == "lamp-v2-2@example.org"
        await tui.press("tab")
        assert library.called("text")[-1] == "notice@example.org"
        await tui.press("tab")
        assert "nothing unread here" in tui.text


async def test_open_questions_are_stepped_through_at_their_lines(library, run) -> None:
    """The cursor is on the words."""
    async with run(library, LAMP) as tui:
        await tui.press("6", "enter", "right_square_bracket")
        assert library.called("text")[-1] == "reply@example.org"
        assert "Why not shut the door first?" in tui.under_cursor
        await tui.press("right_square_bracket")
        assert "no more open questions here" in tui.text


async def test_the_series_is_not_read_again_for_a_mail(library, run) -> None:
    """Its page knows it; where there is none, the reader asks."""
    async with run(library, LAMP) as tui:
        read = len(library.called("series"))
        await tui.press("6", "enter")
        assert len(library.called("series")) == read
        assert "1 of 5" in tui.text


async def test_a_mail_opened_at_a_folded_line_is_unfolded(library, run) -> None:
    """What the evidence points at must be seen."""
    async with run(library, LAMP) as tui:
        await tui.press("e", "enter")
        assert "> They circle it." in tui.under_cursor
        assert "quoted lines" not in tui.text


async def test_a_mail_of_three_megabytes_scrolls_at_once(library, run, monkeypatch) -> None:
    """A key makes no more rows than the screen has, at its end as at its top."""
    made: list[int] = []
    get = MailRows.__getitem__
    monkeypatch.setattr(MailRows, "__getitem__", lambda rows, at: made.append(at) or get(rows, at))
    library.texts[LAMP] = "+\tstatic int lamp(void) { return light(); }\n" * 75_000
    async with run(library, LAMP) as tui:
        await tui.press("6", "enter", "G")
        assert "line 75000 of 75000" in tui.text
        made.clear()
        for _ in range(20):
            await tui.pilot.press("k")
        await tui.pilot.pause()
        assert len(made) < 20 * 3 * tui.app.size.height
        assert "line 74980 of 75000" in tui.text


async def test_what_comes_while_it_is_open_is_unread(make, library, run) -> None:
    """Tab goes there; once all of it is read and the reader left, the series is looked at anew."""
    whole = make.view(LAMP, seen=make.now)
    *older, last = whole.thread
    library.views[LAMP] = make.view(LAMP, seen=make.now, thread=tuple(older))
    async with run(library, LAMP) as tui:
        await tui.press("6", "g", "enter", "tab")
        assert "nothing unread here" in tui.text
        library.views[LAMP] = whole
        for page in tui.app.pages:
            page.reload()
        await tui.press("g", "tab")
        assert library.called("text")[-1] == last.message_id
        looked = len(library.called("visit"))
        await tui.press("q")
        assert len(library.called("visit")) == looked + 1
        assert "Thread (5)" in tui.text


async def test_a_thread_shows_what_replies_begin_with(make, library, run) -> None:
    """It is read for the rows in sight, once."""
    library.begins = {"notice@example.org": "Shut the door first."}
    async with run(library, LAMP) as tui:
        await tui.press("6")
        assert "Shut the door first." in tui.text
        await tui.press("5", "6", "j", "g")
        assert library.called("openings") == [("reply@example.org", "notice@example.org")]


async def test_t_shows_when_it_was_sent_in_local_time(library, run, monkeypatch) -> None:
    """With the zone beside it; once more is UTC again."""
    monkeypatch.setenv("TZ", "LMT-5:30")
    time.tzset()
    try:
        async with run(library, LAMP) as tui:
            await tui.press("6", "j", "j", "enter", "T")
            await tui.until(lambda: "2026-03-13 17:30 LMT" in tui.text)
            await tui.press("T")
            await tui.until(lambda: "2026-03-13 12:00 UTC" in tui.text)
    finally:
        monkeypatch.undo()
        time.tzset()


async def test_local_time_holds_on_every_page(library, run, monkeypatch) -> None:
    """The thread and the log show the day that it was for the user, however it was switched."""
    monkeypatch.setenv("TZ", "LMT-12:30")
    time.tzset()
    try:
        async with run(library, LAMP) as tui:
            await tui.press("7")
            await tui.until(lambda: "2026-03-11 + v2 posted" in tui.text)
            await tui.press("T")
            await tui.until(lambda: "2026-03-12 + v2 posted" in tui.text)
            await tui.press("6", "j", "j", "enter")
            await tui.until(lambda: "2026-03-14 00:30 LMT" in tui.text)
            await tui.press("T", "escape", "7")
            await tui.until(lambda: "2026-03-11 + v2 posted" in tui.text)
    finally:
        monkeypatch.undo()
        time.tzset()


async def test_a_long_subject_is_whole_in_the_title(make, library, run) -> None:
    """It takes a row more, and stands nowhere else."""
    subject = f"[PATCH v2 1/2] {'lamp: shut the door ' * 5}now"
    first, second, *rest = make.thread()
    view = make.view(thread=(first, replace(second, subject=subject), *rest))
    library.views = {LAMP: view}
    async with run(library, LAMP) as tui:
        await tui.press("6", "j", "enter")
        top = "".join(tui.text.splitlines()[:3])
        assert " ".join(top.replace("2 of 5", "").split()).startswith(subject)
        assert tui.text.count("[PATCH v2 1/2]") == 1
