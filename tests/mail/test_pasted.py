# SPDX-License-Identifier: GPL-2.0-or-later
"""Text that was copied from a page of a web archive."""

from datetime import date

import pytest

from tests.hyperkitties import pasted
from tests.mails import ADA, at, cover, mail, patch
from tracker.mail.pasted import links_in, read_pasted

FAR = "https://lore.kernel.org/widgets/20250107-many-gadgets-for-all-v3-0-0123456789ab@example.org/"
CHANGE = "20250105-widgets-0123456789ab"
TEXT = pasted(
    [
        cover("make widgets better", total=1, body=f"See {FAR}\n\nchange-id: {CHANGE}\n"),
        patch("widget: be better", number=1, total=1, date=at(30)),
        mail("Re: [PATCH 1/1] widget: be better", ADA, "I do.\n", message_id="r@x", date=at(60)),
    ]
)


def test_titles_names_and_days_of_a_copied_thread_are_read() -> None:
    found = read_pasted(TEXT, "text").mails
    assert [(one.title, one.name, one.day) for one in found] == [
        ("[PATCH 0/1] make widgets better", "Ada Author", date(2025, 1, 6)),
        ("[PATCH 1/1] widget: be better", "Ada Author", date(2025, 1, 7)),
        ("Re: [PATCH 1/1] widget: be better", "Ada Author", date(2025, 1, 8)),
    ]


def test_a_cut_link_and_a_change_id_are_read() -> None:
    found = read_pasted(TEXT, "text")
    assert found.links[0].endswith("...")
    assert FAR.startswith(found.links[0].removesuffix("..."))
    assert found.change_ids == (CHANGE,)


def test_a_quoted_change_id_counts_but_not_one_in_a_sentence() -> None:
    assert read_pasted(f"> change-id: {CHANGE}\n", "text").change_ids == (CHANGE,)
    assert read_pasted(f"the change-id: {CHANGE} is mine\n", "text").change_ids == ()


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("9 Jul 2025", date(2025, 7, 9)),
        ("July 9, 2025, 8:36 a.m.", date(2025, 7, 9)),
        ("Date: Wed, 9 Jul 2025 10:36:54 +0200", date(2025, 7, 9)),
        ("2025-07-09 10:36 UTC", date(2025, 7, 9)),
        ("30 Feb 2025", None),
        ("version 2.5 of 12 items", None),
    ],
)
def test_a_day_is_read_in_the_forms_that_archives_print(line: str, day: date | None) -> None:
    (found,) = read_pasted(f"Ada Author\n{line}\n[PATCH] lamp: shine\n", "text").mails
    assert found.day == day


def test_the_headers_of_a_public_inbox_page_are_read() -> None:
    text = (
        "* [PATCH] lamp: shine\nFrom: Ada Author @ 2025-07-09  8:36 UTC (permalink / raw)\n\n"
        "Message-ID: <lamp-1@example.org>\n"
    )
    named, titled = read_pasted(text, "text").mails
    assert named.message_id == "lamp-1@example.org"
    assert titled.day == date(2025, 7, 9)


@pytest.mark.parametrize("name", ["a...@example.org", "ada＠example.org", "20250109...v1@x.org"])
def test_an_elided_address_is_never_a_message_id(name: str) -> None:
    assert read_pasted(f"Message-ID: <{name}>\n", "text").mails == ()


def test_a_link_ends_where_its_sentence_goes_on() -> None:
    text = "(see https://a.example/b), <https://c.example/d>. https://e.example/f..."
    assert links_in(text) == (
        "https://a.example/b",
        "https://c.example/d",
        "https://e.example/f...",
    )


def test_a_text_without_titles_shows_no_mail() -> None:
    found = read_pasted("root:x:0:0:root:/root:/bin/bash\n[1] a footnote\n", "text")
    assert (found.mails, found.links) == ((), ())
