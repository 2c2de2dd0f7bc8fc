# SPDX-License-Identifier: GPL-2.0-or-later
"""Answers from the terminal UI: which mail a draft is for, and what becomes of it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.tui.screens.conftest import NOW
from tracker.errors import Usage
from tracker.model.board import KeptDraft
from tracker.tui.app import TrackerApp

pytestmark = pytest.mark.asyncio

LAMP = "lamp-v2@example.org"


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that can be given up, which this one cannot."""

    @contextmanager
    def suspend(_app: TrackerApp) -> Iterator[None]:
        yield

    monkeypatch.setattr(TrackerApp, "suspend", suspend)


async def test_the_mail_that_is_read_is_answered(library, run) -> None:
    """The draft is edited, then shown with its headers."""
    async with run(library, LAMP) as tui:
        await tui.press("6", "enter", "r")
        name, words, newest = library.called("draft")[0]
        assert (words, newest) == ("", False)
        assert name == library.called("text")[-1]
        assert library.called("run") == [("edit", "/drafts/lamp.eml", True)]
        assert "ada@example.org" in tui.text
        assert "> Shut it." in tui.text


async def test_on_the_board_the_newest_posting_is_answered_with_words_that_are_ready(
    library, run
) -> None:
    """What is typed in place of the words that stand there."""
    async with run(library) as tui:
        await tui.press("R", *["backspace"] * 8, *"ping", "enter")
        assert library.called("draft") == [(LAMP, "ping", True)]
        assert "Draft: lamp.eml" in tui.text


async def test_words_that_are_not_understood_are_mended_where_they_stand(library, run) -> None:
    """The line stays open."""
    library.errors["draft"] = Usage("'reviewedx' is no tag")
    async with run(library) as tui:
        await tui.press("R", "x", "enter")
        assert "'reviewedx' is no tag" in tui.text
        del library.errors["draft"]
        await tui.press("backspace", "enter")
        assert "Draft: lamp.eml" in tui.text


async def test_an_editor_that_fails_loses_no_draft(library, run) -> None:
    """It says where the draft is, which is shown all the same."""
    library.statuses["edit"] = 1
    async with run(library, LAMP) as tui:
        await tui.press("r")
        assert "the editor ended with status 1; the draft is kept: /drafts/lamp.eml" in tui.text
        assert "> Shut it." in tui.text


async def test_a_draft_is_handed_to_the_mailer_as_an_argument(library, run) -> None:
    """And kept, for nobody knows what the mailer did."""
    async with run(library, LAMP) as tui:
        await tui.press("r", "O")
        assert library.called("run")[-1] == ("send", "/drafts/lamp.eml", True)
        assert "handed to your mailer" in tui.text


async def test_without_a_mailer_it_says_how_to_name_one(library, run) -> None:
    """And where the draft is."""
    library.errors["mailer"] = Usage("no mailer is configured")
    async with run(library, LAMP) as tui:
        await tui.press("r", "O")
        assert "no mailer is configured" in tui.text


async def test_a_draft_is_thrown_away_or_kept(library, run) -> None:
    """D asks, deletes it and goes back; q keeps it and says where."""
    async with run(library, LAMP) as tui:
        await tui.press("r", "q")
        assert library.called("drop_draft") == []
        assert "draft kept: /drafts/lamp.eml" in tui.text
        await tui.press("r", "D", "n", "enter")
        assert library.called("drop_draft") == []
        assert "Draft: lamp.eml" in tui.text
        await tui.press("D", "x", "enter")
        assert "y or n" in tui.text
        await tui.press("backspace", "y", "enter")
        assert library.called("drop_draft") == ["/drafts/lamp.eml"]
        assert "draft deleted" in tui.text


async def test_a_draft_in_which_nothing_was_written_is_dropped(library, run) -> None:
    """As mutt does it; but words that were ready are an answer as they are."""
    library.typed = ""
    async with run(library, LAMP) as tui:
        await tui.press("r")
        assert library.called("drop_draft") == ["/drafts/lamp.eml"]
        assert "nothing was written, so the draft is dropped" in tui.text
        await tui.press("R", "enter")
        assert "Draft: lamp.eml" in tui.text
        await tui.press("r")
        assert "Draft: lamp.eml" in tui.text
        assert len(library.called("drop_draft")) == 1


async def test_a_draft_has_its_subject_first_and_counts_many_people(library, run) -> None:
    """H names them."""
    people = ", ".join(f"Tess {n} <tess{n}@example.org>" for n in range(29))
    library.written = f"To: ada@example.org\nCc: {people}\nSubject: Re: lamp\n\n> Shut it.\n"
    async with run(library, LAMP) as tui:
        await tui.press("r")
        assert tui.text.index("Re: lamp") < tui.text.index("ada@example.org")
        assert "29 people" in tui.text
        assert "tess7@" not in tui.text
        await tui.press("H")
        assert "tess7@example.org" in tui.text


async def test_kept_drafts_are_listed_shown_edited_and_deleted(library, run, make) -> None:
    """The one under the cursor; hostile headers are cleaned."""
    subjects = ("Re: lamp \x1b[31m\u202e", "Re: hinge")
    library.kept = tuple(
        KeptDraft(path=f"/drafts/{n}.eml", subject=one, to="ada@example.org", changed=NOW)
        for n, one in enumerate(subjects)
    )
    async with run(library) as tui:
        await tui.press("P")
        assert "Re: hinge" in tui.text
        assert "\x1b" not in tui.text
        assert "\u202e" not in tui.text
        await tui.press("enter")
        assert "Draft: 0.eml" in tui.text
        await tui.press("q", "j", "r")
        assert library.called("run") == [("edit", "/drafts/1.eml", True)]
        await tui.press("q", "D", "y", "enter")
        assert library.called("drop_draft") == ["/drafts/1.eml"]
        assert "hinge" not in tui.text
        await tui.press("D", "y", "enter")
        assert "No draft is kept" in tui.text
        await tui.press("D", "enter", "y")
        assert len(library.called("drop_draft")) == 2


async def test_a_mail_that_cannot_be_answered_says_why(library, run) -> None:
    """No page opens."""
    library.errors["draft"] = Usage("it has no address that an answer could go to")
    async with run(library, LAMP) as tui:
        await tui.press("r")
        assert "no address that an answer could go to" in tui.text
        assert "Draft:" not in tui.text
