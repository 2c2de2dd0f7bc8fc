# SPDX-License-Identifier: GPL-2.0-or-later
"""The Atom feed of a public-inbox."""

from datetime import UTC, datetime

from tracker.sources.feed import FeedItem, feed_items

FEED = b"""<?xml version="1.0"?><feed><updated>2031-05-04T12:00:00Z</updated>
<link rel="self" href="http://x.example.org/all/new.atom"/><entry><title>Re: gizmo</title>
<updated>2031-05-04T12:00:00Z</updated><link
href="http://x.example.org/all/a%2Bb@example.org/"/><thr:in-reply-to
ref="urn:uuid:1" href="http://x.example.org/all/root@example.org/"/><content><link
href="http://x.example.org/all/evil@example.org/"/></content></entry>
<entry><updated>soon</updated><link href="http://x.example.org/all/c@example.org/"/></entry>
<entry><updated>2031-05-04T11:00:00Z</updated></entry>
<entry><updated>2031-05-04T10:00:00Z</updated><link href="http://x/all/d@example.org/"/></entry>
"""


def test_mails_are_named_by_their_links_and_what_a_mail_says_names_none() -> None:
    """An entry without a moment or a link is left out."""
    assert feed_items(FEED) == (
        FeedItem(
            message_id="a+b@example.org",
            answers="root@example.org",
            updated=datetime(2031, 5, 4, 12, tzinfo=UTC),
        ),
        FeedItem(
            message_id="d@example.org",
            answers="",
            updated=datetime(2031, 5, 4, 10, tzinfo=UTC),
        ),
    )


def test_what_is_no_feed_names_none() -> None:
    assert feed_items(b"<html><body>Making sure you are not a bot</body></html>") == ()
    assert feed_items(b"\xff\x00" * 100) == ()
