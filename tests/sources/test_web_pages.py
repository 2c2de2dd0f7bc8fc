# SPDX-License-Identifier: GPL-2.0-or-later
"""Pages of web archives, whole and damaged."""

import os
from datetime import date
from pathlib import Path

import pytest

from tests.hyperkitties import LOGIN, hash_of, message_page, thread_page
from tests.mails import ADA, at, cover, mail, patch
from tracker.errors import Usage
from tracker.model.outside.web_threads import hyperkitty_hash, ids_named
from tracker.sources.web_archives.pages import looks_like_page, read_page, thread_linked

FAR = "https://lore.kernel.org/widgets/20250107-many-gadgets-for-all-v3-0-0123456789ab@example.org/"
ROOT = cover("make widgets better", total=1, message_id="w-0@example.org", body=f"See {FAR}\n")
FIRST = patch("widget: be better", number=1, total=1, message_id="w-1@example.org", date=at(1))
REPLY = mail("Re: [PATCH 1/1] widget: be better", ADA, "Yes.\n", message_id="r@x", date=at(30))
THREAD = [ROOT, FIRST, REPLY]
PAGE = thread_page(THREAD)


def test_each_mail_of_a_page_is_read_field_by_field() -> None:
    """A day that is the one above is not printed again; nor a subject that is the thread's."""
    page = read_page(PAGE.encode(), "page")
    assert [one.title for one in page.mails] == [
        "[PATCH 0/1] make widgets better",
        "[PATCH 1/1] widget: be better",
        "Re: [PATCH 1/1] widget: be better",
    ]
    assert [one.message_id for one in page.mails] == ["w-0@example.org", "w-1@example.org", "r@x"]
    assert [one.day for one in page.mails] == [at(0).date(), at(1).date(), at(30).date()]
    assert page.mails[0].hash == hash_of(ROOT)
    assert page.faults == ()


def test_a_link_that_is_cut_in_print_is_read_whole() -> None:
    assert "..." in PAGE
    assert FAR in read_page(PAGE.encode(), "page").text


def test_a_masked_address_is_no_name() -> None:
    """HyperKitty shows it for a sender without a name, with another sign for the @."""
    page = read_page(PAGE.replace("Ada Author", "ada＠example.org").encode(), "page")
    assert {one.name for one in page.mails} == {""}
    assert page.faults == ()


@pytest.mark.parametrize(
    ("gone", "field"),
    [
        ("email-author", "email-author"),
        ("email-date", "email-date"),
        ("In-Reply-To", ""),
        ("email-header", "email-header"),
    ],
)
def test_a_field_that_is_missing_is_named_and_the_rest_is_used(gone: str, field: str) -> None:
    """Without the reply link the hash still names each mail."""
    page = read_page(PAGE.replace(gone, "other").encode(), "page")
    assert len(page.mails) == 3
    assert all(field in one for one in page.faults) if field else page.faults == ()
    assert "mail 1 of the page has no" in page.faults[0] if field and gone != "email-header" else 1
    assert all(one.hash or one.message_id for one in page.mails)


@pytest.mark.parametrize("share", range(1, 20))
def test_a_page_cut_short_anywhere_gives_what_it_has(share: int) -> None:
    data = PAGE.encode()
    page = read_page(data[: len(data) * share // 20], "page")
    names = [one.message_id for one in page.mails if one.message_id]
    assert names == ["w-0@example.org", "w-1@example.org", "r@x"][: len(names)]


@pytest.mark.parametrize("charset", ["utf-8", "latin-1", "utf-16"])
def test_a_page_in_another_charset_is_read(charset: str) -> None:
    """As its own header says, or its byte order mark."""
    text = PAGE.replace("Ada Author", "Jürgen Größe").replace('"utf-8"', f'"{charset}"')
    data = text.encode(charset)
    assert looks_like_page(data)
    assert read_page(data, "page").mails[0].name == "Jürgen Größe"


def test_a_login_page_is_said_to_be_one() -> None:
    with pytest.raises(Usage, match="page to log in, field 'password'"):
        read_page(LOGIN.encode(), "saved.html")


def test_another_layout_is_read_by_its_words() -> None:
    """The fault names the field that HyperKitty's pages have."""
    page = read_page(b"<html><body><h1>[PATCH] lamp: shine</h1>Ada</body></html>", "page")
    assert (page.mails, "[PATCH] lamp: shine" in page.text) == ((), True)
    assert "field 'div.email'" in page.faults[0]


def test_a_page_nested_a_hundred_thousand_deep_ends_nothing() -> None:
    page = read_page(b"<html>" + b"<div>" * 100_000 + b"[PATCH] lamp: shine", "page")
    assert "[PATCH] lamp: shine" in page.text
    assert "nested too deep" in page.faults[0]


def test_a_page_that_is_too_long_is_refused() -> None:
    with pytest.raises(Usage, match="more than 16 MiB"):
        read_page(b"<html>" + b" " * (16 << 20), "page")


def test_script_and_form_are_no_words() -> None:
    page = read_page(b"<html><script>[PATCH] evil</script><p>fine</p></html>", "page")
    assert page.text.strip() == "fine"


def test_the_page_of_a_message_links_its_thread() -> None:
    data = message_page(FIRST, ROOT).encode()
    assert thread_linked(data) == hash_of(ROOT)
    assert thread_linked(b"<html>nothing</html>") == ""
    assert [one.title for one in read_page(data, "page").mails] == ["[PATCH 1/1] widget: be better"]


@pytest.mark.parametrize("data", [b"", b"From: a\n\nb", b"<ada@example.org> wrote", b"text <div>"])
def test_what_is_no_page_is_not_taken_for_one(data: bytes) -> None:
    assert not looks_like_page(data)


@pytest.mark.archive
def test_the_recorded_pages_are_read_and_cut_short_name_what_is_missing() -> None:
    """HyperKitty 1.3.12's own pages of the thread that started the project."""
    pages = Path(os.environ["TRACKER_SHARED"]) / "pages" / "hyperkitty"
    for name, count in (("noscript.html", 9), ("thread.html", 1), ("message.html", 1)):
        data = (pages / name).read_bytes()
        page = read_page(data, name)
        assert (len(page.mails), page.faults) == (count, ())
        assert page.mails[0].name == "Alexis Lothoré (eBPF Foundation)"
        assert page.mails[0].day == date(2025, 7, 9)
        assert page.mails[0].hash == "OKM4LDFF77V63KVLKLCYDECMBATVYRAW"
        for share in range(1, 10):
            read_page(data[: len(data) * share // 10], name)


def test_ids_are_known_by_their_hashes_and_a_name_of_no_form_fits_none() -> None:
    names = ["w-1@example.org", "w-2@example.org", "w-3@example.org"]
    asked = [hyperkitty_hash(names[2]), hyperkitty_hash(names[0]), "A" * 32, "1", "não", ""]
    assert ids_named(asked, names) == (names[0], names[2])
    assert ids_named(["1"], names) == ()
