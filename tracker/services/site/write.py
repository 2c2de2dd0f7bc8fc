# SPDX-License-Identifier: GPL-2.0-or-later
"""Write a static site of the series of a query: only what changed is made and written again.

The board remembers when each row was judged; a page is made again when that of its series, or of
one in its graph, was. Nothing on a page changes with the time of day.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
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
_FORM = 2
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
    content: Mapping[str, str] = field(default_factory=dict)
    """By id: what changes when its page may differ."""
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
            if row.id in kept and _is_same(kept[row.id], _made_from(order, row.id), row.id, site)
        }
        lasting = _without_moved(memo)
        due = [row.id for row in order.rows if row.id not in lasting]
        for name, one in lasting.items():
            lasting[name] = one | _made_from(order, name) if isinstance(one, dict) else one
        pages = _lists_of(order, lasting, site)
        if library is not None:
            _make_series(library, order, watch(due), pages, lasting)
        stay = frozenset(
            path
            for name in lasting
            for path in (series_page(name), series_feed(name))
            if path not in pages
        ) | frozenset(
            path
            for row in order.rows
            if row.id in lasting
            for path in _moved_pages(row)
            if path not in pages
        )
        written, removed = site.put(pages, stay, {"stamp": stamp, "series": lasting})
    return SiteDone(made=len(due), written=written, removed=removed)


def _stamp(order: SiteOrder) -> str:
    parts = (__version__, str(_FORM), SITE_STYLE, order.base, order.archive)
    return sha256("\0".join(parts).encode()).hexdigest()[:16]


def _made_from(order: SiteOrder, name: str) -> dict[str, object]:
    """Return what a page is made from: it is the same while either of them is.

    Two judgements of one second differ by what they found.
    """
    content = order.content.get(name)
    found = (content or "").partition(" ")[2]
    return {"judged": f"{order.judged.get(name)} {found}", "content": content}


def _is_same(kept: object, now: Mapping[str, object], name: str, site: SiteFolder) -> bool:
    """Return whether the page of a series is there and was made from the same facts."""
    if not isinstance(kept, dict) or all(
        value is None or kept.get(key) != value for key, value in now.items()
    ):
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
        memo[name] = {**_made_from(order, name), "graph": sorted(others - {name})}


# ---- pages that list series ----------------------------------------------------------------------


def _moved_pages(row: SeriesRow) -> Iterator[str]:
    """Yield the pages of later postings of a series, which lead to its own."""
    for posting in row.revisions:
        if posting.message_id != row.id:
            yield series_page(posting.message_id)


def _lists_of(order: SiteOrder, lasting: Container[str], site: SiteFolder) -> dict[str, str]:
    """Return all pages but those of series; a later posting of a series leads to its page.

    Those that lead to a page of ``lasting`` and are there are left out.
    """
    pages: dict[str, str] = {}
    own = {series_page(row.id) for row in order.rows}
    for row in order.rows:
        for path in _moved_pages(row):
            if path not in own and not (row.id in lasting and site.has(path)):
                pages[path] = moved_html(_beside(row.id))
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
