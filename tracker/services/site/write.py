# SPDX-License-Identifier: GPL-2.0-or-later
"""Write a static site of the series of a query: only what changed is made and written again.

The board remembers when each row was judged; a page is made again when that of its series, or of
one in its graph, was. Nothing on a page changes with the time of day.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from tracker import __version__
from tracker.export.site.atom import section_feed, series_feed_xml
from tracker.export.site.board import (
    SiteSection,
    board_html,
    list_html,
    lists_html,
    people_html,
    person_html,
    section_page,
    site_index,
)
from tracker.export.site.names import file_name, list_page, person_page, series_feed, series_page
from tracker.export.site.series import SeriesPlace, series_html
from tracker.export.site.shell import moved_html
from tracker.export.site.style import SITE_STYLE
from tracker.lazy_dataclass import dataclass
from tracker.model.people import Person
from tracker.model.relations import WALKED
from tracker.model.rows import SeriesRow
from tracker.model.status import Side
from tracker.services.library import Library
from tracker.services.site.folder import SiteFolder
from tracker.state.graph import Limits

_BATCH = 50
"""Series that are judged before the mail in memory is let go."""
_FORM = 1
"""Raised when the pages look different, so that all are made again."""
_GRAPH = Limits(depth=3, works=25)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteOrder:
    """What a site is to hold."""

    title: str
    rows: tuple[SeriesRow, ...]
    sections: tuple[SiteSection, ...]
    judged: Mapping[str, str]
    """By id: what changes when a series is judged again."""
    base: str = ""
    """The site's own address, with a slash at its end; empty where it is not known."""
    archive: str = ""
    """Where the links to mails lead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteDone:
    """What was written."""

    made: int
    """Pages of series that were made again."""
    written: int
    removed: int


def write_site(
    folder: Path,
    order: SiteOrder,
    library: Library | None,
    watch: Callable[[Sequence[str]], Iterable[str]] = tuple,
) -> SiteDone:
    """Bring the folder up to date. Raises as ``SiteFolder``."""
    site = SiteFolder(folder)
    with site.held():
        stamp = _stamp(order)
        before = site.memo.get("series") if site.memo.get("stamp") == stamp else None
        kept = before if isinstance(before, dict) else {}
        memo = {
            row.id: kept[row.id]
            for row in order.rows
            if row.id in kept and _is_same(kept[row.id], order.judged.get(row.id), row.id, site)
        }
        lasting = _without_moved(memo)
        due = [row.id for row in order.rows if row.id not in lasting]
        pages = _lists_of(order)
        if library is not None:
            _make_series(library, order, watch(due), pages, lasting)
        stay = frozenset(
            path
            for name in lasting
            for path in (series_page(name), series_feed(name))
            if path not in pages
        )
        written, removed = site.put(pages, stay, {"stamp": stamp, "series": lasting})
    return SiteDone(made=len(due), written=written, removed=removed)


def _stamp(order: SiteOrder) -> str:
    parts = (__version__, str(_FORM), SITE_STYLE, order.base, order.archive)
    return sha256("\0".join(parts).encode()).hexdigest()[:16]


def _is_same(kept: object, judged: str | None, name: str, site: SiteFolder) -> bool:
    """Return whether the page of a series is there and was made from the same row."""
    if not isinstance(kept, dict) or kept.get("judged") != judged:
        return False
    return site.has(series_page(name)) and site.has(series_feed(name))


def _without_moved(memo: Mapping[str, object]) -> dict[str, object]:
    """Leave out pages with a graph in which another series was judged again or is gone."""
    return {
        name: one
        for name, one in memo.items()
        if isinstance(one, dict) and all(other in memo for other in one.get("graph", ()))
    }


def _make_series(
    library: Library,
    order: SiteOrder,
    due: Iterable[str],
    pages: dict[str, str],
    memo: dict[str, object],
) -> None:
    """Make the pages and feeds of series, and note what they were made from."""
    ids = frozenset(row.id for row in order.rows)
    place = SeriesPlace(
        pages=ids,
        people=frozenset(_people_of(order.rows)),
        lists=frozenset(one for row in order.rows for one in row.lists),
        archive=order.archive,
    )
    for number, name in enumerate(due):
        if number % _BATCH == 0:
            library = library.emptied()
        view = library.view(name)
        walked = any(one.kind in WALKED and not one.own for one in view.relations)
        graph = library.graph(name, _GRAPH) if walked else None
        pages[series_page(name)] = series_html(view, graph, place)
        pages[series_feed(name)] = series_feed_xml(view, order.base)
        others = {node.id for node in graph.nodes if node.id in ids} if graph else set()
        memo[name] = {"judged": order.judged.get(name), "graph": sorted(others - {name})}


# ---- pages that list series ----------------------------------------------------------------------


def _lists_of(order: SiteOrder) -> dict[str, str]:
    """Return all pages but those of series; a later posting of a series leads to its page."""
    pages: dict[str, str] = {}
    for row in order.rows:
        for posting in row.revisions:
            pages[series_page(posting.message_id)] = moved_html(_beside(row.id), 0)
    for row in order.rows:
        pages.pop(series_page(row.id), None)
    for section in order.sections:
        pages[section.page] = section_page(section)
        pages[section.feed] = section_feed(section.name, section.rows, section.feed, order.base)
    pages |= _people_pages(order.rows)
    pages |= _list_pages(order.rows)
    newest = max((row.last_activity for row in order.rows), default=None)
    rest = f"{len(order.rows)} series." + (
        f" The newest mail is of {newest:%Y-%m-%d %H:%M} UTC." if newest else ""
    )
    pages["index.html"] = board_html(order.title, order.sections, rest)
    pages["index.json"] = site_index(order.rows, order.sections)
    return pages


def _beside(name: str) -> str:
    return series_page(name).removeprefix("series/")


def _people_of(rows: Iterable[SeriesRow]) -> dict[str, Person]:
    """Return who wrote a series or is to move, by address; the name used most recently."""
    found: dict[str, Person] = {}
    for row in rows:
        for one in (row.author, *row.turn.people):
            who = Person(one.name, one.email)
            if who.email and (who.email not in found or not found[who.email].name):
                found[who.email] = who
    return found


def _people_pages(rows: Sequence[SeriesRow]) -> dict[str, str]:
    people = _people_of(rows)
    own: dict[str, list[SeriesRow]] = {}
    waiting: dict[str, list[SeriesRow]] = {}
    for row in rows:
        own.setdefault(row.author.email, []).append(row)
        if row.turn.side is not Side.NOBODY:
            for email in dict.fromkeys(one.email for one in row.turn.people):
                waiting.setdefault(email, []).append(row)
    pages = {
        person_page(email): person_html(who, own.get(email, []), waiting.get(email, []))
        for email, who in people.items()
    }
    counts = {one: (len(own.get(one, ())), len(waiting.get(one, ()))) for one in people}
    pages["people/index.html"] = people_html(people, counts)
    return pages


def _list_pages(rows: Sequence[SeriesRow]) -> dict[str, str]:
    held: dict[str, list[SeriesRow]] = {}
    for row in rows:
        for address in dict.fromkeys(row.lists):
            held.setdefault(address, []).append(row)
    pages = {list_page(address): list_html(address, some) for address, some in held.items()}
    pages["lists/index.html"] = lists_html({one: len(some) for one, some in held.items()})
    return pages


def section_files(names: Sequence[str]) -> tuple[str, ...]:
    """Return a file name for each section, no two alike."""
    found: list[str] = []
    for number, name in enumerate(names, 1):
        plain = file_name("-".join(name.casefold().split()) or "section")
        found.append(f"{plain}-{number}" if plain in found else plain)
    return tuple(found)
