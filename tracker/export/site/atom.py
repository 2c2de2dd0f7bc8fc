# SPDX-License-Identifier: GPL-2.0-or-later
"""Feeds of a site, as RFC 4287 (Atom) describes them.

Ids are by Message-ID (``mid:``, RFC 2392) or by the hash of a section, so that they last; links are
relative to the feed where the site's own address is not known.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import quote

from tracker.export.site.names import link, series_feed, series_page
from tracker.export.svg import text_of
from tracker.model.rows import SeriesRow
from tracker.model.status import stage_traits
from tracker.model.views import SeriesView
from tracker.render.words import name_of

_MOST = 50
"""Entries of a feed: readers keep what they have read."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def section_feed(title: str, rows: Sequence[SeriesRow], path: str, base: str) -> str:
    """Return the feed of a section of the board: an entry a series, updated as it moves."""
    newest = sorted(rows, key=lambda one: (one.last_activity, one.id), reverse=True)[:_MOST]
    entries = [
        _entry(
            ident=_mid(row.id),
            title=f"{row.title} ({stage_traits(row.stage).label})",
            at=row.last_activity,
            href=_address(series_page(row.id), 1, base),
            who=name_of(row.author),
            text=row.summary,
        )
        for row in newest
    ]
    d = sha256(path.encode()).hexdigest()
    # RFC 9562, version 8: made from a hash.
    urn = f"urn:uuid:{d[:8]}-{d[8:12]}-8{d[13:16]}-a{d[17:20]}-{d[20:32]}"
    last = newest[0].last_activity if newest else _EPOCH
    return _feed_xml(urn, title, last, path, base, entries)


def series_feed_xml(view: SeriesView, base: str) -> str:
    """Return the feed of one series: an entry for each thing that happened."""
    path = series_feed(view.id)
    page = _address(series_page(view.id), 1, base)
    entries = [
        _entry(
            ident=f"{_mid(one.message_id or view.id)}?{_digits(one.kind, one.text, one.commit)}",
            title=one.text,
            at=one.date,
            href=page,
            who="",
            text=f"{view.title}: {one.text}",
        )
        for one in view.events[:_MOST]
    ]
    last = max([one.date for one in view.events], default=_EPOCH)
    title = view.title or view.id
    return _feed_xml(_mid(view.id), title, last, path, base, entries, name_of(view.author))


def _digits(*parts: str | None) -> str:
    return sha256("\0".join(map(str, parts)).encode("utf-8", "replace")).hexdigest()[:16]


def _mid(message_id: str) -> str:
    return f"mid:{quote(message_id, safe='@', errors='replace')}"


def _address(path: str, depth: int, base: str) -> str:
    return base + link(path, 0) if base else link(path, depth)


def _moment_xml(moment: datetime) -> str:
    """RFC 3339; a mail's odd date is a year of four digits all the same."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")


def _entry(*, ident: str, title: str, at: datetime, href: str, who: str, text: str) -> str:
    author = f"<author><name>{text_of(who)}</name></author>" if who else ""
    return (
        f"<entry><id>{text_of(ident)}</id><title>{text_of(title)}</title>"
        f"<updated>{_moment_xml(at)}</updated>{author}"
        f'<link rel="alternate" type="text/html" href="{text_of(href)}"/>'
        f"<summary>{text_of(text)}</summary></entry>\n"
    )


def _feed_xml(
    ident: str,
    title: str,
    last: datetime,
    path: str,
    base: str,
    entries: Iterable[str],
    who: str = "tracker",
) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>{text_of(ident)}</id><title>{text_of(title)}</title>"
        f"<updated>{_moment_xml(last)}</updated><author><name>{text_of(who)}</name></author>"
        f'<link rel="self" type="application/atom+xml" href="{text_of(_address(path, 1, base))}"/>'
        f"\n{''.join(entries)}</feed>\n"
    )
