# SPDX-License-Identifier: GPL-2.0-or-later
"""A real public-inbox server: threads, searches, shortened ids."""

import gzip

import pytest

from tests.servers import COVER, FIRST, NOTICE, ODD, REVIEW, SECOND, THREADS, PublicInbox
from tracker.errors import NotFound, Usage
from tracker.sources.lore import Lore
from tracker.sources.mirrors import Mirrors

pytestmark = pytest.mark.server
THREAD = {COVER, FIRST, SECOND, REVIEW, NOTICE}


@pytest.mark.parametrize("asked", [COVER, SECOND, REVIEW])
def test_any_message_gives_its_whole_thread_byte_for_byte(
    lore_server: PublicInbox, asked: str
) -> None:
    """A reply stands for its thread, and nothing is lost on the way."""
    with Lore(lore_server.url, mirrors=Mirrors()) as lore:
        messages = lore.thread(asked)
    assert {stored.key for stored in messages} == THREAD
    assert {stored.raw for stored in messages} == set(THREADS[:5])
    assert {stored.archive for stored in messages} == {lore_server.url}


def test_a_line_that_starts_with_from_comes_back_as_it_was(lore_server: PublicInbox) -> None:
    """mboxrd quotes such lines, and an id with a slash and a per cent sign is asked for right."""
    with Lore(lore_server.url, mirrors=Mirrors()) as lore:
        (only,) = lore.thread(ODD)
    assert only.raw == THREADS[5]


@pytest.mark.parametrize("tail", ["", "/"])
def test_the_bare_origin_finds_the_inbox(lore_server: PublicInbox, tail: str) -> None:
    """The server redirects from the id to the inbox that holds it."""
    with Lore(lore_server.origin + tail, mirrors=Mirrors()) as lore:
        fetched = lore.fetch(FIRST)
    assert len(fetched.messages) == 5
    assert fetched.url.startswith(f"{lore_server.url}/")


def test_the_answer_is_kept_as_sent(lore_server: PublicInbox) -> None:
    """The cache holds what the server sent, and can be read without us."""
    with Lore(lore_server.url, mirrors=Mirrors()) as lore:
        fetched = lore.fetch(COVER)
    assert gzip.decompress(fetched.raw).count(b"From mboxrd@z") == 5


@pytest.mark.parametrize("base", ["url", "origin"])
def test_an_unknown_message_is_not_found(lore_server: PublicInbox, base: str) -> None:
    """With the id in the sentence, and not as a refusal."""
    with (
        Lore(getattr(lore_server, base), mirrors=Mirrors()) as lore,
        pytest.raises(NotFound, match=r"does not hold no-such@example\.org"),
    ):
        lore.thread("no-such@example.org")


def test_a_search_gives_hits_or_whole_threads(lore_server: PublicInbox) -> None:
    """One hit alone, or the five messages around it."""
    with Lore(lore_server.url, mirrors=Mirrors()) as lore:
        hits = lore.search('s:"widget: be best"')
        around = lore.search('s:"widget: be best"', full_threads=True)
    assert [stored.key for stored in hits] == [SECOND]
    assert {stored.key for stored in around} == THREAD


def test_a_search_without_hits_is_empty_and_no_fault(lore_server: PublicInbox) -> None:
    """The server says 404 to it."""
    with Lore(lore_server.url, mirrors=Mirrors()) as lore:
        assert lore.search("s:unheardof") == ()


def test_an_empty_search_is_not_sent(lore_server: PublicInbox) -> None:
    """It would fetch the archive."""
    with Lore(lore_server.url, mirrors=Mirrors()) as lore, pytest.raises(Usage):
        lore.search("  ")


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (COVER[:-6], "", (COVER,)),
        (COVER[:20], "", (COVER, FIRST, SECOND)),
        ("20250106-widgets-v1-1-01234567", "@example.org", (FIRST,)),
        ("20250106-widgets-v1-1-01234567", "@example.com", ()),
        (COVER, "", (COVER,)),
        ("20250106-gadgets-v1", "", ()),
    ],
)
def test_a_shortened_id_gives_its_candidates(
    lore_server: PublicInbox, start: str, end: str, found: tuple[str, ...]
) -> None:
    """All messages that start, and end, so."""
    with Lore(lore_server.url, mirrors=Mirrors()) as lore:
        assert lore.partial(start, end) == found


def test_a_shortened_id_is_searched_for_where_the_page_lists_nothing(
    lore_server: PublicInbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over many inboxes an old server lists none; the id's words find it all the same."""
    monkeypatch.setattr("tracker.sources.lore._ids_linked", lambda page, start: ())
    with Lore(lore_server.url, mirrors=Mirrors()) as lore:
        assert lore.partial("20250106-widgets-v1-2-01") == (SECOND,)
